package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.DependenceGrid;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.IndividualDependence;
import io.github.millwork.evaluate.PartialDependence;
import io.github.millwork.evaluate.PermutationImportance;
import io.github.millwork.evaluate.SampledExplanation;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Coefficients;
import io.github.millwork.stage.ColumnImportances;
import io.github.millwork.stage.FitContext;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.RandomForest;
import java.nio.file.Path;
import java.util.List;

/** What a model as a whole makes of columns, and why it says what it says of a row: the code of docs/explaining.md. */
public final class Explaining {
    private Explaining() {}

    /**
     * Explains models of credit risk.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Dataset credit = Csv.file(Path.of("examples/data/credit.csv")).load();
        Split split = credit.split(Holdout.stratified("status", 0.25).seed(1));
        Pipeline<Classification> prepared = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()));
        FittedPipeline<Classification> linear =
                prepared.train(LogisticRegression.create()).fit(split.train());
        Coefficients weights = linear.coefficients();
        System.out.println(weights);
        for (Coefficients.Weights level : weights.of("home")) {
            System.out.println(level.feature() + " adds " + level.values().get(0) + " to the log-odds of bad");
        }

        FittedPipeline<Classification> forest =
                prepared.train(RandomForest.classifier().trees(60)).fit(split.train());
        ColumnImportances gains = forest.importances();
        System.out.println(gains);

        PermutationImportance losses = PermutationImportance.of(forest, split.test(), ROC_AUC);
        System.out.println(losses);

        Dataset some = split.test().sample(300, 1);
        System.out.println(PartialDependence.of(forest, some, "seniority"));
        System.out.println(PartialDependence.of(forest, some, "job", "records"));

        DependenceGrid amounts = DependenceGrid.of("amount").at(500, 1_000, 2_000, 4_000);
        PartialDependence dependence = PartialDependence.of(forest, some, List.of(amounts), FitContext.of(0));
        System.out.println(dependence.toJson());

        IndividualDependence lines = IndividualDependence.of(forest, some, "amount");
        System.out.println(lines);
        System.out.println(lines.centred().curves().get(0).rows().get(0));

        System.out.println(forest.explain(split.test().row(0)).top(3));

        SampledExplanation estimated =
                SampledExplanation.of(forest, split.train(), split.test().row(0));
        System.out.println(estimated);
    }
}
