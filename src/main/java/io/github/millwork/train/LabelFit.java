package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits a classifier for each label.
 *
 * @param learner the classifier
 * @param data the training rows
 * @param linked whether each classifier is given the labels before it
 */
record LabelFit(Learner<Classification> learner, TrainingData data, boolean linked) {
    private static final List<String> CLASSES = List.of("no", "yes");

    List<String> labels() {
        return sets().labels();
    }

    private TargetValues.LabelSets sets() {
        if (data.target() instanceof TargetValues.LabelSets sets) return sets;
        throw new DataException("Expected sets of labels to learn but found "
                + data.target().getClass().getSimpleName() + ". Use it with classifyLabels.");
    }

    /** {@return what was learned of the labels, taken in this order} */
    LabelModel.Chained chain(int[] order, FitContext context) {
        List<Model<Classification>> models = new ArrayList<>();
        for (int place = 0; place < order.length; place++) {
            FitContext own =
                    context.child("label " + order[place], place / (double) order.length, (place + 1.0) / order.length);
            own.progress("train", learner.describe(), 0);
            models.add(model(order, place, own));
        }
        return new LabelModel.Chained(order, models);
    }

    private Model<Classification> model(int[] order, int place, FitContext context) {
        int[] codes = codes(order[place]);
        int having = 0;
        for (int row = 0; row < codes.length; row++) if (data.weight(row) > 0) having += codes[row];
        int counted = 0;
        for (int row = 0; row < codes.length; row++) if (data.weight(row) > 0) counted++;
        if (counted == 0) throw TrainingRows.noWeight();
        ClassificationOutputs outputs = ClassificationOutputs.probabilities(CLASSES, "yes");
        if (having == 0 || having == counted) {
            return new Baseline.Constant<>(outputs, having == 0 ? new double[] {1, 0} : new double[] {0, 1});
        }
        TrainingData heldOut = data.heldOut()
                .map(rows -> new LabelFit(learner, rows, linked).rows(order, place, null))
                .orElse(null);
        Model<Classification> model = fit(rows(order, place, heldOut), order[place], context);
        Members.checkProbabilities(model, learner, "labels");
        return model;
    }

    private Model<Classification> fit(TrainingData rows, int label, FitContext context) {
        try {
            return Members.fit(learner, rows, context);
        } catch (DataException e) {
            throw new DataException("At label '" + labels().get(label) + "': " + e.getMessage(), e);
        }
    }

    /** The rows as the classifier of a label is given them. */
    private TrainingData rows(int[] order, int place, @Nullable TrainingData heldOut) {
        TrainingData rows = linked ? withLabels(order, place) : data;
        TargetValues whether = new TargetValues.Classes(CLASSES, codes(order[place]), "yes");
        return new TrainingData(rows.features(), rows.names(), whether, data.weights(), data.ties(), heldOut);
    }

    private int[] codes(int label) {
        int[] codes = new int[data.rows()];
        for (int row = 0; row < codes.length; row++)
            codes[row] = sets().sets().get(row).get(label) ? 1 : 0;
        return codes;
    }

    /** The features, and after them the labels that come before a place. */
    private TrainingData withLabels(int[] order, int place) {
        int features = data.features().dimension();
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(features + place, data.rows());
        FeatureVector given = new FeatureVector(features);
        FeatureVector longer = new FeatureVector(features + place);
        for (int row = 0; row < data.rows(); row++) {
            data.features().row(row, given);
            longer.clear();
            for (int i = 0; i < given.size(); i++) longer.add(given.index(i), given.value(i));
            for (int before = 0; before < place; before++) {
                longer.add(features + before, sets().sets().get(row).get(order[before]) ? 1 : 0);
            }
            builder.add(longer);
        }
        List<Feature> names = new ArrayList<>(data.names());
        for (int before = 0; before < place; before++) {
            names.add(new Feature("label " + labels().get(order[before]), List.of()));
        }
        return new TrainingData(builder.build(), names, data.target(), data.weights(), data.ties(), null);
    }

    static State toState(Learner<Classification> learner) {
        return State.empty().with("learner", Codecs.encode(learner));
    }

    @SuppressWarnings("unchecked") // the kind of prediction is checked
    static Learner<Classification> learner(State state) {
        Learner<?> learner = Codecs.decode(state.state("learner"), Learner.class);
        if (learner.predictionType() == Classification.class) return (Learner<Classification>) learner;
        throw new BundleException(
                "Expected a classifier for each label but found " + learner.describe() + ". The file is damaged.");
    }
}
