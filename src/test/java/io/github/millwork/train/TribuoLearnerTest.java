package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.tree.ExtraTreesTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.hash.HashCodeHasher;
import org.tribuo.hash.HashingTrainer;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.baseline.DummyRegressionTrainer;
import org.tribuo.regression.liblinear.LibLinearRegressionTrainer;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.MeanStdDevTransformation;

class TribuoLearnerTest {
    private static final double[][] X = TestRows.numbers(150, 4, 50);
    private static final String[] LABELS = TestRows.classes(X, 50, "low", "middle", "top");
    private static final TrainingData CLASSES = TestRows.of(X, LABELS);
    private static final TrainingData NUMBERS = TestRows.of(X, TestRows.target(X, 50));

    /** Every kind of classification trainer on the class path whose models are plain data. */
    enum Classifier {
        TREE(seed -> new CARTClassificationTrainer(6, 1, seed)),
        FOREST(seed -> new RandomForestTrainer<>(
                new CARTClassificationTrainer(6, 0.5f, seed), new VotingCombiner(), 10, seed)),
        EXTRA_TREES(seed -> new ExtraTreesTrainer<>(
                new CARTClassificationTrainer(6, 1, 0, 0.5f, true, new GiniIndex(), seed),
                new VotingCombiner(),
                10,
                seed)),
        BOOSTED_TREES(seed -> new AdaBoostTrainer(
                new CARTClassificationTrainer(3, 0.01f, 0, 1, false, new GiniIndex(), seed), 5, seed)),
        BAGGED_TREES(
                seed -> new BaggingTrainer<>(new CARTClassificationTrainer(6, 1, seed), new VotingCombiner(), 5, seed)),
        SCALED_TREE(seed -> new TransformTrainer<>(
                new CARTClassificationTrainer(6, 1, seed),
                new TransformationMap(List.of(new MeanStdDevTransformation())),
                false));

        final LongFunction<Trainer<Label>> trainer;

        Classifier(LongFunction<Trainer<Label>> trainer) {
            this.trainer = trainer;
        }

        Learner<Classification> learner() {
            return TribuoLearner.classifier(name(), trainer);
        }
    }

    @ParameterizedTest
    @EnumSource(Classifier.class)
    void itLearnsWhatTheTrainerCanLearn(Classifier classifier) {
        Model<Classification> model = classifier.learner().fit(CLASSES, CONTEXT);
        ClassificationOutputs outputs = (ClassificationOutputs) model.outputs();
        assertThat(outputs.labels()).containsExactly("low", "middle", "top");
        assertThat(outputs.probabilistic()).isEqualTo(classifier != Classifier.SCALED_TREE); // Tribuo hides the tree
        int right = 0;
        for (int i = 0; i < X.length; i++) {
            double[] out = TestRows.predict(model, X[i]);
            assertThat(Arrays.stream(out).sum()).isCloseTo(1, within(1e-12));
            if (outputs.read(out, 0).label().equals(LABELS[i])) right++;
        }
        assertThat(right).isGreaterThan(X.length * 3 / 4);
    }

    @ParameterizedTest
    @EnumSource(Classifier.class)
    void itCanBeRefittedSavedAndLoadedWithTheSameFingerprint(Classifier classifier) {
        Model<Classification> model = classifier.learner().fit(CLASSES, CONTEXT);
        Model<Classification> again = classifier.learner().fit(CLASSES, CONTEXT);
        assertThat(again.fingerprint()).isEqualTo(model.fingerprint());
        Model<?> read = Codecs.decode(State.fromJson(Codecs.encode(model).toJson()), Model.class);
        assertThat(read.fingerprint()).isEqualTo(model.fingerprint());
        for (double[] row : X) {
            assertThat(TestRows.predict(read, row)).containsExactly(TestRows.predict(model, row));
        }
    }

    @Test
    void theTrainerIsMadeForEachFitFromTheSeedOfTheFit() {
        List<Long> seeds = new ArrayList<>();
        Learner<Classification> learner = TribuoLearner.classifier("seeded", seed -> {
            seeds.add(seed);
            return new CARTClassificationTrainer(2, 1, seed);
        });
        learner.fit(CLASSES, FitContext.of(3));
        learner.fit(CLASSES, FitContext.of(-4));
        learner.fit(CLASSES, FitContext.of(3).child("fold 1"));
        assertThat(seeds)
                .containsExactly(3L, -4L, FitContext.of(3).child("fold 1").seed());
    }

