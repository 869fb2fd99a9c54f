package io.github.millwork.data;

/** What a column is for. Selectors and learners see {@link #FEATURE} columns only. */
public enum Role {
    /** Something to learn from: the default. */
    FEATURE,
    /** What is to be predicted, or the truth that predictions are compared with. */
    TARGET,
    /** How much a row counts, a number not below zero. */
    WEIGHT,
    /** Rows of one group stay on one side of a grouped split. */
    GROUP,
    /** When a row happened. */
    TIME,
    /** What identifies a row. */
    ID,
    /** Carried along and never looked at. */
    IGNORED;

    /** {@return the name as it is written in messages and files, in lower case} */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Role ofLabel(String label) {
        for (Role each : values()) {
            if (each.label().equals(label)) return each;
        }
        throw new IllegalArgumentException("Expected a role but found '" + label + "'.");
    }
}
