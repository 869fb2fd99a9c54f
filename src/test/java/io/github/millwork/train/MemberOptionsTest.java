package io.github.millwork.train;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.preprocess.DropRows;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.preprocess.TargetTransform;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.Ties;
import io.github.millwork.stage.TrainingData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Learners with options inside other learners, against scikit-learn where it has them; see members.py. */
class MemberOptionsTest {
    private static final Learner<Classification> MACHINE =
            SupportVectorMachine.classifier().with(Calibration.sigmoid());
    private static final Learner<Classification> BAYES = GaussianNaiveBayes.create();
    private static final double[][] X = TestRows.numbers(240, 3, 5);
    private static final TrainingData TWO = TestRows.of(X, TestRows.classes(X, 3, "a", "b"));
    private static final TrainingData THREE = TestRows.of(X, TestRows.classes(X, 3, "a", "b", "c"));
    private static final TrainingData NUMBERS = TestRows.of(X, TestRows.target(X, 3));

    private final Penguins penguins = new Penguins();

    /** The birds in their order, so that folds are blocks of them. */
    private TrainingData inOrder(int... rows) {
        TrainingData birds = penguins.classes("sex");
        TrainingData chosen = rows.length == 0 ? birds : birds.rows(rows);
        return chosen.withTies(new Ties(
                null, IntStream.range(0, chosen.rows()).asDoubleStream().toArray()));
    }

    private static List<Learner<Classification>> asInScikitLearn() {
        return List.of(
                KernelSvm.classifier().gamma(5).tolerance(1e-9).with(Calibration.sigmoid()),
                BAYES.with(Calibration.isotonic().folds(3)));
    }

    private void check(Model<?> model, String name) {
        double[] expected = Penguins.reference(name);
        double[][] rows = penguins.features(4);
        for (int i = 0; i < expected.length; i++) {
            assertThat(TestRows.predict(model, rows[i * 10])[1])
                    .as("bird %s", i * 10)
                    .isCloseTo(expected[i], within(1e-6));
        }
    }

    @Test
    void aSoftVoteOfCalibratedClassifiersIsThatOfScikitLearn() {
        check(new VotingLearner<>(asInScikitLearn(), weights(2, 1), false).fit(inOrder(), CONTEXT), "member vote");
    }

    private static Hyperparameters weights(double... counts) {
        return VotingLearner.of(BAYES, BAYES).weights(counts).settings();
    }

    @Test
    void aStackOfCalibratedClassifiersIsThatOfScikitLearn() {
        List<Learner<Classification>> members = asInScikitLearn();
        check(Stacking.of(BAYES, members.get(0), members.get(1)).folds(4).fit(inOrder(), CONTEXT), "member stack");
    }

    @Test
    void classWeightsOfOneMemberAreItsOwn() {
        TrainingData birds = penguins.classes("sex");
        int[] rows = IntStream.range(0, birds.rows())
                .filter(row -> birds.classes().codes()[row] == 0 || row % 3 == 0)
                .toArray();
        Learner<Classification> vote = VotingLearner.of(
                BAYES.with(ClassWeights.balanced()), asInScikitLearn().get(1));
        check(vote.fit(inOrder(rows), CONTEXT), "member weights");
    }

