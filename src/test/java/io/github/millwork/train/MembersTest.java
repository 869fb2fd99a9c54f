package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.MultiLabelMetrics;
import io.github.millwork.evaluate.RegressionMetrics;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tune.GridSearch;
import io.github.millwork.tune.Limits;
import io.github.millwork.tune.RandomSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a learner that is made of others does with what these ask for: rows cut off, and hyperparameters to search. */
class MembersTest {
    private static final double[][] X = TestRows.numbers(240, 3, 5);
    private static final Dataset LABELLED = Dataset.of(
            column("a", 0),
            column("b", 1),
            column("c", 2),
            Column.booleans("right", flags(0)),
            Column.booleans("upper", flags(1)));

    private static Column column(String name, int feature) {
        return Column.numbers(
                name, Arrays.stream(X).mapToDouble(row -> row[feature]).toArray());
    }

    /** Whether a feature is above zero, or noise. */
    private static Boolean[] flags(int feature) {
        return IntStream.range(0, X.length)
                .mapToObj(row -> row % 5 == 0 ? row % 2 == 0 : X[row][feature] > 0)
                .toArray(Boolean[]::new);
    }

    private static HistogramBoosting<Classification> trees(double share) {
        return HistogramBoosting.classifier()
                .trees(60)
                .learningRate(0.3)
                .earlyStopping(share)
                .patience(3);
    }

    private static Learner<MultiLabel> labels(String how, Learner<Classification> learner) {
        return how.equals("relevance") ? BinaryRelevance.of(learner) : ClassifierChains.of(learner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"relevance", "chains"})
    void aClassifierOfLabelsStopsEarlyOnRowsThatWereCutOff(String how) {
        assertThat(labels(how, trees(0.25)).validationShare()).isEqualTo(0.25);
        FittedPipeline<MultiLabel> stopped = fit(labels(how, trees(0.25)));
        FittedPipeline<MultiLabel> whole = fit(labels(how, trees(0)));
        assertThat(whole.findings()).isEmpty();
        assertThat(stopped.findings())
                .extracting(Finding::name)
                .containsExactly("rounds kept, mean of 2 models", "loss on the rows cut off, mean of 2 models");
        assertThat(stopped.findings().get(0).value()).isBetween(1.0, 40.0);
    }

    private static FittedPipeline<MultiLabel> fit(Learner<MultiLabel> learner) {
        return Pipeline.classifyLabels(Target.labels("right", "upper"))
                .train(learner)
                .fit(LABELLED);
    }

    @Test
    void theLastLearnerOfAStackStopsEarlyOnWhatTheOthersSayOfRowsThatTheyHaveNotSeen() {
        TrainingData rows = TestRows.of(X, TestRows.target(X, 3));
        double[][] apart = TestRows.numbers(90, 3, 6);
        TrainingData heldOut = TestRows.of(apart, TestRows.target(apart, 3));
        TrainingData both = new TrainingData(rows.features(), rows.names(), rows.target(), null, heldOut);
        List<TrainingData> last = new ArrayList<>();
        List<TrainingData> first = new ArrayList<>();
        Stacking<Regression> stack =
                Stacking.of(new Memory(last, 0.2), new Memory(first, 0)).folds(3);

        assertThat(stack.validationShare()).isEqualTo(0.2);
        stack.fit(both, CONTEXT);

        assertThat(first).allSatisfy(given -> assertThat(given.heldOut()).isEmpty());
        Model<Regression> member = new Memory(new ArrayList<>(), 0).fit(rows, CONTEXT);
        TrainingData watched = last.get(0).heldOut().orElseThrow();
        for (int row = 0; row < apart.length; row++) {
            assertThat(watched.features().value(watched.features().start(row)))
                    .isEqualTo(TestRows.predict(member, apart[row])[0]);
        }
        assertThat(watched.numbers()).isEqualTo(heldOut.numbers());
    }

    @Test
    void aMemberThatAskedForNoRowsIsGivenNone() {
        List<TrainingData> asking = new ArrayList<>();
        List<TrainingData> other = new ArrayList<>();
        TrainingData rows = TestRows.of(X, TestRows.target(X, 3));
        TrainingData both = new TrainingData(rows.features(), rows.names(), rows.target(), null, rows);
        VotingLearner.of(new Memory(asking, 0.1), new Memory(other, 0)).fit(both, CONTEXT);
        assertThat(asking.get(0).heldOut()).isPresent();
        assertThat(other.get(0).heldOut()).isEmpty();
    }

