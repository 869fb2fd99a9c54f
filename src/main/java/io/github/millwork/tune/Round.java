package io.github.millwork.tune;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fits and scores the trials of a round on those folds that are still to be done, several at a time. */
final class Round<P extends Prediction> implements AutoCloseable {
    private final FoldRows rows;
    private final FitContext context;
    private final Journal journal;
    private final FoldFit<P> fit;
    private final Optional<Long> deadline;
    private final int threads;
    private final ExecutorService pool;

    Round(FoldRows rows, List<Metric<P>> metrics, FitContext context, Optional<Duration> budget, Journal journal) {
        this.rows = rows;
        this.threads = context.threads();
        this.deadline = budget.map(time -> System.nanoTime() + time.toNanos());
        FitContext limited = budget.map(context::withBudget).orElse(context);
        this.context = limited;
        this.journal = journal;
        this.fit = new FoldFit<>(rows, metrics, limited);
        this.pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "millwork-search");
            thread.setDaemon(true);
            return thread;
        });
    }

    int folds() {
        return rows.folds();
    }

    /** Whether the time is up. */
    boolean isOver() {
        return deadline.map(end -> System.nanoTime() - end > 0).orElse(false);
    }

    private record Task(int trial, int fold) {}

    /** Gives the trials with all their folds; without any where the time was up before they were done. */
    List<Trial<P>> run(List<Trial<P>> asked, Progressing<P> progress) {
        Map<Task, Future<FoldResult>> running = new HashMap<>();
        int open = asked.stream()
                .mapToInt(trial -> trial.proposal().folds() - trial.folds().size())
                .sum();
        // Few fits may use several threads each; what comes of them does not depend on that.
        FitContext each = context.withThreads(Math.max(1, threads / Math.max(1, open)));
        // Fold by fold, so that what the trials have in common on a fold is still there.
        for (int fold = 0; fold < rows.folds(); fold++) {
            for (int t = 0; t < asked.size(); t++) {
                Trial<P> trial = asked.get(t);
                if (fold < trial.folds().size() || fold >= trial.proposal().folds()) continue;
                int number = fold;
                running.put(new Task(t, fold), pool.submit(() -> result(trial, number, each, progress)));
            }
        }
        try {
            return collect(asked, running, progress);
        } finally {
            running.values().forEach(future -> future.cancel(true));
            rows.forgetShares();
        }
    }

    private FoldResult result(Trial<P> trial, int fold, FitContext own, Progressing<P> progress) {
        double share = trial.proposal().share();
        FoldResult known = journal.known(trial.chain(), share, fold);
        FoldResult result = known != null ? known : fit.of(trial.chain(), share, fold, own);
        if (known == null) journal.append(trial.chain(), share, fold, result);
        progress.fitted(share);
        return result;
    }

    private List<Trial<P>> collect(
            List<Trial<P>> asked, Map<Task, Future<FoldResult>> running, Progressing<P> progress) {
        List<Trial<P>> answered = new ArrayList<>();
        for (int t = 0; t < asked.size(); t++) {
            Trial<P> trial = asked.get(t);
            List<FoldResult> folds = new ArrayList<>(trial.folds());
            for (int fold = folds.size(); fold < trial.proposal().folds(); fold++) {
                Future<FoldResult> future = running.get(new Task(t, fold));
                FoldResult result = future == null ? null : get(future);
                if (result == null) { // the time is up
                    folds.clear();
                    break;
                }
                folds.add(result);
            }
            Trial<P> done = new Trial<>(
                    trial.number(), trial.proposal(), trial.chain(), trial.parameters(), trial.metrics(), folds);
            if (!folds.isEmpty()) progress.finished(done);
            answered.add(done);
        }
        return answered;
    }

    private @org.jspecify.annotations.Nullable FoldResult get(Future<FoldResult> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException && isOver()) return null;
            if (e.getCause() instanceof DataException wrong) throw wrong;
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            if (e.getCause() instanceof Error failure) throw failure;
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The work was interrupted.");
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
