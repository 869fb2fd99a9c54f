package io.github.millwork.testkit;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.Transforms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a fitted transformer as the row program that serves single rows, and compares with what the batch gave. A program
 * ends in numbers, so string columns are numbered by a step behind the transformer.
 */
final class RowByRow {
    private final Dataset sample;
    private final RowProgram program;
    private final List<Column> columns;
    private final FeatureMatrix expected;

    RowByRow(FittedTransformer fitted, Dataset sample, Dataset transformed) {
        this.sample = sample;
        FittedTransformer numbering = numbering(transformed);
        this.program = RowProgram.of(sample.schema(), List.of(fitted, numbering));
        this.columns = program.columns(sample);
        this.expected = matrix(Transforms.apply(numbering, transformed, 1));
    }

    List<Feature> features() {
        return program.features();
    }

    /** Runs every row on one frame, the last one first, loaded as the row of a service is: by name. */
    @Nullable
    String differenceByRow() {
        Frame frame = program.frame();
        for (int row = sample.rowCount() - 1; row >= 0; row--) {
            program.load(frame, sample.row(row));
            String difference = runAndCompare(frame, row);
            if (difference != null) return difference;
        }
        return null;
    }

    /** Runs every row and looks whether the cells that were loaded are still there: other steps and monitors read them. */
    @Nullable
    String changedInput() {
        Frame frame = program.frame();
        Frame untouched = program.frame();
        for (int row = 0; row < sample.rowCount(); row++) {
            program.load(frame, columns, row);
            program.load(untouched, columns, row);
            program.run(frame);
            for (RowProgram.Input input : program.inputs()) {
                Object before = cell(untouched, input);
                Object after = cell(frame, input);
                if (Objects.equals(before, after)) continue;
                return "'" + input.column() + "' is " + after + " instead of " + before + " at row " + row;
            }
        }
        return null;
    }

    private static @Nullable Object cell(Frame frame, RowProgram.Input input) {
        return input.type().fitsDouble() ? (Object) frame.number(input.slot()) : frame.object(input.slot());
    }

    /**
     * Runs the rows on two threads that share the program, in opposite orders, again and again: first step by step, so that
     * they meet, then each as fast as it can.
     */
    @Nullable
    String differenceOnTwoThreads(int inStep, int runs) {
        Threads.Pace pace = new Threads.Pace();
        return Threads.both(thread -> {
            Frame frame = program.frame();
            for (int run = 0; run < inStep + runs; run++) {
                int place = run % sample.rowCount();
                int row = thread == 0 ? place : sample.rowCount() - 1 - place;
                program.load(frame, columns, row);
                if (run < inStep) pace.step(thread, run);
                String difference = runAndCompare(frame, row);
                if (difference != null) return difference;
            }
            return null;
        });
    }

    private @Nullable String runAndCompare(Frame frame, int row) {
        program.run(frame);
        FeatureVector found = frame.features();
        FeatureVector wanted = new FeatureVector(expected.dimension());
        expected.row(row, wanted);
        boolean same = found.size() == wanted.size();
        for (int i = 0; same && i < found.size(); i++) {
            same = found.index(i) == wanted.index(i) && Double.compare(found.value(i), wanted.value(i)) == 0;
            if (!same) {
                return "feature '" + features().get(found.index(i)).name() + "' is " + found.value(i) + " instead of "
                        + wanted.value(i) + " at row " + row;
            }
        }
        return same ? null : "there are " + found.size() + " values instead of " + wanted.size() + " at row " + row;
    }

    /** Numbers the strings of each feature column in the order in which they come. */
    private static FittedTransformer numbering(Dataset transformed) {
        List<Operation> operations = new ArrayList<>();
        for (Column column : transformed.columns()) {
            if (column.role() != Role.FEATURE || !column.type().isString()) continue;
            Map<String, Double> numbers = new HashMap<>();
            for (int row = 0; row < column.size(); row++) {
                String value = column.string(row);
                if (value != null) numbers.putIfAbsent(value, (double) numbers.size());
            }
            operations.add(new Operation(
                    List.of(column.name()),
                    List.of(new Field(column.name(), ColumnType.NUMBER)),
                    true,
                    (in, out) -> frame -> {
                        String value = frame.string(in[0]);
                        frame.set(out[0], value == null ? Double.NaN : numbers.getOrDefault(value, -1.0));
                    }));
        }
        return () -> operations;
    }

    private static FeatureMatrix matrix(Dataset numbered) {
        List<Column> features = numbered.columns().stream()
                .filter(column -> column.role() == Role.FEATURE)
                .toList();
        int dimension = features.stream().mapToInt(RowByRow::width).sum();
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(dimension, numbered.rowCount());
        FeatureVector vector = new FeatureVector(dimension);
        for (int row = 0; row < numbered.rowCount(); row++) {
            vector.clear();
            int offset = 0;
            for (Column column : features) {
                if (column.type() == ColumnType.VECTOR) {
                    SparseVector cell = column.vector(row);
                    for (int i = 0; i < cell.size(); i++) vector.add(offset + cell.index(i), cell.value(i));
                } else {
                    vector.add(offset, column.number(row));
                }
                offset += width(column);
            }
            builder.add(vector);
        }
        return builder.build();
    }

    private static int width(Column column) {
        return column.type() == ColumnType.VECTOR ? column.dimensions().size() : 1;
    }
}
