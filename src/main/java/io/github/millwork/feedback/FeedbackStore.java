package io.github.millwork.feedback;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.store.FileNames;
import io.github.millwork.store.LineFile.Lines;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Keeps predictions, and joins them with their truth and their reward when those are told, by the id of the prediction. What
 * is told twice counts once, also when it is told by several threads or processes, or again after a restart. Durable: when a
 * method returns, what it kept stays. Thread-safe.
 *
 * <pre>{@code
 * FeedbackStore store = FeedbackStore.at(folder);
 * store.label("credit", "4711", "bad");
 * Dataset known = store.labelled("credit", fitted.schema(), "default");
 * }</pre>
 *
 * <p>The latest million predictions of each model can be told of ({@link #remembering}), for 90 days ({@link #openFor}); each
 * takes some 200 bytes of memory. All that is kept stays until it is discarded.
 */
public final class FeedbackStore {
    private static final int MOST = 1_000_000;
    private static final Duration OPEN = Duration.ofDays(90);

    private final FeedbackLines lines;
    private final InstantSource clock;
    private final Duration open;
    private final int most;
    private final Map<String, Remembered> models = new ConcurrentHashMap<>();

    private FeedbackStore(FeedbackLines lines, InstantSource clock, Duration open, int most) {
        this.lines = lines;
        this.clock = clock;
        this.open = open;
        this.most = most;
    }

    /**
     * {@return the store in a folder} Several processes may use it at once.
     *
     * @param folder the folder; it is made when something is kept
     */
    public static FeedbackStore at(Path folder) {
        return over(FolderLines.at(folder));
    }

    /**
     * {@return the store in a database} It is kept in tables {@code millwork_feedback} and {@code millwork_feedback_model},
     * which are made if they are not there. PostgreSQL and H2 are tested.
     *
     * @param database gives connections, as of a pool
     * @throws java.io.UncheckedIOException if the tables cannot be made
     */
    public static FeedbackStore at(DataSource database) {
        return over(JdbcLines.at(database));
    }

    static FeedbackStore over(FeedbackLines lines) {
        return new FeedbackStore(lines, InstantSource.system(), OPEN, MOST);
    }

    /**
     * {@return this store, which takes feedback for longer or shorter after the prediction}
     *
     * @param longest how long; 90 days by default
     */
    public FeedbackStore openFor(Duration longest) {
        if (longest.isNegative()) {
            throw new IllegalArgumentException("Expected a duration of 0 or more but found " + longest + ".");
        }
        return new FeedbackStore(lines, clock, longest, most);
    }

    /**
     * {@return this store, of which more or fewer predictions can be told of}
     *
     * @param predictions how many of the latest predictions of each model; 1,000,000 by default
     */
    public FeedbackStore remembering(int predictions) {
        if (predictions < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one prediction to be remembered but found " + predictions + ".");
        }
        return new FeedbackStore(lines, clock, open, predictions);
    }

    /**
     * {@return this store with another clock, by which feedback is dated and can be too late}
     *
     * @param time the clock; that of the system by default
     */
    public FeedbackStore clock(InstantSource time) {
        return new FeedbackStore(lines, time, open, most);
    }

    /** {@return the names of the models of which something is kept, sorted} */
    public List<String> models() {
        return lines.models();
    }

    /**
     * Keeps predictions. Of several with one id the first is kept, since a request may have been sent twice.
     *
     * @param model the model
     * @param predictions what was predicted
     * @return how many were new
     * @throws IllegalArgumentException if the name of the model may not be
     * @throws java.io.UncheckedIOException if they cannot be written; some may be kept then
     */
    public int log(String model, List<LoggedPrediction> predictions) {
        if (predictions.isEmpty()) return 0;
        return change(model, known -> {
            List<LoggedPrediction> fresh = new ArrayList<>();
            Set<String> ids = new HashSet<>();
            for (LoggedPrediction prediction : predictions) {
                if (!known.knows(prediction.id()) && ids.add(prediction.id())) fresh.add(prediction);
            }
            return new Kept<>(fresh.size(), fresh);
        });
    }

    /**
     * Tells the truth of a prediction.
     *
     * @param model the model
     * @param id the id of the prediction
     * @param truth the class, or the number: a string, a number or a boolean
     * @return what became of it
     * @throws IllegalArgumentException if the id or the truth cannot be
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public FeedbackResult label(String model, String id, Object truth) {
        return add(model, List.of(Feedback.label(id, truth))).get(0);
    }

    /**
     * Tells what came of a prediction.
     *
     * @param model the model
     * @param id the id of the prediction
     * @param reward from 0 (bad) to 1 (good)
     * @return what became of it
     * @throws IllegalArgumentException if the id or the reward cannot be
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public FeedbackResult reward(String model, String id, double reward) {
        return add(model, List.of(Feedback.reward(id, reward))).get(0);
    }

    /**
     * Tells many things at once, which is quicker than one by one.
     *
     * @param model the model
     * @param feedback labels and rewards
     * @return what became of each, in their order
     * @throws java.io.UncheckedIOException if they cannot be written; some may be kept then, so tell them again
     */
    public List<FeedbackResult> add(String model, List<Feedback> feedback) {
        if (feedback.isEmpty()) return List.of();
        Instant now = clock.instant();
        return change(model, known -> {
            List<FeedbackResult> results = new ArrayList<>();
            List<FeedbackEvent> events = new ArrayList<>();
            Map<String, Feedback> told = new HashMap<>();
            for (Feedback each : feedback) {
                Feedback before = told.get(kind(each));
                FeedbackResult result =
                        before == null ? known.judge(each, now, open.toMillis()) : known.again(before.equals(each));
                if (result == FeedbackResult.JOINED) {
                    told.put(kind(each), each);
                    events.add(known.event(each, now));
                }
                results.add(result);
            }
            return new Kept<>(results, events);
        });
    }

    private static String kind(Feedback feedback) {
        return (feedback.truth().isPresent() ? "label " : "reward ") + feedback.id();
    }

    /**
     * {@return how much feedback there is}
     *
     * @param model the model
     */
    public FeedbackCounts counts(String model) {
        Remembered known = remembered(model);
        synchronized (known) {
            catchUp(known, position -> lines.after(model, position));
            return known.counts();
        }
    }

    /**
     * {@return the version that made a prediction, if it is one of those that can be told of}
     *
     * @param model the model
     * @param id the id of the prediction
     */
    public Optional<String> version(String model, String id) {
        Remembered known = remembered(model);
        synchronized (known) {
            catchUp(known, position -> lines.after(model, position));
            return known.version(id);
        }
    }

    /**
     * Shows what is kept, in the order in which it came, from a position on.
     *
     * @param model the model
     * @param position 0 for the first, or what this gave before
     * @param each is shown each event
     * @return the position behind the last one
     */
    public long read(String model, long position, Consumer<? super FeedbackEvent> each) {
        FileNames.checked("a model", model);
        EventLine reader = new EventLine();
        long next = position;
        while (true) {
            Lines some = lines.after(model, next);
            next = some.position();
            if (some.lines().isEmpty()) return next;
            for (String line : some.lines()) reader.read(line).ifPresent(each);
        }
    }

    /**
     * Shows what is added from now on, each once and in order. What another process adds is shown when this store next looks,
     * as with {@link #counts}.
     *
     * @param model the model
     * @param each is shown each event, by the thread that adds it and while nobody else can, so it must be quick and not use
     *     this store
     * @return what ends it
     */
    public Following follow(String model, Consumer<? super FeedbackEvent> each) {
        Remembered known = remembered(model);
        synchronized (known) {
            catchUp(known, position -> lines.after(model, position));
            known.follow(each);
        }
        return () -> known.leave(each);
    }

    /**
     * Shows all that is kept, and then what is added, each once and in order.
     *
     * @param model the model
     * @param each is shown each event, as with {@link #follow}
     * @return what ends it
     */
    public Following followAll(String model, Consumer<? super FeedbackEvent> each) {
        Remembered known = remembered(model);
        synchronized (known) {
            long shown = 0;
            do {
                shown = read(model, shown, each);
                catchUp(known, position -> lines.after(model, position));
            } while (shown != known.position());
            known.follow(each);
        }
        return () -> known.leave(each);
    }

    /** Shows what is added, until it is closed. */
    public interface Following extends AutoCloseable {
        /** Ends it. */
        @Override
        void close();
    }

    /**
     * {@return the rows whose truth is known, in the order in which they were predicted} Their ids are in a column {@code id}
     * of that role, unless the schema has a column of that name or role.
     *
     * @param model the model
     * @param schema the columns that are wanted, with their types, such as those of the pipeline that predicted; what was not
     *     sent to the model is missing
     * @param target the column of the schema that the truth goes into
     * @throws io.github.millwork.data.DataException if there is no such column, or a cell or a truth is of another type
     */
    public Dataset labelled(String model, Schema schema, String target) {
        return labelled(model, schema, target, Instant.MIN, Instant.MAX);
    }

    /**
     * {@return the rows of some time whose truth is known, in the order in which they were predicted}
     *
     * @param model the model
     * @param schema the columns that are wanted, with their types
     * @param target the column of the schema that the truth goes into
     * @param from when the first may have been predicted
     * @param until before when the last must have been predicted
     * @throws io.github.millwork.data.DataException if there is no such column, or a cell or a truth is of another type
     */
    public Dataset labelled(String model, Schema schema, String target, Instant from, Instant until) {
        LabelledRows rows = new LabelledRows(schema, target);
        Map<String, String> truths = new HashMap<>();
        read(model, 0, event -> {
            if (event instanceof LoggedLabel label) truths.put(label.id(), label.truth());
        });
        read(model, 0, event -> {
            if (!(event instanceof LoggedPrediction prediction)) return;
            String truth = truths.get(prediction.id());
            boolean wanted =
                    !prediction.time().isBefore(from) && prediction.time().isBefore(until);
            if (truth != null && wanted) rows.add(prediction, truth);
        });
        return rows.rows();
    }

    /**
     * Discards what is older than a time, as far as it lies before all that is younger and whole files of it can be deleted:
     * some of it may stay.
     *
     * @param model the model
     * @param time predictions from then on stay
     */
    public void discardBefore(String model, Instant time) {
        FileNames.checked("a model", model);
        EventLine reader = new EventLine();
        long next = 0;
        while (true) {
            Lines some = lines.after(model, next);
            boolean young = some.lines().stream()
                    .flatMap(line -> reader.read(line).stream())
                    .anyMatch(event ->
                            event instanceof LoggedPrediction && !event.time().isBefore(time));
            if (some.lines().isEmpty() || young) break;
            next = some.position();
        }
        lines.discard(model, next);
    }

    /** What a change comes to, and what is kept of it. */
    private record Kept<T>(T result, List<? extends FeedbackEvent> events) {}

    /** What was kept, and where it lies. */
    private record Added<T>(Kept<T> kept, long before, long next) {}

    private interface Decision<T> {
        Kept<T> on(Remembered known);
    }

    private interface Reading {
        Lines after(long position);
    }

    /** Decides with all known that anyone has told so far, and keeps what is decided before anyone else tells more. */
    private <T> T change(String model, Decision<T> decision) {
        Remembered known = remembered(model);
        Added<T> added = lines.change(model, change -> {
            synchronized (known) {
                catchUp(known, change::after);
                Kept<T> kept = decision.on(known);
                long before = known.position();
                if (kept.events().isEmpty()) return new Added<>(kept, before, before);
                List<String> written = kept.events().stream().map(EventLine::of).toList();
                return new Added<>(kept, before, change.append(before, written));
            }
        });
        synchronized (known) {
            // Only now is it sure; whoever looked meanwhile has read it already.
            if (known.position() == added.before()) known.added(added.kept().events(), added.next());
        }
        return added.kept().result();
    }

    private Remembered remembered(String model) {
        FileNames.checked("a model", model);
        return models.computeIfAbsent(model, any -> new Remembered(most));
    }

    private static void catchUp(Remembered known, Reading reading) {
        while (true) {
            Lines some = reading.after(known.position());
            known.read(some.lines(), some.position());
            if (some.lines().isEmpty()) return;
        }
    }
}
