package io.github.millwork;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Split;
import io.github.millwork.data.Splitter;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.Source;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What came of {@link Pipeline#run()}: the fitted pipeline, and how it did on rows it had not seen. Immutable.
 *
 * @param <P> the kind of prediction
 */
public final class Run<P extends Prediction> {
    private final FittedPipeline<P> fitted;
    private final Evaluation<P> evaluation;
    private final String summary;

    private Run(FittedPipeline<P> fitted, Evaluation<P> evaluation, String summary) {
        this.fitted = fitted;
        this.evaluation = evaluation;
        this.summary = summary;
    }

    static <P extends Prediction> Run<P> of(
            Chain<P> chain, Source source, Resampling resampling, List<Metric<P>> metrics, FitContext context) {
        context.progress("collect", source.describe(), 0);
        Dataset collected = source.load(context.part(0, 0.2));
        List<Cut> cuts = resampling.cuts(
                collected, new Splitter.Request(chain.task().column().orElse(null), OptionalLong.of(context.seed())));
        if (cuts.size() != 1) {
            throw new IllegalArgumentException("Expected one cut into training and test rows but "
                    + resampling.describe() + " makes " + cuts.size() + ". Use Holdout.");
        }
        Split split = cuts.get(0).of(collected);
        long start = System.nanoTime();
        FittedChain<P> fitted = chain.fit(split.train(), context.part(0.2, 0.9));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        context.progress("evaluate", resampling.describe(), 0.9);
        Evaluation<P> evaluation = Evaluation.of(fitted.assess(split.test(), split.train(), context), metrics);
        context.progress("evaluate", resampling.describe(), 1);
        String summary = String.format(
                Locale.ROOT,
                "%s%n%,d training rows, %d columns read, %d features, fitted in %.2f s; evaluated by %s",
                chain.learner().describe(),
                split.train().rowCount(),
                fitted.program().inputs().size(),
                fitted.program().features().size(),
                took.toMillis() / 1000.0,
                resampling.describe());
        FitRecord record = FitRecord.of(chain, fitted, split.train(), context.seed());
        return new Run<>(new FittedPipeline<>(fitted, record), evaluation, summary);
    }

    /** {@return the pipeline that was evaluated, fitted to the rows that were not held out} */
    public FittedPipeline<P> fitted() {
        return fitted;
    }

    /** {@return how it did on the rows held out} */
    public Evaluation<P> evaluation() {
        return evaluation;
    }

    /** {@return what was fitted to how many rows, and the scores} */
    @Override
    public String toString() {
        return summary + "\n" + evaluation;
    }
}
