package io.github.millwork.evaluate;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes that folds are stratified by, and whether each part of each cut has them.
 *
 * @param rows the class of each row
 * @param column the name of their column
 * @param what the cross-validation, in words
 */
record FoldClasses(RowKeys.Groups rows, String column, String what) {
    private static final Logger LOG = LoggerFactory.getLogger(CrossValidation.class);

    private static final int SHOWN = 5;

    /** Refuses classes that are all too rare to be in every fold, as scikit-learn does. */
    void checkSizes(int folds) {
        int largest = Arrays.stream(rows.sizes()).max().orElse(0);
        if (largest >= folds) return;
        throw new DataException("Expected a class of at least " + folds + " rows in the column '" + column + "' for "
                + what + " but the largest has " + largest + ". Use fewer folds, stratify by another column, or use "
                + "CrossValidation.random.");
    }

    /**
     * Refuses a fold without which one class would be left, since nothing could be learned then; tells in the log of
     * classes that are absent from a part.
     */
    void check(int[] fold, int folds, boolean tell) {
        int classes = rows.sizes().length;
        int[][] counts = new int[folds][classes];
        for (int row = 0; row < fold.length; row++) counts[fold[row]][rows.of()[row]]++;
        for (int k = 0; k < folds; k++) {
            int[] tested = counts[k];
            int left = (int) IntStream.range(0, classes)
                    .filter(c -> tested[c] < rows.sizes()[c])
                    .count();
            if (left == 1 && classes > 1) {
                throw new DataException("Expected at least two classes of the column '" + column
                        + "' in each training part of " + what + " but one has a single class, as all rows of the "
                        + "others are in the fold that is tested. Collect more rows of those classes, or use fewer "
                        + "folds.");
            }
        }
        if (!tell || !LOG.isWarnEnabled()) return;
        List<String> unknown = named(c -> IntStream.range(0, folds).anyMatch(k -> counts[k][c] == rows.sizes()[c]));
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "Each of the classes {} of the column '{}' is in one fold only of {}, so that what is fitted to the "
                            + "others does not know it. Collect more rows of it, or join rare classes.",
                    shown(unknown),
                    column,
                    what);
        }
        List<String> untested = named(c -> IntStream.range(0, folds).anyMatch(k -> counts[k][c] == 0));
        untested.removeAll(unknown);
        if (!untested.isEmpty()) {
            LOG.warn(
                    "The classes {} of the column '{}' are not in every fold of {}, as they have too few rows or groups. "
                            + "Some metrics are undefined where a class is absent. Use fewer folds, or join rare classes.",
                    shown(untested),
                    column,
                    what);
        }
    }

    private List<String> named(java.util.function.IntPredicate absent) {
        return new java.util.ArrayList<>(IntStream.range(0, rows.sizes().length)
                .filter(absent)
                .mapToObj(c -> rows.keys().get(c).toString())
                .toList());
    }

    private static String shown(List<String> classes) {
        String first = Names.list(classes.subList(0, Math.min(SHOWN, classes.size())));
        return classes.size() <= SHOWN ? first : first + " and " + (classes.size() - SHOWN) + " more";
    }
}
