package io.github.millwork;

import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.Source;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.tune.RandomSearch;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole searches where there is nothing to find: labels that have nothing to do with the features. The best score of a
 * search is then too good, and the score that is reported must not be.
 */
class NoiseSearchTest {
    private static final int ROWS = 240;

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

    /** How often the reported interval held the truth, and how far the best score of the searches was above it. */
    private record Outcome(double covered, double optimism) {}

    private static Outcome search(int times) {
        int covered = 0;
        double above = 0;
        for (int i = 0; i < times; i++) {
            Run<Classification> run = Pipeline.classify(Target.of("y").positive("yes"))
                    .collect(new Rows(noise(new SplittableRandom(1000 + i))))
                    .preprocess(Scale.standard(Columns.numeric()))
                    .select(
                            LogisticRegression.create().cost(Range.log(0.001, 100)),
                            GradientBoosting.classifier()
                                    .trees(Range.between(5, 40))
                                    .depth(Range.values(1, 2, 3)))
                    .tune(RandomSearch.trials(8), CrossValidation.stratified(3), ROC_AUC)
                    .evaluate(Holdout.stratified(0.4), ROC_AUC)
                    .seed(i)
                    .threads(2)
                    .run();
            Score reported = run.evaluation().score(ROC_AUC);
            if (reported.low() <= 0.5 && 0.5 <= reported.high()) covered++;
            above += (run.leaderboard().best().score().value() - 0.5) / times;
        }
        return new Outcome(covered / (double) times, above);
    }

    private static Dataset noise(SplittableRandom random) {
        Column[] columns = new Column[7];
        for (int c = 0; c < 6; c++) {
            columns[c] = Column.numbers(
                    "x" + c,
                    IntStream.range(0, ROWS)
                            .mapToDouble(i -> random.nextGaussian())
                            .toArray());
        }
        columns[6] = Column.categories(
                "y",
                IntStream.range(0, ROWS)
                        .mapToObj(i -> random.nextBoolean() ? "yes" : "no")
                        .toArray(String[]::new));
        return Dataset.of(columns);
    }

    /** Of 8 searches 7.6 are expected to cover, and fewer than 6 with a probability of 0.006. */
    @Test
    void aSearchThatFindsNothingSaysSo() {
        assertThat(search(8).covered()).isGreaterThanOrEqualTo(0.75);
    }

    @Tag("proof")
    @Test
    void ofTwoHundredSearchesInNoiseNineInTenReportThatThereIsNothing() {
        Outcome outcome = search(200);
        assertThat(outcome.covered()).isGreaterThanOrEqualTo(0.9);
        assertThat(outcome.optimism()).isGreaterThan(0.01); // which is why the winner is scored on rows of its own
    }
}
