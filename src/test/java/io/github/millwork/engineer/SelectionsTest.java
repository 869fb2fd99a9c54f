package io.github.millwork.engineer;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Transformer;
import io.github.millwork.testkit.LeastSquares;
import io.github.millwork.testkit.References;
import io.github.millwork.testkit.TestTables;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.KMeans;
import io.github.millwork.train.LogisticRegression;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which features are chosen, compared with the formulas and scikit-learn, see selections.py. */
class SelectionsTest {
    private static final Columns COLUMNS = named("seniority", "time", "age", "expenses", "amount", "price");
    private static final Columns PREDICTORS = named("seniority", "time", "age", "expenses", "amount");

    /** The features of a method, in the order in which they are chosen. */
    private static List<String> reference(String method) {
        Dataset reference = TestTables.fixture("engineer/selections.csv");
        return IntStream.range(0, reference.rowCount())
                .filter(row -> method.equals(reference.column("method").string(row)))
                .mapToObj(row -> String.valueOf(reference.column("feature").string(row)))
                .toList();
    }

    private static List<String> kept(Transformer step, Dataset rows) {
        return References.apply(step, rows).columns().stream()
                .flatMap(column -> column.dimensions().stream())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(JointCriterion.class)
    void featuresAreChosenOneAfterTheOther(JointCriterion criterion) {
        Dataset credit = TestTables.credit().withRole("status", Role.TARGET);
        List<String> order = reference(criterion.name());
        for (int count = 1; count <= order.size(); count++) {
            assertThat(kept(SelectFeatures.jointly(criterion, COLUMNS).best(count), credit))
                    .as("the best " + count)
                    .containsExactlyInAnyOrderElementsOf(order.subList(0, count));
        }
    }

    private static Dataset scaled() {
        return References.apply(Scale.standard(PREDICTORS), TestTables.credit().withRole("price", Role.TARGET));
    }

    @Test
    void theLeastImportantAreEliminatedOneAfterTheOther() {
        List<String> order = reference("RFE");
        for (int count = 1; count <= order.size(); count++) {
            assertThat(kept(
                            SelectFeatures.recursively(new LeastSquares(), PREDICTORS)
                                    .best(count),
                            scaled()))
                    .as("the best " + count)
                    .containsExactlyInAnyOrderElementsOf(order.subList(0, count));
        }
        assertThat(kept(
                        SelectFeatures.recursively(new LeastSquares(), PREDICTORS)
                                .best(2)
                                .step(2),
                        scaled()))
                .hasSize(2);
    }

    @Test
    void aLearnerTellsWhatIsImportant() {
        assertThat(kept(SelectFeatures.important(new LeastSquares(), PREDICTORS).best(3), scaled()))
                .containsExactlyInAnyOrderElementsOf(reference("MODEL"));
        assertThat(kept(SelectFeatures.important(new LeastSquares(), PREDICTORS).above(1e9), scaled()))
                .isEmpty();
    }

    /** The class says whether b is above zero; a repeats b but for noise, c is noise. */
    private static Dataset planted() {
        int rows = 300;
        double[] a = new double[rows];
        double[] b = new double[rows];
        double[] c = new double[rows];
        String[] classes = new String[rows];
        Random random = new Random(1);
        SparseVector[] vectors = new SparseVector[rows];
        for (int row = 0; row < rows; row++) {
            b[row] = random.nextGaussian();
            a[row] = b[row] + random.nextGaussian();
            c[row] = random.nextGaussian();
            classes[row] = b[row] > 0 ? "high" : "low";
            vectors[row] = SparseVector.of(new int[] {0, 1}, new double[] {c[row], b[row]});
        }
        return Dataset.of(
                Column.numbers("a", a),
                Column.numbers("b", b),
                Column.numbers("c", c),
                Column.vectors("v", List.of("v=c", "v=b"), vectors),
                Column.categories("class", classes).withRole(Role.TARGET));
    }

    @Test
    void treesAndLinearModelsFindWhatWasPlanted() {
        for (var learner : List.of(GradientBoosting.classifier().trees(10), LogisticRegression.create())) {
            assertThat(kept(
                            SelectFeatures.important(learner, numeric()).best(1),
                            planted().drop("v")))
                    .as(learner.describe())
                    .containsExactly("b");
            assertThat(kept(SelectFeatures.recursively(learner, named("a", "v")).best(1), planted()))
                    .as(learner.describe())
                    .containsExactly("v=b");
        }
    }

    @Test
    void whatSaysTheSameIsDropped() {
        assertThat(kept(SelectFeatures.uncorrelated(all(), 0.95), planted())).containsExactly("a", "b", "c");
        assertThat(kept(SelectFeatures.uncorrelated(all(), 0.4), planted())).containsExactly("a", "c");
        Dataset rows = Dataset.of(
                Column.numbers("x", 1, 2, 3, Double.NaN, 9),
                Column.numbers("minus", -1, -2, Double.NaN, 7, -9),
                Column.numbers("same", 4, 4, 4, 4, 4));
        assertThat(kept(SelectFeatures.uncorrelated(numeric(), 0.99), rows)).containsExactly("x", "same");
        assertThat(kept(SelectFeatures.uncorrelated(named("same"), 0), rows)).containsExactly("same");
    }

    @Test
    void aLearnerThatSaysNothingOfFeaturesIsRefused() {
        assertThatThrownBy(() -> kept(SelectFeatures.important(Baseline.classifier(), numeric()), planted()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected a learner that tells what it makes of each feature but ")
                .hasMessageEndingWith("does not. Use HistogramBoosting, or one that is linear.");
        assertThatThrownBy(() -> SelectFeatures.important(KMeans.clusters(3), numeric()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a learner of classes or numbers to select by");
        assertThatThrownBy(() ->
                        SelectFeatures.recursively(LogisticRegression.create().cost(Range.log(0.1, 10)), numeric()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a learner without ranges to select by");
    }

    @Test
    void aNumberIsNoClass() {
        Dataset numbers = scaled();
        assertThatThrownBy(() -> SelectFeatures.jointly(JointCriterion.JMI, numeric())
                        .plan(planted()
                                .withRole("b", Role.TARGET)
                                .withRole("class", Role.IGNORED)
                                .schema()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("to hold classes but it is number");
        assertThat(kept(
                        SelectFeatures.by(FeatureScore.MUTUAL_INFORMATION_REGRESSION, PREDICTORS)
                                .best(1),
                        numbers))
                .containsExactly("amount");
    }
}
