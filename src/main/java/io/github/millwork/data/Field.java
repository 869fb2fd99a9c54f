package io.github.millwork.data;

import java.util.List;

/**
 * One column of a {@link Schema}: its name, type and role, and what is known of its content.
 *
 * @param name the name, unique in its schema
 * @param type what the cells are
 * @param role what the column is for
 * @param missing how many cells are missing, or -1 where that is not known (a schema that was planned, not read)
 * @param levels the distinct values of a category in ascending order, the dimension names of a vector; empty for the
 *     other types and where they are not known
 */
public record Field(String name, ColumnType type, Role role, int missing, List<String> levels) {
    /**
     * Copies the levels.
     *
     * @param name the name, unique in its schema
     * @param type what the cells are
     * @param role what the column is for
     * @param missing how many cells are missing, or -1 where that is not known (a schema that was planned, not read)
     * @param levels the distinct values of a category in ascending order, the dimension names of a vector; empty for the
     *     other types and where they are not known
     */
    public Field {
        levels = List.copyOf(levels);
    }

    /**
     * Makes a field of which only name and type are known; its role is {@link Role#FEATURE}.
     *
     * @param name the name
     * @param type what the cells are
     */
    public Field(String name, ColumnType type) {
        this(name, type, Role.FEATURE, -1, List.of());
    }

    /**
     * {@return this field with another role}
     *
     * @param other the new role
     */
    public Field withRole(Role other) {
        return new Field(name, type, other, missing, levels);
    }

    /**
     * {@return this field under another name}
     *
     * @param other the new name
     */
    public Field withName(String other) {
        return new Field(other, type, role, missing, levels);
    }
}
