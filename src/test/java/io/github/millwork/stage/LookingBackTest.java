package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Chains with a step that looks back on earlier rows: scored by whole columns, with history where there is some. */
class LookingBackTest {
    private static final FitContext CONTEXT = FitContext.of(1).withThreads(1);

    private final Dataset data = series(60);
    private final FittedChain<Regression> fitted =
            fit(true, new TestSteps.Lag("x", "t"), new TestSteps.Fill("x_lag"), new TestSteps.Encode("c"));

    /** A series in order of t, with its target, a category and a column that nothing reads. */
    private static Dataset series(int rows) {
        SplittableRandom random = new SplittableRandom(9);
        double[] x = random.doubles(rows, -1, 1).toArray();
        String[] c = IntStream.range(0, rows).mapToObj(i -> "c" + i % 3).toArray(String[]::new);
        return Dataset.of(
                Column.numbers("x", x),
                Column.integers("t", IntStream.range(0, rows).asLongStream().toArray())
                        .withRole(Role.TIME),
                Column.categories("c", c),
                Column.texts("unread", c).withRole(Role.IGNORED),
                Column.numbers(
                        "y",
                        IntStream.range(0, rows)
                                .mapToDouble(i -> i == 0 ? 0 : x[i] - 2 * x[i - 1])
                                .toArray()));
    }

    private FittedChain<Regression> fit(boolean complete, Transformer... steps) {
        return new Chain<>(
                        Task.regress(Target.of("y")),
                        Arrays.stream(steps)
                                .map(step -> new Step("engineer", step))
                                .toList(),
                        new TestLearners.Line(complete))
                .fit(data, CONTEXT);
    }

    private static Dataset from(Dataset rows, int begin, int end) {
        return rows.rows(IntStream.range(begin, end).toArray());
    }

    @Test
    void aBatchWithHistoryIsRowByRowWithTheHistoryOfEach() {
        List<Regression> batch = fitted.predict(from(data, 40, 60), from(data, 0, 40));
        assertThat(batch).hasSize(20).isEqualTo(fitted.predict(data).subList(40, 60));
        for (int row = 40; row < 60; row++) {
            Dataset single = from(data, row, row + 1);
            assertThat(fitted.predict(single, from(data, 0, row))).containsExactly(batch.get(row - 40));
            assertThat(fitted.predict(single, from(data, row - 1, row))).containsExactly(batch.get(row - 40));
        }
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        int[] backwards = IntStream.range(0, 60).map(i -> 59 - i).toArray();
        List<Regression> forwards = fitted.predict(data);
        List<Regression> turned = fitted.predict(data.rows(backwards));
        for (int i = 0; i < 60; i++) assertThat(turned.get(59 - i)).isEqualTo(forwards.get(i));
    }

    @Test
    void aRowAloneIsRefusedWhicheverWayItIsAsked() {
        Dataset alone = from(data, 50, 51);
        assertThatThrownBy(() -> fitted.predict(data.row(50)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected a pipeline that predicts each row by itself but this one looks back on earlier "
                        + "rows. Use predict(rows, earlier).");
        assertThatThrownBy(() -> fitted.explain(data.row(50))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> fitted.predict(alone))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Expected the rows before it beside a single row, since this pipeline looks back on them, "
                                + "but found none. Use predict(rows, earlier), where earlier is rows.head(0) if there are none.");
        assertThat(fitted.predict(alone, data.head(0))).hasSize(1).isNotEqualTo(fitted.predict(alone, data.head(50)));
    }

    @Test
    void thePastOfTheTargetCanBeReadAndTheTargetOfTheRowsNeedNotBeKnown() {
        FittedChain<Regression> ofTarget =
                fit(true, new TestSteps.Lag("y", "t"), new TestSteps.Fill("y_lag"), new TestSteps.Encode("c"));
        Dataset now = from(data, 40, 41);
        Dataset past = from(data, 0, 40);
        assertThat(ofTarget.predict(now.drop("y"), past)).isEqualTo(ofTarget.predict(now, past));
        assertThat(ofTarget.predict(now.drop("y"), past)).isNotEqualTo(ofTarget.predict(now.drop("y"), past.head(0)));
    }

    @Test
    void rowsThatAreCutOffForEarlyStoppingLookBackOnTheTrainingRows() {
        List<TrainingData> seen = new ArrayList<>();
        new Chain<>(
                        Task.regress(Target.of("y")),
                        List.of(
                                new Step("engineer", new TestSteps.Lag("x", "t")),
                                new Step("preprocess", new TestSteps.Encode("c"))),
                        new TestLearners.Watched<>(new TestLearners.Line(false), 0.25, List.of(), seen))
                .fit(data, CONTEXT);
        TrainingData heldOut = seen.get(0).heldOut().orElseThrow();
        int lag = heldOut.names().stream().map(Feature::name).toList().indexOf("x_lag");
        double[][] features = TestLearners.dense(heldOut.features());
        assertThat(features).hasNumberOfRows(15);
        for (int row = 0; row < 15; row++) {
            assertThat(features[row][lag]).isEqualTo(data.column("x").number(44 + row));
        }
    }

    @Test
    void historyThatAChainDoesNotNeedIsLeftAside() {
        FittedChain<Regression> plain = fit(true, new TestSteps.Encode("c"));
        assertThat(plain.looksBack()).isFalse();
        assertThat(plain.predict(from(data, 40, 60), from(data, 0, 40))).isEqualTo(plain.predict(from(data, 40, 60)));
    }

