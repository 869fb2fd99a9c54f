package io.github.millwork.train;

import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import java.util.List;

/** The codecs of this package. */
public final class TrainCodecs implements CodecProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public TrainCodecs() {}

    @Override
    public List<Codec<?>> codecs() {
        return CodecProvider.present(
                () -> Baseline.CODEC,
                () -> Baseline.MODEL_CODEC,
                () -> CentreModel.CODEC,
                () -> GradientBoosting.CODEC,
                () -> KernelModel.CODEC,
                () -> KMeans.CODEC,
                () -> LinearModel.CODEC,
                () -> LinearRegression.CODEC,
                () -> LogisticRegression.CODEC,
                () -> NaiveBayes.CODEC,
                () -> NearestNeighbours.CODEC,
                () -> NeighbourModel.CODEC,
                () -> OneClassSvm.CODEC,
                () -> SupportVectorMachine.CODEC,
                () -> TreeEnsemble.CODEC,
                () -> TribuoLearner.CODEC,
                () -> TribuoModel.CODEC);
    }
}