    static Stream<Learner<Classification>> classifiers() {
        return Stream.of(
                VotingLearner.of(MACHINE, BAYES),
                VotingLearner.of(LogisticRegression.create().with(Smote.create()), MACHINE),
                VotingLearner.of(BAYES.with(Threshold.at(0.8)), DecisionTree.classifier())
                        .byMajority(),
                Bagging.of(MACHINE).models(3),
                Bagging.of(BAYES.with(OverSample.create())).models(3),
                Stacking.of(LogisticRegression.create().with(ClassWeights.balanced()), MACHINE, BAYES)
                        .folds(3),
                Stacking.of(MACHINE, SupportVectorMachine.classifier(), BAYES.with(UnderSample.create()))
                        .folds(3)
                        .andFeatures(),
                VotingLearner.of(Bagging.of(MACHINE).models(2), Stacking.of(BAYES, MACHINE, BAYES))
                        .with(Calibration.isotonic()));
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void theBitsDoNotDependOnThreadsAndAreSaved(Learner<Classification> learner) {
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(learner).toJson()), Learner.class))
                .isEqualTo(learner);
        Model<Classification> one = learner.withOptions(List.of()).fit(TWO, CONTEXT);
        Model<Classification> four =
                learner.withOptions(List.of()).fit(TWO, FitContext.of(42).withThreads(4));
        assertThat(four.fingerprint()).isEqualTo(one.fingerprint());
        Model<?> read = Codecs.decode(State.fromJson(Codecs.encode(one).toJson()), Model.class);
        assertThat(read.fingerprint()).isEqualTo(one.fingerprint());
        for (double[] row : TestRows.numbers(20, 3, 9)) {
            assertThat(TestRows.predict(read, row)).isEqualTo(TestRows.predict(one, row));
        }
    }

    @Test
    void aCalibratedMachineOfThreeClassesGivesProbabilitiesThatAddUp() {
        Model<Classification> vote = VotingLearner.of(MACHINE, BAYES).fit(THREE, CONTEXT);
        for (double[] row : TestRows.numbers(50, 3, 9)) {
            assertThat(Arrays.stream(TestRows.predict(vote, row)).sum()).isCloseTo(1, within(1e-12));
        }
        assertThat(vote.whyUnexplained()).isPresent();
        assertThat(Stacking.of(LogisticRegression.create(), MACHINE, BAYES)
                        .fit(THREE, CONTEXT)
                        .explainer())
                .isEmpty();
    }

    /** A row is said to be new, however it was drawn: it is not in the folds that its copies are predicted without. */
    @Test
    void copiesOfARowAreOnOneSideOfTheFoldsInABag() {
        double[][] noise = TestRows.numbers(80, 6, 4);
        String[] labels = IntStream.range(0, 80)
                .mapToObj(row -> (row * 7) % 11 < 5 ? "a" : "b")
                .toArray(String[]::new);
        Learner<Classification> nearest =
                NearestNeighbours.classifier().neighbours(1).with(Calibration.sigmoid());
        Model<Classification> bag = Bagging.of(nearest).models(5).fit(TestRows.of(noise, labels), CONTEXT);
        // One neighbour knows the training rows by heart; what it says of others is chance, and that is what is
        // learned.
        for (double[] row : noise) assertThat(TestRows.predict(bag, row)[1]).isBetween(0.15, 0.85);
    }

    @Test
    void theThresholdOfALabelDecidesOnIt() {
        TrainingData rows = labelled();
        Learner<Classification> linear = LogisticRegression.create();
        Model<MultiLabel> usual = BinaryRelevance.of(linear).fit(rows, CONTEXT);
        for (Learner<MultiLabel> learner : List.of(
                BinaryRelevance.of(linear.with(Threshold.at(0.2))),
                ClassifierChains.of(linear.with(Threshold.at(0.2))).chains(3))) {
            Model<MultiLabel> eager = learner.fit(rows, CONTEXT);
            int more = 0;
            for (double[] row : X) {
                double[] said = TestRows.predict(eager, row);
                if (learner instanceof BinaryRelevance) {
                    double[] plain = TestRows.predict(usual, row);
                    for (int label = 0; label < 2; label++) {
                        assertThat(said[label]).isEqualTo(plain[label]);
                        assertThat(said[2 + label]).isEqualTo(plain[label] >= 0.2 ? 1 : 0);
                    }
                }
                for (int label = 0; label < 2; label++) if (said[label] < 0.5 && said[2 + label] == 1) more++;
            }
            assertThat(more).as(learner.describe()).isPositive();
            Model<?> read = Codecs.decode(State.fromJson(Codecs.encode(eager).toJson()), Model.class);
            assertThat(TestRows.predict(read, X[3])).isEqualTo(TestRows.predict(eager, X[3]));
        }
        Model<MultiLabel> learned = BinaryRelevance.of(linear.with(Threshold.forMetric(ClassificationMetrics.F1)))
                .fit(rows, CONTEXT);
        assertThat(learned.findings()).extracting(Finding::name).contains("threshold, mean of 2 models");
        assertThat(BinaryRelevance.of(MACHINE).fit(rows, CONTEXT).outputs()).isEqualTo(usual.outputs());
    }

    private static TrainingData labelled() {
        List<BitSet> sets = Arrays.stream(X)
                .map(row -> {
                    BitSet set = new BitSet();
                    set.set(0, row[0] + row[2] > 1.5);
                    set.set(1, row[1] > 0.5 || row[0] < -1.5);
                    return set;
                })
                .toList();
        return TestRows.of(TestRows.matrix(X), new TargetValues.LabelSets(List.of("up", "down"), sets));
    }

    @Test
    void aMemberMayLearnATransformedTarget() {
        double[] target =
                Arrays.stream(NUMBERS.numbers()).map(each -> Math.exp(each / 3)).toArray();
        TrainingData data = TestRows.of(X, target);
        Model<Regression> alone = ElasticNet.ridge().with(TargetTransform.log()).fit(data, CONTEXT);
        Model<Regression> vote = VotingLearner.of(ElasticNet.ridge().with(TargetTransform.log()), Baseline.regressor())
                .fit(data, CONTEXT);
        double mean = Arrays.stream(target).average().orElseThrow();
        for (double[] row : X) {
            double own = TestRows.predict(alone, row)[0];
            assertThat(own).isPositive();
            assertThat(TestRows.predict(vote, row)[0]).isCloseTo(own / 2 + mean / 2, within(1e-9));
        }
    }

    @Test
    void aMemberMayHaveABudget() {
        assertThatThrownBy(() -> VotingLearner.of(RandomForest.classifier().with(Budget.model(100)), BAYES)
                        .fit(TWO, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected the model of random forest");
        assertThatThrownBy(
                        () -> Bagging.of(RandomForest.classifier().trees(1000).with(Budget.time(Duration.ofNanos(1))))
                                .fit(TWO, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("to end within its time");
    }

    @Test
    void whatAMemberCannotDoIsRefusedWithWhatToDo() {
        Learner<Regression> line = LinearRegression.create();
        assertThatThrownBy(() -> VotingLearner.of(BAYES.with(DropRows.duplicates()), BAYES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected options that work on prepared rows for a learner in a vote, whose members share one "
                                + "preparation, but found rows left out by duplicates in all in " + BAYES.describe()
                                + " with rows left out by duplicates in all. Give that option to the whole, with(...).");
        assertThatThrownBy(() -> Bagging.of(line.with(ConformalInterval.inFolds(0.9))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for a learner in bagging");
        assertThatThrownBy(() -> Stacking.of(BAYES, BAYES.with(Threshold.at(0.2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected learners that say numbers for stacking, which hears of no decision, but found "
                        + BAYES.describe() + " with threshold 0.2. Give that to the whole, with(...).");
        assertThatThrownBy(() ->
                        VotingLearner.of(BAYES.with(Threshold.at(0.2)), BAYES).fit(TWO, CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("Let them vote byMajority(), or give that to the whole.");
        assertThatThrownBy(() -> VotingLearner.of(NearestNeighbours.classifier().with(ClassWeights.balanced()), BAYES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("in a vote. Use another learner, or OverSample, which draws rows instead.");
    }

    @Test
    void anAdjustmentOfAnotherKindInAFileIsRefused() {
        State two = member(VotingLearner.of(MACHINE, BAYES).fit(TWO, CONTEXT));
        State three = member(VotingLearner.of(MACHINE, BAYES).fit(THREE, CONTEXT));
        State numbers = Codecs.encode(LinearRegression.create().fit(NUMBERS, CONTEXT));
        for (State model : List.of(three.state("model"), numbers)) {
            State broken = State.empty().with("model", model).with("adjustments", two.states("adjustments"));
            State saved = State.empty()
                    .with("name", "model.adjusted")
                    .with("version", 1)
                    .with("state", broken);
            assertThatThrownBy(() -> Codecs.decode(saved, Model.class))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("The file is damaged");
        }
    }

    private static State member(Model<?> vote) {
        return Codecs.encode(vote).state("state").states("models").get(0).state("state");
    }

    @Test
    void aCalibratedMachineVotesInAPipelineOnRealRows() {
        Dataset credit = Csv.file(Path.of("examples/data/credit.csv")).load().head(600);
        Pipeline<Classification> pipeline = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .drop(categorical())
                .preprocess(Impute.median(numeric()), Scale.standard(numeric()))
                .train(VotingLearner.of(MACHINE, LogisticRegression.create().with(Smote.create())));
        FittedPipeline<Classification> fitted = pipeline.fit(credit);
        assertThat(fitted.findings()).extracting(Finding::name).contains("sigmoid slope");
        assertThat(fitted.predict(credit.row(3)).probability("bad")).isBetween(0.0, 1.0);
    }
}
