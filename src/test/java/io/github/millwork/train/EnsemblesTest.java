package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.DataException;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Folds;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.Ties;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Learners that are made of others, against scikit-learn; see learners.py. */
class EnsemblesTest {
    private static final Learner<Classification> EXACT =
            LogisticRegression.create().tolerance(1e-11).oneVersusRest();

    private final Penguins penguins = new Penguins();

    private void checkTenths(Model<?> model, double[] expected, double tolerance) {
        double[][] rows = penguins.features(4);
        int width = expected.length / ((rows.length + 9) / 10);
        for (int i = 0; i * 10 < rows.length; i++) {
            double[] found = TestRows.predict(model, rows[i * 10]);
            for (int k = 0; k < width; k++) {
                assertThat(found[k]).isCloseTo(expected[i * width + k], within(tolerance));
            }
        }
    }

    @Test
    void aSoftVoteIsTheWeightedMeanAsInScikitLearn() {
        Model<?> model = VotingLearner.of(EXACT, NaiveBayes.create(), NearestNeighbours.classifier())
                .weights(2, 1, 1)
                .fit(penguins.classes("species"), CONTEXT);
        checkTenths(model, Penguins.reference("vote soft"), 1e-7);
    }

    @Test
    void aHardVoteIsThatOfScikitLearn() {
        Model<?> model = VotingLearner.of(EXACT, NaiveBayes.create(), NearestNeighbours.classifier())
                .weights(2, 1, 1.5)
                .byMajority()
                .fit(penguins.classes("species"), CONTEXT);
        double[] expected = Penguins.reference("vote hard");
        double[][] rows = penguins.features(4);
        for (int i = 0; i < expected.length; i++) {
            double[] found = TestRows.predict(model, rows[i * 10]);
            assertThat(Arrays.stream(found).sum()).isCloseTo(1, within(1e-12));
            assertThat(found[(int) expected[i]])
                    .isEqualTo(Arrays.stream(found).max().orElseThrow());
        }
    }

    @Test
    void aShareOfVotesIsThatOfACount() {
        TrainingData data = penguins.classes("species");
        Model<?> bag = Bagging.of(SupportVectorMachine.classifier()).models(49).fit(data, CONTEXT);
        Model<?> read = Codecs.decode(Codecs.encode(bag), Model.class);
        Set<Double> shares = new HashSet<>();
        for (double[] row : penguins.features(4)) {
            double[] found = TestRows.predict(bag, row);
            for (double share : found) assertThat(share).isEqualTo(Math.rint(share * 49) / 49);
            Arrays.stream(found).forEach(shares::add);
            assertThat(TestRows.predict(read, row)).isEqualTo(found);
        }
        assertThat(shares).contains(0.0, 1.0).hasSizeGreaterThan(4);
        Model<?> tie = new VoteModel<>(
                ClassificationOutputs.probabilities(List.of("a", "b"), null),
                List.of(says(0), says(0), says(1)),
                new double[] {0.1, 0.2, 0.3},
                0.1 + 0.2 + 0.3,
                true);
        assertThat(TestRows.predict(tie, 0)).containsExactly((0.1 + 0.2) / (0.1 + 0.2 + 0.3), 0.3 / (0.1 + 0.2 + 0.3));
    }

