package io.github.millwork.stage;

import io.github.millwork.data.Cells;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Condition;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.NumberExpression;
import io.github.millwork.data.SparseVector;
import io.github.millwork.data.TextExpression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an operation computes, as data, where it can be said so: for whoever has to do the same elsewhere, as an export to
 * another runtime does. The conformance kit holds that it says what the kernel does, but for rounding. Immutable; equal by
 * value.
 */
public sealed interface Meaning
        permits Meaning.Formulas,
                Meaning.Positions,
                Meaning.Numbers,
                Meaning.Linear,
                Meaning.Places,
                SplineMeaning,
                FillMeaning {
    /**
     * Each output is an expression over the inputs.
     *
     * @param outputs an expression for each output of the operation, in order
     */
    record Formulas(List<Expression> outputs) implements Meaning {
        /**
         * Copies the list.
         *
         * @param outputs an expression for each output of the operation, in order
         */
        public Formulas {
            outputs = List.copyOf(outputs);
        }

        /**
         * Makes the meaning of an operation with one output.
         *
         * @param output the expression
         */
        public Formulas(Expression output) {
            this(List.of(output));
        }

        @Override
        public Operation.Binder binder(List<Field> inputs) {
            List<String> names = inputs.stream().map(Field::name).toList();
            return (in, out) -> {
                List<Kernel> kernels = new ArrayList<>();
                for (int i = 0; i < outputs.size(); i++) kernels.add(kernel(outputs.get(i), names, in, out[i]));
                return frame -> kernels.forEach(kernel -> kernel.run(frame));
            };
        }

        private static Kernel kernel(Expression expression, List<String> names, int[] in, int out) {
            if (expression instanceof TextExpression text) {
                Function<Cells, @Nullable String> compiled = text.compile(name -> in[names.indexOf(name)]);
                return frame -> frame.set(out, compiled.apply(frame));
            }
            ToDoubleFunction<Cells> compiled = expression instanceof NumberExpression number
                    ? number.compile(name -> in[names.indexOf(name)])
                    : ((Condition) expression).compile(name -> in[names.indexOf(name)]);
            return frame -> frame.set(out, compiled.applyAsDouble(frame));
        }
    }

    /**
     * The one input becomes a vector with a 1 at the position of its cell, and zero elsewhere.
     *
     * @param positions the position of each known cell; an integer or boolean is known by its text
     * @param unseen the position of all others; -1 for a vector of zeros
     * @param missing the position of a missing cell; -1 for a vector of zeros
     */
    record Positions(Map<String, Integer> positions, int unseen, int missing) implements Meaning {
        /**
         * Copies the map.
         *
         * @param positions the position of each known cell; an integer or boolean is known by its text
         * @param unseen the position of all others; -1 for a vector of zeros
         * @param missing the position of a missing cell; -1 for a vector of zeros
         */
        public Positions {
            positions = Map.copyOf(positions);
        }

        @Override
        public Operation.Binder binder(List<Field> inputs) {
            Function<Integer, SparseVector> vector = at -> at < 0 ? SparseVector.ZERO : SparseVector.unit(at);
            ColumnType type = inputs.get(0).type();
            return (in, out) -> frame -> {
                String cell = text(frame, in[0], type);
                frame.set(out[0], vector.apply(cell == null ? missing : positions.getOrDefault(cell, unseen)));
            };
        }

        private static @Nullable String text(Frame frame, int slot, ColumnType type) {
            if (!type.fitsDouble()) return frame.string(slot);
            double number = frame.number(slot);
            if (Double.isNaN(number)) return null;
            return type == ColumnType.BOOLEAN ? Boolean.toString(number == 1) : Long.toString((long) number);
        }
    }

    /**
     * The one input, a category, becomes a number.
     *
     * @param numbers the number of each known category
     * @param unseen the number of all others; NaN for missing
     * @param missing the number of a missing cell; NaN for missing
     */
    record Numbers(Map<String, Double> numbers, double unseen, double missing) implements Meaning {
        /**
         * Copies the map.
         *
         * @param numbers the number of each known category
         * @param unseen the number of all others; NaN for missing
         * @param missing the number of a missing cell; NaN for missing
         */
        public Numbers {
            numbers = Map.copyOf(numbers);
        }

        @Override
        public Operation.Binder binder(List<Field> inputs) {
            return (in, out) -> frame -> {
                String cell = frame.string(in[0]);
                frame.set(out[0], cell == null ? missing : numbers.getOrDefault(cell, unseen));
            };
        }
    }

    /**
     * The inputs, one after the other as one long row (each number has a place in it, and each dimension of a vector),
     * become a vector of sums: what is left of each place without its centre, times a weight. A missing cell makes all sums
     * missing.
     *
     * @param centre what is taken from each place first; empty for zeros; not to be changed
     * @param weights for each place the weight that it has in each sum, place by place; not to be changed
     * @param count how many sums
     */
    record Linear(double[] centre, double[] weights, int count) implements Meaning {
        @Override
        public Operation.Binder binder(List<Field> inputs) {
            return (in, out) -> frame -> {
                double[] sums = new double[count];
                int place = 0;
                for (int i = 0; i < in.length; i++) {
                    if (inputs.get(i).type().fitsDouble()) {
                        add(sums, place++, frame.number(in[i]));
                        continue;
                    }
                    SparseVector vector = frame.object(in[i]) instanceof SparseVector held ? held : SparseVector.ZERO;
                    for (int at = 0; at < inputs.get(i).levels().size(); at++) add(sums, place++, vector.at(at));
                }
                int[] all = new int[count];
                Arrays.setAll(all, i -> i);
                frame.set(out[0], SparseVector.of(all, sums));
            };
        }

        private void add(double[] sums, int place, double cell) {
            double left = centre.length == 0 ? cell : cell - centre[place];
            for (int i = 0; i < count; i++) sums[i] += left * weights[place * count + i];
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Linear that
                    && count == that.count
                    && Arrays.equals(centre, that.centre)
                    && Arrays.equals(weights, that.weights);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(centre) + Arrays.hashCode(weights);
        }
    }

    /**
     * The inputs, one after the other as one long row (each number has a place in it, and each dimension of a vector),
     * become a vector of some of its places.
     *
     * @param places which places, ascending
     */
    record Places(List<Integer> places) implements Meaning {
        /**
         * Copies the list.
         *
         * @param places which places, ascending
         */
        public Places {
            places = List.copyOf(places);
        }

        @Override
        public Operation.Binder binder(List<Field> inputs) {
            return (in, out) -> frame -> {
                List<Double> row = new ArrayList<>();
                for (int i = 0; i < in.length; i++) {
                    if (inputs.get(i).type().fitsDouble()) {
                        row.add(frame.number(in[i]));
                        continue;
                    }
                    SparseVector vector = frame.object(in[i]) instanceof SparseVector held ? held : SparseVector.ZERO;
                    for (int at = 0; at < inputs.get(i).levels().size(); at++) row.add(vector.at(at));
                }
                double[] kept = places.stream().mapToDouble(row::get).toArray();
                int[] held = IntStream.range(0, kept.length)
                        .filter(i -> kept[i] != 0)
                        .toArray();
                frame.set(
                        out[0],
                        SparseVector.of(
                                held,
                                IntStream.of(held).mapToDouble(i -> kept[i]).toArray()));
            };
        }
    }

    /**
     * {@return the meaning of categories that are numbered in the order of a list, others being missing}
     *
     * @param levels the categories
     */
    static Numbers places(List<String> levels) {
        Map<String, Double> numbers = new HashMap<>();
        for (String level : levels) numbers.put(level, (double) numbers.size());
        return new Numbers(numbers, Double.NaN, Double.NaN);
    }

    /**
     * {@return what makes a kernel that computes this: slower than that of the operation, and to compare it with}
     *
     * @param inputs the columns that the operation reads
     */
    Operation.Binder binder(List<Field> inputs);
}
