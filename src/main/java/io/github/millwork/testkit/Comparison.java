package io.github.millwork.testkit;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.SparseVector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the first difference between two results; null where there is none. */
final class Comparison {
    private Comparison() {}

    /** Compares bit for bit. */
    static @Nullable String difference(Dataset expected, Dataset found) {
        return difference(expected, found, 0);
    }

    /** Compares numbers within a tolerance, relative above 1 and absolute below; everything else exactly. */
    static @Nullable String difference(Dataset expected, Dataset found, double tolerance) {
        if (!expected.schema().names().equals(found.schema().names())) {
            return "the columns are " + found.schema().names() + " instead of "
                    + expected.schema().names();
        }
        for (Column column : expected.columns()) {
            String difference = difference(column, found.column(column.name()), tolerance);
            if (difference != null) return "column '" + column.name() + "' " + difference;
        }
        return null;
    }

    private static @Nullable String difference(Column expected, Column found, double tolerance) {
        if (expected.type() != found.type() || expected.role() != found.role()) {
            return "is " + found.type().label() + " and " + found.role().label() + " instead of "
                    + expected.type().label() + " and " + expected.role().label();
        }
        if (!expected.dimensions().equals(found.dimensions())) {
            return "has the dimensions " + found.dimensions() + " instead of " + expected.dimensions();
        }
        if (expected.size() != found.size()) {
            return "has " + found.size() + " rows instead of " + expected.size();
        }
        for (int row = 0; row < expected.size(); row++) {
            Object a = expected.value(row);
            Object b = found.value(row);
            if (!same(a, b, tolerance)) return "is " + b + " instead of " + a + " at row " + row;
        }
        return null;
    }

    private static boolean same(@Nullable Object a, @Nullable Object b, double tolerance) {
        if (Objects.equals(a, b)) return true;
        if (a instanceof Double x && b instanceof Double y) return close(x, y, tolerance);
        if (!(a instanceof SparseVector x) || !(b instanceof SparseVector y) || x.size() != y.size()) return false;
        for (int i = 0; i < x.size(); i++) {
            if (x.index(i) != y.index(i) || !close(x.value(i), y.value(i), tolerance)) return false;
        }
        return true;
    }

    private static boolean close(double a, double b, double tolerance) {
        return Double.compare(a, b) == 0 || (tolerance > 0 && Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a)));
    }

    /** Compares what the numbers mean exactly, and the numbers within a tolerance. */
    static @Nullable String difference(Predictions<?> expected, Predictions<?> found, double tolerance) {
        if (!expected.outputs().equals(found.outputs())) {
            return "the outputs are " + found.outputs() + " instead of " + expected.outputs();
        }
        if (expected.size() != found.size()) {
            return "there are " + found.size() + " predictions instead of " + expected.size();
        }
        for (int row = 0; row < expected.size(); row++) {
            for (int output = 0; output < expected.outputs().width(); output++) {
                if (!close(expected.value(row, output), found.value(row, output), tolerance)) {
                    return "row " + row + " is predicted as " + found.get(row) + " instead of " + expected.get(row);
                }
            }
        }
        return null;
    }
}
