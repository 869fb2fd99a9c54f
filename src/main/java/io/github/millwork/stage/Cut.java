package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;

/**
 * One way to cut the rows of a dataset: which to fit on and which to test on. Rows may be in neither part, as between a
 * training part and a later test part, and more than once in the training part, as a bootstrap draws them. The arrays are
 * not to be changed.
 *
 * @param train the row numbers to fit on
 * @param test the row numbers held out; none of them is fitted on
 */
public record Cut(int[] train, int[] test) {
    /**
     * {@return the rows of both parts}
     *
     * @param data the dataset that was cut
     */
    public Split of(Dataset data) {
        return new Split(data.rows(train), data.rows(test));
    }
}
