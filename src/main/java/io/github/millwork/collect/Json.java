package io.github.millwork.collect;

import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import java.net.URI;
import java.nio.file.Path;

/**
 * JSON records: an array of objects, objects one after the other (JSON lines), or an array somewhere within; a file,
 * several files, or what a web server sends; plain or packed with gzip, which is found out. Immutable and thread-safe;
 * equal by value; it is read by {@link #load()}, as a stream.
 *
 * <p>A column has the name of its field; a field of an object within a record has the names of both, with a point between
 * ({@code address.city}). An array within a record becomes its JSON as a category. A field that a record lacks, null and
 * the empty string are missing.
 *
 * <p>Types are inferred over all records as {@link Csv} infers them, but that a string is never a number nor a truth
 * value: a column with {@code "12"} in quotes is a category, unless its type is given. Strings that all are ISO days or
 * times become dates and timestamps.
 */
public final class Json extends TextSource<Json> {
    static final Codec<Json> CODEC = Codec.of("json", Json.class, Json::state, Json::of);

    private final Origin origin;
    private final JsonFormat format;

    private Json(Origin origin, JsonFormat format, Reading reading) {
        super(reading);
        this.origin = origin;
        this.format = format;
    }

    /**
     * {@return a source that reads a file}
     *
     * @param file the file; a relative path is kept as it is
     */
    public static Json file(Path file) {
        return at(new FileOrigin(file));
    }

    /**
     * {@return a source that reads several files as one, in the order of their paths}
     *
     * @param folder where they lie
     * @param glob which paths from there are read, such as {@code "*.jsonl"} or {@code "**.json.gz"}, as {@link
     *     java.nio.file.FileSystem#getPathMatcher} reads them
     */
    public static Json files(Path folder, String glob) {
        return at(new GlobOrigin(folder, glob));
    }

    /**
     * {@return a source that downloads JSON as a stream, with {@link Http#standard()}}
     *
     * @param url an http or https address
     */
    public static Json url(URI url) {
        return url(url, Http.standard());
    }

    /**
     * {@return a source that downloads JSON as a stream}
     *
     * @param url an http or https address
     * @param http headers, limits and what is allowed
     */
    public static Json url(URI url, Http http) {
        return at(new WebOrigin(url, http));
    }

    private static Json at(Origin origin) {
        return new Json(origin, JsonFormat.of(""), Reading.plain());
    }

    /**
     * {@return this source with a path to the records} Without one the document itself is the array, or each value of it a
     * record.
     *
     * @param pointer a JSON pointer (RFC 6901) such as {@code "/data/items"}
     * @throws IllegalArgumentException if it is none
     */
    public Json records(String pointer) {
        return new Json(origin, JsonFormat.of(pointer), reading);
    }

    /**
     * Reads everything.
     *
     * @param context whom to tell of progress, by bytes read
     * @return the rows, with the columns in the order of their coming
     * @throws io.github.millwork.data.DataException if it is no well-formed JSON, nested deeper than 100, there are no
     *     records at the path, a cell does not fit a given type, or a column with a given type or role does not exist
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
    Json with(Reading changed) {
        return new Json(origin, format, changed);
    }

    @Override
    State state() {
        return reading.into(origin.into(State.empty()).with("records", format.pointer()));
    }

    private static Json of(State state) {
        return new Json(Origin.of(state), JsonFormat.of(state.string("records")), Reading.of(state));
    }

    @Override
    public String toString() {
        return "json " + state();
    }
}
