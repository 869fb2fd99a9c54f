package io.github.millwork.testkit;

import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import java.util.List;

/** The codecs of the steps and learners that exist in tests only. */
public final class TestCodecs implements CodecProvider {
    @Override
    public List<Codec<?>> codecs() {
        return List.of(
                MeanRegressor.CODEC,
                MeanRegressor.MODEL_CODEC,
                PlantedStep.CODEC,
                PlantedStep.FITTED_CODEC,
                PlantedLearner.CODEC,
                PlantedLearner.MODEL_CODEC);
    }
}
