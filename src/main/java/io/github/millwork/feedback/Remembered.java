package io.github.millwork.feedback;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the lines of a model come to: which predictions there are and what was told of them, of the latest ones. One thread
 * at a time.
 */
final class Remembered {
    private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);

    /** A prediction; its truth is null, and its reward NaN, while it is not known. */
    private static final class Item {
        final long time;
        final String version;
        final Route route;

        @Nullable
        String truth;

        double reward = Double.NaN;

        Item(LoggedPrediction prediction) {
            this.time = prediction.time().toEpochMilli();
            this.version = prediction.version();
            this.route = prediction.route();
        }
    }

    private final EventLine reader = new EventLine();
    private final Map<String, Item> items;
    private final Map<FeedbackResult, Long> results = new EnumMap<>(FeedbackResult.class);
    private final List<Consumer<? super FeedbackEvent>> followers = new CopyOnWriteArrayList<>();
    private long position;
    private long predictions;
    private long labelled;
    private long rewarded;
    private long damaged;

    Remembered(int most) {
        this.items = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Item> eldest) {
                return size() > most;
            }
        };
    }

    /** Where the next lines are. */
    long position() {
        return position;
    }

    void read(Iterable<String> lines, long next) {
        for (String line : lines) {
            Optional<FeedbackEvent> event = reader.read(line);
            if (event.isPresent()) happened(event.get());
            else damaged++;
        }
        position = next;
    }

    /** Takes note of what is kept now, and where the next lines will be. */
    void added(Iterable<? extends FeedbackEvent> events, long next) {
        events.forEach(this::happened);
        position = next;
    }

    private void happened(FeedbackEvent event) {
        Item item = items.get(event.id());
        if (event instanceof LoggedPrediction prediction) {
            predictions++;
            items.put(prediction.id(), new Item(prediction));
        } else if (event instanceof LoggedLabel label) {
            labelled++;
            if (item != null) item.truth = label.truth();
        } else if (event instanceof LoggedReward reward) {
            rewarded++;
            if (item != null) item.reward = reward.reward();
        }
        for (Consumer<? super FeedbackEvent> follower : followers) {
            try {
                follower.accept(event);
            } catch (RuntimeException e) { // it is kept, whatever others make of it
                LOG.error("Whoever follows the feedback could not take '{}'.", event.id(), e);
            }
        }
    }

    void follow(Consumer<? super FeedbackEvent> each) {
        followers.add(each);
    }

    void leave(Consumer<? super FeedbackEvent> each) {
        followers.remove(each);
    }

    boolean knows(String id) {
        return items.containsKey(id);
    }

    /** Says what is to become of feedback, which changes nothing yet but that it is counted. */
    FeedbackResult judge(Feedback feedback, Instant now, long openMillis) {
        FeedbackResult result = result(feedback, now, openMillis);
        if (result != FeedbackResult.JOINED) results.merge(result, 1L, Long::sum);
        return result;
    }

    /** Counts what was told twice at once. */
    FeedbackResult again(boolean equal) {
        FeedbackResult result = same(equal);
        results.merge(result, 1L, Long::sum);
        return result;
    }

    private FeedbackResult result(Feedback feedback, Instant now, long openMillis) {
        Item item = items.get(feedback.id());
        if (item == null) return FeedbackResult.UNKNOWN;
        String truth = item.truth;
        if (feedback.truth().isPresent() && truth != null)
            return same(truth.equals(feedback.truth().get()));
        if (feedback.reward().isPresent() && !Double.isNaN(item.reward)) {
            return same(item.reward == feedback.reward().getAsDouble());
        }
        // A clock that went backwards makes predictions of the future: they are not too old.
        return now.toEpochMilli() - item.time > openMillis ? FeedbackResult.TOO_LATE : FeedbackResult.JOINED;
    }

    private static FeedbackResult same(boolean equal) {
        return equal ? FeedbackResult.DUPLICATE : FeedbackResult.CONTRADICTORY;
    }

    /** Makes the event of feedback for a prediction that is known. */
    FeedbackEvent event(Feedback feedback, Instant now) {
        Item item = items.get(feedback.id());
        if (item == null) throw new IllegalStateException("Expected a prediction that is known.");
        return feedback.truth().isPresent()
                ? new LoggedLabel(
                        feedback.id(), now, item.version, feedback.truth().get())
                : new LoggedReward(
                        feedback.id(),
                        now,
                        item.version,
                        item.route,
                        feedback.reward().getAsDouble());
    }

    /** Gives the version that made a prediction. */
    Optional<String> version(String id) {
        Item item = items.get(id);
        return item == null ? Optional.empty() : Optional.of(item.version);
    }

    FeedbackCounts counts() {
        return new FeedbackCounts(
                predictions,
                labelled,
                rewarded,
                results.getOrDefault(FeedbackResult.DUPLICATE, 0L),
                results.getOrDefault(FeedbackResult.CONTRADICTORY, 0L),
                results.getOrDefault(FeedbackResult.UNKNOWN, 0L),
                results.getOrDefault(FeedbackResult.TOO_LATE, 0L),
                damaged);
    }
}