    @Test
    void whatWasSavedWhenVotesWereSharesReadsAsItWas() {
        VoteModel<Classification> thirds = new VoteModel<>(
                ClassificationOutputs.probabilities(List.of("a", "b"), null),
                List.of(says(0), says(0), says(1)),
                new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0},
                1,
                true);
        State state = Codecs.encode(thirds);
        assertThat(state.toJson()).doesNotContain("total");
        assertThat(TestRows.predict(Codecs.decode(state, Model.class), 0)).containsExactly(1 / 3.0 + 1 / 3.0, 1 / 3.0);
    }

    private static Model<Classification> says(int label) {
        double[] shares = new double[2];
        shares[label] = 1;
        return new Baseline.Constant<>(ClassificationOutputs.probabilities(List.of("a", "b"), null), shares);
    }

    @Test
    void numbersAreAveragedAsInScikitLearn() {
        Model<?> model = VotingLearner.of(
                        NearestNeighbours.regressor(),
                        NearestNeighbours.regressor().neighbours(20))
                .weights(3, 1)
                .fit(penguins.bodyMass(), CONTEXT);
        double[] expected = Penguins.reference("vote numbers");
        double[][] rows = penguins.features(3);
        for (int i = 0; i < expected.length; i++) {
            assertThat(TestRows.predict(model, rows[i * 10])[0]).isCloseTo(expected[i], within(1e-6));
        }
    }

    @Test
    void scoresCanVoteByMajorityOnly() {
        TrainingData birds = penguins.classes("species");
        assertThatThrownBy(() -> VotingLearner.of(EXACT, SupportVectorMachine.classifier())
                        .fit(birds, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected probabilities to average but support vector machine (cost 1.0, tolerance 1.0E-4) "
                        + "gives scores only. Let the learners vote, byMajority(), or calibrate the scores: "
                        + "with(Calibration.sigmoid()).");
        Model<?> model = Bagging.of(SupportVectorMachine.classifier()).models(5).fit(birds, CONTEXT);
        for (double share : TestRows.predict(model, penguins.features(4)[0])) {
            assertThat(5 * share).isCloseTo(Math.rint(5 * share), within(1e-9));
        }
    }

    /** Writes down which rows it is given, and remembers their targets by their first feature. */
    private record Memory(List<TrainingData> fits) implements Learner<Regression> {
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
            return NearestNeighbours.regressor().neighbours(1).fit(data, context);
        }
    }

    private static TrainingData numbered(int rows) {
        return TestRows.of(
                IntStream.range(0, rows).mapToObj(i -> new double[] {i}).toArray(double[][]::new),
                IntStream.range(0, rows).mapToDouble(i -> 100 * i).toArray());
    }

    private static Set<Double> firsts(TrainingData data) {
        Set<Double> found = new java.util.HashSet<>();
        for (int row = 0; row < data.rows(); row++)
            found.add(data.features().value(data.features().start(row)));
        return found;
    }

    @Test
    void theLastLearnerSeesNoPredictionOfAModelThatHasSeenTheRow() {
        List<TrainingData> fits = new ArrayList<>();
        List<TrainingData> last = new ArrayList<>();
        Stacking.of(new Memory(last), new Memory(fits)).folds(4).fit(numbered(40), CONTEXT);
        assertThat(fits).hasSize(5);
        assertThat(fits.get(0).rows()).isEqualTo(40);
        TrainingData stacked = last.get(0);
        assertThat(stacked.features().dimension()).isEqualTo(1);
        for (int row = 0; row < 40; row++) {
            // the nearest other row was learned from, and never the row itself
            assertThat(Math.abs(stacked.features().value(stacked.features().start(row)) - 100 * row))
                    .isGreaterThanOrEqualTo(100);
            assertThat(stacked.numbers()[row]).isEqualTo(100 * row);
        }
        int[] folds = Folds.assign(numbered(40), 4, CONTEXT.child("folds").seed());
        for (int k = 0; k < 4; k++) {
            int fold = k;
            assertThat(firsts(fits.get(1 + k)))
                    .doesNotContainAnyElementsOf(IntStream.range(0, 40)
                            .filter(row -> folds[row] == fold)
                            .mapToObj(row -> (double) row)
                            .toList());
        }
    }

    @Test
    void groupsStayWholeInTheFoldsOfAStack() {
        List<TrainingData> fits = new ArrayList<>();
        TrainingData plain = numbered(40);
        int[] groups = IntStream.range(0, 40).map(row -> row / 5).toArray();
        TrainingData grouped =
                new TrainingData(plain.features(), plain.names(), plain.target(), null, new Ties(groups, null), null);
        Stacking.of(ElasticNet.create(), new Memory(fits)).folds(3).fit(grouped, CONTEXT);
        for (TrainingData part : fits.subList(1, 4)) {
            Set<Double> seen = firsts(part);
            for (int group = 0; group < 8; group++) {
                int first = group * 5;
                long inside = IntStream.range(first, first + 5)
                        .filter(row -> seen.contains((double) row))
                        .count();
                assertThat(inside).isIn(0L, 5L);
            }
        }
    }

    @Test
    void aStackIsBetterThanWhatItIsMadeOf() {
        double[][] rows = TestRows.numbers(400, 3, 8);
        double[] target = Arrays.stream(rows)
                .mapToDouble(row -> 3 * row[0] + (row[1] > 0 ? 4 : 0) + Math.abs(row[2]))
                .toArray();
        TrainingData all = TestRows.of(rows, target);
        TrainingData training = all.rows(IntStream.range(0, 300).toArray());
        Learner<Regression> line = ElasticNet.ridge();
        Learner<Regression> trees = GradientBoosting.regressor().trees(10).depth(2);
        double stacked = error(Stacking.of(line, line, trees).fit(training, CONTEXT), rows, target);
        assertThat(stacked)
                .isLessThan(error(line.fit(training, CONTEXT), rows, target))
                .isLessThan(error(trees.fit(training, CONTEXT), rows, target));
    }

    private static double error(Model<?> model, double[][] rows, double[] target) {
        double error = 0;
        for (int row = 300; row < 400; row++) {
            double off = TestRows.predict(model, rows[row])[0] - target[row];
            error += off * off / 100;
        }
        return error;
    }

    @Test
    void baggingDrawsAsManyRowsAsThereAreOrAShare() {
        List<TrainingData> fits = new ArrayList<>();
        Bagging.of(new Memory(fits)).models(4).rowShare(0.5).fit(numbered(40), CONTEXT);
        assertThat(fits).hasSize(4).allSatisfy(part -> assertThat(part.rows()).isEqualTo(20));
        assertThat(firsts(fits.get(0))).hasSizeBetween(10, 19).isNotEqualTo(firsts(fits.get(1)));
    }

    @Test
    void aDrawWithOneClassIsDrawnAgain() {
        String[] labels = IntStream.range(0, 30)
                .mapToObj(row -> row == 4 ? "rare" : "usual")
                .toArray(String[]::new);
        TrainingData data = TestRows.of(TestRows.numbers(30, 2, 1), labels);
        Model<?> model = Bagging.of(LogisticRegression.create()).models(20).fit(data, CONTEXT);
        assertThat(Arrays.stream(TestRows.predict(model, 0, 0)).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void theyKeepWhatTheirLearnersNeedAndHonour() {
        VotingLearner<Classification> vote = VotingLearner.of(NaiveBayes.create(), GradientBoosting.classifier());
        assertThat(vote.needs()).containsExactlyInAnyOrder(Need.COMPLETE, Need.NON_NEGATIVE);
        assertThat(vote.honoursWeights()).isTrue();
        VotingLearner<Classification> without =
                VotingLearner.of(NaiveBayes.create(), SupportVectorMachine.classifier());
        assertThat(without.honoursWeights()).isFalse();
        assertThat(without.honoursClassWeights()).isTrue();
        assertThat(Stacking.of(EXACT, GradientBoosting.classifier()).needs()).isEmpty();
        assertThat(Stacking.of(EXACT, GradientBoosting.classifier())
                        .andFeatures()
                        .needs())
                .containsExactlyInAnyOrder(Need.COMPLETE, Need.LIKE_SCALES);
        assertThat(vote.isData()).isTrue();
    }

    @Test
    void theyAreValues() {
        for (Learner<?> learner : List.of(
                VotingLearner.of(EXACT, NaiveBayes.create()).weights(1, 2).byMajority(),
                Bagging.of(NearestNeighbours.regressor()).models(7).rowShare(0.5),
                Stacking.of(EXACT, NaiveBayes.create()).folds(3).andFeatures(),
                BinaryRelevance.of(EXACT),
                ClassifierChains.of(EXACT).chains(4))) {
            assertThat(Codecs.decode(Codecs.encode(learner), Learner.class)).isEqualTo(learner);
        }
    }

    @Test
    void whatCannotBeAPartIsRefused() {
        assertThatThrownBy(() -> VotingLearner.<Classification>of())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected at least one learner for a vote but found none.");
        assertThatThrownBy(() -> VotingLearner.of(EXACT, EXACT).weights(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a weight for each of 2 learners but found 1.");
        assertThatThrownBy(() -> VotingLearner.of(EXACT, EXACT).weights(0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bagging.<Cluster>of(KMeans.clusters(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected bagging for Classification or Regression but found Cluster. Use classifier() or "
                        + "regressor().");
        assertThatThrownBy(() -> Stacking.of(EXACT, EXACT).folds(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClassifierChains.of(EXACT).chains(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bagging.of(EXACT).withHyperparameters(Hyperparameters.none()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFoldThatHoldsAllRowsOfAClassIsNamed() {
        String[] labels =
                IntStream.range(0, 20).mapToObj(row -> row == 3 ? "n" : "p").toArray(String[]::new);
        TrainingData data = TestRows.of(TestRows.numbers(20, 2, 1), labels);
        assertThatThrownBy(() -> Stacking.of(EXACT, EXACT).fit(data, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        "Expected at least two classes among the training rows outside fold [1-5] of 5 but they "
                                + "are all 'p'. Use fewer folds, or collect rows of 'n'.");
    }

    private TrainingData labels() {
        double[] given = Penguins.reference("labels");
        List<BitSet> sets = new ArrayList<>();
        for (int row = 0; row < given.length / 4; row++) {
            BitSet set = new BitSet();
            for (int k = 0; k < 4; k++) if (given[row * 4 + k] == 1) set.set(k);
            sets.add(set);
        }
        return TestRows.of(
                TestRows.matrix(penguins.features(4)),
                new TargetValues.LabelSets(List.of("heavy", "long", "male", "other"), sets));
    }

    @Test
    void binaryRelevanceEqualsScikitLearn() {
        checkTenths(BinaryRelevance.of(EXACT).fit(labels(), CONTEXT), Penguins.reference("relevance"), 1e-7);
    }

    @Test
    void aClassifierChainEqualsScikitLearn() {
        checkTenths(ClassifierChains.of(EXACT).fit(labels(), CONTEXT), Penguins.reference("chain"), 1e-7);
    }

    @Test
    void severalChainsTakeTheLabelsInSeveralOrders() {
        LabelModel model = (LabelModel) ClassifierChains.of(EXACT).chains(6).fit(labels(), CONTEXT);
        assertThat(model.chains().stream()
                        .map(chain -> Arrays.toString(chain.order()))
                        .distinct())
                .hasSizeGreaterThan(2);
        double[] out = TestRows.predict(model, penguins.features(4)[0]);
        double[] mean = new double[4];
        for (LabelModel.Chained chain : model.chains()) {
            double[] one =
                    TestRows.predict(new LabelModel(model.labels(), true, List.of(chain)), penguins.features(4)[0]);
            for (int k = 0; k < 4; k++) mean[k] += one[k] / 6;
        }
        for (int k = 0; k < 4; k++) {
            assertThat(out[k]).isCloseTo(mean[k], within(1e-12));
            assertThat(out[4 + k]).isEqualTo(out[k] >= 0.5 ? 1 : 0);
        }
    }

    @Test
    void labelsThatAllRowsHaveOrNoneKeepToThat() {
        List<BitSet> sets = new ArrayList<>();
        for (int row = 0; row < 20; row++) {
            BitSet set = new BitSet();
            set.set(0);
            if (row % 2 == 0) set.set(1);
            sets.add(set);
        }
        TrainingData data = TestRows.of(
                TestRows.matrix(TestRows.numbers(20, 2, 4)),
                new TargetValues.LabelSets(List.of("always", "some", "never"), sets));
        for (Learner<?> learner :
                List.of(BinaryRelevance.of(EXACT), ClassifierChains.of(EXACT).chains(3))) {
            Model<?> model = learner.fit(data, CONTEXT);
            double[] out = TestRows.predict(model, 0.5, 0.5);
            assertThat(model.outputs()).isEqualTo(new MultiLabelOutputs(List.of("always", "some", "never")));
            assertThat(out[0]).isCloseTo(1, within(1e-12));
            assertThat(out[2]).isZero();
            assertThat(Codecs.decode(Codecs.encode(model), Model.class).fingerprint())
                    .isEqualTo(model.fingerprint());
        }
    }

    @Test
    void labelsNeedProbabilities() {
        assertThatThrownBy(() ->
                        BinaryRelevance.of(SupportVectorMachine.classifier()).fit(labels(), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected probabilities for labels but support vector machine (cost 1.0, tolerance 1.0E-4) gives "
                                + "scores only. Calibrate them, with(Calibration.sigmoid()), or use a learner that gives "
                                + "probabilities, such as LogisticRegression.");
        assertThatThrownBy(() -> BinaryRelevance.of(EXACT).fit(penguins.bodyMass(), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected sets of labels to learn but found Numbers. Use it with classifyLabels.");
    }
}
