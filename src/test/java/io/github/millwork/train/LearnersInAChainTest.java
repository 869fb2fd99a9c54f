package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import io.github.millwork.data.Target;
import io.github.millwork.data.Truth;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.SavedChains;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Task;
import io.github.millwork.train.LearnersTest.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Learners where they are used: behind a chain, which checks what reaches them. */
class LearnersInAChainTest {
    private static final FitContext CONTEXT = FitContext.of(1).withThreads(1);
    private static final double[][] X = TestRows.numbers(100, 3, 60);

    private static Dataset data() {
        return Dataset.of(
                column("height", 0),
                column("width", 1),
                column("depth", 2),
                Column.categories("kind", TestRows.classes(X, 60, "cup", "jug", "pot")),
                Column.numbers("price", TestRows.target(X, 60)));
    }

    private static Column column(String name, int feature) {
        return Column.numbers(name, numbers(feature));
    }

    /** Above zero, which some learners need. */
    private static double[] numbers(int feature) {
        return Arrays.stream(X).mapToDouble(row -> row[feature] + 10).toArray();
    }

    private static Chain<?> chain(Learner<?> learner) {
        return chainOf(learner);
    }

    @SuppressWarnings("unchecked") // the task follows the learner
    private static <P extends Prediction> Chain<P> chainOf(Learner<P> learner) {
        Class<P> type = learner.predictionType();
        Task<?> task = Task.regress(Target.of("price"));
        if (type == Classification.class) task = Task.classify(Target.of("kind"));
        if (type == Cluster.class) task = Task.cluster(Truth.of("price"));
        if (type == Anomaly.class) task = Task.detectAnomalies(Truth.of("price"));
        return new Chain<>((Task<P>) task, List.of(), learner);
    }

