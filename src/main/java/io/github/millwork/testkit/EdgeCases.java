package io.github.millwork.testkit;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.DatasetBuilder;
import io.github.millwork.data.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Data that real sources hold sooner or later, made from a sample. Each must work, or be refused as wrong data. */
final class EdgeCases {
    private static final double[] INFINITE = {Double.POSITIVE_INFINITY, 1, Double.NEGATIVE_INFINITY, Double.NaN};
    private static final double[] HUGE = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE / 2, 0};

    private EdgeCases() {}

    /** {@return datasets by what is special about them; only feature columns differ from the sample} */
    static Map<String, Dataset> of(Dataset sample) {
        Map<String, Dataset> cases = new LinkedHashMap<>();
        cases.put("the rows as they are", sample);
        cases.put("no rows", sample.rows(new int[0]));
        cases.put("one row", sample.rows(0));
        cases.put("missing cells only", features(sample, EdgeCases::missing));
        cases.put("constant columns", features(sample, EdgeCases::constant));
        cases.put("infinite numbers", features(sample, column -> numbers(column, INFINITE)));
        cases.put("the largest numbers", features(sample, column -> numbers(column, HUGE)));
        cases.put("unseen categories", features(sample, EdgeCases::unseen));
        for (Column column : sample.columns()) {
            if (column.role() != Role.FEATURE) continue;
            List<Column> left = sample.columns().stream()
                    .filter(other -> other.role() != Role.FEATURE || other == column)
                    .toList();
            cases.put("no feature but '" + column.name() + "'", Dataset.of(left));
        }
        return cases;
    }

    /** Runs the work on all cases; only {@link DataException} may come out of it. */
    static @Nullable String run(Map<String, Dataset> cases, Consumer<Dataset> work) {
        List<String> failed = new ArrayList<>();
        cases.forEach((name, data) -> {
            try {
                work.accept(data);
            } catch (DataException refused) {
                if (String.valueOf(refused.getMessage()).isBlank()) failed.add("with " + name + " it says nothing");
            } catch (RuntimeException | AssertionError | StackOverflowError | LinkageError e) {
                failed.add("with " + name + " it throws " + e);
            }
        });
        return failed.isEmpty() ? null : String.join("; ", failed);
    }

    private static Dataset features(Dataset sample, UnaryOperator<Column> change) {
        return Dataset.of(sample.columns().stream()
                .map(column -> column.role() == Role.FEATURE ? change.apply(column) : column)
                .toList());
    }

    /** {@return rows like those of the sample, but with other numbers and other categories} */
    static Dataset elsewhere(Dataset sample) {
        return features(sample, column -> {
            if (column.type() == ColumnType.NUMBER) {
                double[] values = column.toDoubles();
                for (int row = 0; row < values.length; row++) values[row] = values[row] * 3 + 7;
                return Column.numbers(column.name(), values);
            }
            return unseen(column);
        });
    }

    private static Column missing(Column column) {
        if (column.type() == ColumnType.VECTOR) return column;
        DatasetBuilder builder = Dataset.builder().column(column.name(), column.type());
        for (int row = 0; row < column.size(); row++) builder.row((Object) null);
        return builder.build().column(column.name());
    }

    private static Column constant(Column column) {
        int row = 0;
        while (row < column.size() - 1 && column.isMissing(row)) row++;
        int[] rows = new int[column.size()];
        Arrays.fill(rows, row);
        return column.rows(rows);
    }

    private static Column numbers(Column column, double[] instead) {
        if (column.type() != ColumnType.NUMBER) return column;
        double[] values = column.toDoubles();
        for (int row = 0; row < values.length; row++) values[row] = instead[row % instead.length];
        return Column.numbers(column.name(), values);
    }

    private static Column unseen(Column column) {
        if (!column.type().isString()) return column;
        String[] values = new String[column.size()];
        Arrays.fill(values, "never seen before");
        return column.type() == ColumnType.CATEGORY
                ? Column.categories(column.name(), values)
                : Column.texts(column.name(), values);
    }
}
