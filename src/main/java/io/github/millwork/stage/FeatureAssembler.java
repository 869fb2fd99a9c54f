package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import java.util.List;

/** Puts the feature columns of prepared rows together into the features of a model. */
final class FeatureAssembler {
    private final List<Column> columns;
    private final int rows;
    private final int dimension;

    FeatureAssembler(Dataset prepared) {
        this.columns = prepared.columns().stream()
                .filter(column -> column.role() == Role.FEATURE)
                .toList();
        this.rows = prepared.rowCount();
        this.dimension = columns.stream().mapToInt(FeatureAssembler::width).sum();
    }

    private static int width(Column column) {
        return column.type().fitsDouble() ? 1 : column.dimensions().size();
    }

    int dimension() {
        return dimension;
    }

    void row(int row, FeatureVector into) {
        into.clear();
        int offset = 0;
        for (Column column : columns) {
            if (column.type().fitsDouble()) {
                into.add(offset, column.number(row));
            } else {
                SparseVector vector = column.vector(row);
                for (int i = 0; i < vector.size(); i++) into.add(offset + vector.index(i), vector.value(i));
            }
            offset += width(column);
        }
    }

    FeatureMatrix matrix() {
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(dimension, rows);
        FeatureVector vector = new FeatureVector(dimension);
        for (int row = 0; row < rows; row++) {
            row(row, vector);
            builder.add(vector);
        }
        return builder.build();
    }

    /** Checks that the features are what the learner needs; says which step to add where they are not. */
    void check(Learner<?> learner) {
        for (Column column : columns) {
            int missing = 0;
            int negative = -1;
            for (int row = 0; row < rows && column.type().fitsDouble(); row++) {
                double value = column.number(row);
                if (Double.isNaN(value)) missing++;
                else if (value < 0) negative = row;
                if (Double.isInfinite(value)) {
                    throw new DataException("Expected finite features but '" + column.name() + "' is " + value
                            + " at training row " + row + ". Leave that row out, or derive the column in another way.");
                }
            }
            if (missing > 0 && learner.needs().contains(Need.COMPLETE)) {
                throw new DataException("Expected no missing values for " + learner.describe() + " but feature '"
                        + column.name() + "' is missing in " + missing + " of " + rows
                        + " training rows. Add Impute before the learner, or use one that copes with missing values, such "
                        + "as GradientBoosting.");
            }
            if (negative >= 0 && learner.needs().contains(Need.NON_NEGATIVE)) {
                throw new DataException("Expected no values below zero for " + learner.describe() + " but feature '"
                        + column.name() + "' is " + column.number(negative) + " at training row " + negative
                        + ". Add Scale.minMax before the learner.");
            }
        }
    }
}
