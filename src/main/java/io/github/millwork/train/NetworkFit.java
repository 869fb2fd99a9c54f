package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.data.RowOrder;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.train.NetworkEngine.Batch;
import io.github.millwork.train.NetworkEngine.Goal;
import io.github.millwork.train.NeuralNetwork.Activation;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One fit of a network: shuffles the rows, cuts them into batches, and decides when to stop. */
final class NetworkFit {
    /** A loss so many times that of always answering alike is no bad fit: it has run away. */
    private static final double RUN_AWAY = 10;

    /** Rows that are cut off to see when to stop. */
    private record HeldOut(TrainingData data, NetworkTarget target) {}

    private final TrainingData data;
    private final Hyperparameters settings;
    private final FitContext context;
    private final SplittableRandom random;
    private final double scale; // makes the mean weight 1
    private List<Finding> found = List.of();

    NetworkFit(TrainingData data, Hyperparameters settings, FitContext context) {
        if (data.features().dimension() < 1) throw TribuoRows.noFeature();
        this.data = data;
        this.settings = settings;
        this.context = context;
        this.random = new SplittableRandom(context.seed());
        double total = 0;
        for (int row = 0; row < data.rows(); row++) total += data.weight(row);
        this.scale = data.rows() / total;
    }

    NetworkModel<Classification> classes() {
        TargetValues.Classes target = data.classes();
        int[] seen = TrainingRows.seen(target);
        HeldOut heldOut = data.heldOut()
                .map(rows -> new HeldOut(rows, NetworkTarget.Classes.of(rows.classes(), seen)))
                .orElse(null);
        Layers layers = train(NetworkTarget.Classes.of(target, seen), heldOut);
        return new NetworkModel<>(ModelOutputs.of(target), layers, seen, 0, 1, found);
    }

    NetworkModel<Regression> numbers() {
        NetworkTarget.Numbers target = NetworkTarget.Numbers.of(data);
        double centre = target.centre();
        double spread = target.spread();
        HeldOut heldOut = data.heldOut()
                .map(rows -> new HeldOut(rows, new NetworkTarget.Numbers(rows.numbers(), centre, spread)))
                .orElse(null);
        Layers layers = train(target, heldOut);
        return new NetworkModel<>(new RegressionOutputs(false), layers, new int[] {0}, centre, spread, found);
    }

    private Layers train(NetworkTarget target, @Nullable HeldOut heldOut) {
        Layers start = start(target.width());
        boolean dropout = settings.number(NeuralNetwork.DROPOUT) > 0;
        Goal goal = new Goal(
                target instanceof NetworkTarget.Classes, dropout, settings.number(NeuralNetwork.LEARNING_RATE));
        try (NetworkEngine engine = NetworkEngine.tensorFlow(start, goal)) {
            return train(engine, target, heldOut);
        }
    }

    private Layers train(NetworkEngine engine, NetworkTarget target, @Nullable HeldOut heldOut) {
        int epochs = settings.integer(NeuralNetwork.EPOCHS);
        double tolerance = settings.number(NeuralNetwork.TOLERANCE);
        Layers best = null;
        double lowest = Double.POSITIVE_INFINITY;
        double loss = lowest;
        int waited = 0;
        int epoch = 0;
        int kept = 0;
        while (epoch < epochs && waited <= settings.integer(NeuralNetwork.PATIENCE)) {
            context.progress("train", "epoch " + (epoch + 1) + " of " + epochs, (double) epoch / epochs);
            loss = epoch(engine, target);
            epoch++;
            if (!Double.isFinite(loss)) throw runAway(loss, epoch, target);
            Layers now = heldOut == null ? null : engine.layers();
            double watched = heldOut == null || now == null ? loss : loss(now, heldOut);
            waited = watched > lowest - tolerance ? waited + 1 : 0;
            if (watched < lowest) {
                lowest = watched;
                best = now;
                kept = epoch;
            }
        }
        Layers last = best == null ? engine.layers() : best;
        if (loss > RUN_AWAY * target.alike() || !last.finite()) throw runAway(loss, epoch, target);
        if (best != null) {
            found = List.of(new Finding("epochs kept", kept), new Finding("loss on the rows cut off", lowest));
        }
        return last;
    }

