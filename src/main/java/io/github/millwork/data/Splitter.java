package io.github.millwork.data;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Cuts a dataset in two. A specification: the same one gives the same cut of the same rows. */
public interface Splitter {
    /**
     * Cuts a dataset.
     *
     * @param data the rows to cut
     * @param request what is known where the cut is made
     * @return the two parts, each in the order of the rows
     * @throws DataException if the data cannot be cut so
     */
    Split split(Dataset data, Request request);

    /**
     * What is known where a cut is made, for a splitter that was not told.
     *
     * @param target the column to be predicted, to stratify by; null where there is none
     * @param seed the seed for a splitter that has none of its own
     */
    record Request(@Nullable String target, OptionalLong seed) {
        /** Nothing is known. */
        public static final Request NONE = new Request(null, OptionalLong.empty());
    }
}
