package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.QuietTribuo;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.common.liblinear.LibLinearModel;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.liblinear.LibLinearRegressionTrainer;
import org.tribuo.regression.liblinear.LinearRegressionType;

/**
 * One fit of a linear model by LibLinear through Tribuo.
 *
 * @param data the training rows
 * @param cost how much the losses count against the size of the weights
 * @param tolerance where the search for weights ends
 * @param seed for the solvers that go through the rows in a random order
 */
record LibLinearFit(TrainingData data, double cost, double tolerance, long seed) {
    private static final int ITERATIONS = 1000;

    /**
     * Learns to tell classes apart; more than two of them one against the rest.
     *
     * @param type the loss
     * @param probabilistic whether the logistic function of the sums is a probability; else the sums are scores
     */
    LinearModel<Classification> classes(LinearClassificationType.LinearType type, boolean probabilistic) {
        TargetValues.Classes target = data.classes();
        int[] seen = TrainingRows.seen(target);
        TribuoRows rows = new TribuoRows(data.features().dimension());
        LibLinearModel<Label> fitted = QuietTribuo.call(() -> {
            Label[] labels = target.labels().stream().map(Label::new).toArray(Label[]::new);
            MutableDataset<Label> dataset =
                    rows.dataset(data, new LabelFactory(), 0, row -> labels[target.codes()[row]]);
            LibLinearClassificationTrainer trainer = new LibLinearClassificationTrainer(
                    new LinearClassificationType(type), cost, ITERATIONS, tolerance, seed);
            if (data.weights() != null) trainer.setLabelWeights(classWeights(target, seen, labels));
            return trainer.train(dataset);
        });
        LibLinearWeights sums = inOurOrder(target, seen, fitted);
        ClassificationOutputs outputs =
                new ClassificationOutputs(target.labels(), target.positive(), probabilistic, false);
        return new LinearModel<>(
                outputs,
                sums.weights(),
                sums.intercepts(),
                TrainingRows.means(data),
                ModelOutputs.labels(outputs, seen));
    }

    /** The cost of each class is multiplied by its weight; LibLinear does so for both sides of two classes only. */
    private Map<Label, Float> classWeights(TargetValues.Classes target, int[] seen, Label[] labels) {
        if (seen.length > 2) {
            throw new DataException("Expected two classes to weigh, since of more LibLinear would weigh each against "
                    + "others that all count alike, but found " + Names.list(target.labels())
                    + ". Use OverSample instead of class weights, or GradientBoosting.");
        }
        Map<Label, Float> weights = new HashMap<>();
        for (int row = 0; row < data.rows(); row++) {
            weights.put(labels[target.codes()[row]], (float) data.weight(row));
        }
        return weights;
    }

    /** A sum for each class that has rows, of two classes for the second alone: LibLinear's are in an order of its own. */
    private LibLinearWeights inOurOrder(TargetValues.Classes target, int[] seen, LibLinearModel<Label> fitted) {
        de.bwaldvogel.liblinear.Model inner = fitted.getInnerModels().get(0);
        LibLinearWeights learned =
                LibLinearWeights.of(fitted, inner, data.features().dimension());
        int[] order = inner.getLabels();
        int[] place = new int[seen.length];
        for (int i = 0; i < seen.length; i++) {
            Label label = fitted.getOutputIDInfo().getOutput(order[i]);
            place[i] = Arrays.binarySearch(seen, target.labels().indexOf(label.getLabel()));
        }
        double[][] weights = new double[seen.length][];
        double[] intercepts = new double[seen.length];
        for (int i = 0; i < seen.length; i++) {
            // The one sum for two classes speaks for LibLinear's first label, and turned round for its second.
            double sign = seen.length == 2 && i == 1 ? -1 : 1;
            int from = seen.length == 2 ? 0 : i;
            weights[place[i]] =
                    Arrays.stream(learned.weights()[from]).map(w -> w * sign).toArray();
            intercepts[place[i]] = learned.intercepts()[from] * sign;
        }
        if (target.labels().size() > 2) return new LibLinearWeights(weights, intercepts);
        return new LibLinearWeights(new double[][] {weights[1]}, new double[] {intercepts[1]});
    }

    /**
     * Learns a number by its standardised values: less their mean, divided by their (population) standard deviation.
     *
     * @param type the loss
     * @param insensitive errors up to this count nothing
     */
    LinearModel<Regression> numbers(LinearRegressionType.LinearType type, double insensitive) {
        double[] target = data.numbers();
        double mean = 0;
        for (double value : target) mean += value / target.length;
        double squares = 0;
        for (double value : target) squares += (value - mean) * (value - mean);
        if (!Double.isFinite(squares)) throw LibLinearWeights.tooLarge();
        double deviation = squares == 0 ? 1 : Math.sqrt(squares / target.length);
        double centre = mean;
        TribuoRows rows = new TribuoRows(data.features().dimension());
        LibLinearModel<Regressor> fitted = QuietTribuo.call(() -> new LibLinearRegressionTrainer(
                        new LinearRegressionType(type), cost, ITERATIONS, tolerance, insensitive, seed)
                .train(rows.dataset(
                        data,
                        new RegressionFactory(),
                        0,
                        row -> new Regressor(TribuoModel.TARGET, (target[row] - centre) / deviation))));
        LibLinearWeights sums = LibLinearWeights.of(
                fitted, fitted.getInnerModels().get(0), data.features().dimension());
        double[] weights = sums.weights()[0];
        for (int i = 0; i < weights.length; i++) weights[i] *= deviation;
        double intercept = centre + sums.intercepts()[0] * deviation;
        return new LinearModel<>(
                new RegressionOutputs(false),
                new double[][] {weights},
                new double[] {intercept},
                TrainingRows.means(data),
                new int[] {0});
    }
}