    @Test
    void scoresThatAreNoProbabilitiesAreSaidToBeScores() {
        Model<Classification> model = TribuoLearner.classifier(
                        "most frequent", seed -> DummyClassifierTrainer.createMostFrequentTrainer())
                .fit(CLASSES, CONTEXT);
        assertThat(((ClassificationOutputs) model.outputs()).probabilistic()).isFalse();
        Model<?> read = Codecs.decode(Codecs.encode(model), Model.class);
        assertThat(read.outputs()).isEqualTo(model.outputs());
        assertThat(TestRows.predict(read, X[0])).containsExactly(TestRows.predict(model, X[0]));
    }

    @Test
    void numbersArePredictedToo() {
        Model<Regression> model = TribuoLearner.regressor("mean", seed -> DummyRegressionTrainer.createMeanTrainer())
                .fit(NUMBERS, CONTEXT);
        double mean = Arrays.stream(NUMBERS.numbers()).average().orElseThrow();
        assertThat(TestRows.predict(model, X[0])[0]).isCloseTo(mean, within(1e-12));
    }

    @Test
    void modelsOfLibLinearAndXgBoostAreRefusedAtTheFit() {
        String advice = "For LibLinear use LogisticRegression or LinearRegression, for XGBoost GradientBoosting.";
        List<LongFunction<Trainer<Label>>> trainers =
                List.of(seed -> new LibLinearClassificationTrainer(), seed -> new XGBoostClassificationTrainer(2));
        for (LongFunction<Trainer<Label>> trainer : trainers) {
            assertThatThrownBy(() ->
                            TribuoLearner.classifier("no plain data", trainer).fit(CLASSES, CONTEXT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Expected a Tribuo model that can be saved as plain data but found a org.")
                    .hasMessageContaining(advice);
        }
        assertThatThrownBy(() -> TribuoLearner.regressor("no plain data", seed -> new LibLinearRegressionTrainer())
                        .fit(NUMBERS, CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(advice);
    }

    @Test
    void featuresMayNotBeHashed() {
        Learner<Classification> learner = TribuoLearner.classifier(
                "hashed",
                seed -> new HashingTrainer<>(
                        new CARTClassificationTrainer(3, 1, seed), new HashCodeHasher("salt123456")));
        assertThatThrownBy(() -> learner.fit(CLASSES, CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Expected a Tribuo model for 4 features named by their positions but it knows '")
                .hasMessageEndingWith("Use a trainer that neither hashes nor renames features.");
    }

    @Test
    void aLearnerReadFromAFileCannotFit() {
        Learner<?> read = Codecs.decode(Codecs.encode(Classifier.TREE.learner()), Learner.class);
        assertThat(read.describe()).isEqualTo("TREE");
        assertThatThrownBy(() -> read.fit(CLASSES, CONTEXT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected a trainer for 'TREE' but a saved pipeline holds its name alone, since code is in "
                        + "no file. Build the pipeline in code again, and fit that.");
    }

    @Test
    void aFailureOfTheTrainerNamesTheLearner() {
        record Failing(RuntimeException failure) implements LongFunction<Trainer<Regressor>> {
            @Override
            public Trainer<Regressor> apply(long seed) {
                return new FailingTrainer(failure);
            }
        }
        for (RuntimeException failure : List.of(
                new IllegalArgumentException("too few rows"),
                new IllegalStateException("too few rows"),
                new UnsupportedOperationException("too few rows"))) {
            assertThatThrownBy(() ->
                            TribuoLearner.regressor("odd", new Failing(failure)).fit(NUMBERS, CONTEXT))
                    .isInstanceOf(DataException.class)
                    .hasCause(failure)
                    .hasMessage("Tribuo's trainer 'odd' could not learn from the training rows: "
                            + failure.getClass().getName() + ": too few rows");
        }
    }

    @Test
    void learnersAreEqualIfTheirNameAndTrainerAre() {
        LongFunction<Trainer<Label>> trainer = seed -> null;
        assertThat(TribuoLearner.classifier("a", trainer))
                .isEqualTo(TribuoLearner.classifier("a", trainer))
                .hasSameHashCodeAs(TribuoLearner.classifier("a", trainer))
                .isNotEqualTo(TribuoLearner.classifier("b", trainer))
                .isNotEqualTo(TribuoLearner.classifier("a", seed -> null))
                .isNotEqualTo((Object) TribuoLearner.regressor("a", seed -> null));
    }
}
