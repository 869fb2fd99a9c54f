package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import java.util.Arrays;
import java.util.List;

/** Fits a learner to prepared rows, with what its options do to these: they are resampled, and the target is transformed. */
final class PreparedFit<P extends Prediction> {
    private final Learner<P> learner;
    private final FitContext context;
    private final double done;

    /**
     * Fits a learner.
     *
     * @param done the share of the work that is done already
     */
    PreparedFit(Learner<P> learner, FitContext context, double done) {
        this.learner = learner;
        this.context = context;
        this.done = done;
    }

    /**
     * {@return the model}
     *
     * @param given the prepared rows
     * @param adjustments where what turns predictions back goes
     * @param found where what was found on the way goes
     */
    Model<P> fit(TrainingData given, List<Adjustment<P>> adjustments, List<Finding> found) {
        TrainingData data = given;
        List<TrainingOption<? super P>> options = learner.options();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i) instanceof ResampleOption<?> option) {
                data = option.apply(data, ChainFit.optionContext(context, i, done));
                checkWeights(data, option);
            }
        }
        boolean others = options.stream()
                .anyMatch(option -> option instanceof RowOption<?> || option instanceof ResampleOption<?>);
        if (others) found.add(new Finding("rows learned from", data.rows()));
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i) instanceof TargetOption<? super P> option) {
                data = transformed(option, data, ChainFit.optionContext(context, i, done), adjustments);
            }
        }
        FitContext own = context.child("learner", done, 1);
        // Features that were drawn for this fit alone no other fit will ask for.
        if (data.features() != given.features()) own = own.withCache(null);
        own.progress("train", learner.describe(), 0);
        Model<P> model = ChainFit.bare(learner).fit(data, own);
        own.progress("train", learner.describe(), 1);
        return model;
    }

    /** Weights that a learner would silently ignore are refused, whoever gave them. */
    private void checkWeights(TrainingData data, ResampleOption<?> option) {
        double[] weights = data.weights();
        if (weights == null || learner.honoursWeights()) return;
        if (learner.honoursClassWeights() && data.target() instanceof TargetValues.Classes classes) {
            if (alikeInClasses(classes, weights)) return;
        }
        throw new DataException("Expected a learner that honours weights, since " + option.describe()
                + " weights the training rows, but "
                + Chain.ignoring(learner, ChainFit.bare(learner).describe(), false)
                + ". Use " + Chain.RECOMMENDED + ", or an option that draws rows instead.");
    }

    private static boolean alikeInClasses(TargetValues.Classes classes, double[] weights) {
        double[] ofClass = new double[classes.labels().size()];
        Arrays.fill(ofClass, Double.NaN);
        for (int row = 0; row < weights.length; row++) {
            int code = classes.codes()[row];
            if (Double.isNaN(ofClass[code])) ofClass[code] = weights[row];
            if (ofClass[code] != weights[row]) return false;
        }
        return true;
    }

    @SuppressWarnings("unchecked") // an option for a supertype of P adjusts P; adjustments give back the kind they take
    private TrainingData transformed(
            TargetOption<? super P> option, TrainingData data, FitContext own, List<Adjustment<P>> adjustments) {
        TargetOption.Transformed<?> learned = option.apply(data.target(), own);
        adjustments.add(0, (Adjustment<P>) learned.inverse()); // what was done last is undone first
        TrainingData heldOut = data.validation();
        return data.withTarget(
                learned.forward().apply(data.target()),
                heldOut == null ? null : heldOut.withTarget(learned.forward().apply(heldOut.target()), null));
    }
}
