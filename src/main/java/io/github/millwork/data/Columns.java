package io.github.millwork.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says which columns a step looks at: by type, name, pattern or role. A specification, resolved against the schema that
 * reaches the step; the order is that of the schema, but for {@link #named}. Only {@link Role#FEATURE} columns are ever
 * chosen, except by {@link #withRole}. Immutable; equal by value.
 */
public final class Columns {
    private enum Kind {
        TYPES,
        NAMES,
        PATTERN,
        ROLE,
        AND,
        OR,
        EXCEPT
    }

    private final Kind kind;
    private final List<String> words;
    private final Set<String> names; // the words, to look up: selectors may name many thousand columns
    private final @Nullable Pattern pattern;
    private final List<Columns> parts;

    private Columns(Kind kind, List<String> words, List<Columns> parts) {
        this.kind = kind;
        this.words = List.copyOf(words);
        this.names = Set.copyOf(words);
        this.pattern = kind == Kind.PATTERN ? Pattern.compile(words.get(0)) : null;
        this.parts = List.copyOf(parts);
    }

    /** {@return all numbers and integers} */
    public static Columns numeric() {
        return ofType(ColumnType.NUMBER, ColumnType.INTEGER);
    }

    /** {@return all categories} */
    public static Columns categorical() {
        return ofType(ColumnType.CATEGORY);
    }

    /** {@return all free text} */
    public static Columns texts() {
        return ofType(ColumnType.TEXT);
    }

    /** {@return all truth values} */
    public static Columns booleans() {
        return ofType(ColumnType.BOOLEAN);
    }

    /** {@return all dates and timestamps} */
    public static Columns dates() {
        return ofType(ColumnType.DATE, ColumnType.TIMESTAMP);
    }

    /** {@return all vectors} */
    public static Columns vectors() {
        return ofType(ColumnType.VECTOR);
    }

    /** {@return all features, whatever their type} */
    public static Columns all() {
        return ofType(ColumnType.values());
    }

    /**
     * {@return the columns of these types}
     *
     * @param types one or more types
     */
    public static Columns ofType(ColumnType... types) {
        if (types.length == 0) throw new IllegalArgumentException("Expected at least one column type but found none.");
        List<String> labels = new ArrayList<>();
        for (ColumnType type : types) labels.add(type.label());
        return new Columns(Kind.TYPES, labels, List.of());
    }

    /**
     * {@return the columns of these names, in this order}
     *
     * @param names one or more names; each must exist when the selector is resolved
     */
    public static Columns named(String... names) {
        if (names.length == 0) throw new IllegalArgumentException("Expected at least one column name but found none.");
        return new Columns(Kind.NAMES, List.of(names), List.of());
    }

    /**
     * {@return the columns whose whole name matches a regular expression}
     *
     * @param regex a regular expression as {@link Pattern} understands it
     * @throws java.util.regex.PatternSyntaxException if it is not one
     */
    public static Columns matching(String regex) {
        return new Columns(Kind.PATTERN, List.of(regex), List.of());
    }

    /**
     * {@return the columns of a role}
     *
     * @param role any role
     */
    public static Columns withRole(Role role) {
        return new Columns(Kind.ROLE, List.of(role.label()), List.of());
    }

    /**
     * {@return the columns that both choose}
     *
     * @param other another selector
     */
    public Columns and(Columns other) {
        return new Columns(Kind.AND, List.of(), List.of(this, other));
    }

    /**
     * {@return the columns that either chooses}
     *
     * @param other another selector
     */
    public Columns or(Columns other) {
        return new Columns(Kind.OR, List.of(), List.of(this, other));
    }

    /**
     * {@return the columns that this chooses and the other does not}
     *
     * @param other another selector
     */
    public Columns except(Columns other) {
        return new Columns(Kind.EXCEPT, List.of(), List.of(this, other));
    }

    /**
     * {@return the columns that this chooses and that have none of these names}
     *
     * @param names names to leave out
     */
    public Columns except(String... names) {
        return except(named(names));
    }

    /**
     * Finds the columns in a schema.
     *
     * @param schema the schema that reaches the step
     * @return their names: in the order of the schema, those given by name in the order given
     * @throws DataException if a column given by name does not exist or is not a feature
     */
    public List<String> resolve(Schema schema) {
        return switch (kind) {
            case TYPES -> names(schema, field -> names.contains(field.type().label()) && isFeature(field));
            case PATTERN -> names(schema, field -> matches(field.name()) && isFeature(field));
            case ROLE -> names(schema, field -> words.get(0).equals(field.role().label()));
            case NAMES -> {
                for (String name : words) checkFeature(schema.field(name));
                yield List.copyOf(new LinkedHashSet<>(words));
            }
            case AND -> combined(schema, true);
            case EXCEPT -> combined(schema, false);
            case OR -> {
                Set<String> either = new LinkedHashSet<>(parts.get(0).resolve(schema));
                either.addAll(parts.get(1).resolve(schema));
                yield names(schema, field -> either.contains(field.name()));
            }
        };
    }

    /**
     * {@return whether the selector asks for a column by its name or a pattern of names, instead of by type or role}
     *
     * @param column a column that it chooses
     */
    public boolean isByName(String column) {
        return switch (kind) {
            case TYPES, ROLE -> false;
            case NAMES -> names.contains(column);
            case PATTERN -> matches(column);
            case AND, OR -> parts.stream().anyMatch(part -> part.isByName(column));
            case EXCEPT -> parts.get(0).isByName(column);
        };
    }

    /**
     * {@return whether the selector could choose a column of a type, whatever the data}
     *
     * @param type any type
     */
    public boolean mayChoose(ColumnType type) {
        return switch (kind) {
            case TYPES -> words.contains(type.label());
            case NAMES, PATTERN, ROLE -> true;
            case AND -> parts.stream().allMatch(part -> part.mayChoose(type));
            case OR -> parts.stream().anyMatch(part -> part.mayChoose(type));
            case EXCEPT -> parts.get(0).mayChoose(type);
        };
    }

    /** {@return whether the selector chooses nothing but what a pattern of names matches} */
    public boolean isByPattern() {
        return switch (kind) {
            case TYPES, ROLE, NAMES -> false;
            case PATTERN -> true;
            case AND -> parts.stream().anyMatch(Columns::isByPattern);
            case OR -> parts.stream().allMatch(Columns::isByPattern);
            case EXCEPT -> parts.get(0).isByPattern();
        };
    }

    private List<String> combined(Schema schema, boolean inSecond) {
        Set<String> second = Set.copyOf(parts.get(1).resolve(schema));
        return parts.get(0).resolve(schema).stream()
                .filter(name -> second.contains(name) == inSecond)
                .toList();
    }

    private boolean matches(String name) {
        return pattern != null && pattern.matcher(name).matches();
    }

    private static boolean isFeature(Field field) {
        return field.role() == Role.FEATURE;
    }

    private static void checkFeature(Field field) {
        if (!isFeature(field)) {
            throw new DataException("Expected '" + field.name() + "' to be a feature but it is the "
                    + field.role().label() + " column. A step looks at features only: choose another column, or give "
                    + "it the role feature.");
        }
    }

    private static List<String> names(Schema schema, java.util.function.Predicate<Field> chosen) {
        return schema.fields().stream().filter(chosen).map(Field::name).toList();
    }

    /**
     * Reads a selector back from {@link #toString()}.
     *
     * @param text what {@code toString} wrote
     * @return an equal selector
     * @throws IllegalArgumentException if the text is not a selector
     */
    public static Columns parse(String text) {
        return fromCall(Call.parse(text));
    }

    private static Columns fromCall(Call call) {
        List<String> words = call.strings();
        List<Columns> parts = call.calls().stream().map(Columns::fromCall).toList();
        boolean pair = parts.size() == 2 && words.isEmpty();
        boolean list = parts.isEmpty() && !words.isEmpty();
        if (parts.size() + words.size() == call.operands().size()) {
            String kind = call.name();
            if (list && kind.equals("types")) {
                return ofType(words.stream().map(ColumnType::ofLabel).toArray(ColumnType[]::new));
            }
            if (list && kind.equals("names")) return named(words.toArray(new String[0]));
            if (list && kind.equals("pattern") && words.size() == 1) return matching(words.get(0));
            if (list && kind.equals("role") && words.size() == 1) return withRole(Role.ofLabel(words.get(0)));
            if (pair && kind.equals("and")) return parts.get(0).and(parts.get(1));
            if (pair && kind.equals("or")) return parts.get(0).or(parts.get(1));
            if (pair && kind.equals("except")) return parts.get(0).except(parts.get(1));
        }
        throw new IllegalArgumentException(
                "Expected a column selector such as types(\"number\") but found '" + call + "'.");
    }

    private Call toCall() {
        List<Object> operands = new ArrayList<>(words);
        parts.forEach(part -> operands.add(part.toCall()));
        return new Call(kind.name().toLowerCase(Locale.ROOT), operands);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Columns that
                && kind == that.kind
                && words.equals(that.words)
                && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** {@return the selector as it is saved, such as {@code types("number", "integer")}} */
    @Override
    public String toString() {
        return toCall().toString();
    }

    /** {@return the selector in words, for messages and reports} */
    public String describe() {
        return switch (kind) {
            case TYPES -> words.size() == ColumnType.values().length ? "all" : String.join(" or ", words);
            case NAMES -> Names.list(words);
            case PATTERN -> "matching " + words.get(0);
            case ROLE -> "of role " + words.get(0);
            case AND, OR, EXCEPT ->
                parts.stream()
                        .map(Columns::describe)
                        .collect(Collectors.joining(" " + kind.name().toLowerCase(Locale.ROOT) + " "));
        };
    }
}
