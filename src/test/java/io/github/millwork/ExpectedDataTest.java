package io.github.millwork;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Expectations;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.stage.Progress;
import io.github.millwork.stage.Source;
import io.github.millwork.train.Baseline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is expected of collected data is checked before anything is learned of it. */
class ExpectedDataTest {
    private static final Source CREDIT = Csv.file(Path.of("examples/data/credit.csv"));
    private static final Expectations MET =
            Expectations.none().range("age", 18, 100).oneOf("status", "good", "bad");
    private static final Expectations UNMET =
            Expectations.none().range("age", 18, 65).missingAtMost("income", 0.2);

    private static Pipeline<Classification> pipeline(Source source) {
        return Pipeline.classify("status")
                .collect(source)
                .preprocess(Encode.oneHot(categorical()))
                .train(Baseline.classifier())
                .evaluate(Holdout.stratified(0.2), ACCURACY);
    }

    @Test
    void aRunFailsAndNamesRows() {
        Pipeline<Classification> pipeline = pipeline(CREDIT).expect(MET).expect(UNMET);
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected data of which all expectations hold (read credit.csv) but ")
                .hasMessageContaining("1 of 2 expectations are met by 4454 rows")
                .hasMessageContaining("Expected that 'age' is from 18 to 65 but ")
                .hasMessageContaining(" (rows ")
                .hasMessageEndingWith("Mend the data where it comes from, or leave these rows out.");
    }

    @Test
    void aRunOfDataAsExpectedIsThatOfAPipelineThatExpectsNothing() {
        assertThat(pipeline(CREDIT).expect(MET).run().fitted().fingerprint())
                .isEqualTo(pipeline(CREDIT).run().fitted().fingerprint());
    }

    @Test
    void aWarningTellsTheObserverAndGoesOn() {
        List<String> told = new ArrayList<>();
        Run<Classification> run = pipeline(CREDIT.warningUnless(UNMET))
                .observe((Progress progress) -> {
                    if (progress.stage().equals("check")) told.add(progress.step());
                })
                .run();
        assertThat(run.evaluation().rows()).isEqualTo(891);
        assertThat(told).hasSize(1);
        assertThat(told.get(0))
                .startsWith("1 of 2 expectations are met by 4454 rows")
                .contains("(rows ");
    }

    @Test
    void aCheckNeedsASource() {
        assertThatThrownBy(() -> Pipeline.classify("status").expect(MET))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected a source but the pipeline has none. Call collect before.");
    }
}
