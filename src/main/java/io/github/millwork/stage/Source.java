package io.github.millwork.stage;

import io.github.millwork.data.Dataset;

/** Where data comes from: a file, a query, an API. An extension point. */
public interface Source extends Specification {
    /**
     * Collects the data.
     *
     * @param context threads and progress
     * @return the rows
     * @throws io.github.millwork.data.DataException if what is found cannot be read as rows
     * @throws java.io.UncheckedIOException if the source cannot be reached
     */
    Dataset load(FitContext context);

    /**
     * {@return the data, collected without an observer}
     *
     * @throws io.github.millwork.data.DataException if what is found cannot be read as rows
     * @throws java.io.UncheckedIOException if the source cannot be reached
     */
    default Dataset load() {
        return load(FitContext.of(0));
    }
}
