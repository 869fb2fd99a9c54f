package io.github.millwork;

import static io.github.millwork.evaluate.RegressionMetrics.MAE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.collect.InMemory;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.engineer.Lags;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.TimeSeries;
import io.github.millwork.stage.Resampling;
import io.github.millwork.train.DecisionTree;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a run says of how a pipeline that looks back on the target is evaluated. */
class LookingBackRunTest {
    private static final Dataset ROWS = Dataset.of(
            Column.integers("at", IntStream.range(0, 60).asLongStream().toArray()),
            Column.numbers("y", IntStream.range(0, 60).mapToDouble(Math::sin).toArray()),
            Column.numbers("x", IntStream.range(0, 60).mapToDouble(Math::cos).toArray()));

    private static String logged(String column, Resampling resampling) {
        Pipeline<Regression> pipeline = Pipeline.regress("y")
                .engineer(Lags.of(column, "at", 1))
                .train(DecisionTree.regressor().depth(2))
                .collect(InMemory.of(ROWS))
                .evaluate(resampling, MAE);
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            pipeline.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTargetThatIsLookedBackOnIsNotForRandomRows() {
        assertThat(logged("y", Holdout.random(0.2)))
                .contains(
                        "The pipeline looks back on the target 'y', but it is evaluated by random hold-out of 20 %, on rows "
                                + "among those that it is fitted to. Hold out the latest ones: Holdout.chronological, or TimeSeries.");
        assertThat(logged("y", Holdout.chronological("at", 0.2))).doesNotContain("looks back on the target");
        assertThat(logged("y", TimeSeries.expanding("at", 3))).doesNotContain("looks back on the target");
        assertThat(logged("x", Holdout.random(0.2))).doesNotContain("looks back on the target");
    }
}
