package io.github.millwork;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.Lineage;
import io.github.millwork.deploy.ModelNotes;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Source;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes the file of the present format that {@link SavedFormatsTest} reads for ever after. Run it once for each new version
 * of the format, with the path of a new file: {@code src/test/resources/bundles/version-N.millwork}.
 */
final class SavedFormats {
    private SavedFormats() {}

    /** Rows that are there already. */
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

    static Dataset rows() {
        return Csv.file(Path.of("examples/data/credit.csv"))
                .load()
                .head(300)
                .select("status", "age", "income", "home", "job", "amount");
    }

    public static void main(String[] args) {
        FittedPipeline<Classification> fitted = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .collect(new Rows(rows()))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .select(
                        LogisticRegression.create(),
                        GradientBoosting.classifier().trees(5).depth(2))
                .evaluate(Holdout.stratified(0.25), ROC_AUC, LOG_LOSS)
                .seed(1)
                .run()
                .fitted();
        fitted.with(fitted.facts()
                        .with(new Lineage(Map.of("java", "17", "millwork", "0.1.0", "tribuo", "4.3.2")))
                        .with(ModelNotes.use("To rank applications for credit, for people to decide on.")
                                .limitations("Applicants like those in that data only; not for companies.")
                                .data("The first 300 rows of the credit data of this repository.")
                                .owner("credit@example.org")))
                .save(Path.of(args[0]));
    }
}
