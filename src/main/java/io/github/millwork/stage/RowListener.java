package io.github.millwork.stage;

import io.github.millwork.data.Cells;
import org.jspecify.annotations.Nullable;

/**
 * Is shown every row that is scored, in the thread that scores it, so it must be quick and thread-safe. It is bound to what
 * scores: the slots are those of its inputs.
 */
public interface RowListener {
    /** The time of a row that came without one; the listener takes the time of its own clock. */
    long NO_TIME = Long.MIN_VALUE;

    /**
     * Is called after a row was scored.
     *
     * @param cells the cells of the row, each in the slot of its {@link RowProgram.Input}; not to be kept, since the next
     *     row has the same
     * @param out the numbers that were predicted, with those of other rows; not to be kept or changed
     * @param at where in {@code out} those of this row begin
     * @param id by what the prediction is found again when its truth is known; null where there is none
     * @param time when the row came, in milliseconds since 1970-01-01, or {@link #NO_TIME}
     */
    void scored(Cells cells, double[] out, int at, @Nullable String id, long time);

    /**
     * Is called instead where a row was refused, since a cell was absent, of another type, or missing where the model
     * cannot do without.
     *
     * @param why what was thrown
     */
    default void refused(RuntimeException why) {}

    /**
     * Is called when the truth of a prediction is told, by whoever tells it.
     *
     * @param id the id of the prediction, of which this listener may know nothing
     * @param truth the class, or the number, as text
     */
    default void labelled(String id, String truth) {}
}
