package io.github.millwork.stage;

import io.github.millwork.data.Cells;
import java.util.Map;

/**
 * Scores one row after another without looking up names and without garbage: the cells of a row are set, then the row is
 * scored. What scorers and servers are made of. One thread at a time.
 */
public interface RowSession extends CellSink {
    /**
     * Scores the row whose cells were set.
     *
     * @param out where the numbers go, as many as the outputs are wide
     * @param at where in {@code out} they begin
     * @throws io.github.millwork.data.DataException if a feature is missing that the model cannot do without
     */
    void score(double[] out, int at);

    /**
     * {@return the cells of the row, as they were set, each in the slot of its input; the same object for every row} What a
     * {@link RowListener} is shown.
     */
    Cells cells();

    /**
     * Explains the prediction of the row whose cells were set, which need not be scored as well.
     *
     * @return what each column contributes
     * @throws io.github.millwork.data.DataException if a feature is missing that the model cannot do without
     * @throws IllegalStateException if there is no exact way for the model
     */
    default Explanation explain() {
        throw new IllegalStateException("Expected a single model whose predictions split exactly into what each column "
                + "contributes but this is none. Train a linear model, a tree, a forest or boosted trees where single "
                + "predictions must be explained.");
    }

    /**
     * {@return how many cells of each column held a category that was not there in training, since this was last asked}
     */
    Map<String, Long> takeUnseen();
}
