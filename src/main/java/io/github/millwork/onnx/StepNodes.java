package io.github.millwork.onnx;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FillMeaning;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.HistoryTransformer;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.SplineMeaning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Says the steps of a pipeline in ONNX, by what their operations mean. Only what the features depend on gets nodes, as in a
 * row program.
 */
final class StepNodes {
    /** A column as some step left it: what writes it and from what; without an operation it is an input. */
    private record Cells(Field field, @Nullable Operation operation, int output, List<Cells> from, String step) {}

    private final GraphBuilder graph;
    private final IdentityHashMap<Cells, String> tensors = new IdentityHashMap<>();
    private final IdentityHashMap<Operation, String> filled = new IdentityHashMap<>();
    private final Map<String, String> inputs = new HashMap<>();
    private final List<Cells> features = new ArrayList<>();

    /**
     * Follows the columns of a pipeline through its steps.
     *
     * @throws IllegalArgumentException if an input or a step cannot be said in ONNX
     */
    StepNodes(GraphBuilder graph, FittedChain<?> chain) {
        this.graph = graph;
        for (RowProgram.Input input : chain.inputs()) {
            if (input.type() == ColumnType.VECTOR) {
                throw Refused.of("column '" + input.column() + "' is a vector");
            }
            int type = input.type().isString() ? GraphBuilder.STRING : GraphBuilder.DOUBLE;
            inputs.put(input.column(), graph.input(input.column(), type));
        }
        Map<String, Cells> columns = new HashMap<>();
        Schema schema = chain.schema();
        for (Field field : schema.fields()) {
            columns.put(field.name(), new Cells(field, null, 0, List.of(), "input"));
        }
        for (int i = 0; i < chain.steps().size(); i++) {
            FittedTransformer step = chain.steps().get(i);
            String name = chain.stages().get(i) + " step " + (i + 1) + " (" + name(step) + ")";
            if (step instanceof HistoryTransformer) throw Refused.of(name + " looks back on earlier rows");
            columns.putAll(written(step, columns, name));
            schema = step.after(schema);
        }
        for (Field field : schema.features()) features.add(columns.get(field.name()));
    }

    private static String name(FittedTransformer step) {
        return Codecs.encode(step).string("name").replace(".fitted", "");
    }

    private static Map<String, Cells> written(FittedTransformer step, Map<String, Cells> columns, String name) {
        Map<String, Cells> written = new HashMap<>();
        for (Operation operation : step.operations()) {
            List<Cells> from = operation.inputs().stream().map(columns::get).toList();
            for (int i = 0; i < operation.outputs().size(); i++) {
                Field field = operation.outputs().get(i);
                written.put(field.name(), new Cells(field, operation, i, from, name));
            }
        }
        return written;
    }

    /** {@return the tensor of all features, rows x features, as doubles} */
    String features() {
        return together(features);
    }

    /** Numbers and vectors side by side. */
    private String together(List<Cells> columns) {
        String[] all = columns.stream().map(this::tensor).toArray(String[]::new);
        return all.length == 1 ? all[0] : graph.node("Concat", List.of(GraphBuilder.integer("axis", 1)), all);
    }

    private String tensor(Cells cells) {
        String known = tensors.get(cells);
        if (known == null) {
            known = made(cells);
            tensors.put(cells, known);
        }
        return known;
    }

    private String made(Cells cells) {
        Operation operation = cells.operation;
        if (operation == null) return Objects.requireNonNull(inputs.get(cells.field.name()));
        Meaning meaning = operation
                .meaning()
                .orElseThrow(() -> Refused.of(cells.step + " does not say as data what it computes"));
        try {
            if (meaning instanceof Meaning.Formulas formulas) {
                return formula(formulas.outputs().get(cells.output), operation, cells.from);
            }
            if (meaning instanceof Meaning.Linear linear) return linear(linear, together(cells.from));
            if (meaning instanceof Meaning.Places places) return places(places, together(cells.from));
            if (meaning instanceof FillMeaning fill) return filled(fill, operation, cells);
            if (meaning instanceof SplineMeaning splines) {
                return new NumberNodes(graph).splines(splines, tensor(cells.from.get(0)));
            }
            Cells from = cells.from.get(0);
            if (meaning instanceof Meaning.Numbers numbers) return numbers(numbers, tensor(from));
            Meaning.Positions positions = (Meaning.Positions) meaning;
            int dimensions = cells.field.levels().size();
            return from.field.type().isString()
                    ? positions(positions, tensor(from), dimensions)
                    : positions(positions, tensor(from), dimensions, from.field.type());
        } catch (IllegalArgumentException e) {
            throw e instanceof Refused ? e : Refused.of(cells.step + ": " + e.getMessage());
        }
    }

