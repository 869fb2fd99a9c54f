package io.github.millwork.evaluate;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Split;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fits an estimator to the training rows of each cut, several cuts at once where there are threads for it. Each cut has a
 * seed of its own by its number, so that neither threads nor their order change what comes of it.
 *
 * @param <P> the kind of prediction
 * @param estimator what is fitted
 * @param data the rows that are cut
 * @param cuts the cuts
 * @param what the resampling, in words
 * @param context seed, threads and progress
 */
record CutFits<P extends Prediction>(
        Estimator<P> estimator, Dataset data, List<Cut> cuts, String what, FitContext context) {
    /**
     * Predictions of one cut beside their truth.
     *
     * @param test those of the rows held out
     * @param train those of the rows that were fitted to; null where nobody asked for them
     */
    record Assessed<P extends Prediction>(
            Assessment<P> test, @Nullable Assessment<P> train) {}

    /**
     * Fits, predicts, and keeps what is made of the predictions.
     *
     * @param <T> what is made
     * @param trainToo whether training rows are predicted as well
     * @param use makes it of the predictions of a cut, on the thread that fitted
     * @return what was made of each cut, in their order
     */
    <T> List<T> each(boolean trainToo, Function<Assessed<P>, T> use) {
        int workers = Math.min(context.threads(), cuts.size());
        FitContext shared = context.withThreads(Math.max(1, context.threads() / workers))
                .withCancellation(Thread.currentThread()::isInterrupted);
        AtomicInteger failed = new AtomicInteger(cuts.size());
        List<@Nullable T> made = new ArrayList<>(Collections.nCopies(cuts.size(), null));
        context.workers().withCount(workers).tasks(cuts.size(), cut -> {
            try {
                // After a failure those that come later need not go on; one before it might fail too, and is told then.
                FitContext own = shared.withCancellation(() -> failed.get() < cut);
                made.set(cut, use.apply(assess(cut, trainToo, own)));
            } catch (RuntimeException | Error e) {
                failed.accumulateAndGet(cut, Math::min);
                throw e;
            }
        });
        return made.stream().map(Objects::requireNonNull).toList();
    }

    private Assessed<P> assess(int cut, boolean trainToo, FitContext shared) {
        double share = 1.0 / cuts.size();
        FitContext own = shared.child("cut " + cut, cut * share, (cut + 1) * share);
        own.progress("evaluate", "cut " + (cut + 1) + " of " + cuts.size(), 0);
        Split split = cuts.get(cut).of(data);
        try {
            return assess(split, trainToo, own);
        } catch (DataException e) {
            throw new DataException(
                    e.getMessage() + " This was in cut " + (cut + 1) + " of " + cuts.size() + " by " + what + ", with "
                            + split.train().rowCount() + " training and "
                            + split.test().rowCount() + " test rows.",
                    e);
        }
    }

    private Assessed<P> assess(Split split, boolean trainToo, FitContext own) {
        Fitted<P> fitted = estimator.fit(split.train(), own);
        Assessment<P> test = fitted.assess(split.test(), split.train(), own);
        return new Assessed<>(test, trainToo ? fitted.assess(split.train(), null, own) : null);
    }

    /** Fits to all rows and predicts them: what the .632+ rule calls the apparent error. */
    Assessment<P> seen() {
        FitContext own = context.child("all", 0.9, 1);
        return estimator.fit(data, own).assess(data, null, own);
    }
}
