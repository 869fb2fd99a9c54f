package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import java.util.List;

/**
 * A fitted transformer that looks back on earlier rows, as lags and rolling means do. Its operations tell what it reads
 * and writes, but their kernels are not run: whole columns are computed from the rows in question and the rows before
 * them. Where such a step is in a pipeline, scoring can be given the earlier rows.
 */
public interface HistoryTransformer extends FittedTransformer {
    /**
     * Computes the columns that the operations write.
     *
     * @param rows earlier rows and the rows in question, in any order; what is computed for a row must not depend on
     *     rows that are later than it
     * @return the columns, in the order of the operations' outputs, with a cell for each row
     */
    List<Column> transform(Dataset rows);

    /**
     * Computes the same columns, on several threads if it can.
     *
     * @param rows earlier rows and the rows in question
     * @param workers the threads to use, on which no bit may depend
     * @return the columns
     */
    default List<Column> transform(Dataset rows, Workers workers) {
        return transform(rows);
    }
}
