package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Task;
import io.github.millwork.testkit.LearnerKit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.regression.rtree.CARTRegressionTrainer;

/** Every learner keeps the rules of the conformance kit. */
class LearnerConformanceTest {
    private static final int ROWS = 120;

    static List<Learner<Classification>> classifiers() {
        return List.of(
                Baseline.classifier(),
                LogisticRegression.create(),
                LogisticRegression.create().l1(),
                LogisticRegression.create().oneVersusRest().l1Share(0.2),
                NaiveBayes.create(),
                SupportVectorMachine.classifier(),
                NearestNeighbours.classifier(),
                GaussianNaiveBayes.create(),
                KernelSvm.classifier(),
                FactorizationMachine.classifier().factors(3),
                KernelSvm.classifier().polynomial(2).offset(1),
                VotingLearner.of(NearestNeighbours.classifier(), GaussianNaiveBayes.create())
                        .weights(1, 2),
                VotingLearner.of(SupportVectorMachine.classifier(), NaiveBayes.create())
                        .byMajority(),
                VotingLearner.of(SupportVectorMachine.classifier().with(Calibration.sigmoid()), NaiveBayes.create()),
                Bagging.of(LogisticRegression.create()).models(3).rowShare(0.8),
                Stacking.of(LogisticRegression.create(), NaiveBayes.create(), SupportVectorMachine.classifier())
                        .folds(3),
                NeuralNetwork.classifier().hiddenLayers(8).epochs(10),
                DecisionTree.classifier(),
                RandomForest.classifier().trees(10),
                ExtraTrees.classifier().trees(10),
                AdaBoost.create(),
                HistogramBoosting.classifier().trees(10),
                GradientBoosting.classifier().trees(10));
    }

    static List<Learner<Regression>> regressors() {
        return List.of(
                Baseline.regressor(),
                LinearRegression.create(),
                SupportVectorMachine.regressor(),
                NearestNeighbours.regressor().byDistance(),
                ElasticNet.create(),
                ElasticNet.ridge(),
                KernelSvm.regressor(),
                Lars.create(),
                Lars.create().lasso().penalty(0.01),
                FactorizationMachine.regressor(),
                VotingLearner.of(LinearRegression.create(), NearestNeighbours.regressor()),
                Bagging.of(ElasticNet.lasso()).models(3),
                Stacking.of(ElasticNet.create(), ElasticNet.ridge(), Baseline.regressor())
                        .andFeatures(),
                NeuralNetwork.regressor().hiddenLayers(8).epochs(10),
                DecisionTree.regressor(),
                RandomForest.regressor().trees(10),
                ExtraTrees.regressor().trees(10),
                HistogramBoosting.regressor().trees(10).quantile(0.8),
                HistogramBoosting.regressor().trees(10),
                GradientBoosting.regressor().trees(10));
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void aClassifierKeepsTheRules(Learner<Classification> learner) {
        LearnerKit.check(learner, rows(), Task.classify(Target.of("kind")));
    }

    @ParameterizedTest
    @MethodSource("regressors")
    void aRegressorKeepsTheRules(Learner<Regression> learner) {
        LearnerKit.check(learner, rows().drop("kind"), Task.regress(Target.of("size")));
    }

    @Test
    void kMeansKeepsTheRules() {
        LearnerKit.check(KMeans.clusters(3), rows().drop("kind"), Task.cluster(null));
    }

    @Test
    void hdbscanKeepsTheRules() {
        LearnerKit.check(Hdbscan.create(), rows().drop("kind"), Task.cluster(null));
    }

    @Test
    void theDistanceOfNeighboursKeepsTheRules() {
        LearnerKit.check(NeighbourDistance.create(), rows().drop("kind"), Task.detectAnomalies(null));
    }

    static List<Learner<MultiLabel>> labelers() {
        return List.of(
                BinaryRelevance.of(LogisticRegression.create()),
                BinaryRelevance.of(GaussianNaiveBayes.create()),
                ClassifierChains.of(LogisticRegression.create()),
                ClassifierChains.of(GradientBoosting.classifier().trees(5)).chains(3));
    }

    @ParameterizedTest
    @MethodSource("labelers")
    void aLearnerOfLabelsKeepsTheRules(Learner<MultiLabel> learner) {
        Dataset rows = rows();
        double[] size = rows.column("size").toDoubles();
        Boolean[] large = Arrays.stream(size).mapToObj(each -> each > 3).toArray(Boolean[]::new);
        Boolean[] wide = IntStream.range(0, ROWS)
                .mapToObj(row -> "wide".equals(rows.column("kind").string(row)))
                .toArray(Boolean[]::new);
        LearnerKit.check(
                learner,
                rows.drop("kind", "size").with(Column.booleans("large", large)).with(Column.booleans("wide", wide)),
                Task.classifyLabels(Target.labels("large", "wide")));
    }

    @Test
    void theOneClassMachineKeepsTheRules() {
        LearnerKit.check(OneClassSvm.create(), rows().drop("kind"), Task.detectAnomalies(null));
    }

    @Test
    void theIsolationForestKeepsTheRules() {
        LearnerKit.check(IsolationForest.create().anomalies(0.1), rows().drop("kind"), Task.detectAnomalies(null));
    }

    @Test
    void aTribuoTrainerKeepsAllRulesButThatOfSavingItselfSinceItIsCode() {
        Learner<Classification> classes =
                TribuoLearner.classifier("cart", seed -> new CARTClassificationTrainer(4, 1.0f, seed));
        Learner<Regression> numbers = TribuoLearner.regressor("cart", seed -> new CARTRegressionTrainer(4));

        assertThatThrownBy(() -> LearnerKit.check(classes, rows(), Task.classify(Target.of("kind"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("breaks 1 rule")
                .hasMessageContaining("Expected a saved specification to be equal");
        assertThatThrownBy(() -> LearnerKit.check(numbers, rows().drop("kind"), Task.regress(Target.of("size"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("breaks 1 rule")
                .hasMessageContaining("Expected a saved specification to be equal");
    }

    /** Numbers and a noisy answer to them. */
    private static Dataset rows() {
        SplittableRandom random = new SplittableRandom(8);
        double[] width = new double[ROWS];
        double[] height = new double[ROWS];
        double[] size = new double[ROWS];
        String[] kind = new String[ROWS];
        for (int row = 0; row < ROWS; row++) {
            width[row] = random.nextDouble();
            height[row] = random.nextDouble();
            size[row] = 1 + width[row] * 3 - height[row] + random.nextDouble(); // above zero, for naive Bayes
            kind[row] = width[row] + random.nextDouble() > 1 ? "wide" : "slim";
        }
        return Dataset.of(
                Column.numbers("width", width),
                Column.numbers("height", height),
                Column.numbers("size", size),
                Column.categories("kind", kind));
    }
}
