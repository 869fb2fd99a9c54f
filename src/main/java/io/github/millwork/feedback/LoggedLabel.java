package io.github.millwork.feedback;

import java.time.Instant;

/**
 * The truth of a prediction, as it is kept. Immutable.
 *
 * @param id the id of the prediction
 * @param time when it was told
 * @param version the version that made the prediction
 * @param truth the truth as text: the class, or the number
 */
public record LoggedLabel(String id, Instant time, String version, String truth) implements FeedbackEvent {}
