package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.List;

/**
 * The training rows nearest to a row decide, by the Euclidean distance: the probability of a class is its share among
 * them, a number is their mean. Of rows that are equally near, those that come first in training count. Features should be
 * on like scales and must not be missing. Weights of rows are refused. The model holds all training rows, and looks at all
 * of them for each prediction.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters neighbours and votes, as {@link #classifier()} has them, with any settings
 */
public record NearestNeighbours<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements NeighbourLearner<P, NearestNeighbours<P>> {
    private static final String VOTES = "votes";
    private static final String EQUAL = "equal";
    private static final String BY_DISTANCE = "byDistance";
    private static final Hyperparameters DEFAULTS =
            NeighbourLearner.parameters(Hyperparameters.none()).choice(VOTES, EQUAL, List.of(EQUAL, BY_DISTANCE));

    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters neighbours and votes, as {@link #classifier()} has them, with any settings
     */
    public NearestNeighbours {
        Learners.checkKind("neighbours", predictionType);
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return a learner of classes by 5 neighbours whose votes are equal} */
    public static NearestNeighbours<Classification> classifier() {
        return new NearestNeighbours<>(Classification.class, DEFAULTS);
    }

    /** {@return a learner of numbers by 5 neighbours whose votes are equal} */
    public static NearestNeighbours<Regression> regressor() {
        return new NearestNeighbours<>(Regression.class, DEFAULTS);
    }

    /** {@return this learner with neighbours that count by 1 / distance; where some are at no distance, they alone count} */
    public NearestNeighbours<P> byDistance() {
        return new NearestNeighbours<>(predictionType, hyperparameters.with(VOTES, BY_DISTANCE));
    }

    /**
     * {@return this learner with ways to count neighbours to search among}
     *
     * @param ways {@code Range.of("equal", "byDistance")}
     */
    public NearestNeighbours<P> votes(Range ways) {
        return new NearestNeighbours<>(predictionType, hyperparameters.with(VOTES, ways));
    }

    @Override
    public String describe() {
        return "nearest neighbours (" + hyperparameters + ")";
    }

    @Override
    public NearestNeighbours<P> withHyperparameters(Hyperparameters values) {
        return new NearestNeighbours<>(predictionType, values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open(NEIGHBOURS, Range.log(1, 50)).open(VOTES, Range.of(EQUAL, BY_DISTANCE));
    }

    @Override
    @SuppressWarnings("unchecked") // the kind of model follows the kind of prediction
    public Model<P> fit(TrainingData data, FitContext context) {
        if (data.features().dimension() < 1) throw TribuoRows.noFeature();
        int count = hyperparameters.integer(NEIGHBOURS);
        boolean byDistance = hyperparameters.text(VOTES).equals(BY_DISTANCE);
        SparseRows rows = SparseRows.of(data.features());
        if (predictionType == Regression.class) {
            return (Model<P>) new NeighbourModel<>(
                    new RegressionOutputs(false),
                    count,
                    byDistance,
                    rows,
                    data.numbers().clone());
        }
        TargetValues.Classes target = data.classes();
        TrainingRows.seen(target);
        double[] codes = Arrays.stream(target.codes()).asDoubleStream().toArray();
        return (Model<P>) new NeighbourModel<>(ModelOutputs.of(target), count, byDistance, rows, codes);
    }

    @SuppressWarnings("rawtypes")
    static final Codec<NearestNeighbours> CODEC =
            Learners.codec("nearest-neighbours", NearestNeighbours.class, kind -> DEFAULTS, NearestNeighbours::new);

    @Override
    public String toString() {
        return describe();
    }
}
