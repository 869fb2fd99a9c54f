package io.github.millwork.stage;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the operations of fitted transformers together into a {@link RowProgram}. Operations whose outputs nothing reads
 * are left out, and so are the columns that only they would have read.
 */
final class ProgramCompiler {
    /** A value in the program: a column as it is after some operation. Two columns of one name are two values. */
    private static final class Value {
        final Field field;
        final Set<String> sources;
        boolean live;
        int slot = -1;

        Value(Field field, Set<String> sources) {
            this.field = field;
            this.sources = sources;
        }
    }

    /** The step is null for those that look back: they may read the past of the target, and are not run row by row. */
    private record Placed(
            Operation.Binder binder,
            List<Value> inputs,
            List<Value> outputs,
            @Nullable String step) {}

    private final Map<String, Value> collected = new LinkedHashMap<>();
    private final Map<String, Value> current = new HashMap<>();
    private final List<Placed> placed = new ArrayList<>();
    private Schema schema;

    private ProgramCompiler(Schema input) {
        this.schema = input;
        for (Field field : input.fields()) {
            Value value = new Value(field, Set.of(field.name()));
            collected.put(field.name(), value);
            current.put(field.name(), value);
        }
    }

    /** As below, with steps that have no other name than their place. */
    static RowProgram compile(Schema input, List<FittedTransformer> steps, boolean complete) {
        return compile(input, steps, labels(Collections.nCopies(steps.size(), "")), complete);
    }

    /** Names of steps of which only the stage is known, or not even that. */
    static List<String> labels(List<String> stages) {
        return IntStream.range(0, stages.size())
                .mapToObj(i -> (stages.get(i) + " step " + (i + 1)).strip())
                .toList();
    }

    /**
     * Compiles a program.
     *
     * @param input the schema of the collected data
     * @param steps the fitted transformers, in order
     * @param labels how messages name each of them
     * @param complete whether the model needs all features, so that a missing one is an error
     * @return the program that computes all feature columns that are left after the last step
     */
    static RowProgram compile(Schema input, List<FittedTransformer> steps, List<String> labels, boolean complete) {
        ProgramCompiler compiler = new ProgramCompiler(input);
        for (int i = 0; i < steps.size(); i++) compiler.place(steps.get(i), labels.get(i));
        return compiler.finish(complete);
    }

    private void place(FittedTransformer step, String label) {
        List<Placed> operations = step.operations().stream()
                .map(operation -> placed(operation, label))
                .toList();
        if (step instanceof HistoryTransformer) placed.add(lookingBack(operations));
        else placed.addAll(operations);
        schema = step.after(schema);
        for (Placed operation : operations) {
            operation.outputs.forEach(value -> current.put(value.field.name(), value));
        }
        current.keySet().retainAll(Set.copyOf(schema.names()));
    }

    private Placed placed(Operation operation, String label) {
        List<Value> inputs = new ArrayList<>();
        Set<String> sources = new TreeSet<>();
        for (String name : operation.inputs()) {
            Value value = current.get(name);
            if (value == null) {
                throw new DataException("Expected a column '" + name + "' but no step before gives it.");
            }
            inputs.add(value);
            sources.addAll(value.sources);
        }
        List<Value> outputs = operation.outputs().stream()
                .map(field -> new Value(field, sources))
                .toList();
        return new Placed(operation.binder(), inputs, outputs, label);
    }

    /** A step that looks back computes its columns together, so it is needed as a whole or not at all. */
    private static Placed lookingBack(List<Placed> operations) {
        Kernel none = frame -> {
            throw new IllegalStateException(
                    "Expected whole columns, since a step looks back on other rows, but found a single row. Use predict.");
        };
        return new Placed(
                (in, out) -> none,
                operations.stream().flatMap(each -> each.inputs.stream()).toList(),
                operations.stream().flatMap(each -> each.outputs.stream()).toList(),
                null);
    }

    /**
     * Predictions are made where the target is not known, so a feature that is computed from it looks perfect in training
     * and cannot be had later. Columns of other roles may be read on purpose, weights among them: they can be given.
     */
    private static void checkNoTarget(Placed operation) {
        if (operation.step == null) return;
        for (Value value : operation.inputs) {
            if (value.field.role() != Role.TARGET) continue;
            throw new DataException("Expected features that are computed without the target but " + operation.step
                    + " reads '" + value.field.name() + "', the target column, which is not known when a row is "
                    + "predicted. Leave it out of that step.");
        }
    }

    private RowProgram finish(boolean complete) {
        List<Value> features = schema.fields().stream()
                .filter(field -> field.role() == Role.FEATURE)
                .map(field -> current.get(field.name()))
                .toList();
        features.forEach(value -> value.live = true);
        Deque<Placed> needed = new ArrayDeque<>();
        for (int i = placed.size() - 1; i >= 0; i--) {
            Placed operation = placed.get(i);
            if (operation.outputs.stream().noneMatch(value -> value.live)) continue;
            operation.inputs.forEach(value -> value.live = true);
            needed.addFirst(operation);
        }
        needed.forEach(ProgramCompiler::checkNoTarget);
        SlotMap slots = new SlotMap();
        List<RowProgram.Input> inputs = new ArrayList<>();
        for (Value value : collected.values()) {
            if (!value.live) continue;
            value.slot = slots.add(value.field.type());
            List<String> dimensions = value.field.type() == ColumnType.VECTOR ? value.field.levels() : List.of();
            inputs.add(new RowProgram.Input(value.field.name(), value.field.type(), dimensions, value.slot));
        }
        List<Kernel> kernels = new ArrayList<>();
        List<@Nullable String> steps = new ArrayList<>();
        for (Placed operation : needed) {
            operation.outputs.forEach(value -> value.slot = slots.add(value.field.type()));
            kernels.add(operation.binder.bind(slotsOf(operation.inputs), slotsOf(operation.outputs)));
            steps.add(operation.step);
        }
        return assemble(inputs, kernels, steps, features, slots, complete);
    }

    private static RowProgram assemble(
            List<RowProgram.Input> inputs,
            List<Kernel> kernels,
            List<@Nullable String> steps,
            List<Value> values,
            SlotMap slots,
            boolean complete) {
        List<RowProgram.Output> outputs = new ArrayList<>();
        List<Feature> features = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Value value : values) {
            if (value.field.type().isString()) {
                throw new DataException("Expected only numbers and vectors as features but '" + value.field.name()
                        + "' is " + value.field.type().label() + ". Encode it, or drop it.");
            }
            boolean vector = !value.field.type().fitsDouble();
            outputs.add(new RowProgram.Output(value.field.name(), value.slot, vector, features.size()));
            List<String> sources = List.copyOf(value.sources).stream().sorted().toList();
            for (String name : vector ? value.field.levels() : List.of(value.field.name())) {
                if (!names.add(name)) {
                    throw new DataException("Expected the features to have different names but '" + name
                            + "' comes twice. Rename one of the columns they come from.");
                }
                features.add(new Feature(name, sources, vector ? List.of() : value.field.levels()));
            }
        }
        return new RowProgram(inputs, kernels, steps, outputs, features, slots, complete);
    }

    private static int[] slotsOf(List<Value> values) {
        return values.stream().mapToInt(value -> value.slot).toArray();
    }
}