    @Test
    void theHyperparametersOfMembersAreThoseOfTheWhole() {
        LogisticRegression linear = LogisticRegression.create().cost(Range.log(0.1, 10));
        assertThat(BinaryRelevance.of(linear).hyperparameters().ranges())
                .containsExactly(Map.entry("member.cost", Range.log(0.1, 10)));
        Learner<Regression> nested = VotingLearner.of(
                        Bagging.of(DecisionTree.regressor().depth(Range.between(2, 4)))
                                .rowShare(Range.between(0.5, 1)),
                        Stacking.of(ElasticNet.ridge().penalty(Range.log(0.1, 1)), Baseline.regressor())
                                .folds(Range.between(2, 3)))
                .weights(Range.between(1, 2), Range.values(1));
        assertThat(nested.hyperparameters().ranges())
                .containsOnlyKeys(
                        "weights.1", "weights.2", "1.rowShare", "1.member.depth", "2.folds", "2.last.penalty");
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(nested).toJson()), Learner.class))
                .isEqualTo(nested);
    }

    @Test
    void whatIsSetUnderTheNameOfAMemberIsSetInTheMember() {
        VotingLearner<Classification> vote = VotingLearner.of(LogisticRegression.create(), KernelSvm.classifier());
        Hyperparameters set = vote.hyperparameters()
                .with("2.cost", 7)
                .with("2.kernel", "polynomial")
                .with("weights.1", 3);
        assertThat(vote.withHyperparameters(set))
                .isEqualTo(VotingLearner.of(
                                LogisticRegression.create(),
                                KernelSvm.classifier()
                                        .withHyperparameters(KernelSvm.classifier()
                                                .hyperparameters()
                                                .with("cost", 7)
                                                .with("kernel", "polynomial")))
                        .weights(3, 1));
        assertThatThrownBy(() -> vote.hyperparameters().with("2.cost", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected 2.cost to be above 0 and finite but found -1");
        assertThatThrownBy(() ->
                        BinaryRelevance.of(LogisticRegression.create()).withHyperparameters(vote.hyperparameters()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected the parameters [member.");
    }

    @Test
    void aRangeInAMemberIsSearchedAndWithoutTuneRefused(@TempDir Path folder) {
        Learner<MultiLabel> learner = ClassifierChains.of(
                        LogisticRegression.create().cost(Range.values(1e-4, 1, 100)))
                .chains(Range.values(1, 2));
        assertThatThrownBy(
                        () -> fit(BinaryRelevance.of(LogisticRegression.create().cost(Range.log(0.1, 10)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a value for member.cost of the learner but found the range 0.1 to 10.0 (log). Add "
                                + "tune to the pipeline, or set a value.");
        Path journal = folder.resolve("journal");
        Pipeline<MultiLabel> pipeline = Pipeline.classifyLabels(Target.labels("right", "upper"))
                .train(learner)
                .tune(
                        GridSearch.points(3),
                        CrossValidation.of(3),
                        Limits.NONE.journal(journal),
                        MultiLabelMetrics.F1_SAMPLES);
        FittedPipeline<MultiLabel> fitted = pipeline.fit(LABELLED);
        assertThat(journal).isRegularFile();
        assertThat(lines(journal)).hasSize(1 + 6 * 3);
        assertThat(pipeline.fit(LABELLED).fingerprint()).isEqualTo(fitted.fingerprint());
        assertThat(lines(journal)).as("all of it was known").hasSize(1 + 6 * 3);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void withoutRangesTheSearchSpacesOfTheMembersAreSearched() {
        Dataset rows = LABELLED.drop("right", "upper")
                .with(Column.numbers(
                        "y",
                        Arrays.stream(X).mapToDouble(row -> 3 * row[0] + row[1]).toArray()));
        FittedPipeline<Regression> fitted = Pipeline.regress("y")
                .train(Bagging.of(ElasticNet.create()).models(2))
                .tune(RandomSearch.trials(6), CrossValidation.of(2), RegressionMetrics.RMSE)
                .fit(rows);
        assertThat(fitted.describe()).doesNotContain("penalty 1.0");
    }

    @Test
    void weightsThatMayAllBeZeroAreRefused() {
        VotingLearner<Regression> vote = VotingLearner.of(Baseline.regressor(), ElasticNet.ridge());
        assertThatThrownBy(() -> vote.weights(Range.between(0, 1), Range.between(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not all 0 whatever a search tries");
    }

    @Test
    void theMemberThatIgnoresWeightsIsNamed() {
        Dataset rows = LABELLED.drop("right", "upper").withRole("c", Role.WEIGHT);
        assertThatThrownBy(() -> Pipeline.regress("b")
                        .train(VotingLearner.of(Baseline.regressor(), Bagging.of(NearestNeighbours.regressor())))
                        .fit(rows))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("but vote of baseline")
                .hasMessageEndingWith(" ignores them, as its member "
                        + NearestNeighbours.regressor().describe()
                        + " does. Use HistogramBoosting, or give the column the role ignored.");
    }

    /** Remembers the rows that it is given. */
    private record Memory(List<TrainingData> fits, double validationShare) implements Learner<Regression> {
        @Override
        public String describe() {
            return "memory";
        }

        @Override
        public Class<Regression> predictionType() {
            return Regression.class;
        }

        @Override
        public Set<Need> needs() {
            return Set.of();
        }

        @Override
        public boolean honoursWeights() {
            return true;
        }

        @Override
        public Model<Regression> fit(TrainingData data, FitContext context) {
            fits.add(data);
            return ElasticNet.ridge().fit(data, context);
        }
    }
}
