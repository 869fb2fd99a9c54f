package io.github.millwork.feedback;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A prediction that was made. Immutable, but for the array, which is not copied.
 *
 * @param id by what it is found when its truth is told, at most {@value #LONGEST_ID} characters
 * @param time when it was made; milliseconds are kept
 * @param version the version that made it
 * @param route how it came that this version answered
 * @param cells the cells that it was made from, by column, as {@link io.github.millwork.stage.SavedCells#written} gives them;
 *     missing ones are left out
 * @param numbers what was predicted, as {@link io.github.millwork.stage.Fitted#outputs()} reads it
 */
@SuppressWarnings("ArrayRecordComponent") // there may be millions of them
public record LoggedPrediction(
        String id, Instant time, String version, Route route, Map<String, String> cells, double[] numbers)
        implements FeedbackEvent {
    /** The longest id. */
    public static final int LONGEST_ID = 200;

    /**
     * Checks the id and copies the cells.
     *
     * @param id by what it is found when its truth is told
     * @param time when it was made
     * @param version the version that made it
     * @param route how it came that this version answered
     * @param cells the cells that it was made from, by column
     * @param numbers what was predicted
     * @throws IllegalArgumentException if the id is empty or too long
     */
    public LoggedPrediction {
        checkId(id);
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    static void checkId(String id) {
        if (!id.isEmpty() && id.length() <= LONGEST_ID) return;
        throw new IllegalArgumentException("Expected an id of 1 to " + LONGEST_ID + " characters but found one of "
                + id.length() + ". Use a shorter one, such as a UUID.");
    }
}
