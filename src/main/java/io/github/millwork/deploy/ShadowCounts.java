package io.github.millwork.deploy;

/** Counts for a {@link ShadowTally}. Thread-safe. */
final class ShadowCounts {
    private long rows;
    private long agreed;
    private long measured;
    private double differences;
    private long dropped;
    private long failed;

    synchronized void compared(boolean same, double apart) {
        rows++;
        if (same) agreed++;
        if (Double.isNaN(apart)) return; // versions that do not predict the same numbers
        measured++;
        differences += apart;
    }

    synchronized void dropped(int count) {
        dropped += count;
    }

    synchronized void failed(int count) {
        failed += count;
    }

    synchronized ShadowTally tally() {
        return new ShadowTally(rows, agreed, measured == 0 ? Double.NaN : differences / measured, dropped, failed);
    }
}
