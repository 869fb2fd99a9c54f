package io.github.millwork.collect;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The rows that were read so far, as columns whose types are found when all are there.
 */
final class RawTable {
    /** Where there are so many columns, and hardly any cell is filled, names are data. */
    private static final int MANY_COLUMNS = 1_000;

    private static final int FEWEST_FILLED = 50; // of this many cells one

    private final Reading reading;
    private final String door;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<RawColumn> columns = new ArrayList<>();
    private final Slots slots;
    private Supplier<String> place = () -> "at the beginning";
    private long filled;

    /** Takes the name of the source as it stands in a program, for advice in messages. */
    RawTable(Reading reading, String door) {
        this.reading = reading;
        this.door = door;
        this.slots = new Slots(reading.sample(), reading.seed());
    }

    /** Says from now on in messages where the reader is. */
    void at(Supplier<String> newPlace) {
        place = newPlace;
    }

    private String place() {
        return place.get();
    }

    boolean hasColumns() {
        return !columns.isEmpty();
    }

    Collection<String> names() {
        return places.keySet();
    }

    /** The number of a column, which is made if there is none of the name. */
    int column(String name) {
        Integer known = places.get(name);
        if (known != null) return known;
        if (name.isBlank()) {
            throw new DataException(
                    "Expected a name for each column but found a blank one " + place() + ". Give every field a name.");
        }
        if (columns.size() == reading.mostColumns()) {
            throw new DataException("Expected at most " + reading.mostColumns() + " columns but found more " + place()
                    + ". Check that names are not data; if so many are meant, allow them with " + door
                    + ".mostColumns(...).");
        }
        if (columns.size() > MANY_COLUMNS && filled * FEWEST_FILLED < (long) columns.size() * rows()) {
            throw new DataException("Expected rows with the same columns but found " + columns.size() + " columns in "
                    + rows() + " rows, nearly all cells missing, " + place()
                    + ". Names of fields are probably data, such as identifiers: read the records below them.");
        }
        RawColumn column = new RawColumn(name, reading.types().get(name), reading.missing(), this::place, door);
        column.reserve(slots.capacity());
        places.put(name, columns.size());
        columns.add(column);
        return columns.size() - 1;
    }

    RawColumn get(int column) {
        return columns.get(column);
    }

    /** How many rows are held. */
    int rows() {
        return slots.held();
    }

    /** How many rows were read. */
    long seen() {
        return slots.seen();
    }

    boolean isFull() {
        return slots.held() == slots.capacity();
    }

    /** Makes room for so many rows. */
    void reserve(int rows) {
        int room = slots.grow(rows);
        for (RawColumn column : columns) column.reserve(room);
    }

    /** Begins a row, whose cells are missing until they are set. Says in which slot, or -1 if it is left out. */
    int beginRow() {
        int slot = slots.begin();
        if (slots.isFull()) reserve(slots.grow());
        else if (slots.replaces()) columns.forEach(column -> column.clear(slot));
        return slot;
    }

    /** Ends a row of so many cells. */
    void endRow(int cells) {
        int before = slots.held();
        slots.end();
        if (slots.held() > before) filled += cells;
        if (slots.held() == Integer.MAX_VALUE - 64) {
            throw new DataException("Expected fewer rows than 2^31 but found more " + place() + ". Draw a sample with "
                    + door + ".sample(...).");
        }
    }

    /** Checks that all columns exist of which something was said. */
    void checkKnown(String source) {
        checkKnown(reading.types().keySet(), "type", source);
        checkKnown(reading.roles().keySet(), "role", source);
    }

    private void checkKnown(Collection<String> wanted, String what, String source) {
        for (String name : wanted) {
            if (!places.containsKey(name)) {
                throw new DataException("Expected a column '" + name + "', since its " + what + " is given, but "
                        + source + " has none. " + Names.suggest(name, places.keySet()));
            }
        }
    }

    /** The rows so far. Ends the reading: the cells are let go of, column by column. */
    Dataset dataset(String source) {
        List<Column> done = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = new ColumnMaker(columns.set(i, RawColumn.NONE), source, rows()).column();
            done.add(column.withRole(reading.roles().getOrDefault(column.name(), Role.FEATURE)));
        }
        return slots.inOrder(Dataset.of(done, rows()));
    }
}
