package io.github.millwork.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ordered columns of a dataset, or those that a pipeline expects: names, types, roles. Immutable; equal by value. */
public final class Schema {
    private final List<Field> fields;
    private final Map<String, Integer> index;

    private Schema(List<Field> fields) {
        this.fields = List.copyOf(fields);
        Map<String, Integer> positions = new HashMap<>();
        for (Field field : fields) {
            if (positions.put(field.name(), positions.size()) != null) {
                throw new DataException("Expected column names to be unique but found '" + field.name()
                        + "' twice. Rename or drop one of the two.");
            }
        }
        this.index = positions;
    }

    /**
     * Makes a schema.
     *
     * @param fields the columns in order
     * @return the schema
     * @throws DataException if a name occurs twice
     */
    public static Schema of(List<Field> fields) {
        return new Schema(fields);
    }

    /** {@return the columns in order} */
    public List<Field> fields() {
        return fields;
    }

    /** {@return the names of the columns in order} */
    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** {@return the number of columns} */
    public int size() {
        return fields.size();
    }

    /**
     * {@return whether there is a column of that name}
     *
     * @param name a column name
     */
    public boolean has(String name) {
        return index.containsKey(name);
    }

    /**
     * {@return the place of a column, from 0}
     *
     * @param name a column name
     * @throws DataException if there is none of that name; the message suggests the nearest
     */
    public int indexOf(String name) {
        Integer place = index.get(name);
        if (place == null) {
            throw new DataException(
                    "Expected a column '" + name + "' but there is none. " + Names.suggest(name, names()));
        }
        return place;
    }

    /**
     * {@return the column of that name}
     *
     * @param name a column name
     * @throws DataException if there is none of that name; the message suggests the nearest
     */
    public Field field(String name) {
        return fields.get(indexOf(name));
    }

    /**
     * {@return the first column with that role, if there is one}
     *
     * @param role a role
     */
    public Optional<Field> withRole(Role role) {
        return fields.stream().filter(field -> field.role() == role).findFirst();
    }

    /** {@return the columns whose role is {@link Role#FEATURE}, in order} */
    public List<Field> features() {
        return fields.stream().filter(field -> field.role() == Role.FEATURE).toList();
    }

    /**
     * Gives a column a role.
     *
     * @param name the column
     * @param role its new role
     * @return a schema in which the column has that role
     */
    public Schema role(String name, Role role) {
        List<Field> changed = new ArrayList<>(fields);
        changed.set(indexOf(name), field(name).withRole(role));
        return new Schema(changed);
    }

    /**
     * What a step does to a schema in one place.
     *
     * @param consumed the columns that are gone afterwards, unless they are written again
     * @param written the columns that are written: in the place of the column of their name, which must be consumed, else
     *     of the first one consumed, else at the end
     */
    public record Rewrite(List<String> consumed, List<Field> written) {
        /**
         * Copies the lists.
         *
         * @param consumed the columns that are gone afterwards, unless they are written again
         * @param written the columns that are written: in the place of the column of their name, which must be consumed, else
         *     of the first one consumed, else at the end
         */
        public Rewrite {
            consumed = List.copyOf(consumed);
            written = List.copyOf(written);
        }
    }

    /**
     * Works out the schema after a step.
     *
     * @param rewrites what the step does; all of it is applied to this schema at once
     * @return the schema afterwards
     * @throws DataException if two columns of the same name would be written, or one over a column that is not consumed
     *     or is no feature
     */
    public Schema after(List<Rewrite> rewrites) {
        Map<String, Field> replaced = new HashMap<>();
        Map<String, List<Field>> placed = new HashMap<>();
        List<Field> last = new ArrayList<>();
        Set<String> gone = new HashSet<>();
        Set<String> names = new HashSet<>();
        rewrites.forEach(rewrite -> gone.addAll(rewrite.consumed()));
        for (Rewrite rewrite : rewrites) {
            for (Field field : rewrite.written()) {
                if (!names.add(field.name())) {
                    throw new DataException("Expected each column to be written once but '" + field.name()
                            + "' is written twice by one step. Rename one of its inputs.");
                }
                if (has(field.name())) checkOverwritten(field.name(), gone);
                if (has(field.name())) replaced.put(field.name(), field);
                else if (rewrite.consumed().isEmpty()) last.add(field);
                else
                    placed.computeIfAbsent(rewrite.consumed().get(0), key -> new ArrayList<>())
                            .add(field);
            }
        }
        List<Field> result = new ArrayList<>();
        for (Field field : fields) {
            Field instead = replaced.get(field.name());
            if (instead != null) result.add(instead);
            else if (!gone.contains(field.name())) result.add(field);
            result.addAll(placed.getOrDefault(field.name(), List.of()));
        }
        result.addAll(last);
        return new Schema(result);
    }

    /** A step that wrote over the target would be learned from as if it were the truth. */
    private void checkOverwritten(String name, Set<String> gone) {
        Role role = field(name).role();
        if (role != Role.FEATURE) {
            throw new DataException("Expected a step to write features only but it writes '" + name + "', which is the "
                    + role.label() + " column. Write under another name.");
        }
        if (!gone.contains(name)) {
            throw new DataException("Expected '" + name + "' to be a new column but there is one of that name already. "
                    + "Choose another name, or rename or drop the old column first.");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** {@return a table of name, type, role, missing count and levels} */
    @Override
    public String toString() {
        TextTable table = new TextTable("column", "type", "role", "missing", "levels");
        for (Field field : fields) {
            List<String> levels = field.levels();
            String shown = levels.isEmpty()
                    ? ""
                    : levels.size() + ": " + String.join(", ", levels.subList(0, Math.min(5, levels.size())))
                            + (levels.size() > 5 ? ", ..." : "");
            table.row(
                    field.name(),
                    field.type().label(),
                    field.role().label(),
                    field.missing() < 0 ? "" : Integer.toString(field.missing()),
                    shown);
        }
        return table.toString();
    }
}
