package io.github.millwork.collect;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Source;
import io.github.millwork.stage.State;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header line. Immutable and thread-safe; equal by value; the file is read by {@link #load()}.
 *
 * <p>The type of a column is the first of these that <em>all</em> its cells have, whatever their number:
 *
 * <ul>
 *   <li>boolean: {@code true} or {@code false}, in any case;
 *   <li>date: {@code 2024-02-29};
 *   <li>timestamp: {@code 2024-02-29T13:45}, with seconds and their fractions if need be, a space for the {@code T}, and
 *       an offset such as {@code Z} or {@code +01:00}; without an offset it is taken as UTC;
 *   <li>integer: whole numbers that fit in a long;
 *   <li>number: numbers with a point or an exponent, read as the nearest double, and whole numbers among them;
 *   <li>category: any string.
 * </ul>
 *
 * <p>Columns with leading zeros ({@code 007}) or with whole numbers too long for a long hold identifiers, so they are
 * categories; a plus sign is allowed. White space around numbers, truth values, dates and names does not count; in
 * categories and text it does. An empty cell is always missing. In columns of numbers, truth values, dates and
 * timestamps these are missing too: {@code NA N/A NaN nan null NULL None -} and white space; in a category they are
 * values like any other, until {@link #missing} declares them. A column without any value is read as a number, with a
 * warning in the log. Empty lines are skipped.
 */
public final class Csv implements Source {
    static final Codec<Csv> CODEC = Codec.of("csv", Csv.class, Csv::state, Csv::of);

    final Path file;
    final Charset charset;
    final @Nullable Character delimiter;
    final @Nullable Character quote;
    final SortedSet<String> missing;
    final SortedMap<String, ColumnType> types;
    final SortedMap<String, Role> roles;

    private Csv(
            Path file,
            Charset charset,
            @Nullable Character delimiter,
            @Nullable Character quote,
            SortedSet<String> missing,
            SortedMap<String, ColumnType> types,
            SortedMap<String, Role> roles) {
        if (delimiter != null) checkControl(delimiter, quote);
        if (quote != null) checkControl(quote, delimiter);
        this.file = file;
        this.charset = charset;
        this.delimiter = delimiter;
        this.quote = quote;
        this.missing = missing;
        this.types = types;
        this.roles = roles;
    }

    private static void checkControl(char control, @Nullable Character other) {
        if (control == '\n' || control == '\r' || (other != null && other == control)) {
            throw new IllegalArgumentException("Expected a delimiter and a quote character that differ and are no line "
                    + "breaks but found " + (int) control + " (Unicode). Choose another character.");
        }
    }

    /**
     * {@return a source that reads a file in UTF-8, finds out what delimits and quotes its cells, and infers all types}
     *
     * @param file the file; a relative path is kept as it is
     */
    public static Csv file(Path file) {
        return new Csv(file, StandardCharsets.UTF_8, null, null, new TreeSet<>(), new TreeMap<>(), new TreeMap<>());
    }

    /**
     * {@return this source with another charset} A byte order mark at the beginning of the file is skipped, and bytes
     * that are no character of the charset are an error.
     *
     * @param newCharset the charset; UTF-8 by default
     */
    public Csv charset(Charset newCharset) {
        return new Csv(file, newCharset, delimiter, quote, missing, types, roles);
    }

    /**
     * {@return this source with a delimiter} By default it is the comma, semicolon, tab or vertical bar that divides the
     * first lines best.
     *
     * @param character what stands between two cells
     * @throws IllegalArgumentException if it is a line break or the quote character
     */
    public Csv delimiter(char character) {
        return new Csv(file, charset, character, quote, missing, types, roles);
    }

    /**
     * {@return this source with a quote character} By default it is the double quote, or the single quote if the header
     * begins with one or the lines agree in no other way.
     *
     * @param character what stands around a cell that holds delimiters, line breaks, or doubled quote characters
     * @throws IllegalArgumentException if it is a line break or the delimiter
     */
    public Csv quote(char character) {
        return new Csv(file, charset, delimiter, character, missing, types, roles);
    }

    /**
     * {@return this source with more markers of missing cells} They count in every column, whatever its type.
     *
     * @param markers what stands for a missing cell besides an empty one, such as {@code "?"} or {@code "-999"}, as it is
     *     written but for white space around it
     */
    public Csv missing(String... markers) {
        SortedSet<String> more = new TreeSet<>(missing);
        for (String marker : markers) more.add(marker.strip());
        return new Csv(file, charset, delimiter, quote, more, types, roles);
    }

    /**
     * {@return this source with columns that are read as free text, whatever is in them}
     *
     * @param columns the names of the columns
     */
    public Csv text(String... columns) {
        return typed(ColumnType.TEXT, columns);
    }

    /**
     * {@return this source with columns that are read as categories, whatever is in them} For codes that look like
     * numbers, such as the digit that an image shows.
     *
     * @param columns the names of the columns
     */
    public Csv categorical(String... columns) {
        return typed(ColumnType.CATEGORY, columns);
    }

    /**
     * {@return this source with a column of a given type} A cell that is not of the type is an error. Numbers may then
     * have leading zeros, integers zeros after the point, and booleans may be 0 and 1.
     *
     * @param column the name of the column
     * @param type its type, any but vector
     * @throws IllegalArgumentException if the type is vector
     */
    public Csv type(String column, ColumnType type) {
        if (type == ColumnType.VECTOR) {
            throw new IllegalArgumentException("Expected a type that a cell can have but found vector for column '"
                    + column + "'. Read its parts as numbers.");
        }
        return typed(type, column);
    }

    private Csv typed(ColumnType type, String... columns) {
        SortedMap<String, ColumnType> more = new TreeMap<>(types);
        for (String column : columns) more.put(column, type);
        return new Csv(file, charset, delimiter, quote, missing, more, roles);
    }

    /**
     * {@return this source with a role for a column}
     *
     * @param column the name of the column
     * @param role what it is for; {@link Role#FEATURE} by default
     */
    public Csv role(String column, Role role) {
        SortedMap<String, Role> more = new TreeMap<>(roles);
        more.put(column, role);
        return new Csv(file, charset, delimiter, quote, missing, types, more);
    }

    /**
     * Reads the whole file.
     *
     * @param context whom to tell of progress, by bytes read
     * @return the rows, with the columns in the order of the header
     * @throws io.github.millwork.data.DataException if the file is empty or no well-formed CSV, a line has more or fewer
     *     cells than the header, a name is absent or comes twice, a cell does not fit a given type, or a column with a
     *     given type or role does not exist; the message names the line
     * @throws java.io.UncheckedIOException if there is no such file or it cannot be read
     */
    @Override
    public Dataset load(FitContext context) {
        return new CsvLoad(this, context).load();
    }

    @Override
    public String describe() {
        return "read " + file.getFileName();
    }

    private State state() {
        State state = State.empty().with("file", file.toString()).with("charset", charset.name());
        if (delimiter != null) state = state.with("delimiter", delimiter.toString());
        if (quote != null) state = state.with("quote", quote.toString());
        return state.with("missing", List.copyOf(missing))
                .with("types", labels(types))
                .with("roles", labels(roles));
    }

    private static State labels(SortedMap<String, ? extends Enum<?>> enums) {
        State state = State.empty();
        for (Map.Entry<String, ? extends Enum<?>> entry : enums.entrySet()) {
            state = state.with(entry.getKey(), entry.getValue().name());
        }
        return state;
    }

    private static Csv of(State state) {
        SortedMap<String, ColumnType> types = new TreeMap<>();
        State typeNames = state.state("types");
        typeNames.values().keySet().forEach(name -> types.put(name, ColumnType.valueOf(typeNames.string(name))));
        SortedMap<String, Role> roles = new TreeMap<>();
        State roleNames = state.state("roles");
        roleNames.values().keySet().forEach(name -> roles.put(name, Role.valueOf(roleNames.string(name))));
        return new Csv(
                Path.of(state.string("file")),
                Charset.forName(state.string("charset")),
                state.has("delimiter") ? (Character) state.string("delimiter").charAt(0) : null,
                state.has("quote") ? (Character) state.string("quote").charAt(0) : null,
                new TreeSet<>(state.strings("missing")),
                types,
                roles);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Csv that && state().equals(that.state());
    }

    @Override
    public int hashCode() {
        return state().hashCode();
    }

    @Override
    public String toString() {
        return "csv " + state();
    }
}
