package io.github.millwork.monitor;

import io.github.millwork.stage.State;

/**
 * Page and Hinkley's test (Page 1954): sums up how far numbers are above their mean so far, and finds a change where the sum
 * gets large. It finds increases only. One thread at a time.
 */
public final class PageHinkley implements StreamDetector {
    private final int fewest;
    private final double slack;
    private final double threshold;
    private final double keep;
    private long count;
    private double mean;
    private double sum;

    /**
     * Makes a detector.
     *
     * @param fewest so many numbers must have come before a change is found
     * @param slack how far above the mean does not count
     * @param threshold how large the sum must get
     * @param keep what is kept of the sum from number to number, between 0 and 1
     */
    public PageHinkley(int fewest, double slack, double threshold, double keep) {
        this.fewest = fewest;
        this.slack = slack;
        this.threshold = threshold;
        this.keep = keep;
    }

    /** {@return a detector with the usual settings: 30 numbers, slack 0.005, threshold 50, keeping 0.9999} */
    public static PageHinkley usual() {
        return new PageHinkley(30, 0.005, 50, 0.9999);
    }

    @Override
    public boolean add(double value) {
        count++;
        mean += (value - mean) / count;
        sum = Math.max(0, keep * sum + value - mean - slack);
        if (count < fewest || sum <= threshold) return false;
        count = 0;
        mean = 0;
        sum = 0;
        return true;
    }

    @Override
    public String describe() {
        return "Page-Hinkley (" + fewest + ", " + slack + ", " + threshold + ", " + keep + ")";
    }

    @Override
    public State toState() {
        return State.empty().with("count", count).with("mean", mean).with("sum", sum);
    }

    @Override
    public void restore(State state) {
        count = state.wide("count");
        mean = state.number("mean");
        sum = state.number("sum");
    }
}
