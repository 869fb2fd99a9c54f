package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expectations;

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

    /**
     * {@return this source with a check of what it collects} Where something is not as expected, a {@link
     * io.github.millwork.data.DataException} says so and names rows, before anything is learned of them.
     *
     * @param expectations what is expected
     */
    default Source expecting(Expectations expectations) {
        return new CheckedSource(this, expectations, true);
    }

    /**
     * {@return this source with a check of what it collects} Where something is not as expected, the log warns and names
     * rows, and so does the step {@code check} of the progress; the rows are taken all the same.
     *
     * @param expectations what is expected
     */
    default Source warningUnless(Expectations expectations) {
        return new CheckedSource(this, expectations, false);
    }
}
