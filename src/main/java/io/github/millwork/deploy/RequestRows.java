package io.github.millwork.deploy;

import io.github.millwork.http.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a request: cells in the places of the columns that can be asked for, as they came, not checked against a model
 * yet. A cell can be present, missing (null) or absent. One thread at a time.
 */
final class RequestRows {
    /** Stands where a row has no such cell. */
    static final Object ABSENT = new Object();

    /** So many names that no model knows are kept for a message. */
    private static final int NAMED = 20;

    private final Map<String, Integer> places;
    private final int most;
    private final boolean strict;
    private final List<@Nullable Object[]> rows = new ArrayList<>(1);
    private final Set<String> unknown = new LinkedHashSet<>(0);

    /** What a request may say besides its rows. */
    @Nullable
    String id;

    @Nullable
    String key;

    /** Whether it was one row and not a list of rows, so that the answer is one prediction. */
    boolean single;

    /** The names of the outputs that are wanted; null for all. */
    @Nullable
    List<String> outputs;

    /**
     * Makes no rows yet.
     *
     * @param places the place of each column that a model reads
     * @param most how many rows there may be
     * @param strict whether other columns are refused
     */
    RequestRows(Map<String, Integer> places, int most, boolean strict) {
        this.places = places;
        this.most = most;
        this.strict = strict;
    }

    int size() {
        return rows.size();
    }

    /** The id by which a prediction is found again: that of the request, and the number of the row where there are several. */
    @Nullable
    String id(int row) {
        String whole = id;
        return whole == null || rows.size() == 1 ? whole : whole + "/" + row;
    }

    /** Adds a row whose cells are all absent. */
    @Nullable
    Object[] add() {
        if (rows.size() == most) throw tooMany();
        @Nullable Object[] row = new @Nullable Object[places.size()];
        Arrays.fill(row, ABSENT);
        rows.add(row);
        return row;
    }

    /** Adds so many rows, unless that is too many. */
    void add(long count) {
        if (count > most) throw tooMany();
        while (rows.size() < count) add();
    }

    Refusal tooMany() {
        return Refusal.of(413, "Expected at most " + most + " rows. Send them in smaller batches.");
    }

    /** Gives the place of a column, or -1 where no model reads it. */
    int place(String column) {
        Integer place = places.get(column);
        if (place != null) return place;
        if (strict) {
            throw Refusal.bad(
                    "Expected columns that the model reads only but found '" + shortened(column) + "'. Leave it out.");
        }
        if (unknown.size() < NAMED) unknown.add(shortened(column));
        return -1;
    }

    private static String shortened(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "...";
    }

    /** Puts a cell into a row, in which it must not be yet. */
    void put(@Nullable Object[] row, int place, String column, @Nullable Object value) {
        if (row[place] != ABSENT) {
            throw Refusal.bad("Expected each column once but found '" + column + "' twice.");
        }
        row[place] = value;
    }

    @Nullable
    Object[] row(int index) {
        return rows.get(index);
    }

    /** The names that were sent and that no model reads. */
    Set<String> unknown() {
        return unknown;
    }
}