    private DataException runAway(double loss, int epoch, NetworkTarget target) {
        return new DataException(String.format(
                Locale.ROOT,
                "Expected the loss on the training rows to fall but after epoch %d it is %.3g, where always answering "
                        + "alike has %.3g. Put the features on a common scale with Scale.standard, or lower learningRate, "
                        + "which is %s.",
                epoch,
                loss,
                target.alike(),
                settings.number(NeuralNetwork.LEARNING_RATE)));
    }

    private Layers start(int outputs) {
        int hidden = Integer.parseInt(settings.text(NeuralNetwork.LAYERS));
        int[] sizes = new int[hidden + 2];
        sizes[0] = data.features().dimension();
        for (int layer = 1; layer <= hidden; layer++) sizes[layer] = settings.integer(NeuralNetwork.UNITS + layer);
        sizes[hidden + 1] = outputs;
        long weights = 0;
        for (int layer = 0; layer <= hidden; layer++) weights += (long) sizes[layer] * sizes[layer + 1];
        if (weights > Layers.MOST_WEIGHTS) {
            throw new DataException("Expected a network of at most " + Layers.MOST_WEIGHTS + " weights but " + sizes[0]
                    + " features, " + describe(sizes) + " and " + outputs + " outputs make " + weights
                    + ". Give it fewer units, or fewer features with SelectFeatures.");
        }
        Activation activation =
                Activation.valueOf(settings.text(NeuralNetwork.ACTIVATION).toUpperCase(Locale.ROOT));
        return Layers.random(sizes, activation, used(), random);
    }

    private static String describe(int[] sizes) {
        return "hidden layers of " + Arrays.toString(Arrays.copyOfRange(sizes, 1, sizes.length - 1)) + " units";
    }

    private boolean[] used() {
        FeatureMatrix features = data.features();
        boolean[] used = new boolean[features.dimension()];
        for (int i = 0; i < features.start(features.rows()); i++) {
            if (features.value(i) != 0) used[features.index(i)] = true;
        }
        return used;
    }

    /** Goes through all rows once; gives their mean loss, each batch's before the weights were moved for it. */
    private double epoch(NetworkEngine engine, NetworkTarget target) {
        int[] order = RowOrder.shuffled(data.rows(), random);
        int size = settings.integer(NeuralNetwork.BATCH_SIZE);
        double sum = 0;
        for (int begin = 0; begin < order.length; begin += size) {
            context.checkCancelled();
            int[] rows = Arrays.copyOfRange(order, begin, Math.min(order.length, begin + size));
            sum += engine.step(batch(rows, target)) * rows.length;
        }
        return sum / order.length;
    }

    private Batch batch(int[] rows, NetworkTarget target) {
        FeatureMatrix matrix = data.features();
        int dimension = matrix.dimension();
        float[] features = new float[rows.length * dimension];
        float[] targets = new float[rows.length * target.width()];
        float[] weights = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int entry = matrix.start(rows[i]); entry < matrix.start(rows[i] + 1); entry++) {
                features[i * dimension + matrix.index(entry)] = (float) matrix.value(entry);
            }
            target.write(rows[i], targets, i * target.width());
            weights[i] = (float) (scale * data.weight(rows[i]) / rows.length);
        }
        double penalty = settings.number(NeuralNetwork.L2) / rows.length;
        return new Batch(rows.length, features, targets, weights, penalty, kept(rows.length));
    }

    private float[][] kept(int rows) {
        double dropout = settings.number(NeuralNetwork.DROPOUT);
        int hidden = Integer.parseInt(settings.text(NeuralNetwork.LAYERS));
        if (dropout == 0) return new float[0][];
        float[][] kept = new float[hidden][];
        for (int layer = 0; layer < hidden; layer++) {
            kept[layer] = new float[rows * settings.integer(NeuralNetwork.UNITS + (layer + 1))];
            for (int i = 0; i < kept[layer].length; i++) {
                kept[layer][i] = random.nextDouble() < dropout ? 0 : (float) (1 / (1 - dropout));
            }
        }
        return kept;
    }

    private static double loss(Layers layers, HeldOut heldOut) {
        FeatureVector vector = new FeatureVector(layers.features());
        double sum = 0;
        double total = 0;
        for (int row = 0; row < heldOut.data.rows(); row++) {
            if (!heldOut.target.known(row)) continue;
            heldOut.data.features().row(row, vector);
            sum += heldOut.data.weight(row) * heldOut.target.loss(row, layers.sums(vector));
            total += heldOut.data.weight(row);
        }
        return total == 0 ? 0 : sum / total;
    }
}
