package io.github.millwork.monitor;

import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.Grid;
import io.github.millwork.stage.NumberGrid;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The drift tests of the library. Where numbers are compared by bins, these are ten, by deciles of the reference; categories
 * are compared level by level.
 *
 * <p>On profiles over {@link NumberGrid#exact} they are what they are on the raw samples. Over a grid of quantiles all that is
 * compared by bins is too, since the deciles are edges of the grid. Counts within a gap between two edges are known and not
 * where in the gap: KS is too small by at most the share in the fullest gap (1/128 of the reference), and Wasserstein is off by
 * at most the sum over the gaps of width times share. Means, and so the z-test, are right to 2^-21 standard deviations.
 */
public final class DriftTests {
    /** What an empty bin counts as where a logarithm is taken; then it decides how large the statistic is. */
    static final double EPSILON = 1e-4;

    /** Population stability index: the sum of (q - p) ln(q / p) over the bins; an empty bin counts as 0.0001. */
    public static final DriftTest PSI = binned("PSI", (p, q) -> {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] == 0 && q[i] == 0) continue;
            double expected = Math.max(p[i], EPSILON);
            double actual = Math.max(q[i], EPSILON);
            sum += (actual - expected) * Math.log(actual / expected);
        }
        return sum;
    });

    /** Kullback-Leibler divergence of the current values from the reference, in nats; an empty bin counts as 0.0001. */
    public static final DriftTest KULLBACK_LEIBLER = binned("Kullback-Leibler", (p, q) -> {
        double sum = 0;
        for (int i = 0; i < p.length; i++) if (q[i] > 0) sum += q[i] * Math.log(q[i] / Math.max(p[i], EPSILON));
        return Math.max(0, sum);
    });

    /** Jensen-Shannon distance: the root of the divergence to the base e, between 0 and 0.8326. */
    public static final DriftTest JENSEN_SHANNON = binned("Jensen-Shannon", (p, q) -> {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double middle = (p[i] + q[i]) / 2;
            if (p[i] > 0) sum += p[i] * Math.log(p[i] / middle);
            if (q[i] > 0) sum += q[i] * Math.log(q[i] / middle);
        }
        return Math.sqrt(Math.max(0, sum / 2));
    });

    /** Hellinger distance, between 0 and 1. */
    public static final DriftTest HELLINGER = binned("Hellinger", (p, q) -> {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double root = Math.sqrt(p[i]) - Math.sqrt(q[i]);
            sum += root * root;
        }
        return Math.sqrt(sum / 2);
    });

    /** Total variation: the largest difference in share that a set of bins can have, between 0 and 1. */
    public static final DriftTest TOTAL_VARIATION = binned("total variation", (p, q) -> {
        double sum = 0;
        for (int i = 0; i < p.length; i++) sum += Math.abs(p[i] - q[i]);
        return sum / 2;
    });

    /** Pearson's chi-square of the table of both samples by bins, without a correction for continuity. */
    public static final DriftTest CHI_SQUARE =
            of("chi-square", grid -> true, (reference, current) -> ChiSquare.of(Bins.of(reference, current)));

    /** Kolmogorov-Smirnov's two-sample test: the largest distance between the distribution functions. */
    public static final DriftTest KOLMOGOROV_SMIRNOV =
            of("Kolmogorov-Smirnov", DriftTests::ordered, (reference, current) -> {
                double distance = Cumulative.largestGap(reference, current);
                return new DriftTest.Measured(
                        distance, KolmogorovSmirnov.pValue(distance, reference.present(), current.present()));
            });

    /** Wasserstein distance (earth mover's), in the unit of the column. */
    public static final DriftTest WASSERSTEIN = of(
            "Wasserstein",
            DriftTests::ordered,
            (reference, current) -> new DriftTest.Measured(Cumulative.area(reference, current), Double.NaN));

    /** The same divided by the standard deviation of the reference: what a verdict on numbers rests on. */
    public static final DriftTest WASSERSTEIN_IN_DEVIATIONS =
            of("Wasserstein / deviation", DriftTests::ordered, (reference, current) -> {
                double scale = ((NumberGrid) reference.grid()).scale();
                return new DriftTest.Measured(Cumulative.area(reference, current) / scale, Double.NaN);
            });

    /**
     * The population z-test: of two means with a variance each for numbers; of two proportions with the pooled variance for
     * categories, where the level that differs most counts and p is multiplied by the number of levels (Bonferroni).
     */
    public static final DriftTest Z_TEST = of("z-test", grid -> true, ZTest::of);

    private static final List<DriftTest> ALL = List.of(
            PSI,
            JENSEN_SHANNON,
            HELLINGER,
            TOTAL_VARIATION,
            KULLBACK_LEIBLER,
            CHI_SQUARE,
            KOLMOGOROV_SMIRNOV,
            WASSERSTEIN,
            WASSERSTEIN_IN_DEVIATIONS,
            Z_TEST);

    private DriftTests() {}

    /** {@return all of them} */
    public static List<DriftTest> all() {
        return ALL;
    }

    private static boolean ordered(Grid grid) {
        return grid instanceof NumberGrid numbers && !numbers.categorical();
    }

    private static DriftTest binned(String name, BiFunction<double[], double[], Double> distance) {
        return of(name, grid -> true, (reference, current) -> {
            Bins bins = Bins.of(reference, current);
            return new DriftTest.Measured(distance.apply(bins.expected(), bins.actual()), Double.NaN);
        });
    }

    private static DriftTest of(
            String name, Predicate<Grid> suits, BiFunction<ColumnProfile, ColumnProfile, DriftTest.Measured> measure) {
        return new DriftTest() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean suits(Grid grid) {
                return suits.test(grid);
            }

            @Override
            public Measured measure(ColumnProfile reference, ColumnProfile current) {
                return measure.apply(reference, current);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
