package io.github.millwork.deploy;

import io.github.millwork.data.Cast;
import io.github.millwork.data.DataException;
import io.github.millwork.feedback.Feedback;
import io.github.millwork.feedback.FeedbackResult;
import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.feedback.LoggedPrediction;
import io.github.millwork.feedback.Route;
import io.github.millwork.http.Refusal;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.SavedCells;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was answered in the store of feedback, on one thread of its own and from a queue that is bounded, so that no
 * answer waits for a disk; and takes feedback, which waits until what was answered before it is kept. Thread-safe.
 */
final class FeedbackDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedbackDesk.class);

    /** So many rows wait at most to be kept. */
    private static final int ROWS = 50_000;

    private static final int AT_ONCE = 2_000;
    private static final int PAUSE = 100;

    private record Answered(
            Lineup lineup, Contender by, RequestRows rows, Route route, Instant when, double[] numbers) {}

    private final FeedbackStore store;
    private final ServingMetrics metrics;
    private final BlockingQueue<Answered> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong queued = new AtomicLong();
    private final Object progress = new Object();
    private long kept; // guarded by progress
    private volatile boolean closed;
    private final Thread thread = new Thread(null, this::run, "millwork-feedback", 0, false);

    FeedbackDesk(FeedbackStore store, ServingMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    FeedbackStore store() {
        return store;
    }

    /** Has an answer kept, unless too many wait; never waits. */
    void answered(Lineup lineup, Contender by, RequestRows rows, Route route, double[] numbers) {
        int size = rows.size();
        if (waiting.addAndGet(size) > ROWS) {
            waiting.addAndGet(-size);
            metrics.logged(by.model().name(), false, size);
            return;
        }
        synchronized (queued) { // so that the order is that of the numbers
            queue.add(new Answered(lineup, by, rows, route, Instant.now(), numbers));
            queued.incrementAndGet();
        }
    }

    /**
     * Takes feedback.
     *
     * @throws Refusal if it cannot be kept now (503)
     */
    List<FeedbackResult> tell(String model, List<Feedback> feedback, Deadline deadline) {
        awaitKept(deadline);
        List<FeedbackResult> results;
        try {
            results = store.add(model, feedback);
        } catch (RuntimeException e) {
            LOG.error("Feedback for '{}' could not be kept.", model, e);
            throw Refusal.later(503, 5, "Feedback cannot be kept now; the log of the server says why. Send it again.");
        }
        for (FeedbackResult each : FeedbackResult.values()) {
            int count = (int) results.stream().filter(each::equals).count();
            if (count > 0) metrics.feedback(model, each, count);
        }
        return results;
    }

    /** Whoever has an answer may tell of it at once, so what was answered by now is kept first. */
    private void awaitKept(Deadline deadline) {
        long upTo = queued.get();
        synchronized (progress) {
            while (kept < upTo) {
                deadline.check();
                try {
                    progress.wait(10);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw Refusal.later(503, 1, "The server is stopping.");
                }
            }
        }
    }

    /** Not interrupted, since that would close the file that is written to. */
    private void run() {
        List<Answered> some = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                Answered first = queue.poll(PAUSE, TimeUnit.MILLISECONDS);
                if (first == null) continue;
                some.add(first);
            } catch (InterruptedException e) {
                return; // by nobody of ours
            }
            queue.drainTo(some, AT_ONCE);
            keep(some);
            some.clear();
        }
    }

    private void keep(List<Answered> some) {
        Map<String, List<LoggedPrediction>> byModel = new LinkedHashMap<>();
        for (Answered each : some) {
            waiting.addAndGet(-each.rows.size());
            List<LoggedPrediction> predictions =
                    byModel.computeIfAbsent(each.by.model().name(), name -> new ArrayList<>());
            for (int row = 0; row < each.rows.size(); row++) predictions.add(prediction(each, row));
        }
        byModel.forEach((model, predictions) -> {
            boolean written = false;
            try {
                store.log(model, predictions);
                written = true;
            } catch (RuntimeException e) {
                LOG.error("{} predictions of '{}' could not be kept for feedback.", predictions.size(), model, e);
            }
            metrics.logged(model, written, predictions.size());
        });
        synchronized (progress) {
            kept += some.size();
            progress.notifyAll();
        }
    }

    private static LoggedPrediction prediction(Answered answer, int row) {
        int width = answer.by.model().fitted().outputs().width();
        Map<String, String> cells = new LinkedHashMap<>();
        @Nullable Object[] values = answer.rows.row(row);
        List<RowProgram.Input> inputs = answer.lineup.inputs();
        for (int place = 0; place < inputs.size(); place++) {
            String cell = cell(inputs.get(place), values[place]);
            if (!cell.isEmpty()) cells.put(inputs.get(place).column(), cell);
        }
        return new LoggedPrediction(
                String.valueOf(answer.rows.id(row)),
                answer.when,
                answer.by.model().version(),
                answer.route,
                cells,
                Arrays.copyOfRange(answer.numbers, row * width, (row + 1) * width));
    }

    /** What does not suit a version that did not answer is left out. */
    private static String cell(RowProgram.Input input, @Nullable Object value) {
        if (value == RequestRows.ABSENT) return "";
        try {
            return SavedCells.written(Cast.cell(input.type(), VectorCells.of(input, value), input.column()));
        } catch (DataException e) {
            return "";
        }
    }

    /** Keeps what waits, and ends. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
