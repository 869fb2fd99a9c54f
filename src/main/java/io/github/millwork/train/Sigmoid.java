package io.github.millwork.train;

import io.github.millwork.stage.AdjustmentMeaning;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;

/**
 * The logistic function of a straight line: {@code 1 / (1 + exp(slope * number + offset))} (Platt 1999). Its targets are
 * Platt's, a little off 0 and 1 by how many rows there are of either kind, so that it ends somewhere even where a number
 * parts the classes.
 *
 * @param slope what numbers are multiplied by
 * @param offset what is added
 */
record Sigmoid(double slope, double offset) implements Curve {
    static final String NAME = "sigmoid";

    private static final int STEPS = 100;
    private static final double ROUNDING = 1e-13;

    /** Numbers that deviate by a smaller share of their mean are all the same but for rounding. */
    private static final double ALIKE = 1e-12;

    /**
     * Fits a curve by Newton's method with step halving (Lin, Lin and Weng 2007).
     *
     * @param numbers the number of each row, at least one row
     * @param hits for each row 1 if it is of the class, else 0
     * @param weights how much each row counts, above 0
     */
    static Sigmoid fit(double[] numbers, double[] hits, double[] weights) {
        double total = 0;
        double positive = 0;
        double mean = 0;
        for (int row = 0; row < numbers.length; row++) {
            total += weights[row];
            positive += weights[row] * hits[row];
        }
        for (int row = 0; row < numbers.length; row++) mean += weights[row] / total * numbers[row];
        double variance = 0;
        for (int row = 0; row < numbers.length; row++) {
            variance += weights[row] / total * (numbers[row] - mean) * (numbers[row] - mean);
        }
        double[] targets = new double[numbers.length];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = hits[row] > 0 ? (positive + 1) / (positive + 2) : 1 / (total - positive + 2);
        }
        double deviation = Math.sqrt(variance);
        if (!(deviation > ALIKE * Math.abs(mean)) || !Double.isFinite(deviation)) return level(targets, weights, total);
        double centre = mean;
        double[] standard = Arrays.stream(numbers)
                .map(number -> (number - centre) / deviation)
                .toArray();
        double[] line = new Newton(standard, targets, weights)
                .minimise(StrictMath.log((total - positive + 1) / (positive + 1)));
        return new Sigmoid(line[0] / deviation, line[1] - line[0] * mean / deviation);
    }

    /** Where the numbers are all the same. */
    private static Sigmoid level(double[] targets, double[] weights, double total) {
        double mean = 0;
        for (int row = 0; row < targets.length; row++) mean += weights[row] / total * targets[row];
        return new Sigmoid(0, StrictMath.log((1 - mean) / mean));
    }

    /** The search for the line with the least log loss. */
    private record Newton(double[] numbers, double[] targets, double[] weights) {
        double[] minimise(double begin) {
            double slope = 0;
            double offset = begin;
            double loss = loss(slope, offset);
            for (int step = 0; step < STEPS; step++) {
                double[] move = move(slope, offset);
                double share = 1;
                double next = loss(slope + move[0], offset + move[1]);
                while (!(next <= loss * (1 + ROUNDING)) && share > 1e-10) {
                    share /= 2;
                    next = loss(slope + share * move[0], offset + share * move[1]);
                }
                slope += share * move[0];
                offset += share * move[1];
                loss = next;
                double moved = share * (Math.abs(move[0]) + Math.abs(move[1]));
                if (moved <= ROUNDING * (1 + Math.abs(slope) + Math.abs(offset))) break;
            }
            return new double[] {slope, offset};
        }

        private double[] move(double slope, double offset) {
            double gradientSlope = 0;
            double gradientOffset = 0;
            double slopes = 1e-12; // keeps the matrix from being singular
            double offsets = 1e-12;
            double both = 0;
            for (int row = 0; row < numbers.length; row++) {
                double x = numbers[row];
                double p = logistic(-(slope * x + offset));
                double error = weights[row] * (targets[row] - p);
                double curvature = weights[row] * p * (1 - p);
                gradientSlope += error * x;
                gradientOffset += error;
                slopes += curvature * x * x;
                offsets += curvature;
                both += curvature * x;
            }
            double determinant = slopes * offsets - both * both;
            return new double[] {
                -(offsets * gradientSlope - both * gradientOffset) / determinant,
                -(slopes * gradientOffset - both * gradientSlope) / determinant
            };
        }

        private double loss(double slope, double offset) {
            double loss = 0;
            for (int row = 0; row < numbers.length; row++) {
                double z = slope * numbers[row] + offset;
                double softplus = Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
                loss += weights[row] * (softplus - (1 - targets[row]) * z);
            }
            return loss;
        }
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    @Override
    public double probability(double number) {
        return logistic(-(slope * number + offset));
    }

    @Override
    public List<Finding> findings() {
        return List.of(new Finding("sigmoid slope", slope), new Finding("sigmoid offset", offset));
    }

    @Override
    public AdjustmentMeaning.Curve meaning() {
        return new AdjustmentMeaning.Logistic(slope, offset);
    }

    @Override
    public State toState() {
        return State.empty().with("curve", NAME).with("slope", slope).with("offset", offset);
    }

    static Sigmoid read(State state) {
        Sigmoid curve = new Sigmoid(state.number("slope"), state.number("offset"));
        if (Double.isFinite(curve.slope) && Double.isFinite(curve.offset)) return curve;
        throw new BundleException("Expected a finite slope and offset but found others. The file is damaged.");
    }
}
