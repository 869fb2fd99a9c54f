package io.github.millwork.tune;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Fits and scores the trials of a round on those folds that are still to be done, several at a time. */
final class Round<P extends Prediction> {
    private final FoldRows rows;
    private final FitContext context;
    private final Journal journal;
    private final FoldFit<P> fit;
    private final Optional<Long> deadline;

    Round(FoldRows rows, List<Metric<P>> metrics, FitContext context, Optional<Duration> budget, Journal journal) {
        this.rows = rows;
        this.deadline = budget.map(time -> System.nanoTime() + time.toNanos());
        // A fit does not end by itself where the thread that waits for it is interrupted.
        FitContext stopped = context.withCancellation(Thread.currentThread()::isInterrupted);
        this.context = budget.map(stopped::withBudget).orElse(stopped);
        this.journal = journal;
        this.fit = new FoldFit<>(rows, metrics, this.context);
    }

    int folds() {
        return rows.folds();
    }

    /** Whether the time is up. */
    boolean isOver() {
        return deadline.map(end -> System.nanoTime() - end > 0).orElse(false);
    }

    /** A fit to do: of which trial, on which fold. */
    private record Task(int trial, int fold) {}

    /** Gives the trials with all their folds; without any where the time was up before they were done. */
    List<Trial<P>> run(List<Trial<P>> asked, Progressing<P> progress) {
        List<Task> tasks = tasks(asked);
        // Few fits may use several threads each; what comes of them does not depend on that.
        FitContext each = context.withThreads(Math.max(1, context.threads() / Math.max(1, tasks.size())));
        List<Answer<P>> answers = asked.stream().map(Answer::new).toList();
        try {
            context.workers().tasks(tasks.size(), number -> {
                Task task = tasks.get(number);
                Answer<P> answer = answers.get(task.trial);
                FoldResult result = result(answer.trial, task.fold, each, progress);
                if (result != null && answer.isLast(task.fold, result)) progress.finished(answer.whole());
            });
        } finally {
            rows.forgetShares();
        }
        return answers.stream().map(Answer::whole).toList();
    }

    /** Fold by fold, so that what the trials have in common on a fold is still there. */
    private List<Task> tasks(List<Trial<P>> asked) {
        List<Task> tasks = new ArrayList<>();
        for (int fold = 0; fold < rows.folds(); fold++) {
            for (int t = 0; t < asked.size(); t++) {
                Trial<P> trial = asked.get(t);
                boolean wanted =
                        fold >= trial.folds().size() && fold < trial.proposal().folds();
                if (wanted) tasks.add(new Task(t, fold));
            }
        }
        return tasks;
    }

    /** Null where the time is up. */
    private @org.jspecify.annotations.Nullable FoldResult result(
            Trial<P> trial, int fold, FitContext own, Progressing<P> progress) {
        if (isOver()) return null;
        double share = trial.proposal().share();
        try {
            FoldResult known = journal.known(trial.chain(), share, fold);
            FoldResult result = known != null ? known : fit.of(trial.chain(), share, fold, own);
            if (known == null) journal.append(trial.chain(), share, fold, result);
            progress.fitted(share);
            return result;
        } catch (CancellationException e) {
            if (isOver()) return null;
            throw e;
        }
    }

    /** What is known of a trial so far; of several threads at a time. */
    private record Answer<P extends Prediction>(
            Trial<P> trial, AtomicReferenceArray<FoldResult> results, AtomicInteger left) {
        Answer(Trial<P> trial) {
            this(
                    trial,
                    new AtomicReferenceArray<>(trial.proposal().folds()),
                    new AtomicInteger(trial.proposal().folds() - trial.folds().size()));
        }

        boolean isLast(int fold, FoldResult result) {
            results.set(fold, result);
            return left.decrementAndGet() == 0;
        }

        Trial<P> whole() {
            List<FoldResult> folds = new ArrayList<>(trial.folds());
            for (int fold = folds.size(); fold < results.length(); fold++) {
                FoldResult result = results.get(fold);
                if (result == null) return trial.with(List.of()); // the time was up
                folds.add(result);
            }
            return trial.with(folds);
        }
    }
}
