package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import java.util.List;

/**
 * The third driver of a row program: step by step over whole columns, for steps that look back on other rows. The same
 * kernels run on the same cells, so a feature that looks at its own row only has the bits that the other drivers give it.
 */
final class ColumnDriver {
    private ColumnDriver() {}

    /**
     * Computes the features of rows.
     *
     * @param program the program whose features are wanted
     * @param steps the fitted steps
     * @param rows earlier rows and then the rows in question, with the columns that the program reads
     * @param unseen knows which rows are in question, and counts their unseen categories
     */
    static FeatureMatrix features(
            RowProgram program, List<FittedTransformer> steps, Dataset rows, Workers workers, UnseenCounts unseen) {
        Dataset prepared = rows;
        for (FittedTransformer step : steps) {
            prepared = Transforms.apply(onlyKnown(step, prepared), prepared, List.of(), workers, unseen);
        }
        return new FeatureAssembler(prepared, program.featureColumns()).matrix(unseen.firstRow());
    }

    /** Leaves out the operations on columns that the program does not read, since they were not loaded. */
    private static FittedTransformer onlyKnown(FittedTransformer step, Dataset rows) {
        List<Operation> known = step.operations().stream()
                .filter(operation -> operation.inputs().stream().allMatch(rows::has))
                .toList();
        if (step instanceof HistoryTransformer)
            return known.size() < step.operations().size() ? List::of : step;
        return () -> known;
    }
}
