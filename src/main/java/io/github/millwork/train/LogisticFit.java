package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One fit of a logistic regression: it chooses the solver that the penalty, the classes and the rows ask for.
 *
 * @param data the training rows
 * @param cost how much the losses count against the size of the weights
 * @param l1Share what share of the penalty is on the absolute weights
 * @param tolerance where the search for weights ends
 * @param together whether more than two classes have one model; else each is learned against the rest
 * @param context threads and cancellation
 */
record LogisticFit(
        TrainingData data, double cost, double l1Share, double tolerance, boolean together, FitContext context) {
    /** The search may end no later for a class that is rarer than this. */
    private static final double RARE = 0.01;

    LinearModel<Classification> model() {
        TrainingData counted = TrainingRows.counted(data);
        return new LogisticFit(counted, cost, l1Share, tolerance, together, context).ofCounted();
    }

    private LinearModel<Classification> ofCounted() {
        int[] seen = TrainingRows.seen(data.classes());
        if (data.features().dimension() < 1) throw TribuoRows.noFeature();
        if (seen.length == 2 || !together) return each(seen);
        return sums(data, seen, l1Share == 0 ? several(seen) : sparse(seen), true);
    }

    private LinearModel<Classification> each(int[] seen) {
        int[] codes = data.classes().codes();
        double[][] found = new double[seen.length == 2 ? 1 : seen.length][];
        for (int i = 0; i < found.length; i++) {
            int label = seen[seen.length == 2 ? 1 : i];
            int[] places =
                    Arrays.stream(codes).map(code -> code == label ? 1 : 0).toArray();
            found[i] = l1Share == 0 ? against(places) : coordinates(places, 1, rarest(places, 2))[0];
        }
        return sums(data, seen, found, false);
    }

    /** The sum of the second of two classes, with squared weights. */
    private double[] against(int[] places) {
        if (LogisticNewton.suits(data.features())) {
            double rarest = (double) rarest(places, 2) / data.rows();
            double[] found = new LogisticNewton(data.features(), places, costs(), context).weights(tolerance * rarest);
            if (found != null) return found;
        }
        FactorLoss loss = (sums, row, slopes) -> FactorLoss.logistic(sums, places[row], slopes);
        return new LogisticDescent(data.features(), costs(), 1, loss, context).minimum(end(rarest(places, 2)))[0];
    }

    private double[][] several(int[] seen) {
        int[] places = places(seen);
        FactorLoss loss = (sums, row, slopes) -> FactorLoss.softmax(sums, places[row], slopes);
        return new LogisticDescent(data.features(), costs(), seen.length, loss, context)
                .minimum(end(rarest(places, seen.length)));
    }

    private double[][] sparse(int[] seen) {
        int[] places = places(seen);
        return coordinates(places, seen.length, rarest(places, seen.length));
    }

    private double[][] coordinates(int[] places, int sums, int rarest) {
        FeatureColumns columns = context.shared(
                data.features(),
                FeatureColumns.class,
                FeatureColumns.bytes(data.features()),
                () -> FeatureColumns.of(data.features()));
        return new LogisticCoordinates(data.features(), columns, places, sums, costs(), l1Share, 1 - l1Share, context)
                .minimum(end(rarest));
    }

    private int[] places(int[] seen) {
        return Arrays.stream(data.classes().codes())
                .map(code -> Arrays.binarySearch(seen, code))
                .toArray();
    }

    private static int rarest(int[] places, int classes) {
        int[] counts = new int[classes];
        for (int place : places) counts[place]++;
        return Arrays.stream(counts).min().orElseThrow();
    }

    private double end(double rarest) {
        return tolerance * Math.max(RARE, rarest / data.rows());
    }

    private double[] costs() {
        return IntStream.range(0, data.rows())
                .mapToDouble(row -> cost * data.weight(row))
                .toArray();
    }

    /**
     * {@return the model of sums}
     *
     * @param data the training rows
     * @param seen the classes that have rows; of two there is one sum, for the second
     * @param found of each sum the weight of each feature, and then the intercept
     * @param together whether the sums are logarithms of probabilities; else each is against the rest
     */
    static LinearModel<Classification> sums(TrainingData data, int[] seen, double[][] found, boolean together) {
        if (!Arrays.stream(found).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            throw TrainingRows.tooLarge();
        }
        ClassificationOutputs outputs = ModelOutputs.of(data.classes());
        boolean turned = seen.length == 2 && data.classes().labels().size() > 2;
        double[][] all = turned ? new double[][] {negative(found[0]), found[0]} : found;
        int dimension = data.features().dimension();
        return new LinearModel<>(
                outputs,
                Arrays.stream(all).map(sum -> Arrays.copyOf(sum, dimension)).toArray(double[][]::new),
                Arrays.stream(all).mapToDouble(sum -> sum[dimension]).toArray(),
                TrainingRows.means(data),
                ModelOutputs.labels(outputs, seen),
                together);
    }

    private static double[] negative(double[] sum) {
        return Arrays.stream(sum).map(weight -> -weight).toArray();
    }
}
