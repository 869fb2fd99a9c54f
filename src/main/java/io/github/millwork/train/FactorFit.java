package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Fits factorization machines. Losses and slopes are added up in blocks of rows whose number depends on the data alone, so that
 * threads change no bit.
 */
final class FactorFit {
    private static final int ROWS_A_BLOCK = 512;
    private static final int MOST_BLOCKS = 16;

    /** Of all blocks together, so that many features or classes do not take too much memory. */
    private static final int MOST_NUMBERS = 8_000_000;

    private final TrainingData data;
    private final Hyperparameters hyperparameters;
    private final FitContext context;
    private final int dimension;
    private final int factors;
    private final double cost;

    FactorFit(TrainingData data, Hyperparameters hyperparameters, FitContext context) {
        this.data = data;
        this.hyperparameters = hyperparameters;
        this.context = context;
        this.dimension = data.features().dimension();
        this.factors = hyperparameters.integer(FactorizationMachine.FACTORS);
        this.cost = hyperparameters.number("cost");
        if (dimension < 1) throw TribuoRows.noFeature();
    }

    Model<Classification> classes() {
        TargetValues.Classes target = data.classes();
        int[] seen = TrainingRows.seen(target);
        ClassificationOutputs outputs = ModelOutputs.of(target);
        int[] labels = ModelOutputs.labels(outputs, seen);
        double[] places = Arrays.stream(target.codes())
                .mapToDouble(code -> Arrays.binarySearch(seen, code))
                .toArray();
        double[] found = minimum(
                labels.length,
                (sums, row, slopes) -> labels.length == 1
                        ? FactorLoss.logistic(sums, places[row], slopes)
                        : FactorLoss.softmax(sums, (int) places[row], slopes));
        return model(outputs, labels, found, 0, 1);
    }

    Model<Regression> numbers() {
        double[] numbers = data.numbers();
        double centre = TrainingRows.mean(data);
        double total = 0;
        double squares = 0;
        for (int row = 0; row < numbers.length; row++) {
            squares += data.weight(row) * (numbers[row] - centre) * (numbers[row] - centre);
            total += data.weight(row);
        }
        double deviation = Math.sqrt(squares / total);
        if (!Double.isFinite(deviation)) throw TrainingRows.tooLarge();
        double[] found = deviation == 0
                ? new double[1 + dimension * (1 + factors)]
                : minimum(
                        1,
                        (sums, row, slopes) -> FactorLoss.squared(sums, (numbers[row] - centre) / deviation, slopes));
        return model(new RegressionOutputs(false), new int[] {0}, found, centre, deviation);
    }

    private <P extends Prediction> FactorModel<P> model(
            Outputs<P> outputs, int[] labels, double[] found, double centre, double spread) {
        if (!Arrays.stream(found).allMatch(Double::isFinite)) throw TrainingRows.tooLarge();
        return new FactorModel<>(outputs, labels, dimension, factors, found, TrainingRows.means(data), centre, spread);
    }

    private double[] minimum(int sums, FactorLoss loss) {
        double[] start = start(sums);
        FeatureMatrix features = data.features();
        int blocks = Math.max(
                1, Math.min(Math.min(MOST_BLOCKS, features.rows() / ROWS_A_BLOCK), MOST_NUMBERS / start.length));
        double[][] slopes = new double[blocks][start.length];
        double[] losses = new double[blocks];
        double[] found = QuasiNewton.minimum(
                (at, slope) -> {
                    context.workers().tasks(blocks, block -> {
                        Arrays.fill(slopes[block], 0);
                        int from = (int) ((long) features.rows() * block / blocks);
                        int to = (int) ((long) features.rows() * (block + 1) / blocks);
                        losses[block] = rows(at, sums, loss, from, to, slopes[block]);
                    });
                    return together(at, sums, losses, slopes, slope);
                },
                start,
                hyperparameters.number("tolerance"),
                hyperparameters.integer(FactorizationMachine.ITERATIONS),
                context);
        return found;
    }

