package io.github.millwork.testkit;

import io.github.millwork.data.ContentDigest;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.Set;

/** A learner that fails if the one it watches changes the arrays that it was given. */
record WatchedLearner<P extends Prediction>(Learner<P> watched) implements Learner<P> {
    @Override
    public String describe() {
        return watched.describe();
    }

    @Override
    public Class<P> predictionType() {
        return watched.predictionType();
    }

    @Override
    public Set<Need> needs() {
        return watched.needs();
    }

    @Override
    public boolean honoursWeights() {
        return watched.honoursWeights();
    }

    @Override
    public double validationShare() {
        return watched.validationShare();
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        String before = digest(data);
        Model<P> model = watched.fit(data, context);
        if (!digest(data).equals(before)) throw new AssertionError("the training data is another after the fit");
        return model;
    }

    private static String digest(TrainingData data) {
        ContentDigest digest = new ContentDigest();
        put(digest, data);
        data.heldOut().ifPresent(heldOut -> put(digest, heldOut));
        return digest.hex();
    }

    private static void put(ContentDigest digest, TrainingData data) {
        FeatureMatrix features = data.features();
        for (int row = 0; row < data.rows(); row++) {
            digest.put(data.weight(row)).put(features.start(row));
            for (int i = features.start(row); i < features.start(row + 1); i++) {
                digest.put(features.index(i)).put(features.value(i));
            }
        }
        if (data.target() instanceof TargetValues.Classes classes) digest.put(Arrays.toString(classes.codes()));
        if (data.target() instanceof TargetValues.Numbers numbers) digest.put(Arrays.toString(numbers.values()));
        if (data.target() instanceof TargetValues.LabelSets sets)
            digest.put(sets.sets().toString());
    }
}
