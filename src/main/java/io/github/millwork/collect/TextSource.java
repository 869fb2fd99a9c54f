package io.github.millwork.collect;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Source;
import io.github.millwork.stage.State;
import org.jspecify.annotations.Nullable;

/**
 * What sources have in common whose cells are text or nearly so: their types are inferred over all rows, unless they are
 * given here. Immutable and thread-safe; equal by value.
 *
 * @param <S> the source
 */
abstract sealed class TextSource<S extends TextSource<S>> implements Source permits Csv, Json, HttpApi, WebPage {
    final Reading reading;

    TextSource(Reading reading) {
        this.reading = reading;
    }

    abstract S with(Reading changed);

    abstract State state();

    /** The name of the class as it stands in a program, for advice in messages. */
    final String door() {
        return getClass().getSimpleName();
    }

    /**
     * {@return this source with more markers of missing cells} They count in every column, whatever its type.
     *
     * @param markers what stands for a missing cell besides an empty one, such as {@code "?"} or {@code "-999"}, as it is
     *     written but for white space around it
     */
    public final S missing(String... markers) {
        return with(reading.missing(markers));
    }

    /**
     * {@return this source with columns that are read as free text, whatever is in them}
     *
     * @param columns the names of the columns
     */
    public final S text(String... columns) {
        return with(reading.type(ColumnType.TEXT, columns));
    }

    /**
     * {@return this source with columns that are read as categories, whatever is in them} For codes that look like
     * numbers, such as the digit that an image shows.
     *
     * @param columns the names of the columns
     */
    public final S categorical(String... columns) {
        return with(reading.type(ColumnType.CATEGORY, columns));
    }

    /**
     * {@return this source with a column of a given type} A cell that is not of the type is an error. Numbers may then
     * have leading zeros or quotes, integers zeros after the point, and booleans may be 0 and 1.
     *
     * @param column the name of the column
     * @param type its type, any but vector
     * @throws IllegalArgumentException if the type is vector
     */
    public final S type(String column, ColumnType type) {
        return with(reading.type(type, column));
    }

    /**
     * {@return this source with a role for a column}
     *
     * @param column the name of the column
     * @param role what it is for; {@link Role#FEATURE} by default
     */
    public final S role(String column, Role role) {
        return with(reading.role(column, role));
    }

    /**
     * {@return this source with another limit to the number of columns} More are an error, since a table of so many is
     * mostly one that was read in a wrong way, and takes memory for each cell.
     *
     * @param count the most columns; 50,000 by default
     * @throws IllegalArgumentException if it is below one
     */
    public final S mostColumns(int count) {
        return with(reading.mostColumns(count));
    }

    /**
     * {@return this source reduced to a sample} All rows are read and counted, but only those drawn are kept in memory
     * (Vitter's reservoir, algorithm R of 1985): each row has the same chance. They stay in their order. Types are inferred
     * over the rows drawn, those among them that others have replaced included.
     *
     * @param rows how many rows; all if there are no more
     * @param seed the same seed draws the same rows
     * @throws IllegalArgumentException if it is less than one row
     */
    public final S sample(int rows, long seed) {
        return with(reading.sample(rows, seed));
    }

    @Override
    public abstract Dataset load(FitContext context);

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof TextSource<?> that && door().equals(that.door()) && state().equals(that.state());
    }

    @Override
    public final int hashCode() {
        return state().hashCode();
    }
}
