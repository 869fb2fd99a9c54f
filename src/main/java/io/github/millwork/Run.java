package io.github.millwork;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Role;
import io.github.millwork.data.Split;
import io.github.millwork.data.Splitter;
import io.github.millwork.deploy.Deployment;
import io.github.millwork.deploy.EvaluationRecord;
import io.github.millwork.deploy.Promotion;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.select.Leaderboard;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of {@link Pipeline#run()}: the fitted pipeline, and how it did on rows it had not seen. Immutable.
 *
 * @param <P> the kind of prediction
 */
public final class Run<P extends Prediction> {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final double COLLECTED = 0.1;
    private static final double FITTED = 0.95;

    private final FittedPipeline<P> fitted;
    private final Evaluation<P> evaluation;
    private final String summary;
    private final RunReport<P> report;
    private final @Nullable Promotion promotion;

    private Run(
            FittedPipeline<P> fitted,
            Evaluation<P> evaluation,
            String summary,
            RunReport<P> report,
            @Nullable Promotion promotion) {
        this.fitted = fitted;
        this.evaluation = evaluation;
        this.summary = summary;
        this.report = report;
        this.promotion = promotion;
    }

    static <P extends Prediction> Run<P> of(
            Pipeline<P> pipeline,
            Source source,
            Plan.Evaluated<P> evaluated,
            @Nullable Deployment<P> deployment,
            FitContext context) {
        Run<P> run = evaluated(pipeline, source, evaluated, context);
        warnOfThePast(run.fitted, evaluated.resampling());
        if (deployment == null) return run;
        context.progress("deploy", deployment.model(), 1);
        Promotion promotion = deployment.deploy(run.fitted);
        return new Run<>(run.fitted, run.evaluation, run.summary, run.report, promotion);
    }

    /** Rows between those that are fitted on have neighbours that no row has when it is new. */
    private static void warnOfThePast(FittedPipeline<?> fitted, Resampling resampling) {
        if (!fitted.looksBack() || resampling.inOrderOfTime()) return;
        for (RowProgram.Input input : fitted.inputs()) {
            if (fitted.schema().field(input.column()).role() != Role.TARGET) continue;
            LOG.warn(
                    "The pipeline looks back on the target '{}', but it is evaluated by {}, on rows among those that it is fitted "
                            + "to. Hold out the latest ones: Holdout.chronological, or TimeSeries.",
                    input.column(),
                    resampling.describe());
        }
    }

    private static <P extends Prediction> Run<P> evaluated(
            Pipeline<P> pipeline, Source source, Plan.Evaluated<P> evaluated, FitContext context) {
        context.progress("collect", source.describe(), 0);
        Dataset collected = source.load(context.part(0, COLLECTED));
        Resampling resampling = evaluated.resampling();
        String target = pipeline.task().column().orElse(null);
        List<Cut> cuts = resampling.cuts(collected, new Splitter.Request(target, OptionalLong.of(context.seed())));
        FitContext work = context.part(COLLECTED, FITTED);
        if (cuts.size() == 1) {
            Split split = cuts.get(0).of(collected);
            long start = System.nanoTime();
            FittedPipeline<P> fitted = pipeline.fit(split.train(), work);
            String summary = summary(fitted, split.train(), System.nanoTime() - start, resampling);
            context.progress("evaluate", resampling.describe(), FITTED);
            Assessment<P> assessment = fitted.assess(split.test(), split.train(), context);
            Evaluation<P> evaluation = Evaluation.of(assessment, evaluated.metrics());
            fitted = fitted.withHeldOut(split.test(), assessment);
            context.progress("evaluate", resampling.describe(), 1);
            RunReport<P> report = new RunReport<>(fitted, evaluation, collected, cuts, evaluated);
            return new Run<>(known(fitted, evaluation, resampling), evaluation, summary, report, null);
        }
        double share = 1.0 / (cuts.size() + 1);
        List<Assessment<P>> parts = new ArrayList<>();
        for (int k = 0; k < cuts.size(); k++) {
            Split split = cuts.get(k).of(collected);
            context.progress("evaluate", resampling.describe(), COLLECTED + (FITTED - COLLECTED) * share * k);
            FitContext own = work.child("cut " + k, share * k, share * (k + 1));
            parts.add(pipeline.fit(split.train(), own).assess(split.test(), split.train(), own));
        }
        long start = System.nanoTime();
        FittedPipeline<P> fitted = pipeline.fit(collected, work.part(1 - share, 1));
        String summary = summary(fitted, collected, System.nanoTime() - start, resampling);
        Evaluation<P> evaluation = Evaluation.ofCuts(
                parts, cuts, resampling, fitted.assess(collected, null, context), evaluated.metrics());
        int[] tested =
                cuts.stream().flatMapToInt(cut -> IntStream.of(cut.test())).toArray();
        fitted = fitted.withHeldOut(collected.rows(tested), evaluation.assessment());
        context.progress("evaluate", resampling.describe(), 1);
        RunReport<P> report = new RunReport<>(fitted, evaluation, collected, cuts, evaluated);
        return new Run<>(known(fitted, evaluation, resampling), evaluation, summary, report, null);
    }

    private static <P extends Prediction> FittedPipeline<P> known(
            FittedPipeline<P> fitted, Evaluation<P> evaluation, Resampling resampling) {
        EvaluationRecord how = new EvaluationRecord(resampling.describe(), evaluation.rows(), evaluation.scores());
        return fitted.with(fitted.facts().with(how));
    }

    private static String summary(FittedPipeline<?> fitted, Dataset training, long nanos, Resampling resampling) {
        return String.format(
                Locale.ROOT,
                "%s%n%,d training rows, %d columns read, %d features, fitted in %.2f s; evaluated by %s",
                fitted.learner(),
                training.rowCount(),
                fitted.inputs().size(),
                fitted.features().size(),
                Duration.ofNanos(nanos).toMillis() / 1000.0,
                resampling.describe());
    }

    /**
     * {@return the fitted pipeline: where rows were held out once the one that was evaluated, fitted to the others; where
     * they were held out in folds one that was fitted in the same way to all rows}
     */
    public FittedPipeline<P> fitted() {
        return fitted;
    }

    /**
     * {@return how it did on the rows held out; where they were held out in folds, scored fold by fold, with the predictions of
     * all folds}
     */
    public Evaluation<P> evaluation() {
        return evaluation;
    }

    /**
     * {@return how the candidates did that the fitted pipeline was chosen from}
     *
     * @throws IllegalStateException if there was no {@code select} and no {@code tune}
     */
    public Leaderboard<P> leaderboard() {
        return fitted.leaderboard();
    }

    /**
     * {@return what came of the deployment: the version that was published, what the gates said, and whether it answers now}
     *
     * @throws IllegalStateException if there was no {@code deploy}
     */
    public Promotion promotion() {
        if (promotion != null) return promotion;
        throw new IllegalStateException(
                "Expected a run that deploys but this one did not. Call deploy on the pipeline before.");
    }

    /**
     * Writes a report as one HTML page that needs nothing else: the pipeline, scores on the rows held out and on the training
     * rows, the comparison with the baseline, the leaderboard, errors, curves, the slices that are worse than the rest, gaps
     * between groups, what the model relies on, and the learning curve, for which the winner is fitted to growing parts of the training rows.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced whole or not at all
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void writeReport(Path file) {
        report.report().write(file);
    }

    /** {@return what was fitted to how many rows, the scores, and what came of the deployment} */
    @Override
    public String toString() {
        return summary + "\n" + evaluation + (promotion == null ? "" : "\n" + promotion);
    }
}
