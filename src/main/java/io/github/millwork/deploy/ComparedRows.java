package io.github.millwork.deploy;

import io.github.millwork.data.Prediction;
import java.util.List;

/**
 * What a shadow said of the rows that the version in production answered.
 *
 * @param id the id of the request
 * @param model the model
 * @param champion the version in production
 * @param challenger the version that was asked as well
 * @param championSaid what was answered
 * @param challengerSaid what would have been answered, in the same order
 */
public record ComparedRows(
        String id,
        String model,
        String champion,
        String challenger,
        List<? extends Prediction> championSaid,
        List<? extends Prediction> challengerSaid) {}
