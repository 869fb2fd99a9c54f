package io.github.millwork.feedback;

import io.github.millwork.store.LineFile.Lines;
import java.util.List;
import java.util.function.Function;

/** Where lines are kept, for each model in order. What they mean is not known here. */
interface FeedbackLines {
    /** The one change that is under way for a model. */
    interface Change {
        /** Gives some lines from a position on; none where there are no more. */
        Lines after(long position);

        /** Adds lines at the position behind the last one, durably; gives the position behind them. */
        long append(long position, List<String> lines);
    }

    /** Gives the names of all models. */
    List<String> models();

    /** Gives some lines from a position on, 0 for the first; none where there are no more. Waits for nothing. */
    Lines after(String model, long position);

    /** Makes a change to a model; of all changes to it, in all processes, one at a time. */
    <T> T change(String model, Function<Change, T> change);

    /** Removes lines before a position, as far as that is cheap. */
    void discard(String model, long position);
}
