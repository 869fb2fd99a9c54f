package io.github.millwork.data;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the components of a record class by handles that are looked up once.
 *
 * @param <R> the record class
 */
public final class RecordAccess<R> {
    private static final double EXACT = 0x1p53; // up to here a double holds every whole number

    /**
     * One component of a record, or one property of a bean.
     *
     * @param name its name
     * @param javaType its type
     * @param type the column type for it
     * @param handle a handle from Object to {@code javaType} that reads it
     */
    public record Component(String name, Class<?> javaType, ColumnType type, MethodHandle handle) {
        /**
         * {@return the value of this component in a record, null where it is missing}
         *
         * @param item a record of the class
         */
        public @Nullable Object read(Object item) {
            try {
                return handle.invoke(item);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw failed(item, e);
            }
        }

        /** {@return a function that gives what {@link #read} gives, at less cost where it is called for many records} */
        public Function<Object, @Nullable Object> values() {
            MethodHandle exact = handle.asType(MethodType.methodType(Object.class, Object.class));
            return item -> {
                try {
                    return exact.invokeExact(item);
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw failed(item, e);
                }
            };
        }

        /**
         * {@return a function that gives what {@link Cast#number} makes of this component; primitive numbers are not
         * boxed}
         *
         * @param as a type for which {@link ColumnType#fitsDouble()} holds
         * @param column the column, for messages
         */
        public ToDoubleFunction<Object> numbers(ColumnType as, String column) {
            if (!as.isNumeric() || !javaType.isPrimitive() || !type.isNumeric()) {
                Function<Object, @Nullable Object> values = values();
                return item -> Cast.number(as, values.apply(item), column);
            }
            MethodHandle exact = handle.asType(MethodType.methodType(double.class, Object.class));
            boolean lossless = javaType != long.class && (type == as || as == ColumnType.NUMBER);
            return item -> {
                try {
                    double number = (double) exact.invokeExact(item);
                    boolean fits = lossless || (number == Math.rint(number) && Math.abs(number) < EXACT);
                    return fits ? number : Cast.number(as, read(item), column);
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw failed(item, e);
                }
            };
        }

        private DataException failed(Object item, Throwable cause) {
            return new DataException(
                    "Expected to read '" + name + "' of " + item + " but its accessor failed. Mend the accessor.",
                    cause);
        }
    }

    private final Class<R> type;
    private final List<Component> components;

    private RecordAccess(Class<R> type, List<Component> components) {
        this.type = type;
        this.components = components;
    }

    /**
     * Looks up the components of a record class.
     *
     * @param <R> the record class
     * @param type the record class; it need not be public unless its module is closed to this one
     * @return access to its components
     * @throws IllegalArgumentException if it is no record class, is not accessible, or has a component of a type that no
     *     column can hold
     */
    public static <R> RecordAccess<R> of(Class<R> type) {
        return of(type, name -> true);
    }

    /**
     * Looks up some components of a record class; the others may be of any type.
     *
     * @param <R> the record class
     * @param type the record class; it need not be public unless its module is closed to this one
     * @param wanted tells, by their names, which components are looked up
     * @return access to those components
     * @throws IllegalArgumentException if it is no record class, is not accessible, or one of those components is of a
     *     type that no column can hold
     */
    public static <R> RecordAccess<R> of(Class<R> type, Predicate<String> wanted) {
        RecordComponent[] found = type.getRecordComponents();
        if (found == null) {
            throw new IllegalArgumentException(
                    "Expected a record class but found " + type.getName() + ". Declare it as a record.");
        }
        List<Component> components = new ArrayList<>();
        for (RecordComponent component : found) {
            if (!wanted.test(component.getName())) continue;
            ColumnType columnType = Cast.typeOf(component.getType());
            if (columnType == null) {
                throw new IllegalArgumentException(
                        "Expected component '" + component.getName() + "' of " + type.getName()
                                + " to be a number, boolean, string, enum, date or timestamp but found "
                                + component.getType().getName() + ". Change its type or leave it out.");
            }
            components.add(new Component(
                    component.getName(), component.getType(), columnType, handle(component.getAccessor(), component)));
        }
        return new RecordAccess<>(type, List.copyOf(components));
    }

    /** A handle from Object to what an accessor gives. */
    static MethodHandle handle(Method accessor, Object named) {
        try {
            accessor.setAccessible(true);
            MethodHandle handle = MethodHandles.lookup().unreflect(accessor);
            return handle.asType(handle.type().changeParameterType(0, Object.class));
        } catch (IllegalAccessException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "Expected to read " + named + " but may not. Make the class public and export its package, or "
                            + "open the package to io.github.millwork.",
                    e);
        }
    }

    /** A column for each component of some records, under its name. */
    static <R> List<Column> columns(List<R> records, Class<R> type) {
        List<Column> columns = new ArrayList<>();
        for (Component component : of(type).components()) {
            @Nullable Object[] cells = new @Nullable Object[records.size()];
            for (int row = 0; row < cells.length; row++) {
                R item = records.get(row);
                if (item == null) {
                    throw new DataException("Expected a record in every row but found null at row " + row
                            + ". Leave it out, or make its components null.");
                }
                cells[row] = DatasetBuilder.cell(component.name(), component.type(), component.read(item), row);
            }
            columns.add(DatasetBuilder.column(component.name(), component.type(), cells));
        }
        return columns;
    }

    /** {@return the record class} */
    public Class<R> type() {
        return type;
    }

    /** {@return the components that were looked up, in the order of their declaration} */
    public List<Component> components() {
        return components;
    }
}
