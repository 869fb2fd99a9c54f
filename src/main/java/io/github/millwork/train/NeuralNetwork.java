package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A multilayer perceptron, trained by TensorFlow with Adam (Kingma and Ba 2015) on batches of shuffled rows: the log loss
 * of classes, the squared error of numbers, and an L2 penalty on the weights, defined as scikit-learn's MLPClassifier and
 * MLPRegressor do. Numbers are put on a common scale for the training and turned back. Features should be on like scales
 * ({@code Scale.standard} or {@code Scale.minMax}) and must not be missing. Weights of rows count.
 *
 * <p>Training needs TensorFlow on the class path, which is optional: {@code org.tensorflow:tensorflow-core-platform}
 * (1.0.0), or {@code org.tribuo:tribuo-tensorflow}, which brings it. What was trained is saved and asked without it, from
 * its weights. TensorFlow is given one thread, and all that is random is drawn outside of it: the same seed gives the same
 * bits at any number of threads, on processors of one kind. When it starts, it writes some lines to the standard error, unless
 * the environment variable {@code TF_CPP_MIN_LOG_LEVEL} is 1 or more.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters layers, epochs and so on, as {@link #classifier()} has them, with any settings
 */
public record NeuralNetwork<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements Learner<P> {
    /** What becomes of the sum at each unit of a hidden layer. */
    public enum Activation {
        /** The sum where it is above zero, else zero. */
        RELU,
        /** The hyperbolic tangent of the sum. */
        TANH,
        /** {@code 1 / (1 + exp(-sum))}. */
        LOGISTIC;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String LAYERS = "hiddenLayers";
    static final String UNITS = "units";
    static final String ACTIVATION = "activation";
    static final String DROPOUT = "dropout";
    static final String L2 = "l2";
    static final String LEARNING_RATE = "learningRate";
    static final String EPOCHS = "epochs";
    static final String BATCH_SIZE = "batchSize";
    static final String EARLY_STOPPING = "earlyStopping";
    static final String PATIENCE = "patience";
    static final String TOLERANCE = "tolerance";

    private static final int MOST_LAYERS = 5;
    private static final int MOST_UNITS = 10_000;
    private static final Hyperparameters DEFAULTS = defaults();

    private static Hyperparameters defaults() {
        Hyperparameters all = Hyperparameters.none().choice(LAYERS, "1", List.of("0", "1", "2", "3", "4", "5"));
        for (int layer = 1; layer <= MOST_LAYERS; layer++) {
            String[] deep = List.of("1", "2", "3", "4", "5")
                    .subList(layer - 1, MOST_LAYERS)
                    .toArray(String[]::new);
            all = all.integer(UNITS + layer, 100, units -> units >= 1 && units <= MOST_UNITS, "from 1 to " + MOST_UNITS)
                    .onlyIf(UNITS + layer, LAYERS, deep);
        }
        return all.choice(
                        ACTIVATION,
                        Activation.RELU.label(),
                        List.of(Activation.RELU.label(), Activation.TANH.label(), Activation.LOGISTIC.label()))
                .number(DROPOUT, 0, share -> share >= 0 && share <= 0.95, "from 0 to 0.95")
                .number(L2, 0.0001, penalty -> penalty >= 0 && penalty <= 1e6, "from 0 to 1000000")
                .number(LEARNING_RATE, 0.001, rate -> rate > 0 && rate <= Float.MAX_VALUE, "above 0 and finite")
                .integer(EPOCHS, 200, epochs -> epochs >= 1 && epochs <= 1_000_000, "from 1 to 1000000")
                .integer(BATCH_SIZE, 200, rows -> rows >= 1 && rows <= 100_000, "from 1 to 100000")
                .number(EARLY_STOPPING, 0, share -> share >= 0 && share <= 0.5, "from 0 to 0.5")
                .integer(PATIENCE, 10, epochs -> epochs >= 1 && epochs <= 1_000_000, "from 1 to 1000000")
                .number(TOLERANCE, 0.0001, loss -> loss >= 0 && loss <= 1e6, "from 0 to 1000000")
                .quiet(DROPOUT, EARLY_STOPPING);
    }

    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters layers, epochs and so on, as {@link #classifier()} has them, with any settings
     */
    public NeuralNetwork {
        Learners.checkKind("a neural network", predictionType);
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return a network for classes: one hidden layer of 100 units with ReLU, at most 200 epochs of batches of 200 rows} */
    public static NeuralNetwork<Classification> classifier() {
        return new NeuralNetwork<>(Classification.class, DEFAULTS);
    }

    /** {@return a network for numbers: one hidden layer of 100 units with ReLU, at most 200 epochs of batches of 200 rows} */
    public static NeuralNetwork<Regression> regressor() {
        return new NeuralNetwork<>(Regression.class, DEFAULTS);
    }

    /**
     * {@return this learner with other hidden layers}
     *
     * @param units how many units each hidden layer has, from the first to the last: at most 5 layers, each from 1 to 10000
     * @throws IllegalArgumentException if there are more layers, or larger ones
     */
    public NeuralNetwork<P> hiddenLayers(int... units) {
        checkLayers(units.length);
        Hyperparameters changed = hyperparameters.with(LAYERS, Integer.toString(units.length));
        for (int i = 0; i < units.length; i++) changed = changed.with(UNITS + (i + 1), units[i]);
        return new NeuralNetwork<>(predictionType, changed);
    }

    /**
     * {@return this learner with one hidden layer, whose size is searched}
     *
     * @param units from 1 to 10000
     */
    public NeuralNetwork<P> hiddenLayers(Range units) {
        return new NeuralNetwork<>(
                predictionType, hyperparameters.with(LAYERS, "1").with(UNITS + 1, units));
    }

    /**
     * {@return this learner with sizes of each of several hidden layers to search among}
     *
     * @param first those of the first layer, from 1 to 10000
     * @param second those of the second layer
     * @param more those of the layers after them, at most 3
     */
    public NeuralNetwork<P> hiddenLayers(Range first, Range second, Range... more) {
        checkLayers(2 + more.length);
        Hyperparameters changed = hyperparameters
                .with(LAYERS, Integer.toString(2 + more.length))
                .with(UNITS + 1, first)
                .with(UNITS + 2, second);
        for (int i = 0; i < more.length; i++) changed = changed.with(UNITS + (i + 3), more[i]);
        return new NeuralNetwork<>(predictionType, changed);
    }

    /**
     * {@return this learner with numbers of hidden layers to search among} The sizes of the layers stay as they are: 100 units
     * each, or as they were set, by a range too. Give this after {@link #hiddenLayers}, which sets how many there are.
     *
     * @param counts whole numbers from 0 to 5, as {@code Range.values(1, 2, 3)} or {@code Range.between(1, 3)}
     */
    public NeuralNetwork<P> layers(Range counts) {
        DoubleStream all = counts.scale() == Range.Scale.VALUES
                ? counts.values().stream().mapToDouble(Double::doubleValue)
                : IntStream.rangeClosed((int) Math.ceil(counts.low()), (int) Math.min(counts.high(), MOST_LAYERS + 1))
                        .asDoubleStream();
        String[] names = all.mapToObj(
                        count -> count == Math.rint(count) ? Integer.toString((int) count) : Double.toString(count))
                .toArray(String[]::new);
        return new NeuralNetwork<>(predictionType, hyperparameters.with(LAYERS, Range.of(names)));
    }

    private static void checkLayers(int count) {
        if (count <= MOST_LAYERS) return;
        throw new IllegalArgumentException(
                "Expected at most " + MOST_LAYERS + " hidden layers but found " + count + ".");
    }

    /**
     * {@return this learner with another activation of all hidden units}
     *
     * @param function what becomes of the sum at each unit; ReLU by default
     */
    public NeuralNetwork<P> activation(Activation function) {
        return new NeuralNetwork<>(predictionType, hyperparameters.with(ACTIVATION, function.label()));
    }

    /**
     * {@return this learner with activations to search among}
     *
     * @param functions some of {@code Range.of("relu", "tanh", "logistic")}
     */
    public NeuralNetwork<P> activation(Range functions) {
        return with(ACTIVATION, functions);
    }

    /**
     * {@return this learner with hidden units left out at random in training} The others count for more, by as much.
     *
     * @param share the share of the hidden units that each batch does without, from 0 to 0.95; 0 by default
     */
    public NeuralNetwork<P> dropout(double share) {
        return with(DROPOUT, share);
    }

    /**
     * {@return this learner with shares of hidden units to leave out to search among}
     *
     * @param range from 0 to 0.95
     */
    public NeuralNetwork<P> dropout(Range range) {
        return with(DROPOUT, range);
    }

    /**
     * {@return this learner with another L2 penalty}
     *
     * @param penalty half of this times the sum of the squared weights (not intercepts), divided by the rows of the batch,
     *     is added to the mean loss of a batch; 0.0001 by default
     */
    public NeuralNetwork<P> l2(double penalty) {
        return with(L2, penalty);
    }

    /**
     * {@return this learner with L2 penalties to search among}
     *
     * @param range from 0 to 1000000
     */
    public NeuralNetwork<P> l2(Range range) {
        return with(L2, range);
    }

    /**
     * {@return this learner with another learning rate}
     *
     * @param rate about how far Adam moves each weight with a batch, above 0; 0.001 by default
     */
    public NeuralNetwork<P> learningRate(double rate) {
        return with(LEARNING_RATE, rate);
    }

    /**
     * {@return this learner with learning rates to search among}
     *
     * @param range above 0
     */
    public NeuralNetwork<P> learningRate(Range range) {
        return with(LEARNING_RATE, range);
    }

    /**
     * {@return this learner with another number of epochs}
     *
     * @param most how many times it goes through the training rows at most, from 1 to 1000000; see {@link #patience}
     */
    public NeuralNetwork<P> epochs(int most) {
        return with(EPOCHS, most);
    }

    /**
     * {@return this learner with numbers of epochs to search among}
     *
     * @param range from 1 to 1000000
     */
    public NeuralNetwork<P> epochs(Range range) {
        return with(EPOCHS, range);
    }

    /**
     * {@return this learner with another size of batches}
     *
     * @param rows after how many rows the weights are moved, from 1 to 100000; 200 by default, and where there are fewer rows
     *     all of them are one batch
     */
    public NeuralNetwork<P> batchSize(int rows) {
        return with(BATCH_SIZE, rows);
    }

    /**
     * {@return this learner with sizes of batches to search among}
     *
     * @param range from 1 to 100000
     */
    public NeuralNetwork<P> batchSize(Range range) {
        return with(BATCH_SIZE, range);
    }

    /**
     * {@return this learner with training rows cut off, before any step is fitted, to see when to stop: the weights of the
     * epoch with the lowest loss on them are kept}
     *
     * @param share the share of the training rows that is cut off, from 0 (none, the default) to 0.5
     */
    public NeuralNetwork<P> earlyStopping(double share) {
        return with(EARLY_STOPPING, share);
    }

    /**
     * {@return this learner with another patience}
     *
     * @param epochs it stops after more than so many epochs in which the loss (on the rows cut off, or else on the training
     *     rows) has not fallen by more than {@link #tolerance}, at least 1; 10 by default
     */
    public NeuralNetwork<P> patience(int epochs) {
        return with(PATIENCE, epochs);
    }

    /**
     * {@return this learner with shares of the training rows to cut off to search among}
     *
     * @param range from 0 (none) to 0.5
     */
    public NeuralNetwork<P> earlyStopping(Range range) {
        return with(EARLY_STOPPING, range);
    }

    /**
     * {@return this learner with patience to search among}
     *
     * @param range numbers of epochs, at least 1
     */
    public NeuralNetwork<P> patience(Range range) {
        return with(PATIENCE, range);
    }

    /**
     * {@return this learner with another tolerance}
     *
     * @param loss how far the loss has to fall for training to go on, at least 0; 0.0001 by default
     */
    public NeuralNetwork<P> tolerance(double loss) {
        return with(TOLERANCE, loss);
    }

    private NeuralNetwork<P> with(String name, double value) {
        return new NeuralNetwork<>(predictionType, hyperparameters.with(name, value));
    }

    private NeuralNetwork<P> with(String name, Range range) {
        return new NeuralNetwork<>(predictionType, hyperparameters.with(name, range));
    }

    @Override
    public String describe() {
        return "neural network (" + hyperparameters + ")";
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.COMPLETE, Need.LIKE_SCALES);
    }

    @Override
    public boolean honoursWeights() {
        return true;
    }

    @Override
    public double validationShare() {
        return hyperparameters.number(EARLY_STOPPING);
    }

    @Override
    public NeuralNetwork<P> withHyperparameters(Hyperparameters values) {
        return new NeuralNetwork<>(predictionType, values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters
                .open(LAYERS, Range.of("1", "2"))
                .open(UNITS + 1, Range.log(16, 256))
                .open(UNITS + 2, Range.log(16, 256))
                .open(DROPOUT, Range.between(0, 0.5))
                .open(L2, Range.log(1e-5, 1))
                .open(LEARNING_RATE, Range.log(1e-4, 1e-2));
    }

    /**
     * Learns from training rows.
     *
     * @throws IllegalStateException if TensorFlow is not on the class path, or has nothing for this kind of machine
     * @throws io.github.millwork.data.DataException if nothing can be learned from these rows, or the loss does not fall
     */
    @Override
    @SuppressWarnings("unchecked") // the kind of model follows the kind of prediction
    public Model<P> fit(TrainingData data, FitContext context) {
        NetworkFit fit = new NetworkFit(TrainingRows.counted(data), hyperparameters, context);
        return (Model<P>) (predictionType == Classification.class ? fit.classes() : fit.numbers());
    }

    @SuppressWarnings("rawtypes")
    static final Codec<NeuralNetwork> CODEC =
            Learners.codec("neural-network", NeuralNetwork.class, kind -> DEFAULTS, NeuralNetwork::new);

    @Override
    public String toString() {
        return describe();
    }
}