    private static Dataset forTask(Subject subject, Dataset data) {
        return data.drop(subject.classes() ? "price" : "kind");
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void heldOutRowsLeaveNoTrace(Subject subject) {
        Dataset data = forTask(subject, data());
        int[] training = IntStream.range(0, 80).toArray();
        double[] changed = numbers(1);
        Arrays.fill(changed, 80, 100, 1e6);
        String[] kinds = TestRows.classes(X, 60, "cup", "jug", "pot");
        Arrays.fill(kinds, 80, 100, "vase");
        Dataset other = subject.classes()
                ? data.with(Column.numbers("width", changed)).with(Column.categories("kind", kinds))
                : data.with(Column.numbers("width", changed));
        assertThat(other.fingerprint()).isNotEqualTo(data.fingerprint());
        assertThat(chain(subject.learner).fit(other.rows(training), CONTEXT).fingerprint())
                .isEqualTo(
                        chain(subject.learner).fit(data.rows(training), CONTEXT).fingerprint());
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void aFittedChainReadFromAFilePredictsTheSame(Subject subject) {
        Dataset data = forTask(subject, data());
        FittedChain<?> fitted = chain(subject.learner).fit(data, CONTEXT);
        FittedChain<?> read = SavedChains.read(SavedChains.state(fitted));
        assertThat(read.fingerprint()).isEqualTo(fitted.fingerprint());
        for (int row = 0; row < data.rowCount(); row++) {
            assertThat(read.predict(data.row(row))).isEqualTo(fitted.predict(data.row(row)));
            assertThat(read.predict(data).get(row)).isEqualTo(fitted.predict(data.row(row)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.class,
            mode = Mode.MATCH_ANY,
            names = "(LINEAR|LOGISTIC|TREE|FOREST|BAGGED|NETWORK|NET_|PRODUCT|DENSITY|STACK).*")
    void aModelForOtherFeaturesIsRefusedWithItsChain(Subject subject) {
        Dataset data = forTask(subject, data());
        State three = SavedChains.state(chain(subject.learner).fit(data, CONTEXT));
        State two = SavedChains.state(chain(subject.learner).fit(data.drop("depth"), CONTEXT));
        for (State[] pair : new State[][] {{three, two}, {two, three}}) {
            State mixed = State.empty();
            for (Map.Entry<String, Object> entry : pair[0].values().entrySet()) {
                mixed = mixed.with(
                        entry.getKey(), entry.getKey().equals("model") ? pair[1].state("model") : entry.getValue());
            }
            State damaged = mixed;
            assertThatThrownBy(() -> SavedChains.read(damaged))
                    .isInstanceOf(BundleException.class)
                    .hasMessage(
                            "Could not read 'chain.fitted': Expected a model for the " + (pair[0].equals(three) ? 3 : 2)
                                    + " features that the steps give but found one for others. The file is damaged.");
        }
    }

    @Test
    void aTreeThatAsksForAFeatureBeyondTheLastIsRefusedWithItsChain() {
        Dataset data = forTask(Subject.BOOSTED_NUMBERS, data());
        Learner<?> learner = GradientBoosting.regressor().trees(20);
        State three = SavedChains.state(chain(learner).fit(data, CONTEXT));
        State one = SavedChains.state(chain(learner).fit(data.drop("depth", "width"), CONTEXT));
        State mixed = State.empty();
        for (Map.Entry<String, Object> entry : one.values().entrySet()) {
            mixed = mixed.with(
                    entry.getKey(), entry.getKey().equals("model") ? three.state("model") : entry.getValue());
        }
        State damaged = mixed;
        assertThatThrownBy(() -> SavedChains.read(damaged))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(
                        "Expected a model for the 1 features that the steps give but found one for others.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.class,
            mode = Mode.MATCH_ANY,
            names = "(BOOSTED|BASELINE|BAYES|NETWORK|NET_|PRODUCT|GROWN|WOOD|EXTRA|HISTOGRAM|ADA).*")
    void weightsCountForThoseThatHonourThem(Subject subject) {
        Dataset data = forTask(subject, data());
        double[] weights = IntStream.range(0, 100).mapToDouble(i -> 1 + i % 3).toArray();
        Dataset weighted = data.with(Column.numbers("count", weights).withRole(Role.WEIGHT));
        assertThat(chain(subject.learner).fit(weighted, CONTEXT).model().fingerprint())
                .isNotEqualTo(chain(subject.learner).fit(data, CONTEXT).model().fingerprint());
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.class,
            mode = Mode.MATCH_NONE,
            names = {
                "(LOGISTIC|DRAWN|BOOSTED|BASELINE|BAYES|CENTRES|NETWORK|NET_|PRODUCT|GROWN|WOOD|EXTRA|HISTOGRAM|ADA).*",
                "LINEAR_NUMBERS"
            })
    void weightsAreRefusedByTheOthers(Subject subject) {
        Dataset data = forTask(subject, data());
        Dataset weighted = data.with(Column.numbers("count", new double[100]).withRole(Role.WEIGHT));
        assertThatThrownBy(() -> chain(subject.learner).plan(weighted.schema()))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a learner that honours weights, since column 'count' has the role weight, but "
                        + subject.learner.describe()
                        + " ignores them" + RowWeightsTest.asItsMember(subject.learner)
                        + ". Use HistogramBoosting, or give the column the role ignored.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.class,
            mode = Mode.MATCH_NONE,
            names = "(BOOSTED|BASELINE|GROWN|WOOD|EXTRA|HISTOGRAM|ADA).*")
    void missingValuesAreRefusedWhereTheLearnerCannotCope(Subject subject) {
        double[] gaps = numbers(0);
        gaps[3] = Double.NaN;
        gaps[8] = Double.NaN;
        Dataset data = forTask(subject, data()).with(Column.numbers("height", gaps));
        assertThatThrownBy(() -> chain(subject.learner).fit(data, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected no missing values for " + subject.learner.describe()
                        + " but feature 'height' is missing in 2 of 100 training rows. Add Impute before the learner"
                        + coping(subject.learner.predictionType()));
    }

    private static String coping(Class<?> type) {
        if (type == Cluster.class) return ".";
        return ", or use one that copes with missing values, such as "
                + (type == Anomaly.class ? "IsolationForest." : "HistogramBoosting.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.class,
            mode = Mode.MATCH_ANY,
            names = "(BOOSTED|BASELINE|GROWN|WOOD|EXTRA|HISTOGRAM|ADA).*")
    void missingValuesAreWelcomeElsewhere(Subject subject) {
        double[] gaps = numbers(0);
        Arrays.fill(gaps, 0, 40, Double.NaN);
        Dataset data = forTask(subject, data()).with(Column.numbers("height", gaps));
        FittedChain<?> fitted = chain(subject.learner).fit(data, CONTEXT);
        assertThat(fitted.predict(data.row(0))).isEqualTo(fitted.predict(data).get(0));
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void infiniteFeaturesAreRefused(Subject subject) {
        double[] endless = numbers(0);
        endless[7] = Double.NEGATIVE_INFINITY;
        Dataset data = forTask(subject, data()).with(Column.numbers("height", endless));
        assertThatThrownBy(() -> chain(subject.learner).fit(data, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected finite features but 'height' is -Infinity at training row 7. Leave that row out, or "
                                + "derive the column in another way.");
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void vectorsAreCheckedLikeNumbers(Subject subject) {
        assertThatThrownBy(() -> chain(subject.learner).fit(withVectors(subject, Double.POSITIVE_INFINITY), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected finite features but 'words=tea' is Infinity at training row 5. Leave that row out, or "
                                + "derive the column in another way.");
        Dataset missing = withVectors(subject, Double.NaN);
        if (subject.learner.needs().isEmpty()) {
            assertThat(chain(subject.learner)
                            .fit(missing, CONTEXT)
                            .predict(missing)
                            .size())
                    .isEqualTo(100);
        } else {
            assertThatThrownBy(() -> chain(subject.learner).fit(missing, CONTEXT))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Expected no missing values for " + subject.learner.describe()
                            + " but feature 'words=tea' is missing in 1 of 100 training rows.");
        }
    }

    private static Dataset withVectors(Subject subject, double odd) {
        SparseVector[] vectors = IntStream.range(0, 100)
                .mapToObj(i -> SparseVector.of(new int[] {i % 2}, new double[] {i == 5 ? odd : i % 7}))
                .toArray(SparseVector[]::new);
        return forTask(subject, data()).with(Column.vectors("words", List.of("words=cake", "words=tea"), vectors));
    }

    @Test
    void aMissingValueInAVectorIsNoticedWhenARowIsScoredToo() {
        Dataset clean = withVectors(Subject.LINEAR_NUMBERS, 2);
        FittedChain<?> fitted = chain(LinearRegression.create()).fit(clean, CONTEXT);
        assertThatThrownBy(() -> fitted.predict(withVectors(Subject.LINEAR_NUMBERS, Double.NaN)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Expected a value for 'words=tea' but it is missing at row 5, and this model cannot do without.");
    }

    @Test
    void anInfiniteTargetIsRefused() {
        double[] prices = TestRows.target(X, 60);
        prices[4] = Double.POSITIVE_INFINITY;
        Dataset data = forTask(Subject.LINEAR_NUMBERS, data()).with(Column.numbers("price", prices));
        assertThatThrownBy(() -> chain(LinearRegression.create()).fit(data, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected a finite number in every row of the target column 'price' but found Infinity at row 4. "
                                + "Mend it, or leave the row out.");
    }

    @Test
    void aRangeWithoutTuneIsRefused() {
        assertThatThrownBy(() -> chain(LogisticRegression.create().cost(Range.log(0.1, 10)))
                        .fit(forTask(Subject.LOGISTIC_CLASSES, data()), CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a value for cost of the learner but found the range 0.1 to 10.0 (log). Add tune to "
                                + "the pipeline, or set a value.");
        assertThatThrownBy(() -> chain(GradientBoosting.regressor().trees(Range.between(10, 20)))
                        .fit(forTask(Subject.BOOSTED_NUMBERS, data()), CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected a value for trees of the learner but found the range 10.0 to 20.0.");
    }
}
