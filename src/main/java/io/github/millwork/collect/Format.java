package io.github.millwork.collect;

import java.io.IOException;
import java.util.function.DoubleConsumer;

/** How bytes are read as rows. */
interface Format {
    /** Its name as people write it, such as CSV. */
    String label();

    /**
     * Reads all rows of a body into a table, which may have columns and rows from bodies before.
     *
     * @param progress is told now and then of the share that was read, NaN where it is not known
     */
    void read(Body body, RawTable table, DoubleConsumer progress) throws IOException;
}
