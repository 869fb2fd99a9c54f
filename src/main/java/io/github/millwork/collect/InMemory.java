package io.github.millwork.collect;

import io.github.millwork.data.Dataset;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Source;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are there already, as a source for a pipeline: a dataset, records, maps. Immutable and thread-safe. It holds
 * the rows themselves, so it has no codec: what is saved of it is their fingerprint.
 */
public final class InMemory implements Source {
    private final Dataset data;
    private final String name;

    private InMemory(Dataset data, String name) {
        this.data = data.provenance().isEmpty()
                ? data.collectedFrom("memory", name, Clock.systemUTC().instant())
                : data;
        this.name = name;
    }

    /**
     * {@return a source of rows entered by hand, or made in any other way}
     *
     * @param rows the rows
     */
    public static InMemory of(Dataset rows) {
        return new InMemory(rows, "a dataset");
    }

    /**
     * {@return a source of records: a column for each component}
     *
     * @param <R> the record class
     * @param records one record a row
     * @param type the record class
     * @throws IllegalArgumentException if a component has a type that no column can hold
     * @throws io.github.millwork.data.DataException if a value does not fit its column
     */
    public static <R extends Record> InMemory records(List<R> records, Class<R> type) {
        return new InMemory(Dataset.of(records, type), "records of " + type.getSimpleName());
    }

    /**
     * {@return a source of maps: a column for each name that is in any of them}
     *
     * @param rows values by name, one map a row; what is null or absent is missing
     * @throws io.github.millwork.data.DataException if the values of a column are of types that do not go together
     */
    public static InMemory maps(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return new InMemory(Dataset.ofMaps(rows), "maps");
    }

    @Override
    public Dataset load(FitContext context) {
        context.progress("collect", describe(), 1);
        return data;
    }

    @Override
    public String describe() {
        return "take " + name;
    }

    @Override
    public boolean isData() {
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InMemory that
                && name.equals(that.name)
                && data.fingerprint().equals(that.data.fingerprint());
    }

    @Override
    public int hashCode() {
        return data.rowCount() * 31 + data.columnCount();
    }

    @Override
    public String toString() {
        return name + ", " + data.rowCount() + " rows";
    }
}
