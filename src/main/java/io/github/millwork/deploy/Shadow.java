package io.github.millwork.deploy;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks challengers what champions have answered already, on one thread of its own and from a queue that is bounded. */
final class Shadow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);

    /** So many requests wait at most, and so many rows in them. */
    private static final int REQUESTS = 1024;

    private static final int ROWS = 20_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private record Asked(Lineup lineup, RequestRows rows, String id, double[] championSaid) {}

    private final ServingMetrics metrics;
    private final RoutingListener listener;
    private final BlockingQueue<Asked> queue = new ArrayBlockingQueue<>(REQUESTS);
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, ShadowCounts> counts = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(null, this::run, "millwork-shadow", 0, false);

    Shadow(ServingMetrics metrics, RoutingListener listener) {
        this.metrics = metrics;
        this.listener = listener;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Has the challenger asked later, unless it is behind; never waits. */
    void ask(Lineup lineup, RequestRows rows, String id, double[] championSaid) {
        int size = rows.size();
        if (waiting.addAndGet(size) <= ROWS && queue.offer(new Asked(lineup, rows, id, championSaid))) return;
        waiting.addAndGet(-size);
        of(lineup).dropped(size);
        metrics.shadowed(lineup.champion().name(), ServingMetrics.Shadowed.DROPPED, size);
    }

    ShadowTally tally(String model) {
        ShadowCounts found = counts.get(model);
        return found == null ? new ShadowTally(0, 0, 0, 0, 0) : found.tally();
    }

    private ShadowCounts of(Lineup lineup) {
        return counts.computeIfAbsent(lineup.champion().name(), name -> new ShadowCounts());
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Asked asked = queue.take();
                waiting.addAndGet(-asked.rows.size());
                compare(asked);
            } catch (InterruptedException e) {
                return; // closed
            }
        }
    }

    private void compare(Asked asked) {
        Contender contender = asked.lineup.challenger();
        if (contender == null) return;
        ServedModel challenger = contender.model();
        String model = challenger.name();
        int size = asked.rows.size();
        try {
            double[] said = challenger
                    .score(asked.rows, contender.places(), Deadline.in(LONGEST))
                    .numbers();
            Outputs<?> championOutputs = asked.lineup.champion().fitted().outputs();
            Outputs<?> challengerOutputs = challenger.fitted().outputs();
            count(of(asked.lineup), championOutputs, asked.championSaid, challengerOutputs, said);
            metrics.shadowed(model, ServingMetrics.Shadowed.COMPARED, size);
            listener.compared(new ComparedRows(
                    asked.id,
                    model,
                    asked.lineup.champion().version(),
                    challenger.version(),
                    predictions(championOutputs, asked.championSaid),
                    predictions(challengerOutputs, said)));
        } catch (RuntimeException e) {
            LOG.debug("The shadow of '{}' could not answer.", model, e);
            of(asked.lineup).failed(size);
            metrics.shadowed(model, ServingMetrics.Shadowed.FAILED, size);
        }
    }

    private static List<Prediction> predictions(Outputs<?> outputs, double[] numbers) {
        List<Prediction> predictions = new ArrayList<>();
        for (int at = 0; at < numbers.length; at += outputs.width()) predictions.add(outputs.read(numbers, at));
        return predictions;
    }

    private static void count(ShadowCounts into, Outputs<?> ours, double[] a, Outputs<?> theirs, double[] b) {
        boolean comparable = ours.equals(theirs);
        for (int at = 0, to = 0; at < a.length; at += ours.width(), to += theirs.width()) {
            double apart = comparable ? 0 : Double.NaN;
            for (int i = 0; comparable && i < ours.width(); i++)
                apart = Math.max(apart, Math.abs(a[at + i] - b[to + i]));
            into.compared(decision(ours, a, at).equals(decision(theirs, b, to)), apart);
        }
    }

    private static Object decision(Outputs<?> outputs, double[] numbers, int at) {
        if (outputs instanceof ClassificationOutputs classes) {
            return classes.labels().get(classes.decide(numbers, at));
        }
        return outputs.read(numbers, at);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
