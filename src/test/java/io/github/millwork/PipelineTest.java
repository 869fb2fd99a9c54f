package io.github.millwork;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;
import io.github.millwork.data.Splitter;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.Progress;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Source;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a pipeline promises as a whole. */
class PipelineTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load().head(1500);

    /** A source that hands out rows it was given. */
    private record Rows(Dataset rows) implements Source {
        @Override
        public String describe() {
            return "rows";
        }

        @Override
        public Dataset load(FitContext context) {
            return rows;
        }
    }

    private static Pipeline<Classification> pipeline() {
        return Pipeline.classify(Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()).withIndicator(), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .evaluate(Holdout.random(0.2), ROC_AUC, ACCURACY)
                .seed(5);
    }

    @Test
    void changingEveryValueOfTheRowsHeldOutChangesNothingThatIsFitted() {
        Run<Classification> run = pipeline().collect(new Rows(CREDIT)).run();
        Set<Integer> held = heldOut(CREDIT);
        Dataset changed = changed(CREDIT, held);

        Run<Classification> other = pipeline().collect(new Rows(changed)).run();

        assertThat(held).hasSize(300);
        assertThat(changed.fingerprint()).isNotEqualTo(CREDIT.fingerprint());
        assertThat(other.fitted().fingerprint()).isEqualTo(run.fitted().fingerprint());
        assertThat(other.evaluation().score(ROC_AUC))
                .isNotEqualTo(run.evaluation().score(ROC_AUC));
    }

    /** The rows that the hold-out of the pipeline keeps for the test. */
    private static Set<Integer> heldOut(Dataset data) {
        long[] numbers = new long[data.rowCount()];
        for (int row = 0; row < numbers.length; row++) numbers[row] = row;
        Split split = Holdout.random(0.2)
                .split(data.with(Column.integers("row", numbers)), new Splitter.Request("status", OptionalLong.of(5)));
        Set<Integer> held = new HashSet<>();
        for (double row : split.test().column("row").toDoubles()) held.add((int) row);
        return held;
    }

    private static Dataset changed(Dataset data, Set<Integer> rows) {
        SplittableRandom random = new SplittableRandom(1);
        List<Column> columns = new ArrayList<>();
        for (Column column : data.columns()) {
            if (column.type() == ColumnType.INTEGER) {
                long[] cells = new long[data.rowCount()];
                for (int row = 0; row < cells.length; row++) {
                    cells[row] = rows.contains(row)
                            ? random.nextLong(100_000, 200_000)
                            : column.integer(row).orElse(Long.MIN_VALUE);
                }
                columns.add(Column.integers(column.name(), cells));
            } else {
                String[] cells = new String[data.rowCount()];
                for (int row = 0; row < cells.length; row++) cells[row] = column.string(row);
                for (int row : rows) {
                    boolean target = column.name().equals("status");
                    cells[row] = target ? (random.nextBoolean() ? "good" : "bad") : "new " + random.nextInt(5);
                }
                columns.add(Column.categories(column.name(), cells));
            }
        }
        return Dataset.of(columns);
    }

    @Test
    void aRunIsAFitOnTheRowsThatAreNotHeldOut() {
        Run<Classification> run = pipeline().collect(new Rows(CREDIT)).run();
        Set<Integer> held = heldOut(CREDIT);
        int[] training = java.util.stream.IntStream.range(0, CREDIT.rowCount())
                .filter(row -> !held.contains(row))
                .toArray();

        assertThat(pipeline().fit(CREDIT.rows(training)).fingerprint())
                .isEqualTo(run.fitted().fingerprint());
        assertThat(run.evaluation().rows()).isEqualTo(300);
    }

    @Test
    void aFitCanBeRepeatedFromItsRecord() {
        FittedPipeline<Classification> fitted = pipeline().seed(5).fit(CREDIT);

        FitRecord record = fitted.record();

        assertThat(record.rows()).isEqualTo(CREDIT.rowCount());
        assertThat(record.data()).isEqualTo(CREDIT.fingerprint());
        Chain<?> chain = Codecs.decode(record.specification().orElseThrow(), Chain.class);
        assertThat(chain.fit(CREDIT, FitContext.of(record.seed())).fingerprint())
                .isEqualTo(fitted.fingerprint());
        assertThat(chain.digest()).isEqualTo(pipeline().digest());
    }

    @Test
    void progressIsToldFromCollectToEvaluate() {
        List<Progress> told = Collections.synchronizedList(new ArrayList<>());

        pipeline().observe(told::add).collect(new Rows(CREDIT)).run();

        assertThat(told).extracting(Progress::stage).contains("collect", "preprocess", "train", "evaluate");
        assertThat(told).extracting(Progress::fraction).isSorted().last().isEqualTo(1.0);
        assertThat(told.get(told.size() - 1).remaining()).contains(Duration.ZERO);
    }

    @Test
    void theSeedDecidesWhatIsFittedAndTheThreadsDoNot() {
        Pipeline<Classification> sampled = Pipeline.classify("status")
                .preprocess(Encode.oneHot(categorical()))
                .train(GradientBoosting.classifier().trees(5).rowShare(0.5));

        assertThat(sampled.seed(1).threads(2).fit(CREDIT).fingerprint())
                .isEqualTo(sampled.seed(1).threads(1).fit(CREDIT).fingerprint())
                .isNotEqualTo(sampled.seed(2).fit(CREDIT).fingerprint());
    }

    @Test
    void whatIsNotSaidIsAskedFor() {
        Pipeline<Classification> bare = Pipeline.classify("status");

        assertThatThrownBy(() -> bare.fit(CREDIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected a learner but the pipeline has none. Call train before.");
        assertThatThrownBy(() -> bare.train(Baseline.classifier()).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected a source but the pipeline has none. Call collect before.");
        assertThatThrownBy(() -> bare.train(Baseline.classifier())
                        .collect(new Rows(CREDIT))
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected an evaluation but the pipeline has none. Call evaluate before.");
        assertThatThrownBy(() -> bare.train(Baseline.classifier()).train(LogisticRegression.create()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected one learner but found a second, logistic regression");
        assertThatThrownBy(() -> bare.evaluate(Holdout.random(0.2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected at least one metric");
    }

    @Test
    void aRangeWithoutTuneIsAnError() {
        Pipeline<Classification> open = Pipeline.classify("status")
                .preprocess(Encode.oneHot(categorical()))
                .train(GradientBoosting.classifier().trees(Range.between(50, 400)));

        assertThatThrownBy(() -> open.fit(CREDIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a value for trees of the learner but found the range 50.0 to 400.0. Add tune to the "
                                + "pipeline, or set a value.");
    }

    @Test
    void unseenCategoriesAreAnsweredAndCounted() {
        FittedPipeline<Classification> fitted = pipeline().fit(CREDIT);
        Dataset rows = CREDIT.head(3).with(Column.categories("job", "astronaut", "fixed", null));

        assertThat(fitted.predict(rows)).hasSize(3);
        assertThat(fitted.predict(rows).unseen()).containsOnlyKeys("job").containsEntry("job", 1L);
    }
}
