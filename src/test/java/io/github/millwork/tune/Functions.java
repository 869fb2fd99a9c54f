package io.github.millwork.tune;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitCost;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Task;
import io.github.millwork.train.GradientBoosting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Functions of the unit cube to search the least value of, as if each point of a space were fitted and scored. */
enum Functions {
    /** A bowl. */
    SPHERE(x -> {
        double sum = 0;
        for (double v : x) sum += square(v - 0.37);
        return sum;
    }),
    /** Two of six dimensions matter, and not each by itself. */
    TWO_MATTER(x -> square(x[0] - 0.8) + square(x[2] - 0.3) + 2 * square(x[0] + x[2] - 1.1)),
    /** Six narrow dips of unlike depth (Hartmann 1972). */
    HARTMANN(Functions::hartmann),
    /** A bent valley (after Rosenbrock 1960), on the scale of its logarithm. */
    VALLEY(x -> {
        double sum = 0;
        for (int d = 0; d < x.length - 1; d++) {
            sum += 10 * square((x[d + 1] * 2 - 1) - square(x[d] * 2 - 1)) + square(1 - 1.6 * x[d]);
        }
        return Math.log1p(sum);
    }),
    /** A bowl with ripples. */
    RIPPLES(x -> {
        double sum = 0;
        for (double v : x) sum += 2 * square(v - 0.6) + 0.1 * (1 - Math.cos(18 * (v - 0.6)));
        return sum;
    }),
    /** Best at an end of every range. */
    CORNER(x -> {
        double sum = Math.exp(-5 * x[0]);
        for (double v : x) sum += v;
        return sum;
    });

    /** Six hyperparameters, of all kinds of scales. */
    static final Space<Classification> SPACE = Space.of(new Chain<>(
            Task.classify(Target.of("y").positive("yes")),
            List.of(),
            GradientBoosting.classifier()
                    .trees(Range.log(4, 120))
                    .depth(Range.between(1, 6))
                    .learningRate(Range.log(0.01, 0.6))
                    .minimumChildWeight(Range.log(0.5, 30))
                    .rowShare(Range.between(0.4, 1))
                    .lambda(Range.log(0.01, 30))));

    private static final double[][] STEEP = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] DIPS = {
        {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
        {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
        {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
        {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
    };
    private static final double[] DEPTHS = {1, 1.2, 3, 3.2};

    private final ToDoubleFunction<double[]> function;

    Functions(ToDoubleFunction<double[]> function) {
        this.function = function;
    }

    private static double square(double value) {
        return value * value;
    }

    private static double hartmann(double[] x) {
        double sum = 0;
        for (int dip = 0; dip < DEPTHS.length; dip++) {
            double apart = 0;
            for (int d = 0; d < x.length; d++) apart += STEEP[dip][d] * square(x[d] - DIPS[dip][d]);
            sum -= DEPTHS[dip] * Math.exp(-apart);
        }
        return sum;
    }

    /** The least value that a search finds. */
    double least(SearchStrategy strategy, long seed) {
        return least(strategy, SPACE, seed, function);
    }

    static double least(
            SearchStrategy strategy, Space<Classification> space, long seed, ToDoubleFunction<double[]> of) {
        SearchStrategy.Search search =
                strategy.begin(new SearchStrategy.Question(List.of(space), 1, false, seed * 7919 + 13));
        Map<Proposal, Trial<Classification>> trials = new LinkedHashMap<>();
        double least = Double.POSITIVE_INFINITY;
        for (List<Proposal> next = search.next(List.of());
                !next.isEmpty();
                next = search.next(List.copyOf(trials.values()))) {
            for (Proposal proposal : next) {
                double value = of.applyAsDouble(space.unit(proposal.point()));
                least = Math.min(least, value);
                FoldResult fold = new FoldResult(List.of(value), 1, 1, FitCost.NONE, Double.NaN, -1, Optional.empty());
                trials.put(
                        proposal,
                        new Trial<>(
                                trials.size() + 1,
                                proposal,
                                space.chain(),
                                Map.of(),
                                Map.of(),
                                List.of(ClassificationMetrics.LOG_LOSS),
                                List.of(fold)));
            }
        }
        return least;
    }
}
