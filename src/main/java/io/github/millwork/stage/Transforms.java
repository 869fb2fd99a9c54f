package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import java.util.ArrayList;
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
     */
    public static Dataset apply(FittedTransformer fitted, Dataset data, int threads) {
        return apply(fitted, data, List.of(), threads);
    }

    /** As above, but the given columns take the place of those that would be computed. */
    static Dataset apply(FittedTransformer fitted, Dataset data, List<Column> given, int threads) {
        Map<String, Column> columns = new HashMap<>();
        for (Column column : data.columns()) columns.put(column.name(), column);
        if (fitted instanceof HistoryTransformer lookingBack) {
            for (Column column : lookingBack.transform(data)) columns.put(column.name(), column);
        } else {
            for (Operation operation : fitted.operations()) {
                for (Column column : run(operation, data, threads)) columns.put(column.name(), column);
            }
        }
        for (Column column : given) columns.put(column.name(), column);
        List<Column> result = new ArrayList<>();
        for (Field field : fitted.after(data.schema()).fields()) {
            Column column = columns.get(field.name());
            if (column == null) throw new IllegalStateException("the step wrote no column '" + field.name() + "'");
            result.add(column);
        }
        return Dataset.of(result);
    }

    private static List<Column> run(Operation operation, Dataset data, int threads) {
        List<Column> inputs = operation.inputs().stream().map(data::column).toList();
        SlotMap slots = new SlotMap();
        int[] in = inputs.stream().mapToInt(c -> slots.add(c.type())).toArray();
        int[] out =
                operation.outputs().stream().mapToInt(f -> slots.add(f.type())).toArray();
        Kernel kernel = operation.binder().bind(in, out);
        List<ColumnSink> sinks = operation.outputs().stream()
                .map(field -> new ColumnSink(field, data.rowCount()))
                .toList();
        if (sinks.isEmpty()) return List.of();
        Parallel.rows(data.rowCount(), threads, (begin, end) -> {
            Frame frame = slots.frame(0);
            for (int row = begin; row < end; row++) {
                for (int i = 0; i < in.length; i++) SlotMap.load(frame, in[i], inputs.get(i), row);
                kernel.run(frame);
                for (int i = 0; i < out.length; i++) sinks.get(i).take(row, frame, out[i]);
            }
        });
        return sinks.stream().map(ColumnSink::column).toList();
    }
}
