package io.github.millwork.engineer;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.TargetNumbers;
import io.github.millwork.stage.TargetValues;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How much a feature is worth on its own. Rows whose cell is missing are left out. */
public enum FeatureScore {
    /** The variance over the rows (divided by n): scikit-learn's VarianceThreshold. Needs no target. */
    VARIANCE,
    /** The F of an analysis of variance between classes: f_classif. */
    ANOVA,
    /** The F of a linear regression of the target on the feature: f_regression. */
    REGRESSION,
    /** The correlation of Pearson with the target, or with the second of two classes, in absolute value: r_regression. */
    CORRELATION,
    /** Chi-square between the classes and the sums of a feature that is not below zero, such as counts: chi2. */
    CHI_SQUARE,
    /**
     * The mutual information with the classes, in nats: mutual_info_classif of discrete features. A feature with more than
     * ten different values is cut into ten bins of equally many rows first.
     */
    MUTUAL_INFORMATION,
    /**
     * The mutual information with a target of numbers, in nats, the target too being cut into ten bins of equally many rows
     * where it has more than ten different values. (scikit-learn's mutual_info_regression estimates it by neighbours.)
     */
    MUTUAL_INFORMATION_REGRESSION;

    static final int BINS = 10;

    /** Whether the target must be of classes. */
    private boolean needsClasses() {
        return this == ANOVA || this == CHI_SQUARE || this == MUTUAL_INFORMATION;
    }

    /** Refuses a schema without the target that is needed. */
    void checkTarget(Schema schema) {
        if (needsClasses()) TargetNumbers.checkClasses(schema);
        else if (this != VARIANCE) TargetNumbers.check(schema);
    }

    /** {@return the target as it is needed; null where none is} */
    @Nullable
    TargetNumbers target(Dataset training) {
        if (this == VARIANCE) return null;
        return needsClasses() ? TargetNumbers.perClass(training) : TargetNumbers.single(training);
    }

    /** {@return the score; NaN where it cannot be told} */
    double of(double[] cells, @Nullable TargetNumbers target) {
        int[] present = present(cells);
        double[] values = Arrays.stream(present).mapToDouble(row -> cells[row]).toArray();
        if (values.length == 0) return Double.NaN;
        if (this == VARIANCE || target == null) {
            double deviation = Statistics.deviation(values, Statistics.mean(values));
            return deviation * deviation;
        }
        if (!needsClasses()) {
            double[] all = target.numbers().get(0);
            double[] numbers =
                    Arrays.stream(present).mapToDouble(row -> all[row]).toArray();
            return switch (this) {
                case CORRELATION -> Math.abs(correlation(values, numbers));
                case MUTUAL_INFORMATION_REGRESSION -> information(values, codes(numbers), BINS);
                default -> regression(values, numbers);
            };
        }
        TargetValues.Classes classes = (TargetValues.Classes) target.values();
        int[] codes = Arrays.stream(present).map(row -> classes.codes()[row]).toArray();
        int count = classes.labels().size();
        return switch (this) {
            case ANOVA -> anova(values, codes, count);
            case CHI_SQUARE -> chiSquare(values, codes, count);
            default -> information(values, codes, count);
        };
    }

    private static int[] present(double[] cells) {
        int[] rows = new int[cells.length];
        int count = 0;
        for (int row = 0; row < cells.length; row++) {
            if (!Double.isNaN(cells[row])) rows[count++] = row;
        }
        return Arrays.copyOf(rows, count);
    }

    /** The correlation of Pearson; NaN where one of the two never changes. */
    static double correlation(double[] x, double[] y) {
        double meanX = Statistics.mean(x);
        double meanY = Statistics.mean(y);
        double[] products = new double[x.length];
        for (int i = 0; i < x.length; i++) products[i] = (x[i] - meanX) * (y[i] - meanY);
        return Statistics.mean(products) / (Statistics.deviation(x, meanX) * Statistics.deviation(y, meanY));
    }

    private static double regression(double[] x, double[] y) {
        double r = correlation(x, y);
        return r * r / (1 - r * r) * (x.length - 2);
    }

    private static double anova(double[] x, int[] codes, int classes) {
        double all = Statistics.mean(x);
        double between = 0;
        double within = 0;
        int found = 0;
        for (int c = 0; c < classes; c++) {
            int label = c;
            double[] own = IntStream.range(0, x.length)
                    .filter(i -> codes[i] == label)
                    .mapToDouble(i -> x[i])
                    .toArray();
            if (own.length == 0) continue;
            found++;
            double mean = Statistics.mean(own);
            double deviation = Statistics.deviation(own, mean);
            between += own.length * (mean - all) * (mean - all);
            within += own.length * deviation * deviation;
        }
        return between / (found - 1) / (within / (x.length - found));
    }

    private static double chiSquare(double[] x, int[] codes, int classes) {
        double[] observed = new double[classes];
        double[] rows = new double[classes];
        double all = 0;
        for (int i = 0; i < x.length; i++) {
            observed[codes[i]] += x[i];
            rows[codes[i]]++;
            all += x[i];
        }
        double chi = 0;
        for (int c = 0; c < classes; c++) {
            double expected = rows[c] / x.length * all;
            if (rows[c] > 0) chi += (observed[c] - expected) * (observed[c] - expected) / expected;
        }
        return chi;
    }

    private static double information(double[] x, int[] codes, int classes) {
        double[] binned = binned(x);
        TreeMap<Double, double[]> counts = new TreeMap<>();
        double[] totals = new double[classes];
        for (int i = 0; i < x.length; i++) {
            counts.computeIfAbsent(binned[i] + 0.0, key -> new double[classes])[codes[i]]++;
            totals[codes[i]]++;
        }
        double information = 0;
        for (double[] cell : counts.values()) {
            double row = Arrays.stream(cell).sum();
            for (int c = 0; c < classes; c++) {
                if (cell[c] > 0) {
                    information += cell[c] / x.length * Math.log(cell[c] * x.length / (row * totals[c]));
                }
            }
        }
        return Math.max(0, information);
    }

    /** The numbers of different values, or of bins, in ascending order from 0. */
    static int[] codes(double[] x) {
        double[] binned = binned(x);
        double[] distinct = Arrays.stream(binned)
                .map(value -> value + 0.0)
                .distinct()
                .sorted()
                .toArray();
        return Arrays.stream(binned)
                .mapToInt(value -> Arrays.binarySearch(distinct, value + 0.0))
                .toArray();
    }

    /** Ten bins of equally many rows, numbered from 0; or the values as they are, if there are no more of them. */
    static double[] binned(double[] x) {
        if (Arrays.stream(x).distinct().count() <= BINS) return x;
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double[] edges = new double[BINS - 1];
        for (int i = 0; i < edges.length; i++) edges[i] = Statistics.quantile(sorted, (i + 1.0) / BINS);
        return Arrays.stream(x)
                .map(value -> Arrays.stream(edges).filter(edge -> edge <= value).count())
                .toArray();
    }
}
