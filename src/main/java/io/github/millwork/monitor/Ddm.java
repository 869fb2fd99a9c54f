package io.github.millwork.monitor;

import io.github.millwork.stage.State;

/**
 * The drift detection method (Gama and others 2004) for errors of a classifier, 1 for a wrong prediction and 0 for a right
 * one: a change is found where the error rate is three standard deviations above its lowest. One thread at a time.
 */
public final class Ddm implements StreamDetector {
    private static final int FEWEST = 30;
    private static final double WARNING = 2;
    private static final double CHANGE = 3;

    private long count;
    private double rate;
    private double lowestRate = Double.POSITIVE_INFINITY;
    private double lowestDeviation = Double.POSITIVE_INFINITY;
    private boolean warning;

    /** Makes a detector. */
    public Ddm() {}

    @Override
    public boolean add(double value) {
        count++;
        rate += (value - rate) / count;
        if (count < FEWEST) return false;
        double deviation = Math.sqrt(Math.max(0, rate * (1 - rate)) / count);
        if (rate + deviation < lowestRate + lowestDeviation) {
            lowestRate = rate;
            lowestDeviation = deviation;
        }
        warning = rate + deviation > lowestRate + WARNING * lowestDeviation;
        if (rate + deviation <= lowestRate + CHANGE * lowestDeviation) return false;
        count = 0;
        rate = 0;
        lowestRate = Double.POSITIVE_INFINITY;
        lowestDeviation = Double.POSITIVE_INFINITY;
        warning = false;
        return true;
    }

    @Override
    public String describe() {
        return "DDM";
    }

    @Override
    public boolean binary() {
        return true;
    }

    /** {@return whether the error rate is two standard deviations above its lowest} */
    @Override
    public boolean warning() {
        return warning;
    }

    @Override
    public State toState() {
        return State.empty()
                .with("count", count)
                .with("rate", rate)
                .with("lowest-rate", lowestRate)
                .with("lowest-deviation", lowestDeviation)
                .with("warning", warning);
    }

    @Override
    public void restore(State state) {
        count = state.wide("count");
        rate = state.number("rate");
        lowestRate = state.number("lowest-rate");
        lowestDeviation = state.number("lowest-deviation");
        warning = state.flag("warning");
    }
}