    @Test
    void theFeaturesAreThoseOfTheModelAndNotOfARowAlone() {
        FeatureMatrix features = fitted.features(data);
        int lag =
                fitted.program().features().stream().map(Feature::name).toList().indexOf("x_lag");
        double[][] dense = TestLearners.dense(features);
        assertThat(dense[0][lag]).isZero();
        for (int row = 1; row < 60; row++)
            assertThat(dense[row][lag]).isEqualTo((Double) data.column("x").number(row - 1));
        List<Regression> predicted = fitted.predict(data);
        double[] out = new double[1];
        FeatureVector vector = new FeatureVector(features.dimension());
        for (int row = 0; row < 60; row++) {
            features.row(row, vector);
            fitted.model().predict(vector, out, 0);
            assertThat(out[0]).isEqualTo((Double) predicted.get(row).value());
        }
    }

    @Test
    void everyFeatureKnowsItsSources() {
        assertThat(fitted.program().features())
                .contains(new Feature("x_lag", List.of("t", "x")), new Feature("c=c0", List.of("c")));
        assertThat(fitted.program().inputs())
                .extracting(RowProgram.Input::column)
                .containsExactly("x", "t", "c");
    }

    @Test
    void theProgramOfOneRowIsRefused() {
        assertThat(fitted.looksBack()).isTrue();
        Frame frame = fitted.program().frame();
        fitted.program().load(frame, data.row(3));
        assertThatThrownBy(() -> fitted.program().run(frame))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Expected whole columns, since a step looks back on other rows, but found a single row. Use "
                                + "predict.");
    }

    @Test
    void theBitsDoNotDependOnThreadsAndSurviveSaving() {
        Dataset many = series(9_000);
        List<Regression> one = fitted.predict(many, 1);
        assertThat(fitted.predict(many, 2)).isEqualTo(one);
        FittedChain<?> loaded = SavedChains.read(SavedChains.state(fitted));
        assertThat(loaded.looksBack()).isTrue();
        assertThat(loaded.predict(many, 2)).isEqualTo(one);
    }

    @Test
    void unseenCategoriesAreCountedInTheRowsAndNotInTheHistory() {
        Dataset strange = data.with(Column.categories(
                "c",
                data.rows().stream()
                        .map(row -> row.number("t") % 10 == 5 ? "new" : row.string("c"))
                        .toArray(String[]::new)));
        assertThat(fitted.predict(strange).unseen()).isEqualTo(Map.of("c", 6L));
        assertThat(fitted.predict(from(strange, 40, 60), from(strange, 0, 40)).unseen())
                .isEqualTo(Map.of("c", 2L));
    }

    @Test
    void aMissingFeatureThatTheModelNeedsIsRefused() {
        Dataset holes = from(data, 0, 2).with(Column.numbers("x", 1, Double.NaN));
        assertThatThrownBy(() -> fitted.predict(holes))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Expected a value for 'x' but it is missing at row 1, and this model cannot do without.");
    }

    @Test
    void aLagThatNothingReadsNeedsNothing() {
        FittedChain<Regression> dropped =
                fit(true, new TestSteps.Lag("x", "t"), new Drop(Columns.named("x_lag")), new TestSteps.Encode("c"));
        assertThat(dropped.program().inputs())
                .extracting(RowProgram.Input::column)
                .containsExactly("x", "c");
        Dataset without = data.drop("t");
        assertThat(dropped.predict(without)).hasSize(60);
        assertThat(dropped.predict(without)).isEqualTo(dropped.predict(data));
    }

    /** One step drops a column and another of its name comes later: the features must stay where the model has them. */
    @Test
    void featuresKeepTheirPlacesWhenAColumnIsOverwrittenUnread() {
        Operation drop = Operation.drop("x2");
        Operation derive = new Operation(
                List.of("x"),
                List.of(new Field("x2", ColumnType.NUMBER)),
                false,
                (in, out) -> frame -> frame.set(out[0], frame.number(in[0]) * 100));
        Dataset wide =
                Dataset.of(Column.numbers("x2", new double[60]), data.column("x"), data.column("t"), data.column("y"));
        FittedChain<Regression> chain = new Chain<>(
                        Task.regress(Target.of("y")),
                        List.of(
                                new Step("engineer", TestSteps.Told.of(drop, derive)),
                                new Step("engineer", new TestSteps.Lag("x", "t"))),
                        new TestLearners.Line(false))
                .fit(wide, CONTEXT);
        assertThat(chain.program().features()).extracting(Feature::name).containsExactly("x2", "x", "x_lag");
        double[][] features = TestLearners.dense(chain.features(wide));
        for (int row = 1; row < 60; row++) {
            double x = data.column("x").number(row);
            assertThat(features[row])
                    .containsExactly(x * 100, x, data.column("x").number(row - 1));
        }
    }

    @Test
    void aColumnOfWholeNumbersJoinsAHistoryOfFractions() {
        Dataset earlier = from(data, 0, 2);
        Dataset now = from(data, 2, 3).with(Column.integers("x", 1));
        Dataset same = from(data, 2, 3).with(Column.numbers("x", 1));
        assertThat(fitted.predict(now, earlier)).isEqualTo(fitted.predict(same, earlier));
    }
}
