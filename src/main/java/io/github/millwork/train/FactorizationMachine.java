package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import java.util.Set;

/**
 * A factorization machine of second order (Rendle 2010): a weighted sum of the features, and of all products of two of them,
 * where the weight of a product is that of two short vectors, one for each feature, its factors. So it learns how features act
 * together even where few rows, or none, hold both: users and articles, words and places.
 *
 * <p>It minimises {@code (|w|^2 + |v|^2) / 2 + cost * (sum of losses)}: of classes the log loss, of numbers half the squared
 * error of the standardised target (less its mean, divided by its standard deviation). {@code w} are the weights of the
 * features and {@code v} all factors; intercepts are not regularised. More than two classes have sums each, whose exponentials
 * over their total are the probabilities. It is minimised by all rows at once, with L-BFGS (Liu and Nocedal 1989), from factors
 * drawn at random; there is no learning rate. The search ends where the norm of the gradient, as a share of what it was at the
 * start, is the tolerance, or after so many iterations. The same seed gives the same bits at any number of threads.
 *
 * <p>Features should be on like scales and must not be missing. Weights of rows count.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters factors, spread, iterations, cost and tolerance, as {@link #classifier()} has them, with any settings
 */
public record FactorizationMachine<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements CostLearner<P, FactorizationMachine<P>> {
    static final String FACTORS = "factors";
    static final String SPREAD = "spread";
    static final String ITERATIONS = "iterations";
    private static final Hyperparameters DEFAULTS = CostLearner.parameters(1e-4)
            .integer(FACTORS, 8, count -> count >= 1 && count <= 1000, "from 1 to 1000")
            .number(SPREAD, 0.1, spread -> spread > 0 && spread <= 1e6, "above 0 and at most 1000000")
            .integer(ITERATIONS, 200, count -> count >= 1 && count <= 1_000_000, "from 1 to 1000000");

    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters factors, spread, iterations, cost and tolerance, as {@link #classifier()} has them, with any
     *     settings
     */
    public FactorizationMachine {
        Learners.checkKind("a factorization machine", predictionType);
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return a machine for classes, of 8 factors, cost 1, at most 200 iterations, tolerance 0.0001} */
    public static FactorizationMachine<Classification> classifier() {
        return new FactorizationMachine<>(Classification.class, DEFAULTS);
    }

    /** {@return a machine for numbers, of 8 factors, cost 1, at most 200 iterations, tolerance 0.0001} */
    public static FactorizationMachine<Regression> regressor() {
        return new FactorizationMachine<>(Regression.class, DEFAULTS);
    }

    /**
     * {@return this learner with another number of factors}
     *
     * @param count how long the vector of each feature is, from 1 to 1000
     */
    public FactorizationMachine<P> factors(int count) {
        return withHyperparameters(hyperparameters.with(FACTORS, count));
    }

    /**
     * {@return this learner with numbers of factors to search among}
     *
     * @param range from 1 to 1000
     */
    public FactorizationMachine<P> factors(Range range) {
        return withHyperparameters(hyperparameters.with(FACTORS, range));
    }

    /**
     * {@return this learner with factors that begin farther from zero, or nearer to it}
     *
     * @param deviation the standard deviation of the factors that are drawn, above 0; 0.1 by default
     */
    public FactorizationMachine<P> spread(double deviation) {
        return withHyperparameters(hyperparameters.with(SPREAD, deviation));
    }

    /**
     * {@return this learner with spreads of the first factors to search among}
     *
     * @param range standard deviations above 0
     */
    public FactorizationMachine<P> spread(Range range) {
        return withHyperparameters(hyperparameters.with(SPREAD, range));
    }

    /**
     * {@return this learner with another limit of iterations}
     *
     * @param most how many steps the search makes at most, from 1 to 1000000
     */
    public FactorizationMachine<P> iterations(int most) {
        return withHyperparameters(hyperparameters.with(ITERATIONS, most));
    }

    /**
     * {@return this learner with limits of iterations to search among} A search that ends early regularises too.
     *
     * @param range from 1 to 1000000
     */
    public FactorizationMachine<P> iterations(Range range) {
        return withHyperparameters(hyperparameters.with(ITERATIONS, range));
    }

    @Override
    public String describe() {
        return "factorization machine (" + hyperparameters + ")";
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
    public FactorizationMachine<P> withHyperparameters(Hyperparameters values) {
        return new FactorizationMachine<>(predictionType, values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open("cost", Range.log(0.001, 10)).open(FACTORS, Range.log(2, 32));
    }

    @Override
    @SuppressWarnings("unchecked") // the kind of model follows the kind of prediction
    public Model<P> fit(TrainingData data, FitContext context) {
        FactorFit fit = new FactorFit(TrainingRows.counted(data), hyperparameters, context);
        return (Model<P>) (predictionType == Classification.class ? fit.classes() : fit.numbers());
    }

    @SuppressWarnings("rawtypes")
    static final Codec<FactorizationMachine> CODEC = Learners.codec(
            "factorization-machine", FactorizationMachine.class, kind -> DEFAULTS, FactorizationMachine::new);

    @Override
    public String toString() {
        return describe();
    }
}
