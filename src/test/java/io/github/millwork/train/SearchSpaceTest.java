package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Range;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

class SearchSpaceTest {
    enum Searched {
        LOGISTIC(LogisticRegression.create(), "cost"),
        LINEAR(LinearRegression.create(), "penalty"),
        BAYES(NaiveBayes.create(), "smoothing"),
        NEIGHBOURS(NearestNeighbours.classifier(), "neighbours", "votes"),
        NETWORK(NeuralNetwork.classifier(), "hiddenLayers", "units1", "units2", "dropout", "l2", "learningRate"),
        TREE(DecisionTree.classifier(), "depth", "minimumLeaf"),
        FOREST(RandomForest.regressor(), "depth", "minimumLeaf", "features", "featureShare"),
        EXTRA(ExtraTrees.classifier(), "depth", "minimumLeaf", "features", "featureShare"),
        ADA(AdaBoost.create(), "trees", "depth", "learningRate"),
        HISTOGRAM(
                HistogramBoosting.regressor(),
                "trees",
                "leaves",
                "learningRate",
                "minimumLeaf",
                "rowShare",
                "columnShare"),
        ISOLATION(IsolationForest.create(), "rows"),
        ONE_CLASS(OneClassSvm.create(), "nu", "width", "gamma"),
        NET(ElasticNet.create(), "penalty", "l1Share"),
        ANGLES(Lars.create(), "features"),
        ANGLES_OF_THE_LASSO(Lars.create().lasso(), "features", "penalty"),
        PRODUCTS(FactorizationMachine.classifier(), "cost", "factors"),
        DENSITY(Hdbscan.create(), "minimumSize", "neighbours"),
        GAUSSIAN(GaussianNaiveBayes.create(), "smoothing"),
        KERNEL(KernelSvm.classifier(), "cost", "width", "gamma"),
        POLYNOMIAL(KernelSvm.classifier().polynomial(3), "cost", "offset", "width", "gamma"),
        KERNEL_OF_NUMBERS(KernelSvm.regressor(), "cost", "width", "gamma", "insensitive"),
        DISTANCE(NeighbourDistance.create(), "neighbours"),
        BAGGED(Bagging.of(Baseline.classifier()), "models", "rowShare"),
        BAGGED_MACHINES(Bagging.of(SupportVectorMachine.classifier()), "models", "rowShare", "member.cost"),
        LABELS(BinaryRelevance.of(SupportVectorMachine.classifier()), "member.cost"),
        CHAINS(ClassifierChains.of(KernelSvm.classifier()), "member.cost", "member.width", "member.gamma"),
        VOTE(VotingLearner.of(ElasticNet.create(), Lars.create()), "1.penalty", "1.l1Share", "2.features"),
        STACK(Stacking.of(Lars.create(), ElasticNet.create()), "1.penalty", "1.l1Share", "last.features"),
        MACHINE(SupportVectorMachine.classifier(), "cost"),
        MACHINE_OF_NUMBERS(SupportVectorMachine.regressor(), "cost", "insensitive"),
        CLASSES(
                GradientBoosting.classifier(),
                "trees",
                "leaves",
                "learningRate",
                "minimumChildWeight",
                "rowShare",
                "columnShare"),
        NUMBERS(
                GradientBoosting.regressor(),
                "trees",
                "leaves",
                "learningRate",
                "minimumChildWeight",
                "rowShare",
                "columnShare");

        final Learner<?> learner;
        final String[] names;

        Searched(Learner<?> learner, String... names) {
            this.learner = learner;
            this.names = names;
        }
    }

    @ParameterizedTest
    @EnumSource(Searched.class)
    void withoutSettingsTheUsualParametersAreSearchedAroundTheirDefaults(Searched searched) {
        Hyperparameters space = searched.learner.searchSpace();
        assertThat(space.ranges()).containsOnlyKeys(searched.names);
        Hyperparameters own = searched.learner.hyperparameters();
        space.ranges().forEach((name, range) -> {
            if (own.options(name).isEmpty()) {
                boolean none = name.equals("penalty") && own.initial(name) == 0; // which no log range has
                assertThat(none ? range.low() : own.initial(name)).isBetween(range.low(), range.high());
            } else {
                assertThat(own.options(name)).contains(own.text(name));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Searched.class)
    void whatTheUserSetIsNotSearchedEvenIfItIsTheDefault(Searched searched) {
        for (String name : searched.names) {
            Hyperparameters own = searched.learner.hyperparameters();
            Hyperparameters same =
                    own.options(name).isEmpty() ? own.with(name, own.initial(name)) : own.with(name, own.text(name));
            Learner<?> set = searched.learner.withHyperparameters(same);
            assertThat(set).isEqualTo(searched.learner);
            assertThat(set.digest()).isEqualTo(searched.learner.digest());
            // What depends on a choice is not searched where something else was chosen.
            long left = Stream.of(searched.names)
                    .filter(other -> !other.equals(name))
                    .filter(set.searchSpace()::matters)
                    .count();
            assertThat(set.searchSpace().ranges()).hasSize((int) left).doesNotContainKey(name);
        }
    }

    @Test
    void aRangeOfTheUsersOwnIsKept() {
        Hyperparameters space = GradientBoosting.classifier()
                .depth(Range.values(2, 3))
                .trees(70)
                .searchSpace();
        assertThat(space.ranges()).containsEntry("depth", Range.values(2, 3)).doesNotContainKey("trees");
        assertThat(space.integer("trees")).isEqualTo(70);
        assertThat(LogisticRegression.create().cost(4).searchSpace().number("cost"))
                .isEqualTo(4);
        assertThat(LinearRegression.create().penalty(4).searchSpace().number("penalty"))
                .isEqualTo(4);
        assertThat(LogisticRegression.create()
                        .l1Share(Range.between(0, 1))
                        .searchSpace()
                        .ranges())
                .containsOnlyKeys("cost", "l1Share");
    }

    @Test
    void aLearnerTakesItsOwnHyperparametersOnly() {
        assertThatThrownBy(() -> new LogisticRegression(Hyperparameters.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected the parameters [cost, tolerance, l1Share, classes] but found []. Change those that "
                                + "hyperparameters() gives.");
        assertThatThrownBy(() -> LinearRegression.create()
                        .withHyperparameters(GradientBoosting.regressor().hyperparameters()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GradientBoosting<>(
                        Prediction.class, GradientBoosting.regressor().hyperparameters()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected boosting for Classification or Regression but found Prediction. Use classifier() "
                        + "or regressor().");
    }

    @Test
    void onlyATrainerInAFunctionIsNoData() {
        Learner<?> trainer = TribuoLearner.classifier("dummy", seed -> new CARTClassificationTrainer(4, 1, seed));
        assertThat(trainer.isData()).isFalse();
        assertThat(GradientBoosting.classifier().isData()).isTrue();
        assertThat(Baseline.regressor().isData()).isTrue();
    }
}
