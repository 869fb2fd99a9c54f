package io.github.millwork.feedback;

import java.time.Instant;

/**
 * What came of a prediction, as it is kept. Immutable.
 *
 * @param id the id of the prediction
 * @param time when it was told
 * @param version the version that made the prediction
 * @param route how it came that this version answered
 * @param reward from 0 (bad) to 1 (good)
 */
public record LoggedReward(String id, Instant time, String version, Route route, double reward)
        implements FeedbackEvent {}
