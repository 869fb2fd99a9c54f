package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Says of an exception that an operation threw which step that was, and at which row. */
final class Failure {
    private Failure() {}

    /**
     * What to throw instead: wrong data stays wrong data, anything else is a mistake in the step.
     *
     * @param step the step as messages name it, or null if what was thrown says all
     * @param row the row, or {@link Frame#NO_ROW}
     */
    static RuntimeException of(RuntimeException thrown, @Nullable String step, int row) {
        if (step == null) return thrown;
        return row == Frame.NO_ROW ? located(thrown, step, step, "") : at("row " + row, thrown, step, step + ", ");
    }

    /**
     * The same where the caller knows the step and says it.
     *
     * @param row the row; those below zero came before the rows in question, the last of them as -1
     */
    static RuntimeException ofColumns(RuntimeException thrown, int row) {
        return at(row < 0 ? "row " + -row + " before the first" : "row " + row, thrown, "the step", "");
    }

    private static RuntimeException at(String row, RuntimeException thrown, String step, String before) {
        return located(thrown, step, before + row, " at " + row);
    }

    private static RuntimeException located(RuntimeException thrown, String step, String place, String where) {
        if (thrown instanceof CancellationException) return thrown;
        if (thrown instanceof DataException) {
            return new DataException("At " + place + ": " + thrown.getMessage(), thrown);
        }
        return new IllegalStateException(
                "Expected " + step + " to work on any row but it failed" + where + ": " + thrown
                        + ". Mend the operation of that step.",
                thrown);
    }
}
