package io.github.millwork.feedback;

import java.time.Instant;

/** Something that is kept in a {@link FeedbackStore}: a prediction, its truth, or its reward. Each is there once. */
public sealed interface FeedbackEvent permits LoggedPrediction, LoggedLabel, LoggedReward {
    /** {@return the id of the prediction} */
    String id();

    /** {@return when it happened, by the clock of whoever told it} */
    Instant time();
}
