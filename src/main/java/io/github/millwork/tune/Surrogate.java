package io.github.millwork.tune;

import io.github.millwork.stage.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the scores of a candidate, and which of its points promises most.
 *
 * @param candidate which one
 * @param space its space
 * @param places where looks were taken, in the unit cube
 * @param values what was seen there, larger is better
 * @param process what is known
 */
record Surrogate(int candidate, Space<?> space, double[][] places, double[] values, GaussianProcess process) {
    private static final int ANYWHERE = 400;
    private static final int CENTRES = 4;
    private static final int AROUND = 50;
    private static final int CLIMBERS = 3;
    private static final int STEPS = 60;

    /**
     * A point that promises something.
     *
     * @param candidate of which candidate
     * @param point the point
     * @param unit where that is in the unit cube
     * @param gain the logarithm of the improvement that is expected
     */
    record Choice(int candidate, List<Double> point, double[] unit, double gain) {}

    static Surrogate of(int candidate, Space<?> space, double[][] places, double[] values) {
        boolean[] nominal = new boolean[space.dimensions().size()];
        for (int d = 0; d < nominal.length; d++)
            nominal[d] = nominal(space.dimensions().get(d));
        return new Surrogate(candidate, space, places, values, GaussianProcess.of(places, values, nominal));
    }

    /** Names are the same or not; numbers of a list are near or far if they are in order. */
    private static boolean nominal(Dimension dimension) {
        Range range = dimension.range();
        if (range.scale() != Range.Scale.VALUES) return false;
        if (!range.choices().isEmpty()) return true;
        for (int i = 1; i < range.values().size(); i++) {
            if (range.values().get(i) < range.values().get(i - 1)) return true;
        }
        return false;
    }

    /** {@return what would be known if at a place were seen what is expected there} */
    Surrogate believing(double[] place) {
        double[][] more = Arrays.copyOf(places, places.length + 1);
        more[places.length] = place;
        double[] seen = Arrays.copyOf(values, values.length + 1);
        seen[values.length] = process.at(place).mean();
        return new Surrogate(candidate, space, more, seen, process.with(more, seen));
    }

    /** {@return the best that is expected anywhere where looks were taken, noise left aside} */
    double best() {
        return Arrays.stream(places)
                .mapToDouble(place -> process.at(place).mean())
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /** {@return the point that promises most, of some anywhere and some near the best ones; null where all are known} */
    @Nullable
    Choice choose(double best, SplittableRandom random, Predicate<List<Double>> known) {
        List<Choice> choices = new ArrayList<>();
        int dimensions = space.dimensions().size();
        for (int i = 0; i < ANYWHERE; i++) {
            double[] unit = new double[dimensions];
            for (int d = 0; d < dimensions; d++) unit[d] = random.nextDouble();
            add(choices, unit, best, known);
        }
        double[][] centres = Arrays.stream(places)
                .sorted(Comparator.comparingDouble(place -> -process.at(place).mean()))
                .limit(CENTRES)
                .toArray(double[][]::new);
        for (double[] centre : centres) {
            for (int i = 0; i < AROUND; i++) add(choices, near(centre, 0.3 * random.nextDouble(), random), best, known);
        }
        choices.sort(Comparator.comparingDouble(choice -> -choice.gain));
        Choice chosen = null;
        for (Choice start : choices.subList(0, Math.min(CLIMBERS, choices.size()))) {
            Choice top = climbed(start, best, random, known);
            if (chosen == null || top.gain > chosen.gain) chosen = top;
        }
        return chosen;
    }

    private Choice climbed(Choice start, double best, SplittableRandom random, Predicate<List<Double>> known) {
        Choice top = start;
        for (int step = 0; step < STEPS; step++) {
            double reach = 0.2 * Math.pow(0.01, (double) step / STEPS);
            List<Choice> next = new ArrayList<>();
            add(next, near(top.unit, reach, random), best, known);
            if (!next.isEmpty() && next.get(0).gain > top.gain) top = next.get(0);
        }
        return top;
    }

    /** Moves some of the dimensions, one at least; what has no order is drawn anew. */
    private double[] near(double[] centre, double reach, SplittableRandom random) {
        double[] unit = centre.clone();
        int sure = random.nextInt(unit.length);
        for (int d = 0; d < unit.length; d++) {
            if (d != sure && random.nextDouble() < 0.5) continue;
            boolean listed = space.dimensions().get(d).range().scale() == Range.Scale.VALUES;
            unit[d] =
                    listed ? random.nextDouble() : Math.max(0, Math.min(1, centre[d] + reach * random.nextGaussian()));
        }
        return unit;
    }

    private void add(List<Choice> choices, double[] unit, double best, Predicate<List<Double>> known) {
        List<Double> point = space.point(unit);
        if (known.test(point)) return;
        double[] whole = space.unit(point);
        GaussianProcess.Belief belief = process.at(whole);
        choices.add(new Choice(candidate, point, whole, Improvement.log(belief.mean(), belief.deviation(), best)));
    }
}
