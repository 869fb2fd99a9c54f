package io.github.millwork.tune;

import io.github.millwork.stage.Range;

/**
 * One hyperparameter that is searched.
 *
 * @param step the place of its step in the chain, from 0; -1 for the learner
 * @param name the name of the hyperparameter
 * @param range where to search
 * @param whole whether only whole numbers are legal
 * @param initial the value that the search begins with, within the range
 */
public record Dimension(int step, String name, Range range, boolean whole, double initial) {
    static final int LEARNER = -1;

    /** {@return how many different values there are; 0 where there is no end of them} */
    public int count() {
        if (range.scale() == Range.Scale.VALUES) return range.values().size();
        return whole ? (int) Math.min(Integer.MAX_VALUE, range.high() - range.low() + 1) : 0;
    }

    /**
     * {@return the value at a place between the ends of the range, on its scale}
     *
     * @param unit the place, from 0 to 1
     */
    public double value(double unit) {
        double place = Math.max(0, Math.min(1, unit));
        return switch (range.scale()) {
            case VALUES -> {
                int count = range.values().size();
                yield range.values().get((int) Math.min(count - 1, Math.floor(place * count)));
            }
            // Half a unit beyond each end, so that the ends are as likely as the whole numbers between them.
            case LINEAR ->
                whole ? rounded(range.low() - 0.5 + place * (range.high() - range.low() + 1)) : linear(place);
            case LOG -> whole ? rounded(log(place)) : within(log(place));
        };
    }

    private double linear(double place) {
        return within(range.low() + place * (range.high() - range.low()));
    }

    private double log(double place) {
        return Math.exp(Math.log(range.low()) + place * (Math.log(range.high()) - Math.log(range.low())));
    }

    private double rounded(double value) {
        return within(Math.rint(value));
    }

    private double within(double value) {
        return Math.max(range.low(), Math.min(range.high(), value));
    }

    /**
     * {@return the place of a value between the ends of the range, from 0 to 1, on its scale}
     *
     * @param value a value of the range
     */
    public double unit(double value) {
        return switch (range.scale()) {
            case VALUES ->
                (range.values().indexOf(value) + 0.5) / range.values().size();
            case LINEAR ->
                whole
                        ? (value - range.low() + 0.5) / (range.high() - range.low() + 1)
                        : range.high() == range.low() ? 0.5 : (value - range.low()) / (range.high() - range.low());
            case LOG ->
                range.high() == range.low()
                        ? 0.5
                        : (Math.log(value) - Math.log(range.low())) / (Math.log(range.high()) - Math.log(range.low()));
        };
    }

    /** The values of a grid: all of them where they are counted and no more than wanted, else so many, evenly spread. */
    double[] grid(int wanted) {
        if (range.scale() == Range.Scale.VALUES) {
            return range.values().stream().mapToDouble(Double::doubleValue).toArray();
        }
        int count = count() == 0 ? wanted : Math.min(count(), wanted);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            double place = count == 1 ? 0.5 : (double) i / (count - 1);
            double value = range.scale() == Range.Scale.LOG ? log(place) : linear(place);
            values[i] = within(whole ? Math.rint(value) : value);
        }
        return java.util.Arrays.stream(values).distinct().toArray();
    }
}
