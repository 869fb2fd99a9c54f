package io.github.millwork.stage;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Regression;
import io.github.millwork.data.SparseVector;
import java.util.List;

/** Puts the feature columns of prepared rows together into the features of a model. Immutable. */
public final class FeatureAssembler {
    private final List<Column> columns;
    private final int rows;
    private final int dimension;

    /** Takes all feature columns, in their order. */
    FeatureAssembler(Dataset prepared) {
        this(prepared, prepared.schema().features().stream().map(Field::name).toList());
    }

    /**
     * Takes these columns, in this order.
     *
     * @param prepared the rows
     * @param names the names of the columns: numbers, integers, booleans or vectors
     */
    public FeatureAssembler(Dataset prepared, List<String> names) {
        this.columns = names.stream().map(prepared::column).toList();
        this.rows = prepared.rowCount();
        this.dimension = columns.stream().mapToInt(FeatureAssembler::width).sum();
    }

    private static int width(Column column) {
        return column.type().fitsDouble() ? 1 : column.dimensions().size();
    }

    private void row(int row, FeatureVector into) {
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

    /** {@return the features of all rows: all numbers, and what vectors hold} */
    public FeatureMatrix matrix() {
        return matrix(0);
    }

    FeatureMatrix matrix(int from) {
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(dimension, rows - from);
        FeatureVector vector = new FeatureVector(dimension);
        for (int row = from; row < rows; row++) {
            row(row, vector);
            builder.add(vector);
        }
        return builder.build();
    }

    /** Checks that the features are what the learner needs; says which step to add where they are not. */
    void check(Learner<?> learner) {
        boolean nonNegative = learner.needs().contains(Need.NON_NEGATIVE);
        int[] missing = new int[dimension];
        FeatureVector vector = new FeatureVector(dimension);
        for (int row = 0; row < rows; row++) {
            row(row, vector);
            for (int i = 0; i < vector.size(); i++) {
                double value = vector.value(i);
                if (Double.isNaN(value)) missing[vector.index(i)]++;
                if (Double.isInfinite(value)) {
                    throw new DataException("Expected finite features but '" + name(vector.index(i)) + "' is " + value
                            + " at training row " + row + ". Leave that row out, or derive the column in another way.");
                }
                if (nonNegative && value < 0) {
                    throw new DataException("Expected no values below zero for " + learner.describe() + " but feature '"
                            + name(vector.index(i)) + "' is " + value + " at training row " + row
                            + ". Add Scale.minMax before the learner.");
                }
            }
        }
        if (!learner.needs().contains(Need.COMPLETE)) return;
        for (int position = 0; position < dimension; position++) {
            if (missing[position] > 0) {
                throw new DataException("Expected no missing values for " + learner.describe() + " but feature '"
                        + name(position) + "' is missing in " + missing[position] + " of " + rows
                        + " training rows. Add Impute before the learner" + coping(learner.predictionType()) + ".");
            }
        }
    }

    private static String coping(Class<?> type) {
        boolean boosted = type == Classification.class || type == Regression.class || type == MultiLabel.class;
        if (!boosted && type != Anomaly.class) return "";
        return ", or use one that copes with missing values, such as "
                + (boosted ? Chain.RECOMMENDED : "IsolationForest");
    }

    private String name(int position) {
        int offset = position;
        for (Column column : columns) {
            if (offset < width(column)) {
                return column.type().fitsDouble()
                        ? column.name()
                        : column.dimensions().get(offset);
            }
            offset -= width(column);
        }
        throw new IndexOutOfBoundsException(position);
    }
}
