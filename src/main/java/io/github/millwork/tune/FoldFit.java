package io.github.millwork.tune;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Split;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FitCost;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits a chain to the training rows of a fold and measures it on the test rows. */
final class FoldFit<P extends Prediction> {
    private static final int TIMED_ROWS = 100;
    private static final int FEWEST_TIMED = 15;
    private static final long TIMED_NANOS = 20_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Tuner.class);

    private final FoldRows rows;
    private final List<Metric<P>> metrics;
    private final FitContext search;

    FoldFit(FoldRows rows, List<Metric<P>> metrics, FitContext search) {
        this.rows = rows;
        this.metrics = metrics;
        this.search = search;
    }

    /** All trials of a fold have the same seed, so that what they share can be shared, and they differ in nothing else. */
    FoldResult of(Chain<P> chain, double share, int fold, FitContext threads) {
        Split split = rows.of(fold, share);
        int train = split.train().rowCount();
        int test = split.test().rowCount();
        try {
            List<FitCost> costs = Collections.synchronizedList(new ArrayList<>());
            FitContext own =
                    search.child("fold " + fold).withThreads(threads.threads()).withMeter(costs::add);
            own.checkCancelled();
            Fitted<P> fitted = chain.fit(split.train(), own);
            Assessment<P> assessment = fitted.assess(split.test(), split.train(), own);
            List<Double> scores = new ArrayList<>();
            for (Metric<P> metric : metrics) scores.add(measured(metric, assessment));
            boolean measure = fold == 0;
            return new FoldResult(
                    scores,
                    train,
                    test,
                    costs.stream().reduce(FitCost.NONE, FitCost::plus),
                    measure ? rowNanos(fitted, split.test()) : Double.NaN,
                    measure ? bytes(fitted) : -1,
                    Optional.empty());
        } catch (CancellationException e) {
            throw e;
        } catch (DataException | IllegalArgumentException e) {
            return FoldResult.failed(String.valueOf(e.getMessage()), train, test);
        } catch (
                RuntimeException
                        e) { // of a step, a learner or a library beneath it: one candidate must not end the search
            if (Thread.currentThread().isInterrupted()) throw new CancellationException("The work was interrupted.");
            LOG.warn("{} failed on fold {}.", chain.describe(), fold, e);
            return FoldResult.failed(e.toString(), train, test);
        }
    }

    private double measured(Metric<P> metric, Assessment<P> assessment) {
        double value = metric.measure(assessment);
        if (!Double.isNaN(value)) return value;
        throw new DataException("Expected a value of " + metric.name()
                + " but it is undefined on these rows. Use fewer folds, stratified ones, or another metric.");
    }

    /**
     * The median of some rows, one after another, once the first round has warmed up; where rows are slow, of fewer. A few
     * are always measured, since a single one may have waited for its turn on the processor.
     */
    private double rowNanos(Fitted<P> fitted, Dataset test) {
        if (fitted.looksBack()) return Double.NaN;
        double[] warm = rowNanos(fitted, test, TIMED_NANOS);
        double[] nanos = rowNanos(fitted, test, 2 * TIMED_NANOS);
        if (nanos.length == 0) return Double.NaN;
        return Math.min(nanos[nanos.length / 2], warm[warm.length / 2]);
    }

    private double[] rowNanos(Fitted<P> fitted, Dataset test, long time) {
        int count = Math.min(TIMED_ROWS, test.rowCount());
        double[] nanos = new double[count];
        int used = 0;
        long begin = System.nanoTime();
        for (int row = 0; row < count && (used < FEWEST_TIMED || System.nanoTime() - begin < time); row++) {
            long start = System.nanoTime();
            fitted.predict(test.row(row));
            nanos[used++] = System.nanoTime() - start;
        }
        double[] sorted = Arrays.copyOf(nanos, used);
        Arrays.sort(sorted);
        return sorted;
    }

    private static long bytes(Fitted<?> fitted) {
        try {
            return Codecs.encode(fitted).toJson().length();
        } catch (IllegalArgumentException withoutCodec) {
            return -1;
        }
    }
}
