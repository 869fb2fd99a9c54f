package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.QuietTribuo;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.tribuo.Output;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * Any trainer of Tribuo's as a learner. A trainer has state, so it is made anew for every fit: give a function from a
 * seed to a trainer. Two such learners are equal if they have the same name and the same function; saved is the name
 * alone, so a pipeline that was read from a file cannot fit this learner again, and the digest is that of the name. Features must not be missing. Weights of
 * rows are refused, because some of Tribuo's trainers ignore them without a word.
 *
 * @param <P> the kind of prediction
 */
public final class TribuoLearner<P extends Prediction> implements Learner<P> {
    private final Class<P> type;
    private final String name;
    private final @Nullable LongFunction<? extends Trainer<?>> trainer;

    private TribuoLearner(Class<P> type, String name, @Nullable LongFunction<? extends Trainer<?>> trainer) {
        this.type = type;
        this.name = name;
        this.trainer = trainer;
    }

    /**
     * {@return a learner of classes}
     *
     * @param name what it is called in reports; give different trainers different names
     * @param trainer makes a new trainer from a seed
     */
    public static TribuoLearner<Classification> classifier(String name, LongFunction<Trainer<Label>> trainer) {
        return new TribuoLearner<>(Classification.class, name, trainer);
    }

    /**
     * {@return a learner of numbers}
     *
     * @param name what it is called in reports; give different trainers different names
     * @param trainer makes a new trainer from a seed
     */
    public static TribuoLearner<Regression> regressor(String name, LongFunction<Trainer<Regressor>> trainer) {
        return new TribuoLearner<>(Regression.class, name, trainer);
    }

    @Override
    public String describe() {
        return name;
    }

    @Override
    public Class<P> predictionType() {
        return type;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.COMPLETE);
    }

    /** {@return false: the function that makes trainers is code, and the digest is that of the name alone} */
    @Override
    public boolean isData() {
        return false;
    }

    @Override
    public boolean honoursWeights() {
        return false;
    }

    @Override
    @SuppressWarnings("unchecked") // the factories pair kinds of prediction with trainers of the same kind
    public Model<P> fit(TrainingData data, FitContext context) {
        if (trainer == null) {
            throw new IllegalStateException("Expected a trainer for '" + name
                    + "' but a saved pipeline holds its name alone, since code is in no "
                    + "file. Build the pipeline in code again, and fit that.");
        }
        Trainer<?> fresh = trainer.apply(context.seed());
        TribuoRows rows = new TribuoRows(data.features().dimension());
        if (data.target() instanceof TargetValues.Classes target) {
            TrainingRows.seen(target);
            Label[] labels = target.labels().stream().map(Label::new).toArray(Label[]::new);
            var dataset = rows.dataset(data, new LabelFactory(), 0, row -> labels[target.codes()[row]]);
            org.tribuo.Model<Label> fitted = train((Trainer<Label>) fresh, dataset);
            return (Model<P>) TribuoModel.of(fitted, target, rows.dimension());
        }
        double[] target = data.numbers();
        var dataset =
                rows.dataset(data, new RegressionFactory(), 0, row -> new Regressor(TribuoModel.TARGET, target[row]));
        org.tribuo.Model<Regressor> fitted = train((Trainer<Regressor>) fresh, dataset);
        return (Model<P>) new TribuoModel<>(new RegressionOutputs(false), fitted, rows.dimension());
    }

    private <T extends Output<T>> org.tribuo.Model<T> train(Trainer<T> fresh, org.tribuo.Dataset<T> dataset) {
        try {
            return QuietTribuo.call(() -> fresh.train(dataset));
        } catch (RuntimeException e) {
            throw new DataException("Tribuo's trainer '" + name + "' could not learn from the training rows: " + e, e);
        }
    }

    private static TribuoLearner<?> read(State state) {
        return new TribuoLearner<>(ModelOutputs.kindFromState(state), state.string("name"), null);
    }

    @SuppressWarnings("rawtypes")
    static final Codec<TribuoLearner> CODEC = Codec.of(
            "tribuo",
            TribuoLearner.class,
            learner ->
                    ModelOutputs.kindToState(((TribuoLearner<?>) learner).type).with("name", learner.name),
            TribuoLearner::read);

    @Override
    public boolean equals(Object other) {
        return other instanceof TribuoLearner<?> that
                && type == that.type
                && name.equals(that.name)
                && Objects.equals(trainer, that.trainer);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return describe();
    }
}
