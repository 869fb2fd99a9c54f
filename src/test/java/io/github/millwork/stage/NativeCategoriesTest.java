package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Row;
import io.github.millwork.data.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Categories reach a learner as they are, where it says that it takes them. */
class NativeCategoriesTest {
    private static final FitContext CONTEXT = FitContext.of(1).withThreads(1);

    private final List<TrainingData> seen = new ArrayList<>();
    private final Dataset data = Dataset.of(
            Column.categories("colour", "red", "blue", "red", null, "green", "blue"),
            Column.numbers("x", 1, 2, 3, 4, 5, 6),
            Column.numbers("y", 10, 20, 30, 40, 50, 60));

    private Chain<Regression> chain(Learner<Regression> learner, Step... steps) {
        return new Chain<>(Task.regress(Target.of("y")), List.of(steps), learner);
    }

    private Learner<Regression> means() {
        return new TestLearners.Means(seen);
    }

    @Test
    void aCategoryIsThePlaceOfItsLevelAndTheLearnerKnowsTheLevels() {
        chain(means()).fit(data, CONTEXT);
        TrainingData given = seen.get(0);
        assertThat(given.names())
                .containsExactly(
                        new Feature("colour", List.of("colour"), List.of("blue", "green", "red")),
                        new Feature("x", List.of("x")));
        double[][] expected = {{2, 1}, {0, 2}, {2, 3}, {Double.NaN, 4}, {1, 5}, {0, 6}};
        assertThat(Arrays.deepEquals(TestLearners.dense(given.features()), expected))
                .isTrue();
    }

    @Test
    void aRowABatchAndASavedChainPredictByLevel() {
        FittedChain<Regression> fitted = chain(means()).fit(data, CONTEXT);
        Predictions<Regression> batch = fitted.predict(data);
        assertThat(batch).extracting(Regression::value).containsExactly(20.0, 40.0, 20.0, -1.0, 50.0, 40.0);
        FittedChain<?> loaded = SavedChains.read(SavedChains.state(fitted));
        assertThat(loaded.fingerprint()).isEqualTo(fitted.fingerprint());
        assertThat(loaded.features()).isEqualTo(fitted.features());
        for (int row = 0; row < data.rowCount(); row++) {
            assertThat(fitted.predict(data.row(row))).isEqualTo(batch.get(row));
            assertThat(loaded.predict(data.row(row))).isEqualTo(batch.get(row));
        }
    }

    @Test
    void anUnknownCategoryIsMissingAndCounted() {
        FittedChain<Regression> fitted = chain(means()).fit(data, CONTEXT);
        Dataset strange = data.with(Column.categories("colour", "red", "mauve", "red", null, "green", "blue"));
        Predictions<Regression> batch = fitted.predict(strange);
        assertThat(batch.unseen()).isEqualTo(Map.of("colour", 1L));
        assertThat(batch.get(1).value()).isEqualTo(-1);
        assertThat(fitted.predict(Row.of("colour", "mauve", "x", 1)).value()).isEqualTo(-1);
    }

    @Test
    void levelsAreThoseOfTheTrainingRowsAtTheEndOfTheSteps() {
        chain(means(), new Step("preprocess", new TestSteps.Lower("colour")))
                .fit(data.with(Column.categories("colour", "Red", "BLUE", "red", null, "Green", "blue")), CONTEXT);
        assertThat(seen.get(0).names().get(0).levels()).containsExactly("blue", "green", "red");
        seen.clear();
        chain(means()).fit(data.rows(0, 1, 2), CONTEXT);
        assertThat(seen.get(0).names().get(0).levels()).containsExactly("blue", "red");
    }

    @Test
    void adjustmentsAndOptionsFitTheSameFeatures() {
        FittedChain<Regression> fitted = chain(means().with(new TestOptions.Shift(1)))
                .fit(data.concat(data).concat(data), CONTEXT);
        assertThat(fitted.predict(data).get(0).value()).isEqualTo(21);
        assertThat(seen)
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.names().get(0).levels()).containsExactly("blue", "green", "red"));
    }

    @Test
    void nothingChangesWhereNoCategoryIsLeft() {
        Step drop = new Step("drop", new Drop(Columns.named("colour")));
        assertThatThrownBy(() -> chain(new TestLearners.Line(false)).fit(data, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column 'colour' is still a category");
        assertThat(chain(new TestLearners.Line(false), drop).fit(data, CONTEXT).stages())
                .containsExactly("drop");
        assertThat(chain(means()).fit(data, CONTEXT).stages()).containsExactly("train");
    }
}
