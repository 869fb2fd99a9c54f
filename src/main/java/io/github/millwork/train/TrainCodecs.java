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
                () -> AtThreshold.CODEC,
                () -> AugmentImages.CODEC,
                () -> AugmentNoise.CODEC,
                () -> AugmentWords.CODEC,
                () -> Bagging.CODEC,
                () -> AdaBoost.CODEC,
                () -> Baseline.CODEC,
                () -> Baseline.MODEL_CODEC,
                () -> BinaryRelevance.CODEC,
                () -> Budget.CODEC,
                () -> Calibrated.CODEC,
                () -> Calibration.CODEC,
                () -> BoostedModel.CODEC,
                () -> CentreModel.CODEC,
                () -> ClassifierChains.CODEC,
                () -> ClassWeights.CODEC,
                () -> ConformalInterval.CODEC,
                () -> ConformalInterval.MARGIN_CODEC,
                () -> DecisionTree.CODEC,
                () -> DensityModel.CODEC,
                () -> DistanceModel.CODEC,
                () -> ElasticNet.CODEC,
                () -> ExtraTrees.CODEC,
                () -> FactorizationMachine.CODEC,
                () -> FactorModel.CODEC,
                () -> GaussianModel.CODEC,
                () -> GaussianNaiveBayes.CODEC,
                () -> GradientBoosting.CODEC,
                () -> Hdbscan.CODEC,
                () -> HistogramBoosting.CODEC,
                () -> IsolationForest.CODEC,
                () -> IsolationModel.CODEC,
                () -> KernelModel.CODEC,
                () -> KernelSvm.CODEC,
                () -> KMeans.CODEC,
                () -> LabelModel.CODEC,
                () -> Lars.CODEC,
                () -> LeastCost.CODEC,
                () -> LeastCost.DECISION_CODEC,
                () -> LinearModel.CODEC,
                () -> LinearRegression.CODEC,
                () -> LogisticRegression.CODEC,
                () -> NaiveBayes.CODEC,
                () -> NearestNeighbours.CODEC,
                () -> NeighbourDistance.CODEC,
                () -> NeighbourModel.CODEC,
                () -> NetworkModel.CODEC,
                () -> NeuralNetwork.CODEC,
                () -> OneClassSvm.CODEC,
                () -> OverSample.CODEC,
                () -> RandomForest.CODEC,
                () -> Smote.CODEC,
                () -> Stacking.CODEC,
                () -> StackModel.CODEC,
                () -> SupportVectorMachine.CODEC,
                () -> SupportVectors.CODEC,
                () -> Threshold.CODEC,
                () -> TreeEnsemble.CODEC,
                () -> TreeModel.CODEC,
                () -> TribuoLearner.CODEC,
                () -> TribuoModel.CODEC,
                () -> UnderSample.CODEC,
                () -> VoteModel.CODEC,
                () -> VotingLearner.CODEC);
    }
}