    /** Intercept and weights of each sum are zero; a feature that no row holds has no factors, so that it never matters. */
    private double[] start(int sums) {
        boolean[] held = new boolean[dimension];
        double squares = 0;
        int entries = data.features().start(data.rows());
        for (int entry = 0; entry < entries; entry++) {
            double value = data.features().value(entry);
            if (value != 0) held[data.features().index(entry)] = true;
            squares += value * value;
        }
        if (!Double.isFinite(squares * squares)) throw TrainingRows.tooLarge();
        double width = 2 * Math.sqrt(3) * hyperparameters.number(FactorizationMachine.SPREAD);
        SplittableRandom random = new SplittableRandom(context.seed());
        int length = 1 + dimension * (1 + factors);
        double[] start = new double[sums * length];
        for (int sum = 0; sum < sums; sum++) {
            int at = sum * length + 1 + dimension;
            for (int i = 0; i < dimension; i++) {
                for (int f = 0; f < factors; f++, at++) {
                    double drawn = width * (random.nextDouble() - 0.5);
                    if (held[i]) start[at] = drawn;
                }
            }
        }
        return start;
    }

    /** Adds up the losses of some rows, and their slopes. */
    private double rows(double[] at, int sums, FactorLoss loss, int from, int to, double[] slope) {
        FeatureMatrix features = data.features();
        double[] values = new double[sums];
        double[] slopes = new double[sums];
        double[] along = new double[sums * factors];
        double all = 0;
        for (int row = from; row < to; row++) {
            int begin = features.start(row);
            int end = features.start(row + 1);
            for (int sum = 0; sum < sums; sum++) values[sum] = sum(at, sum, features, begin, end, along);
            double weight = cost * data.weight(row);
            all += weight * loss.of(values, row, slopes);
            for (int sum = 0; sum < sums; sum++) {
                add(at, sum, features, begin, end, along, weight * slopes[sum], slope);
            }
        }
        return all;
    }

    private double sum(double[] at, int sum, FeatureMatrix features, int begin, int end, double[] along) {
        int base = sum * (1 + dimension * (1 + factors));
        int first = sum * factors;
        Arrays.fill(along, first, first + factors, 0);
        double result = at[base];
        double products = 0;
        for (int entry = begin; entry < end; entry++) {
            double value = features.value(entry);
            int i = features.index(entry);
            result += at[base + 1 + i] * value;
            int factor = base + 1 + dimension + i * factors;
            for (int f = 0; f < factors; f++) {
                double part = at[factor + f] * value;
                products += along[first + f] * part;
                along[first + f] += part;
            }
        }
        return result + products;
    }

    private void add(
            double[] at,
            int sum,
            FeatureMatrix features,
            int begin,
            int end,
            double[] along,
            double times,
            double[] slope) {
        int base = sum * (1 + dimension * (1 + factors));
        int first = sum * factors;
        slope[base] += times;
        for (int entry = begin; entry < end; entry++) {
            double value = features.value(entry);
            int i = features.index(entry);
            double scaled = times * value;
            slope[base + 1 + i] += scaled;
            int factor = base + 1 + dimension + i * factors;
            for (int f = 0; f < factors; f++) {
                slope[factor + f] += scaled * (along[first + f] - at[factor + f] * value);
            }
        }
    }

    /** Adds the penalty to what the blocks found. */
    private double together(double[] at, int sums, double[] losses, double[][] slopes, double[] slope) {
        int length = at.length / sums;
        double all = 0;
        for (int i = 0; i < at.length; i++) {
            double penalized = i % length == 0 ? 0 : at[i];
            all += penalized * penalized / 2;
            slope[i] = penalized;
        }
        for (double part : losses) all += part;
        for (double[] part : slopes) for (int i = 0; i < slope.length; i++) slope[i] += part[i];
        return all;
    }
}
