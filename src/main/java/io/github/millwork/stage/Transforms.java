package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs one fitted transformer over whole columns: the same kernels as the row program, operation by operation. */
public final class Transforms {
    private Transforms() {}

    /**
     * Transforms rows.
     *
     * @param fitted a fitted transformer
     * @param data the rows, with the columns that it reads
     * @param threads how many threads to use
     * @return the rows after the transformer; columns that it does not touch are shared
     * @throws io.github.millwork.data.DataException if the transformer finds the data wrong; the message names the row
     */
    public static Dataset apply(FittedTransformer fitted, Dataset data, int threads) {
        return apply(fitted, data, Workers.of(threads));
    }

    /**
     * Transforms rows.
     *
     * @param fitted a fitted transformer
     * @param data the rows, with the columns that it reads
     * @param workers the threads to use
     * @return the rows after the transformer; columns that it does not touch are shared
     * @throws io.github.millwork.data.DataException if the transformer finds the data wrong; the message names the row
     */
    public static Dataset apply(FittedTransformer fitted, Dataset data, Workers workers) {
        return apply(fitted, data, List.of(), workers, new UnseenCounts(0));
    }

    /** As above, but the given columns take the place of those that would be computed, and unseen categories are counted. */
    static Dataset apply(
            FittedTransformer fitted, Dataset data, List<Column> given, Workers workers, UnseenCounts unseen) {
        Map<String, Field> outputs = new HashMap<>();
        fitted.operations()
                .forEach(operation -> operation.outputs().forEach(field -> outputs.put(field.name(), field)));
        Map<String, Column> written = new HashMap<>();
        for (Column column : given) written.put(column.name(), checked(column, outputs));
        if (fitted instanceof HistoryTransformer lookingBack) {
            for (Column column : lookingBack.transform(data, workers)) {
                written.putIfAbsent(column.name(), checked(column, outputs));
            }
        } else {
            for (Operation operation : fitted.operations()) {
                if (operation.outputs().stream().allMatch(field -> written.containsKey(field.name()))) continue;
                for (Column column : run(operation, data, workers, unseen)) {
                    written.putIfAbsent(column.name(), column);
                }
            }
        }
        List<Column> result = new ArrayList<>();
        for (Field field : fitted.after(data.schema()).fields()) {
            Column column = outputs.containsKey(field.name()) ? written.get(field.name()) : data.column(field.name());
            if (column == null) {
                throw new IllegalStateException("Expected the step to give column '" + field.name()
                        + "' but it did not. Give a column for each output.");
            }
            result.add(column);
        }
        return Dataset.of(result, data.rowCount());
    }

    /** A column that a step gives as a whole must be one of its outputs, or scoring would see another. */
    private static Column checked(Column column, Map<String, Field> outputs) {
        Field field = outputs.get(column.name());
        boolean vector = column.type() == ColumnType.VECTOR;
        if (field == null
                || field.type() != column.type()
                || (vector && !field.levels().equals(column.dimensions()))) {
            throw new IllegalStateException(
                    "Expected the step to give columns like the outputs of its operations but it " + "gave " + column
                            + ". Name and type, and the dimensions of a vector, must agree.");
        }
        return column.withRole(field.role());
    }

    private static List<Column> run(Operation operation, Dataset data, Workers workers, UnseenCounts unseen) {
        List<Column> inputs = operation.inputs().stream().map(data::column).toList();
        SlotMap slots = new SlotMap();
        int[] in = inputs.stream().mapToInt(c -> slots.add(c.type())).toArray();
        int[] out =
                operation.outputs().stream().mapToInt(f -> slots.add(f.type())).toArray();
        Kernel kernel = operation.binder().bind(in, out);
        Column[] read = inputs.toArray(Column[]::new); // arrays: lists would be asked again for each row
        ColumnSink[] sinks = operation.outputs().stream()
                .map(field -> new ColumnSink(field, data.rowCount()))
                .toArray(ColumnSink[]::new);
        Parallel.rows(data.rowCount(), workers, (begin, end) -> {
            Frame frame = slots.frame(0);
            int row = begin;
            try {
                for (; row < end; row++) {
                    frame.newRow();
                    for (int i = 0; i < in.length; i++) CellLoader.load(frame, in[i], read[i], row);
                    kernel.run(frame);
                    for (int i = 0; i < out.length; i++) sinks[i].take(row, frame, out[i]);
                    if (!frame.unseenInRow().isEmpty()) unseen.add(frame, row);
                }
            } catch (RuntimeException e) {
                throw Failure.ofColumns(e, row - unseen.firstRow());
            }
        });
        return Arrays.stream(sinks).map(ColumnSink::column).toList();
    }
}
