package io.github.millwork.deploy;

import io.github.millwork.data.BeanAccess;
import io.github.millwork.data.Cast;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Names;
import io.github.millwork.data.RecordAccess;
import io.github.millwork.stage.AbsentColumns;
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
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Loads records and beans: each column that is read from the component or getter that matches its name. */
final class PropertyReader<R> implements RowReader<R> {
    private record NumberCell(ToDoubleFunction<Object> reader, int slot) {}

    private record ObjectCell(Function<Object, @Nullable Object> reader, RowProgram.Input input) {}

    private final NumberCell[] numbers;
    private final ObjectCell[] objects;

    private PropertyReader(List<NumberCell> numbers, List<ObjectCell> objects) {
        this.numbers = numbers.toArray(new NumberCell[0]);
        this.objects = objects.toArray(new ObjectCell[0]);
    }

    /**
     * Matches the components of a record class, or the getters of any other, with columns.
     *
     * @throws IllegalArgumentException if a column has no component, two have the same, two components match one column,
     *     or a component is of a type that does not suit its column
     */
    static <R> PropertyReader<R> of(List<RowProgram.Input> inputs, Class<R> type) {
        Set<String> wanted = new HashSet<>();
        inputs.forEach(input -> wanted.add(Names.fold(input.column())));
        Map<String, RecordAccess.Component> components = new HashMap<>();
        Predicate<String> isWanted = name -> wanted.contains(Names.fold(name));
        for (RecordAccess.Component component :
                type.isRecord() ? RecordAccess.of(type, isWanted).components() : BeanAccess.of(type, isWanted)) {
            RecordAccess.Component other = components.put(Names.fold(component.name()), component);
            if (other != null) throw alike(inputs, type, other, component);
        }
        List<NumberCell> numbers = new ArrayList<>();
        List<ObjectCell> objects = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        for (RowProgram.Input input : inputs) {
            String column = input.column();
            RecordAccess.Component component = components.get(Names.fold(column));
            if (component == null) throw absent(inputs, components.keySet(), type);
            String other = taken.put(component.name(), column);
            if (other != null) throw twice(other, column, component, type);
            if (!Cast.suits(input.type(), component.javaType())) throw unsuitable(input, component, type);
            if (input.type().fitsDouble()) {
                numbers.add(new NumberCell(component.numbers(input.type(), column), input.slot()));
            } else {
                objects.add(new ObjectCell(component.values(), input));
            }
        }
        return new PropertyReader<>(numbers, objects);
    }

    @Override
    public void load(CellSink row, R item) {
        for (NumberCell cell : numbers) row.set(cell.slot, cell.reader.applyAsDouble(item));
        for (ObjectCell cell : objects) cell.input.load(row, cell.reader.apply(item));
    }

    private static IllegalArgumentException absent(List<RowProgram.Input> inputs, Set<String> there, Class<?> type) {
        List<RowProgram.Input> absent = inputs.stream()
                .filter(input -> !there.contains(Names.fold(input.column())))
                .toList();
        List<String> names = type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : BeanAccess.names(type);
        String nearest = AbsentColumns.suggested(absent, names);
        boolean one = absent.size() == 1;
        String kind = type.isRecord() ? "component" : "getter";
        String found = names.isEmpty() ? "none" : "only " + Names.list(names);
        return new IllegalArgumentException("Expected " + (one ? "a " + kind : kind + "s") + " of "
                + type.getSimpleName() + " for " + AbsentColumns.listed(absent) + ", but there are " + found + ". "
                + (nearest.startsWith("There") ? "" : nearest + " ")
                + "Add or rename " + (one ? "one" : "them") + "; case, hyphens, underscores and spaces do not matter.");
    }

    private static IllegalArgumentException twice(
            String first, String second, RecordAccess.Component component, Class<?> type) {
        return new IllegalArgumentException("Expected each " + kind(type) + " of " + type.getSimpleName()
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
                "Expected one " + kind(type) + " of " + type.getSimpleName() + " for column '" + column + "' but both '"
                        + first.name() + "' and '" + second.name() + "' match it. Rename one of them.");
    }

    private static IllegalArgumentException unsuitable(
            RowProgram.Input input, RecordAccess.Component component, Class<?> type) {
        return new IllegalArgumentException("Expected " + kind(type) + " '" + component.name() + "' of "
                + type.getSimpleName()
                + " to suit column '" + input.column() + "', which is of type "
                + input.type().label() + ", but it is a " + component.javaType().getSimpleName()
                + ". Change its type to " + javaTypes(input.type()) + ".");
    }

    private static String kind(Class<?> type) {
        return type.isRecord() ? "component" : "property";
    }

    private static String javaTypes(ColumnType column) {
        return switch (column) {
            case NUMBER -> "double, or Double if it can be missing";
            case INTEGER -> "int or long, or Integer or Long if it can be missing";
            case BOOLEAN -> "boolean, or Boolean if it can be missing";
            case CATEGORY -> "String, an enum, a whole number or a boolean";
            case TEXT -> "String";
            case DATE -> "java.time.LocalDate, or String for text such as 2024-01-31";
            case TIMESTAMP -> "java.time.Instant, or String for text such as 2024-01-31T10:00:00Z";
            case VECTOR -> "SparseVector";
        };
    }
}
