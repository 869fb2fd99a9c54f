package io.github.millwork.deploy;

import io.github.millwork.feedback.FeedbackResult;
import io.github.millwork.http.Response;
import java.util.Optional;

/**
 * Is told what a server does, to count it. {@link MicrometerMetrics} is the one that there is; others can be written.
 * Thread-safe; called by the threads that answer, so it must be quick.
 */
public interface ServingMetrics {
    /** What became of rows that a shadow was to predict. */
    enum Shadowed {
        /** Both have predicted them. */
        COMPARED,
        /** The shadow was behind. */
        DROPPED,
        /** The shadow could not predict them. */
        FAILED
    }

    /**
     * A request was answered.
     *
     * @param model the model, or "" where it was about none that is served
     * @param action what was asked, such as {@code infer}
     * @param status the status of the answer
     * @param rows how many rows were predicted
     * @param nanos how long it took, from when the headers were there
     */
    default void answered(String model, String action, int status, int rows, long nanos) {}

    /**
     * A version was loaded for an alias, or could not be.
     *
     * @param model the model
     * @param alias the alias
     * @param version the version
     * @param loaded whether it answers now
     */
    default void loaded(String model, String alias, String version, boolean loaded) {}

    /**
     * Cells held categories that were not there in training.
     *
     * @param model the model
     * @param column the column
     * @param cells how many of its cells
     */
    default void unseen(String model, String column, long cells) {}

    /**
     * A shadow was to predict rows.
     *
     * @param model the model
     * @param what what became of it
     * @param rows how many rows
     */
    default void shadowed(String model, Shadowed what, int rows) {}

    /**
     * Predictions were to be kept for feedback.
     *
     * @param model the model
     * @param kept whether they are; if not, too many waited or they could not be written
     * @param rows how many
     */
    default void logged(String model, boolean kept, int rows) {}

    /**
     * Feedback came.
     *
     * @param model the model
     * @param result what became of it
     * @param count how much
     */
    default void feedback(String model, FeedbackResult result, int count) {}

    /** {@return all that was counted, as a page for a collector to fetch; empty where it is collected in another way} */
    default Optional<Response> page() {
        return Optional.empty();
    }

    /** {@return metrics that count nothing} */
    static ServingMetrics none() {
        return new ServingMetrics() {};
    }
}
