package io.github.millwork.data;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds the properties of a class by its public getters, as JavaBeans name them: {@code getAge()} and, for a boolean, {@code
 * isMember()}. Inherited getters count, and so do those of an interface.
 */
public final class BeanAccess {
    private BeanAccess() {}

    /**
     * Looks up some properties of a class; the others may be of any type.
     *
     * @param type the class or interface; it need not be public unless its module is closed to this one
     * @param wanted tells, by their names, which properties are looked up
     * @return those properties, in alphabetical order
     * @throws IllegalArgumentException if the class is not accessible, or one of those properties is of a type that no
     *     column can hold
     */
    public static List<RecordAccess.Component> of(Class<?> type, Predicate<String> wanted) {
        List<RecordAccess.Component> properties = new ArrayList<>();
        getters(type).forEach((name, getter) -> {
            if (!wanted.test(name)) return;
            ColumnType columnType = Cast.typeOf(getter.getReturnType());
            if (columnType == null) {
                throw new IllegalArgumentException("Expected " + getter.getName() + "() of " + type.getName()
                        + " to give a number, boolean, string, enum, date or timestamp but found "
                        + getter.getReturnType().getName() + ". Change its type or leave it out.");
            }
            properties.add(new RecordAccess.Component(
                    name, getter.getReturnType(), columnType, RecordAccess.handle(getter, getter)));
        });
        return List.copyOf(properties);
    }

    /**
     * {@return the names of all properties of a class, in alphabetical order}
     *
     * @param type the class or interface
     */
    public static List<String> names(Class<?> type) {
        return List.copyOf(getters(type).keySet());
    }

    private static Map<String, Method> getters(Class<?> type) {
        Map<String, Method> getters = new TreeMap<>();
        for (Method method : type.getMethods()) {
            String name = property(method);
            if (!name.isEmpty()) getters.merge(name, method, BeanAccess::better);
        }
        return getters;
    }

    /** The name of the property that a method gives, empty if it is no getter. */
    private static String property(Method method) {
        Class<?> given = method.getReturnType();
        boolean getter = method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && !method.isBridge()
                && given != void.class
                && method.getDeclaringClass() != Object.class;
        if (!getter) return "";
        String name = method.getName();
        if (name.startsWith("get")) return decapitalised(name.substring(3));
        boolean flag = given == boolean.class || given == Boolean.class;
        return flag && name.startsWith("is") ? decapitalised(name.substring(2)) : "";
    }

    /** As {@code java.beans.Introspector} does it, whose module an application need not have: URL stays URL. */
    private static String decapitalised(String name) {
        boolean acronym =
                name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1));
        if (name.isEmpty() || acronym) return name;
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** Of getters of one property the one of the narrower type; of equal types {@code is}, as JavaBeans has it. */
    private static Method better(Method one, Method other) {
        if (one.getReturnType() != other.getReturnType()) {
            return one.getReturnType().isAssignableFrom(other.getReturnType()) ? other : one;
        }
        return other.getName().startsWith("is") ? other : one;
    }
}
