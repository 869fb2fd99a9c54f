package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.data.Row;
import io.github.millwork.data.SparseVector;
import io.github.millwork.data.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    /** Number k of the raw outputs is the sum of {@code (k + 1) * (position + 1) * feature}; missing adds nothing. */
    private record Sums<P extends Prediction>(Outputs<P> outputs, int raws, Unit unit, double expected)
            implements Model<P>, Explainer {
        @Override
        public void predict(FeatureVector features, double[] out, int at) {
            for (int k = 0; k < raws; k++) out[at + label(k)] = raw(features, k);
        }

        @Override
        public Optional<Explainer> explainer() {
            return Optional.of(this);
        }

        @Override
        public int label(int raw) {
            return outputs.width() == 2 ? 1 : raw;
        }

        @Override
        public double expected(int raw) {
            return expected;
        }

        @Override
        public double raw(FeatureVector features, int raw) {
            double[] out = new double[features.dimension()];
            contributions(features, raw, out);
            double sum = expected;
            for (double amount : out) sum += amount;
            return sum;
        }

        @Override
        public void contributions(FeatureVector features, int raw, double[] out) {
            double[] values = features.dense(0);
            for (int i = 0; i < out.length; i++) {
                out[i] = Double.isNaN(values[i]) ? 0 : (raw + 1.0) * (i + 1) * values[i];
            }
        }
    }

    private record Summing<P extends Prediction>(Class<P> predictionType, Model<P> model) implements Learner<P> {
        @Override
        public String describe() {
            return "summing";
        }

        @Override
        public Set<Need> needs() {
            return Set.of();
        }

        @Override
        public boolean honoursWeights() {
            return false;
        }

        @Override
        public Model<P> fit(TrainingData data, FitContext context) {
            return model;
        }
    }

    private static Learner<Regression> numbers() {
        return new Summing<>(Regression.class, new Sums<>(new RegressionOutputs(false), 1, Explainer.Unit.TARGET, 100));
    }

    private static Learner<Classification> classes(String positive, String... labels) {
        int raws = labels.length == 2 ? 1 : labels.length;
        return new Summing<>(
                Classification.class,
                new Sums<>(
                        ClassificationOutputs.scores(List.of(labels), positive), raws, Explainer.Unit.LOG_ODDS, 0.5));
    }

    private static final Dataset ROWS = Dataset.of(
            Column.numbers("a", 1, 2, Double.NaN),
            Column.numbers("b", 3, -5, 7),
            Column.categories("c", "x", "y", "x"),
            Column.vectors(
                    "v",
                    List.of("free", "call", "now"),
                    SparseVector.of(new int[] {0, 2}, new double[] {0.5, 0.25}),
                    SparseVector.unit(1),
                    SparseVector.ZERO),
            Column.numbers("price", 1, 2, 3),
            Column.categories("kind", "p", "q", "r"));

    private static <P extends Prediction> FittedChain<P> fit(Task<P> task, Learner<P> learner, Dataset rows) {
        List<Step> steps = new ArrayList<>();
        for (String name : List.of("day", "time")) {
            if (rows.has(name)) steps.add(new Step("preprocess", new TestSteps.Centre(Columns.named(name))));
        }
        if (rows.has("b")) steps.add(new Step("engineer", new TestSteps.Sum("s", "a", "b")));
        for (String name : List.of("c", "kind")) {
            if (rows.has(name)
                    && rows.schema().field(name).type() == ColumnType.CATEGORY
                    && task.target() != null
                    && !task.target().column().equals(name)) {
                steps.add(new Step("preprocess", new TestSteps.Encode(name)));
            }
        }
        return new Chain<>(task, steps, learner).fit(rows, FitContext.of(1));
    }

    /** Features are a, b, c=x, c=y, free, call, now, and the sum of a and b. */
    private static FittedChain<Regression> prices() {
        return fit(Task.regress(Target.of("price")), numbers(), ROWS.drop("kind"));
    }

    @Test
    void aColumnHasWhatItsFeaturesContributeAndEqualSharesInThoseOfSeveralColumns() {
        FittedChain<Regression> fitted = prices();
        assertThat(fitted.program().features())
                .extracting(Feature::name)
                .containsExactly("a", "b", "c=x", "c=y", "free", "call", "now", "s");

        Explanation explanation = fitted.explain(ROWS.row(0));

        double share = 8 * (1 + 3) / 2.0;
        assertThat(explanation.contribution("a")).isEqualTo(1 + share);
        assertThat(explanation.contribution("b")).isEqualTo(2 * 3 + share);
        assertThat(explanation.contribution("c")).isEqualTo(3);
        assertThat(explanation.contribution("v")).isEqualTo(5 * 0.5 + 7 * 0.25);
        assertThat(explanation.expected()).isEqualTo(100);
        assertThat(explanation.raw()).isEqualTo(100 + 17 + 22 + 3 + 4.25);
        assertThat(explanation.unit()).isEqualTo(Explainer.Unit.TARGET);
        assertThat(explanation.label()).isEmpty();
        assertThat(explanation.labels()).isEmpty();
        assertThat(explanation.adjusted()).isFalse();
        assertThat(explanation.contributions()).extracting(Contribution::column).containsExactly("b", "a", "v", "c");
        Contribution b = explanation.contributions().get(0);
        assertThat(b.parts())
                .containsExactly(new Contribution.Part("s", 4, 16, 2), new Contribution.Part("b", 3, 6, 1));
        assertThat(b.value()).isEqualTo(3.0);
        assertThat(b.type()).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void aTableShowsColumnsAndThePartsOfAllButCategories() {
        assertThat(prices().explain(ROWS.row(0))).hasToString("""
                        146.25, explained in units of the target
                        column      value              contribution
                        (expected)                           +100.0
                        b           3                         +22.0
                          s         4                         +16.0
                          b         3                          +6.0
                        a           1                         +17.0
                          s         4                         +16.0
                          a         1                          +1.0
                        v           {0: 0.5, 2: 0.25}          +4.3
                          free      0.5                        +2.5
                          now       0.25                       +1.8
                        c           x                          +3.0
                        (sum)                                +146.3""");
    }

    @Test
    void theTopKeepsTheLargestAndSumsUpTheOthers() {
        Explanation top = prices().explain(ROWS.row(0)).top(1);

        assertThat(top).hasToString("""
                        146.25, explained in units of the target
                        column      value  contribution
                        (expected)               +100.0
                        b           3             +22.0
                          s         4             +16.0
                          (others)                 +6.0
                        (others)                  +24.3
                        (sum)                    +146.3""");
        assertThat(top.rest()).isEqualTo(17 + 3 + 4.25);
        assertThat(top.contribution("c")).isEqualTo(3);
        assertThat(top.top(4).contributions()).hasSize(4);
        assertThat(top.top(4)).isEqualTo(prices().explain(ROWS.row(0)).top(4)).isNotEqualTo(top);
        assertThatThrownBy(() -> top.top(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected at least one column but found 0.");
    }

    @Test
    void aMissingCellIsShownAsSuch() {
        Explanation explanation = prices().explain(ROWS.row(2));

        assertThat(explanation.contribution("a")).isZero();
        assertThat(explanation.toString()).contains("a           (missing)").contains("c           x");
    }

    @Test
    void cellsOfEveryTypeAreShownAsAColumnGivesThem() {
        Dataset rows = Dataset.of(
                Column.integers("whole", 4, 5),
                Column.booleans("truth", true, false),
                Column.dates("day", LocalDate.of(2024, 1, 31), null),
                Column.timestamps("time", Instant.parse("2024-01-31T10:00:00Z"), Instant.EPOCH),
                Column.numbers("price", 1, 2));
        FittedChain<Regression> fitted = fit(Task.regress(Target.of("price")), numbers(), rows);
        for (Row row : rows.rows()) {
            assertThat(fitted.explain(row).contributions())
                    .hasSize(4)
                    .allSatisfy(found -> assertThat(found.value()).isEqualTo(row.value(found.column())));
        }
    }

    @Test
    void thePositiveClassIsExplainedOrElseThePredictedOne() {
        Dataset two = ROWS.head(2).drop("price");
        Task<Classification> task = Task.classify(Target.of("kind"));
        Explanation predicted = fit(task, classes(null, "p", "q"), two).explain(ROWS.row(0));
        Explanation positive = fit(Task.classify(Target.of("kind").positive("p")), classes("p", "p", "q"), two)
                .explain(ROWS.row(0));

        assertThat(((Classification) predicted.prediction()).label()).isEqualTo("q");
        assertThat(predicted.label()).contains("q");
        assertThat(positive.label()).contains("p");
        assertThat(positive.labels()).containsExactly("p", "q");
        assertThat(positive.raw()).isEqualTo(-predicted.raw());
        assertThat(positive.expected()).isEqualTo(-0.5);
        assertThat(positive.contribution("b")).isEqualTo(-22);
        assertThat(positive.of("q").contributions()).isEqualTo(predicted.contributions());
        assertThat(positive.toString()).startsWith("q (").contains("explained in log-odds of p");
    }

    @Test
    void eachOfManyClassesIsExplainedByItsOwnRawOutput() {
        Task<Classification> task = Task.classify(Target.of("kind"));
        Explanation explanation =
                fit(task, classes(null, "p", "q", "r"), ROWS.drop("price")).explain(ROWS.row(0));

        assertThat(explanation.label()).contains("r"); // its raw output is the largest
        assertThat(explanation.labels()).containsExactly("p", "q", "r");
        assertThat(explanation.of("q").contribution("c")).isEqualTo(6);
        assertThat(explanation.of("p").contribution("c")).isEqualTo(3);
        assertThatThrownBy(() -> explanation.of("P"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a class that was seen in training but found 'P'. Did you mean 'p'?");
    }

    @Test
    void whatComesAfterTheModelIsSaidAndNotExplained() {
        FittedChain<Regression> fitted =
                fit(Task.regress(Target.of("price")), numbers().with(new TestOptions.Shift(0.5)), ROWS.drop("kind"));
        Explanation explanation = fitted.explain(ROWS.row(0));

        assertThat(explanation.adjusted()).isTrue();
        assertThat(explanation.prediction()).isEqualTo(fitted.predict(ROWS.row(0)));
        assertThat(explanation.raw()).isCloseTo(146.25, within(1e-12));
        assertThat(explanation.toString())
                .contains(", explained in units of the target, before the prediction is adjusted\n");
    }

    @Test
    void aModelWithoutAnExactWayRefuses() {
        FittedChain<Regression> fitted =
                fit(Task.regress(Target.of("price")), new TestLearners.Line(false), ROWS.drop("kind"));

        assertThatThrownBy(() -> fitted.explain(ROWS.row(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected a model whose predictions split exactly into what each column contributes but "
                        + "'line' makes one for which there is no exact way. Train a linear model, a tree, a forest or "
                        + "boosted trees where single predictions must be explained, or have it estimated: "
                        + "SampledExplanation.of.");
    }

    @Test
    void anUnknownColumnAndAnAbsentCellAreNamed() {
        Explanation explanation = prices().explain(ROWS.row(0));

        assertThatThrownBy(() -> explanation.contribution("prices"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a column that the pipeline reads but found 'prices'. "
                        + "There are: 'b', 'a', 'v', 'c'.");
        assertThatThrownBy(() -> prices().explain(Row.of("a", 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'b'");
    }
}
