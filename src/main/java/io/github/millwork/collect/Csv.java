package io.github.millwork.collect;

import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * CSV with a header line: a file, several files, or what a web server sends; plain or packed with gzip, which is found
 * out. Immutable and thread-safe; equal by value; it is read by {@link #load()}.
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
public final class Csv extends TextSource<Csv> {
    static final Codec<Csv> CODEC = Codec.of("csv", Csv.class, Csv::state, Csv::of);

    private final Origin origin;
    private final CsvFormat format;

    private Csv(Origin origin, CsvFormat format, Reading reading) {
        super(reading);
        this.origin = origin;
        this.format = format;
    }

    private static Csv at(Origin origin) {
        return new Csv(origin, new CsvFormat(StandardCharsets.UTF_8, null, null), Reading.plain());
    }

    /**
     * {@return a source that reads a file in UTF-8, finds out what delimits and quotes its cells, and infers all types}
     *
     * @param file the file; a relative path is kept as it is
     */
    public static Csv file(Path file) {
        return at(new FileOrigin(file));
    }

    /**
     * {@return a source that reads several files of the same columns, which may be in any order, as one} They come in the
     * order of their paths; types are inferred over all of them.
     *
     * @param folder where they lie
     * @param glob which paths from there are read, such as {@code "2013-*.csv.gz"} or {@code "**.csv"}, as {@link
     *     java.nio.file.FileSystem#getPathMatcher} reads them
     */
    public static Csv files(Path folder, String glob) {
        return at(new GlobOrigin(folder, glob));
    }

    /**
     * {@return a source that downloads CSV as a stream, with {@link Http#standard()}}
     *
     * @param url an http or https address
     */
    public static Csv url(URI url) {
        return url(url, Http.standard());
    }

    /**
     * {@return a source that downloads CSV as a stream}
     *
     * @param url an http or https address
     * @param http headers, limits and what is allowed
     */
    public static Csv url(URI url, Http http) {
        return at(new WebOrigin(url, http));
    }

    /**
     * {@return this source with another charset} A byte order mark at the beginning of the file is skipped, and bytes
     * that are no character of the charset are an error.
     *
     * @param newCharset the charset; UTF-8 by default
     */
    public Csv charset(Charset newCharset) {
        return new Csv(origin, new CsvFormat(newCharset, format.delimiter(), format.quote()), reading);
    }

    /**
     * {@return this source with a delimiter} By default it is the comma, semicolon, tab or vertical bar that divides the
     * first lines best.
     *
     * @param character what stands between two cells
     * @throws IllegalArgumentException if it is a line break or the quote character
     */
    public Csv delimiter(char character) {
        return new Csv(origin, new CsvFormat(format.charset(), character, format.quote()), reading);
    }

    /**
     * {@return this source with a quote character} By default it is the double quote, or the single quote if the header
     * begins with one or the lines agree in no other way.
     *
     * @param character what stands around a cell that holds delimiters, line breaks, or doubled quote characters
     * @throws IllegalArgumentException if it is a line break or the delimiter
     */
    public Csv quote(char character) {
        return new Csv(origin, new CsvFormat(format.charset(), format.delimiter(), character), reading);
    }

    /**
     * Reads everything.
     *
     * @param context whom to tell of progress, by bytes read
     * @return the rows, with the columns in the order of the first header
     * @throws io.github.millwork.data.DataException if the file is empty or no well-formed CSV, a line has more or fewer
     *     cells than the header, a name is absent or comes twice, a cell does not fit a given type, or a column with a
     *     given type or role does not exist; the message names the line
     * @throws java.io.UncheckedIOException if there is no such file, or it cannot be read
     */
    @Override
    public Dataset load(FitContext context) {
        return new TextLoad(this, origin, format, context).load();
    }

    @Override
    public String describe() {
        return origin.describe();
    }

    @Override
    Csv with(Reading changed) {
        return new Csv(origin, format, changed);
    }

    @Override
    State state() {
        State state =
                origin.into(State.empty()).with("charset", format.charset().name());
        Character delimiter = format.delimiter();
        Character quote = format.quote();
        if (delimiter != null) state = state.with("delimiter", delimiter.toString());
        if (quote != null) state = state.with("quote", quote.toString());
        return reading.into(state);
    }

    private static Csv of(State state) {
        CsvFormat format = new CsvFormat(
                Charset.forName(state.string("charset")),
                state.has("delimiter") ? (Character) state.string("delimiter").charAt(0) : null,
                state.has("quote") ? (Character) state.string("quote").charAt(0) : null);
        return new Csv(Origin.of(state), format, Reading.of(state));
    }

    @Override
    public String toString() {
        return "csv " + state();
    }
}
