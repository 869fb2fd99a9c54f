package io.github.millwork;

import static io.github.millwork.data.Expression.text;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.collect.InMemory;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.deploy.Registry;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.train.Baseline;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the collected rows a run begins with, and what it refuses before it begins. */
class CollectedRowsTest {
    private static final Dataset DATA = Dataset.of(
            Column.numbers("x", IntStream.range(0, 40).asDoubleStream().toArray()),
            Column.categories(
                    "kind",
                    IntStream.range(0, 40)
                            .mapToObj(i -> i % 10 == 3 ? null : i % 2 == 0 ? "even" : "odd")
                            .toArray(String[]::new)));

    private static Pipeline<Classification> pipeline() {
        return Pipeline.classify("kind").train(Baseline.classifier()).evaluate(Holdout.stratified(0.25), ACCURACY);
    }

    /** A step of which nothing was said that could be saved. */
    private record Unknown() implements Transformer {
        @Override
        public String describe() {
            return "unknown";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            throw new AssertionError("nothing may be planned");
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            throw new AssertionError("nothing may be fitted");
        }
    }

    @Test
    void rowsWithoutATargetAreLeftOutWhereThatIsSaid() {
        Pipeline<Classification> all = pipeline().collect(InMemory.of(DATA));
        assertThatThrownBy(all::run)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data.where(text(\"kind\").isMissing().not())")
                .hasMessageEndingWith("in a pipeline: collect(...).where(...).");
        Run<Classification> run = all.where(text("kind").isMissing().not()).run();
        assertThat(run.evaluation().rows()).isEqualTo(9);
        assertThat(run.fitted().record().rows()).isEqualTo(27);
    }

    @Test
    void thereMustBeRowsToLeaveOut() {
        assertThatThrownBy(() -> pipeline().where(text("kind").isMissing().not()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected a source but the pipeline has none. Call collect before.");
    }

    @Test
    void aStepThatCouldNotBeDeployedIsRefusedBeforeAnythingIsCollected(@TempDir Path folder) {
        Pipeline<Classification> deployed =
                pipeline().collect(InMemory.of(DATA)).preprocess(new Unknown()).deploy(Registry.at(folder), "kinds");
        assertThatThrownBy(deployed::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("META-INF/services/io.github.millwork.stage.CodecProvider");
    }
}
