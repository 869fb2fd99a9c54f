package io.github.millwork.deploy;

import io.github.millwork.data.Cast;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Names;
import io.github.millwork.data.RecordAccess;
import io.github.millwork.stage.CellSink;
import io.github.millwork.stage.RowProgram;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Loads records: each column that is read from the component that matches its name. */
final class RecordReader {
    private record NumberCell(ToDoubleFunction<Object> reader, int slot) {}

    private record ObjectCell(Function<Object, @Nullable Object> reader, ColumnType type, String column, int slot) {}

    private final NumberCell[] numbers;
    private final ObjectCell[] objects;

    private RecordReader(List<NumberCell> numbers, List<ObjectCell> objects) {
        this.numbers = numbers.toArray(new NumberCell[0]);
        this.objects = objects.toArray(new ObjectCell[0]);
    }

    /**
     * Matches components with columns.
     *
     * @throws IllegalArgumentException if a column has no component, two have the same, two components match one column,
     *     or a component is of a type that does not suit its column
     */
    static RecordReader of(List<RowProgram.Input> inputs, Class<?> type) {
        Set<String> wanted = new HashSet<>();
        inputs.forEach(input -> wanted.add(Names.fold(input.column())));
        Map<String, RecordAccess.Component> components = new HashMap<>();
        for (RecordAccess.Component component :
                RecordAccess.of(type, name -> wanted.contains(Names.fold(name))).components()) {
            RecordAccess.Component other = components.put(Names.fold(component.name()), component);
            if (other != null) throw alike(inputs, type, other, component);
        }
        List<NumberCell> numbers = new ArrayList<>();
        List<ObjectCell> objects = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        for (RowProgram.Input input : inputs) {
            String column = input.column();
            RecordAccess.Component component = components.get(Names.fold(column));
            if (component == null) throw absent(column, type);
            String other = taken.put(component.name(), column);
            if (other != null) throw twice(other, column, component, type);
            if (!suits(component.type(), input.type())) throw unsuitable(input, component, type);
            if (input.type().fitsDouble()) {
                numbers.add(new NumberCell(component.numbers(input.type(), column), input.slot()));
            } else {
                objects.add(new ObjectCell(component.values(), input.type(), column, input.slot()));
            }
        }
        return new RecordReader(numbers, objects);
    }

    void load(CellSink row, Object item) {
        for (NumberCell cell : numbers) row.set(cell.slot, cell.reader.applyAsDouble(item));
        for (ObjectCell cell : objects) {
            Object value = cell.reader.apply(item);
            row.set(
                    cell.slot,
                    cell.type.isString()
                            ? Cast.string(cell.type, value, cell.column)
                            : Cast.cell(cell.type, value, cell.column));
        }
    }

    /** Whether values of a component can be cells of a column; where only some can, each is checked when it is read. */
    private static boolean suits(ColumnType component, ColumnType column) {
        if (component == column || (component.isNumeric() && column.isNumeric())) return true;
        return switch (column) {
            case CATEGORY -> component == ColumnType.INTEGER || component == ColumnType.BOOLEAN;
            case TEXT -> component == ColumnType.CATEGORY;
            default -> false;
        };
    }

    private static IllegalArgumentException absent(String column, Class<?> type) {
        List<String> names = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        String nearest = Names.suggest(column, names);
        return new IllegalArgumentException("Expected a component of " + type.getSimpleName() + " for column '" + column
                + "' but there are only " + Names.list(names) + ". "
                + (nearest.startsWith("Did") ? nearest + " " : "")
                + "Add or rename one; case, hyphens, underscores and spaces do not matter.");
    }

    private static IllegalArgumentException twice(
            String first, String second, RecordAccess.Component component, Class<?> type) {
        return new IllegalArgumentException("Expected each component of " + type.getSimpleName()
                + " to match one column but '" + component.name() + "' matches '" + first + "' and '" + second
                + "'. Score rows by name with predict(Row), or rename one of the columns and fit again.");
    }

    private static IllegalArgumentException alike(
            List<RowProgram.Input> inputs, Class<?> type, RecordAccess.Component first, RecordAccess.Component second) {
        String column = inputs.stream()
                .map(RowProgram.Input::column)
                .filter(name -> Names.fold(name).equals(Names.fold(first.name())))
                .findFirst()
                .orElseThrow();
        return new IllegalArgumentException(
                "Expected one component of " + type.getSimpleName() + " for column '" + column + "' but both '"
                        + first.name() + "' and '" + second.name() + "' match it. Rename one of them.");
    }

    private static IllegalArgumentException unsuitable(
            RowProgram.Input input, RecordAccess.Component component, Class<?> type) {
        return new IllegalArgumentException("Expected component '" + component.name() + "' of " + type.getSimpleName()
                + " to suit column '" + input.column() + "', which is of type "
                + input.type().label() + ", but it is a " + component.javaType().getSimpleName()
                + ". Change its type to " + javaTypes(input.type()) + ".");
    }

    private static String javaTypes(ColumnType column) {
        return switch (column) {
            case NUMBER -> "double, or Double if it can be missing";
            case INTEGER -> "int or long, or Integer or Long if it can be missing";
            case BOOLEAN -> "boolean, or Boolean if it can be missing";
            case CATEGORY -> "String or an enum";
            case TEXT -> "String";
            case DATE -> "java.time.LocalDate";
            case TIMESTAMP -> "java.time.Instant";
            case VECTOR -> "SparseVector";
        };
    }
}
