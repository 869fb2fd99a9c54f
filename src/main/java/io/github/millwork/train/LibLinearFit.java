package io.github.millwork.train;

import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.SolverType;
import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.Random;

/**
 * One fit of a linear support vector machine by LibLinear.
 *
 * @param data the training rows
 * @param cost how much the losses count against the size of the weights
 * @param tolerance where the search for weights ends
 * @param context its seed is for the solvers that go through the rows in a random order
 */
record LibLinearFit(TrainingData data, double cost, double tolerance, FitContext context) {
    private static final int ITERATIONS = 1000;

    static {
        Linear.disableDebugOutput(); // which goes to the console
    }

    /**
     * Learns to tell classes apart; more than two of them one against the rest. {@return a model of scores}
     *
     * @param type the loss
     */
    LinearModel<Classification> classes(SolverType type) {
        TargetValues.Classes target = data.classes();
        int[] seen = TrainingRows.seen(target);
        LibLinearRows rows = rows();
        Parameter parameter = parameter(type, 0);
        if (TrainingRows.weighed(data)) parameter.setWeights(classWeights(target, seen), seen);
        double[] codes = Arrays.stream(target.codes()).asDoubleStream().toArray();
        Model fitted = Linear.train(rows.problem(codes), parameter);
        LibLinearWeights sums = inOurOrder(target, seen, fitted, LibLinearWeights.of(rows, fitted));
        ClassificationOutputs outputs = new ClassificationOutputs(target.labels(), target.positive(), false, false);
        return new LinearModel<>(
                outputs,
                sums.weights(),
                sums.intercepts(),
                TrainingRows.means(data),
                ModelOutputs.labels(outputs, seen));
    }

    /** The cost of each class is multiplied by its weight; LibLinear does so for both sides of two classes only. */
    private double[] classWeights(TargetValues.Classes target, int[] seen) {
        if (seen.length > 2) {
            throw new DataException("Expected two classes to weigh, since of more LibLinear would weigh each against "
                    + "others that all count alike, but found " + Names.list(target.labels())
                    + ". Use OverSample instead of class weights, or HistogramBoosting.");
        }
        double[] weights = new double[seen.length];
        for (int row = 0; row < data.rows(); row++) {
            weights[Arrays.binarySearch(seen, target.codes()[row])] = data.weight(row);
        }
        return weights;
    }

    /** Of fits to the same features, as in a search, the first puts them into the form that LibLinear wants. */
    private LibLinearRows rows() {
        return context.shared(
                data.features(),
                LibLinearRows.class,
                LibLinearRows.bytes(data.features()),
                () -> LibLinearRows.of(data.features()));
    }

    private Parameter parameter(SolverType type, double insensitive) {
        Parameter parameter = new Parameter(type, cost, tolerance, ITERATIONS, insensitive);
        parameter.setRandom(new Random(context.seed()));
        return parameter;
    }

    /** A sum for each class that has rows, of two classes for the second alone: LibLinear's are in an order of its own. */
    private static LibLinearWeights inOurOrder(
            TargetValues.Classes target, int[] seen, Model fitted, LibLinearWeights learned) {
        int[] order = fitted.getLabels();
        int[] place = new int[seen.length];
        for (int i = 0; i < seen.length; i++) place[i] = Arrays.binarySearch(seen, order[i]);
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
     * Learns a number by its standardised values.
     *
     * @param type the loss
     * @param insensitive errors up to this count nothing
     */
    LinearModel<Regression> numbers(SolverType type, double insensitive) {
        StandardTarget target = StandardTarget.of(data);
        LibLinearRows rows = rows();
        LibLinearWeights sums =
                LibLinearWeights.of(rows, Linear.train(rows.problem(target.values()), parameter(type, insensitive)));
        return target.model(sums.weights()[0], sums.intercepts()[0], data);
    }
}
