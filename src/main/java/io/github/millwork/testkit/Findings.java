package io.github.millwork.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one rule after the other and gathers what is broken, so that one run shows everything. */
final class Findings {
    /** A rule: answers null where it is kept, else what was found instead. */
    @FunctionalInterface
    interface Rule {
        @Nullable
        String broken();
    }

    private final String subject;
    private final List<String> broken = new ArrayList<>();

    Findings(String subject) {
        this.subject = subject;
    }

    /**
     * Checks a rule. What a rule throws breaks it too.
     *
     * @param expected what is expected, to follow "Expected"
     * @param advice what to do if it is broken, a sentence
     * @param rule the test
     */
    void check(String expected, String advice, Rule rule) {
        String found;
        try {
            found = rule.broken();
        } catch (RuntimeException | AssertionError | StackOverflowError | LinkageError e) {
            found = "found " + e;
        }
        if (found != null) broken.add("Expected " + expected + " but " + found + ". " + advice);
    }

    /** Throws if a rule was broken. */
    void report() {
        if (broken.isEmpty()) return;
        StringBuilder message = new StringBuilder(subject)
                .append(" breaks ")
                .append(broken.size())
                .append(broken.size() == 1 ? " rule:" : " rules:");
        for (int i = 0; i < broken.size(); i++) {
            message.append("\n  ").append(i + 1).append(". ").append(broken.get(i));
        }
        throw new AssertionError(message.toString());
    }
}
