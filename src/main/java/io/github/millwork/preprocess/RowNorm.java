package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Scales each row, so that its chosen columns taken together have length 1. It learns nothing. The definition is that of
 * scikit-learn's Normalizer; a row of zeros stays as it is, and missing cells stay missing and count for nothing. Numbers
 * and integers come out as numbers; vectors are scaled with them where they are chosen by name.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param norm what the length of a row is
 */
public record RowNorm(Columns columns, Norm norm) implements Transformer {
    /** What the length of a row is. */
    public enum Norm {
        /** The sum of the absolute values. */
        L1,
        /** The root of the sum of the squares. */
        L2,
        /** The largest absolute value. */
        MAX;

        private double plus(double length, double value) {
            if (Double.isNaN(value)) return length;
            return switch (this) {
                case L1 -> length + Math.abs(value);
                case L2 -> length + value * value;
                case MAX -> Math.max(length, Math.abs(value));
            };
        }
    }

    /** One column of a row. */
    record Part(String name, ColumnType type, List<String> dimensions) {
        Field written() {
            return type == VECTOR ? new Field(name, VECTOR, Role.FEATURE, -1, dimensions) : new Field(name, NUMBER);
        }
    }

    /** Scales the columns that were chosen in training. */
    record Fitted(List<Part> parts, Norm norm) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            if (parts.isEmpty()) return List.of();
            List<String> names = parts.stream().map(Part::name).toList();
            return List.of(
                    new Operation(names, parts.stream().map(Part::written).toList(), true, this::kernel));
        }

        private Kernel kernel(int[] in, int[] out) {
            return frame -> {
                double length = 0;
                for (int i = 0; i < in.length; i++) length = plus(length, frame, in[i], i);
                if (norm == Norm.L2) length = Math.sqrt(length);
                double divisor = length == 0 ? 1 : length;
                for (int i = 0; i < in.length; i++) {
                    if (parts.get(i).type != VECTOR) frame.set(out[i], frame.number(in[i]) / divisor);
                    else frame.set(out[i], divided(frame.object(in[i]), divisor));
                }
            };
        }

        private double plus(double before, Frame frame, int slot, int part) {
            if (parts.get(part).type != VECTOR) return norm.plus(before, frame.number(slot));
            double length = before;
            if (frame.object(slot) instanceof SparseVector vector) {
                for (int i = 0; i < vector.size(); i++) length = norm.plus(length, vector.value(i));
            }
            return length;
        }

        private static SparseVector divided(@org.jspecify.annotations.Nullable Object cell, double divisor) {
            if (!(cell instanceof SparseVector vector)) return SparseVector.ZERO;
            int[] indices = new int[vector.size()];
            double[] values = new double[vector.size()];
            for (int i = 0; i < indices.length; i++) {
                indices[i] = vector.index(i);
                values[i] = vector.value(i) / divisor;
            }
            return SparseVector.of(indices, values);
        }
    }

    static final Codec<RowNorm> CODEC = Codec.of(
            "scale.rows",
            RowNorm.class,
            scale -> State.empty().with("columns", scale.columns.toString()).with("norm", scale.norm.name()),
            state -> new RowNorm(Columns.parse(state.string("columns")), Norm.valueOf(state.string("norm"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "scale.rows.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.parts.stream()
                                    .map(part -> State.empty()
                                            .with("name", part.name)
                                            .with("type", part.type.name())
                                            .with("dimensions", part.dimensions))
                                    .toList())
                    .with("norm", fitted.norm.name()),
            state -> {
                List<Part> parts = new ArrayList<>();
                for (State part : state.states("columns")) {
                    parts.add(new Part(
                            part.string("name"), ColumnType.valueOf(part.string("type")), part.strings("dimensions")));
                }
                return new Fitted(List.copyOf(parts), Norm.valueOf(state.string("norm")));
            });

    @Override
    public String describe() {
        return norm.name().toLowerCase(Locale.ROOT) + " scale rows of " + columns.describe();
    }

    private Selection selection() {
        return Selection.of(columns, NUMBER, INTEGER).orNamed(VECTOR);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        List<Field> chosen = selection().in(input);
        if (chosen.isEmpty()) return List.of();
        return List.of(new Schema.Rewrite(
                chosen.stream().map(Field::name).toList(),
                chosen.stream()
                        .map(field -> new Part(field.name(), field.type(), List.of()).written())
                        .toList()));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(
                selection().in(training, describe()).stream().map(RowNorm::part).toList(), norm));
    }

    private static Part part(Column column) {
        return new Part(column.name(), column.type(), column.dimensions());
    }
}
