package io.github.millwork;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Provenance;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.train.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fitted pipeline tells where its rows came from, in its file and in its report too. */
class LineageTest {
    @TempDir
    Path folder;

    @Test
    void whereTheRowsCameFromIsKeptAndShown() throws IOException {
        Path file = Path.of("examples/data/penguins.csv");
        Run<Classification> run = Pipeline.classify("species")
                .collect(Csv.file(file))
                .drop(Columns.categorical())
                .preprocess(Impute.median(Columns.numeric()))
                .train(Baseline.classifier())
                .evaluate(Holdout.stratified(0.25), ACCURACY)
                .run();
        Path saved = folder.resolve("m.millwork");
        run.fitted().save(saved);
        FittedPipeline<Classification> loaded = FittedPipeline.load(saved, Classification.class);
        assertThat(loaded.record().sources())
                .hasSize(1)
                .isEqualTo(run.fitted().record().sources());
        Provenance from = loaded.record().sources().get(0);
        assertThat(from.place()).isEqualTo(file.toString());
        assertThat(from.fingerprint()).isEqualTo(Csv.file(file).load().fingerprint());
        assertThat(loaded.fingerprint()).isEqualTo(run.fitted().fingerprint());
        run.writeReport(folder.resolve("r.html"));
        assertThat(Files.readString(folder.resolve("r.html"))).contains(from.toString());
    }
}
