package io.github.millwork.stage;

import java.util.Optional;

/** Wants to see the rows that are scored, as a monitor does: what scorers, servers and batches are given. Thread-safe. */
public interface RowObserver {
    /**
     * {@return what to call for each row, or empty where rows of that model are not wanted, since the observer was made for
     * another one}
     *
     * @param fitted what scores the rows
     */
    Optional<RowListener> listener(Fitted<?> fitted);
}