    /** All outputs are made at once, and each takes its column. */
    private String filled(FillMeaning meaning, Operation operation, Cells cells) {
        NumberNodes nodes = new NumberNodes(graph);
        String all = filled.get(operation);
        if (all == null) {
            all = nodes.filled(meaning, together(cells.from));
            filled.put(operation, all);
        }
        return nodes.columns(all, cells.output, 1);
    }

    private String formula(Expression expression, Operation operation, List<Cells> from) {
        FormulaNodes nodes = new FormulaNodes(
                graph, column -> tensor(from.get(operation.inputs().indexOf(column))));
        String result = nodes.of(expression.term());
        if (!expression.columns().isEmpty()) return result;
        String some = inputs.values().iterator().next(); // a constant has as many rows as the inputs
        return graph.node("Expand", result, graph.node("Shape", some));
    }

    private String places(Map<String, Long> places, long others, String texts) {
        List<String> keys = places.keySet().stream().sorted().toList();
        return graph.ml(
                "LabelEncoder",
                List.of(
                        GraphBuilder.listOfTexts("keys_strings", keys),
                        GraphBuilder.listOfIntegers(
                                "values_int64s", keys.stream().map(places::get).toList()),
                        GraphBuilder.integer("default_int64", others)),
                texts);
    }

    private String linear(Meaning.Linear meaning, String row) {
        int places = meaning.weights().length / meaning.count();
        String left =
                meaning.centre().length == 0 ? row : graph.node("Sub", row, graph.numbers(meaning.centre(), 1, places));
        return graph.node("MatMul", left, graph.numbers(meaning.weights(), places, meaning.count()));
    }

    private String places(Meaning.Places meaning, String row) {
        long[] kept = meaning.places().stream().mapToLong(Integer::longValue).toArray();
        return graph.node("Gather", List.of(GraphBuilder.integer("axis", 1)), row, graph.integers(kept, kept.length));
    }

    private String numbers(Meaning.Numbers meaning, String texts) {
        Map<String, Long> places = new HashMap<>();
        List<String> known = meaning.numbers().keySet().stream().sorted().toList();
        double[] values = new double[known.size() + 2];
        for (String key : known) {
            values[places.size()] = Objects.requireNonNull(meaning.numbers().get(key));
            places.put(key, (long) places.size());
        }
        values[known.size()] = meaning.unseen();
        values[known.size() + 1] = meaning.missing();
        places.put("", known.size() + 1L);
        return graph.node("Gather", graph.numbers(values, values.length), places(places, known.size(), texts));
    }

    private String positions(Meaning.Positions meaning, String texts, int dimensions) {
        Map<String, Long> places = new HashMap<>();
        meaning.positions().forEach((key, place) -> places.put(key, (long) place));
        places.put("", (long) meaning.missing());
        String place = places(places, meaning.unseen(), texts);
        String all = graph.integers(LongStream.range(0, dimensions).toArray(), 1, dimensions);
        return graph.cast(graph.node("Equal", place, all), GraphBuilder.DOUBLE);
    }

    /** Of integers and booleans: which key a number equals, times where each key belongs. */
    private String positions(Meaning.Positions meaning, String numbers, int dimensions, ColumnType type) {
        List<String> keys = meaning.positions().keySet().stream().sorted().toList();
        double[] values = new double[keys.size()];
        double[] places = new double[keys.size() * dimensions];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    type == ColumnType.BOOLEAN ? (keys.get(i).equals("true") ? 1 : 0) : Double.parseDouble(keys.get(i));
            int place = Objects.requireNonNull(meaning.positions().get(keys.get(i)));
            if (place >= 0) places[i * dimensions + place] = 1;
        }
        String equal =
                graph.cast(graph.node("Equal", numbers, graph.numbers(values, 1, values.length)), GraphBuilder.DOUBLE);
        String sum = graph.node("MatMul", equal, graph.numbers(places, values.length, dimensions));
        String missing = graph.cast(graph.node("IsNaN", numbers), GraphBuilder.DOUBLE);
        String ones = graph.number(1);
        String known = graph.node("MatMul", equal, graph.numbers(filled(values.length), values.length, 1));
        String unseen = graph.node("Sub", graph.node("Sub", ones, known), missing);
        sum = at(meaning.unseen(), unseen, sum, dimensions);
        return at(meaning.missing(), missing, sum, dimensions);
    }

    private String at(int place, String ones, String sum, int dimensions) {
        if (place < 0) return sum;
        double[] unit = new double[dimensions];
        unit[place] = 1;
        return graph.node("Add", sum, graph.node("Mul", ones, graph.numbers(unit, 1, dimensions)));
    }

    private static double[] filled(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** {@return the names of the inputs} */
    static Set<String> names(FittedChain<?> chain) {
        Set<String> names = new HashSet<>();
        for (RowProgram.Input input : chain.inputs()) names.add(input.column());
        return names;
    }
}
