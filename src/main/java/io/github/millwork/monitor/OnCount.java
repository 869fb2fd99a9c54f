package io.github.millwork.monitor;

import java.util.Optional;

/** Asks after so many rows, or so many labels. */
record OnCount(What what, long count) implements RetrainingPolicy {
    /** What is counted. */
    enum What {
        ROWS,
        LABELS
    }

    OnCount {
        if (count < 1) throw new IllegalArgumentException("Expected at least one row but found " + count + ".");
    }

    @Override
    public Optional<RetrainingReason> reason(RetrainingEvidence evidence) {
        long found = what == What.ROWS ? evidence.rows() : evidence.labels();
        if (found < count) return Optional.empty();
        String name = what == What.ROWS ? "rows" : "labels";
        String came = what == What.ROWS ? " rows were scored" : " labels came";
        return Optional.of(
                new RetrainingReason(name, found + came + " since the last fit, where one is due every " + count));
    }
}
