package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Names;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The columns that a step works on: those that its selector chooses and whose type it can handle. What is chosen by type
 * or role and does not suit is passed over; a column that is chosen by name must suit. A selector by type that finds nothing
 * is logged as a warning; one that no column of a suitable type could be chosen by, or a pattern of names that matches none,
 * is an error. Immutable; equal by value.
 *
 * @param columns the selector that the user gave
 * @param types the types that the step can handle
 * @param named further types that it can handle in columns that are chosen by name
 */
public record Selection(Columns columns, Set<ColumnType> types, Set<ColumnType> named) {
    private static final Logger LOG = LoggerFactory.getLogger(Selection.class);

    /**
     * Copies the sets.
     *
     * @param columns the selector that the user gave
     * @param types the types that the step can handle
     * @param named further types that it can handle in columns that are chosen by name
     */
    public Selection {
        types = Set.copyOf(types);
        named = Set.copyOf(named);
    }

    /**
     * {@return the columns of these types that a selector chooses}
     *
     * @param columns the selector
     * @param types the types that the step can handle
     */
    public static Selection of(Columns columns, ColumnType... types) {
        return new Selection(columns, Set.copyOf(Arrays.asList(types)), Set.of());
    }

    /**
     * {@return this selection, and columns of further types where they are chosen by name}
     *
     * @param more further types
     */
    public Selection orNamed(ColumnType... more) {
        return new Selection(columns, types, Set.copyOf(Arrays.asList(more)));
    }

    /**
     * Finds the columns in a schema, before anything is fitted.
     *
     * @param schema the schema that reaches the step
     * @return the columns
     * @throws DataException if a column given by name is absent, of another type, or no feature; or the selector can choose
     *     nothing that suits, or a pattern matches no name
     */
    public List<Field> in(Schema schema) {
        return chosen(schema, Selection::levelAtFault).map(schema::field).toList();
    }

    /**
     * Finds the columns in training rows, and logs it if there are none.
     *
     * @param training the rows that reach the step
     * @param step the step in words, for the log
     * @return the columns
     * @throws DataException if there is no row, or a column given by name is absent, of another type, or no feature;
     *     or the selector can choose nothing that suits, or a pattern matches no name
     */
    public List<Column> in(Dataset training, String step) {
        if (training.rowCount() == 0) {
            throw new DataException("Expected at least one training row but found none. Check what was left out.");
        }
        List<Column> found = chosen(training.schema(), field -> cellAtFault(training.column(field.name())))
                .map(training::column)
                .toList();
        if (found.isEmpty()) LOG.warn("Nothing to do for {}: it chooses no column of a type it can handle.", step);
        return found;
    }

    private Stream<String> chosen(Schema schema, Function<Field, Fault> faultOf) {
        List<String> resolved = columns.resolve(schema);
        checkSomething(schema, resolved);
        return resolved.stream().filter(name -> {
            Field field = schema.field(name);
            if (field.role() != Role.FEATURE) {
                throw new DataException("Expected '" + name + "' to be a feature but it is the "
                        + field.role().label() + " column. A step works on features only: choose other columns.");
            }
            boolean byName = columns.isByName(name);
            boolean suits = types.contains(field.type()) || (byName && named.contains(field.type()));
            if (byName && !suits) throw wrongType(field, faultOf.apply(field));
            return suits;
        });
    }

    private void checkSomething(Schema schema, List<String> resolved) {
        if (Stream.concat(types.stream(), named.stream()).noneMatch(columns::mayChoose)) {
            throw new DataException("Expected columns of a type that this step can handle, " + wanted()
                    + ", but it is told to take columns of type " + columns.describe()
                    + ", so it would do nothing. Choose other columns.");
        }
        if (resolved.isEmpty() && columns.isByPattern()) {
            List<String> features = schema.fields().stream()
                    .filter(field -> field.role() == Role.FEATURE)
                    .map(Field::name)
                    .toList();
            throw new DataException("Expected a feature " + columns.describe() + " but there is none. The features are "
                    + Names.list(features) + ". Correct the pattern, which must match whole names.");
        }
    }

    private String wanted() {
        return Stream.concat(types.stream(), named.stream())
                .sorted()
                .map(Selection::phrase)
                .collect(Collectors.joining(" or "));
    }

    private DataException wrongType(Field field, Fault fault) {
        boolean numbers = types.stream().allMatch(ColumnType::isNumeric);
        String remedy = " Choose other columns, or read it as " + wanted() + ".";
        if (numbers && fault.value != null) {
            remedy = " If '" + fault.value + "' means missing, say so where it is read: missing(\"" + fault.value
                    + "\"). Otherwise choose other columns.";
        } else if (numbers && field.type() == ColumnType.CATEGORY) {
            remedy = " Choose numeric(), or encode it before: Encode.oneHot(named(\"" + field.name() + "\")).";
        }
        return new DataException("Expected column '" + field.name() + "' to be " + wanted() + " but it is "
                + phrase(field.type()) + fault.where + "." + remedy);
    }

    private static String phrase(ColumnType type) {
        if (type == ColumnType.TEXT) return "text";
        return (type == ColumnType.INTEGER ? "an " : "a ") + type.label();
    }

    /**
     * Where it shows that a column is of another type, if it holds strings, and the value that may stand for missing: one of
     * few words among numbers.
     */
    private record Fault(@Nullable String value, String where) {
        private static final int MOST_WORDS = 3;

        static final Fault UNKNOWN = new Fault(null, "");

        static Fault of(String value, String where, Collection<String> all) {
            long words = all.stream().filter(Selection::isNoNumber).count();
            boolean among = words <= MOST_WORDS && 2 * words <= all.size();
            return new Fault(among ? value : null, where);
        }
    }

    private static Fault levelAtFault(Field field) {
        if (field.type() != ColumnType.CATEGORY || field.levels().isEmpty()) return Fault.UNKNOWN;
        String level = field.levels().stream()
                .filter(Selection::isNoNumber)
                .findFirst()
                .orElse(field.levels().get(0));
        return Fault.of(level, ", such as '" + level + "'", field.levels());
    }

    private static Fault cellAtFault(Column column) {
        if (!column.type().isString()) return Fault.UNKNOWN;
        int[] present = IntStream.range(0, column.size())
                .filter(row -> !column.isMissing(row))
                .toArray();
        if (present.length == 0) return Fault.UNKNOWN;
        int row = Arrays.stream(present)
                .filter(r -> isNoNumber(Objects.requireNonNull(column.string(r))))
                .findFirst()
                .orElse(present[0]);
        String value = Objects.requireNonNull(column.string(row));
        Set<String> all = Arrays.stream(present)
                .mapToObj(r -> Objects.requireNonNull(column.string(r)))
                .collect(Collectors.toSet());
        return Fault.of(value, ", first at training row " + row + ": '" + value + "'", all);
    }

    private static boolean isNoNumber(String value) {
        try {
            Double.parseDouble(value);
            return false;
        } catch (NumberFormatException unused) {
            return true;
        }
    }
}
