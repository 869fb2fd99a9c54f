package io.github.millwork.data;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the components of a record class by handles that are looked up once.
 *
 * @param <R> the record class
 */
public final class RecordAccess<R> {
    /**
     * One component of a record.
     *
     * @param name its name
     * @param javaType its type
     * @param type the column type for it
     * @param handle a handle from Object to Object that reads it
     */
    public record Component(String name, Class<?> javaType, ColumnType type, MethodHandle handle) {
        /**
         * {@return the value of this component in a record, null where it is missing}
         *
         * @param item a record of the class
         */
        public @Nullable Object read(Object item) {
            try {
                return handle.invokeExact(item);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new DataException(
                        "Expected to read component '" + name + "' of " + item + " but its accessor "
                                + "failed. Mend the accessor.",
                        e);
            }
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
        RecordComponent[] found = type.getRecordComponents();
        if (found == null) {
            throw new IllegalArgumentException(
                    "Expected a record class but found " + type.getName() + ". Declare it as a record.");
        }
        List<Component> components = new ArrayList<>();
        for (RecordComponent component : found) {
            ColumnType columnType = Cast.typeOf(component.getType());
            if (columnType == null) {
                throw new IllegalArgumentException(
                        "Expected component '" + component.getName() + "' of " + type.getName()
                                + " to be a number, boolean, string, enum, date or timestamp but found "
                                + component.getType().getName() + ". Change its type or leave it out.");
            }
            components.add(new Component(component.getName(), component.getType(), columnType, handle(component)));
        }
        return new RecordAccess<>(type, List.copyOf(components));
    }

    private static MethodHandle handle(RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            MethodHandle handle = MethodHandles.lookup().unreflect(accessor);
            return handle.asType(java.lang.invoke.MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "Expected to read " + component + " but may not. Make the record public and export its package, or "
                            + "open the package to io.github.millwork.",
                    e);
        }
    }

    /** {@return the record class} */
    public Class<R> type() {
        return type;
    }

    /** {@return the components, in the order of their declaration} */
    public List<Component> components() {
        return components;
    }
}
