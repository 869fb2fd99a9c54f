package io.github.millwork;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.LearningCurve;
import io.github.millwork.evaluate.Slices;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.select.Rule;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Progress;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Source;
import io.github.millwork.stage.Workers;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.tune.OneOf;
import io.github.millwork.tune.RandomSearch;
import io.github.millwork.tune.Searches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectingTest {
    private static final Dataset DATA = Searches.rows(400, 6);

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
        return Pipeline.classify(Target.of("y").positive("yes"))
                .preprocess(Scale.standard(Columns.numeric()))
                .collect(new Rows(DATA))
                .seed(3);
    }

    private static Pipeline<Classification> searching() {
        return pipeline()
                .select(
                        LogisticRegression.create().cost(Range.log(0.1, 10)),
                        GradientBoosting.classifier()
                                .trees(Range.between(5, 30))
                                .depth(2))
                .tune(RandomSearch.trials(6), CrossValidation.stratified(3), ROC_AUC, ACCURACY);
    }

    @Test
    void theWinnerIsEvaluatedOnRowsThatHadNoPartInTheChoice() {
        Run<Classification> run = searching()
                .evaluate(Holdout.stratified(0.25), ROC_AUC, ACCURACY)
                .run();

        assertThat(run.leaderboard().entries()).hasSize(6);
        assertThat(run.leaderboard().best().score().rows()).isEqualTo(300);
        assertThat(run.evaluation().rows()).isEqualTo(100);
        assertThat(run.evaluation().score(ROC_AUC).value()).isGreaterThan(0.8);
        assertThat(run.fitted().leaderboard()).isSameAs(run.leaderboard());
        assertThat(run.fitted().record().rows()).isEqualTo(300);
        assertThat(run.toString()).startsWith("gradient boosting (trees ");
    }

    @Test
    void theWholeSearchMayRunOnTheExecutorOfTheApplication() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        AtomicInteger asked = new AtomicInteger();
        Executor counting = work -> {
            asked.incrementAndGet();
            pool.execute(work);
        };
        try {
            FittedPipeline<Classification> own =
                    searching().threads(Workers.on(counting, 3)).fit(DATA);
            assertThat(own.fingerprint())
                    .isEqualTo(searching().threads(1).fit(DATA).fingerprint());
        } finally {
            pool.shutdown();
        }
        assertThat(asked).hasValueGreaterThan(1);
    }

    @Test
    void selectWithoutTuneComparesCandidatesAsTheyAreOnFiveFolds() {
        FittedPipeline<Classification> fitted = pipeline()
                .select(Baseline.classifier(), LogisticRegression.create())
                .fit(DATA);
        assertThat(fitted.leaderboard().entries()).hasSize(2);
        assertThat(fitted.leaderboard().best().folds()).isEqualTo(5);
        assertThat(fitted.leaderboard().best().score().metric()).isEqualTo("ROC AUC");
        assertThat(fitted.fingerprint())
                .isEqualTo(
                        pipeline().train(LogisticRegression.create()).fit(DATA).fingerprint());
    }

    @Test
    void selectWithoutCandidatesTakesAPortfolio() {
        FittedPipeline<Classification> fitted = pipeline().select().fit(DATA);
        assertThat(fitted.leaderboard().entries()).hasSize(6); // 400 rows are few
        assertThat(fitted.leaderboard().best().folds()).isEqualTo(15);
        assertThat(fitted.learner()).startsWith("histogram boosting");
    }

    @Test
    void theBestTrialsMayWinTogether(@TempDir Path folder) {
        Run<Classification> run = searching()
                .choose(Rule.best().ensembleOf(3))
                .evaluate(Holdout.stratified(0.25), ROC_AUC, ACCURACY)
                .run();
        assertThat(run.fitted().learner()).startsWith("mean of 3 models: gradient boosting");
        assertThat(run.leaderboard().winners()).hasSize(3);
        assertThat(run.evaluation().score(ROC_AUC).value()).isGreaterThan(0.8);
        assertThat(run.fitted().record().specification()).isPresent();

        Path file = folder.resolve("ensemble.mw");
        run.fitted().save(file);
        FittedPipeline<Classification> loaded = FittedPipeline.load(file, Classification.class);
        assertThat(loaded.fingerprint()).isEqualTo(run.fitted().fingerprint());
        assertThat(loaded.predict(DATA)).isEqualTo(run.fitted().predict(DATA));
        assertThat(loaded.predict(DATA.row(7)))
                .isEqualTo(run.fitted().predict(DATA).get(7));
        Path page = folder.resolve("report.html");
        run.writeReport(page);
        assertThat(page).content().contains("mean of 3 models", "Against the baseline");
    }

    @Test
    void aStepMayBeLeftToTheSearch() {
        FittedPipeline<Classification> fitted = Pipeline.classify(Target.of("y").positive("yes"))
                .preprocess(OneOf.of(Scale.standard(Columns.numeric()), Scale.robust(Columns.numeric())))
                .preprocess(OneOf.optional(Impute.median(Columns.numeric())))
                .train(LogisticRegression.create())
                .tune(io.github.millwork.tune.GridSearch.create(), CrossValidation.stratified(2), ROC_AUC)
                .fit(DATA);
        assertThat(fitted.leaderboard().entries()).hasSize(4);
        assertThat(fitted.record().specification()).isPresent();
    }

    @Test
    void aRuleMayChooseAnotherThanTheBest() {
        FittedPipeline<Classification> best = searching().fit(DATA);
        long linear = best.leaderboard().entries().stream()
                .filter(entry -> entry.learner().startsWith("logistic"))
                .mapToLong(entry -> entry.bytes().orElseThrow())
                .max()
                .orElseThrow();
        FittedPipeline<Classification> small =
                searching().choose(Rule.best().sizeWithin(linear)).fit(DATA);
        assertThat(best.learner()).startsWith("gradient boosting");
        assertThat(small.learner()).startsWith("logistic regression");
        assertThat(small.leaderboard().best().learner()).startsWith("gradient boosting");
    }

    @Test
    void anEvaluationInFoldsRepeatsTheSearchInEachAndDeploysAllRows() {
        List<Progress> told = Collections.synchronizedList(new ArrayList<>());
        Run<Classification> run = searching()
                .tune(RandomSearch.trials(2), CrossValidation.stratified(2), ROC_AUC)
                .evaluate(CrossValidation.stratified(4), ROC_AUC, ACCURACY)
                .observe(told::add)
                .run();
        assertThat(run.evaluation().rows()).isEqualTo(400);
        assertThat(run.evaluation().score(ROC_AUC).method()).isEqualTo("corrected resampled t, 4 cuts");
        assertThat(run.fitted().record().rows()).isEqualTo(400);
        assertThat(run.evaluation().score(ROC_AUC).value()).isBetween(0.8, 0.95);
        assertThat(told).extracting(Progress::fraction).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void aRangeWithoutTuneIsAnError() {
        assertThatThrownBy(() -> pipeline()
                        .train(LogisticRegression.create().cost(Range.log(0.1, 10)))
                        .fit(DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Add tune to the pipeline, or set a value.");
        assertThatThrownBy(
                        () -> pipeline().train(Baseline.classifier()).fit(DATA).leaderboard())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pipeline().select(Baseline.classifier()).train(Baseline.classifier()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theReportIsOnePageThatNeedsNothingElse(@TempDir Path folder) throws Exception {
        Dataset odd = DATA.rename("a", "<script>&\"a'");
        Run<Classification> run = searching()
                .collect(new Rows(odd))
                .evaluate(Holdout.stratified(0.25), ROC_AUC, ACCURACY)
                .run();
        Path page = folder.resolve("a/report.html");
        run.writeReport(page);

        String html = Files.readString(page);
        assertThat(html)
                .contains(
                        "Leaderboard",
                        "Trade-offs",
                        "Against the baseline",
                        "on training rows",
                        "Confusion",
                        "ROC",
                        "Calibration",
                        "Learning curve",
                        "Slices")
                .doesNotContain("<script>&", "src=\"http", "href=\"http");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(page.toFile())
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("html");
    }

    @Test
    void aLearningCurveTellsWhetherMoreRowsWouldHelpAndWhetherTheFitKnowsItsRowsTooWell() throws IOException {
        LearningCurve steep = LearningCurve.of(
                pipeline().train(GradientBoosting.classifier().trees(300).depth(8)),
                DATA.split(Holdout.stratified("y", 0.3)),
                ACCURACY,
                List.of(0.2, 0.6, 1.0),
                FitContext.of(1));
        assertThat(steep.points()).extracting(LearningCurve.Point::rows).containsExactly(56, 168, 280);
        assertThat(steep.points().get(2).train().value()).isEqualTo(1);
        assertThat(steep.isOverfitted()).isTrue();
        assertThat(steep.gap()).isGreaterThan(0.1);
        assertThat(steep.toString()).contains("Overfitted: accuracy is better by");

        LearningCurve flat = LearningCurve.of(
                pipeline().train(LogisticRegression.create()),
                DATA.split(Holdout.stratified("y", 0.3)),
                ACCURACY,
                List.of(0.5, 1.0),
                FitContext.of(1));
        assertThat(flat.isOverfitted()).isFalse();
    }

    @Test
    void slicesTellForWhomItIsWorse() {
        String[] kind = IntStream.range(0, 400)
                .mapToObj(row -> row % 8 == 0 ? "odd" : "plain")
                .toArray(String[]::new);
        String[] y = IntStream.range(0, 400)
                .mapToObj(row -> {
                    boolean yes = "yes".equals(DATA.column("y").string(row));
                    return yes == (row % 8 == 0) ? "no" : "yes"; // the other way round for odd rows
                })
                .toArray(String[]::new);
        Dataset rows = DATA.with(Column.categories("kind", kind)).with(Column.categories("y", y));
        FittedPipeline<Classification> fitted =
                pipeline().drop("kind").train(LogisticRegression.create()).fit(rows);
        Slices<Classification> worst = Slices.worst(fitted.assess(rows), rows.drop("y"), ACCURACY, 20);
        Slices.Slice first = worst.slices().get(0);
        assertThat(first.column() + " " + first.value()).isEqualTo("kind odd");
        assertThat(first.score().rows()).isEqualTo(50);
        assertThat(first.score().value()).isLessThan(0.4);
        assertThat(worst.slices()).allMatch(slice -> slice.gap().value() < 0 && slice.apart());
        Slices<Classification> all = Slices.of(fitted.assess(rows), rows, ACCURACY, 20, "a", "b");
        assertThat(all.slices()).hasSize(8);
        assertThat(all.slices().stream().mapToInt(slice -> slice.score().rows()).sum())
                .isEqualTo(800);
    }
}
