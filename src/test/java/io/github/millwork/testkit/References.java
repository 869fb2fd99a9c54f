package io.github.millwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.Transforms;
import java.util.Arrays;

/**
 * Compares what a step makes of rows with what a reference made of them. A reference is a table whose column "row" has the
 * numbers of the rows that were kept, and whose other columns are the columns, or dimensions of vectors, to be found.
 */
public final class References {
    private References() {}

    /** Fits to all rows, transforms those that the reference kept, and compares within a tolerance, relative above 1. */
    public static Dataset compare(Dataset data, Transformer step, Dataset reference, double tolerance) {
        Dataset fitted = Transforms.apply(step.fit(data, FitContext.of(0)).fitted(), data.rows(rows(reference)), 1);
        compare(fitted, reference, tolerance);
        return fitted;
    }

    /** {@return the rows that a step was fitted to, transformed} */
    public static Dataset apply(Transformer step, Dataset data) {
        return Transforms.apply(step.fit(data, FitContext.of(0)).fitted(), data, 1);
    }

    /** {@return the numbers of the rows that a reference kept} */
    public static int[] rows(Dataset reference) {
        return Arrays.stream(reference.column("row").toDoubles())
                .mapToInt(row -> (int) row)
                .toArray();
    }

    /** Compares rows that were transformed with a reference of the same rows. */
    public static void compare(Dataset found, Dataset reference, double tolerance) {
        int[] rows = rows(reference);
        for (Column expected : reference.drop("row").columns()) {
            for (int row = 0; row < rows.length; row++) {
                String where = expected.name() + " at row " + rows[row];
                if (expected.type() == ColumnType.CATEGORY) {
                    assertThat(found.column(expected.name()).string(row))
                            .as(where)
                            .isEqualTo(expected.string(row));
                    continue;
                }
                double actual = number(found, expected.name(), row);
                double wanted = expected.number(row);
                if (Double.isNaN(wanted)) assertThat(actual).as(where).isNaN();
                else assertThat(actual).as(where).isCloseTo(wanted, within(tolerance * Math.max(1, Math.abs(wanted))));
            }
        }
    }

    /** A cell of a number column of that name, or of the dimension of that name. */
    private static double number(Dataset found, String name, int row) {
        if (found.has(name) && found.column(name).type().fitsDouble())
            return found.column(name).number(row);
        for (Column column : found.columns()) {
            int dimension = column.dimensions().indexOf(name);
            if (dimension >= 0) return column.vector(row).at(dimension);
        }
        throw new AssertionError("Expected a column or dimension '" + name + "' but there are " + found.schema());
    }
}
