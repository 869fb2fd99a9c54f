package io.github.millwork.data;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where rows came from, and what came: kept by a {@link Dataset} and by all that is made of it, so that a fitted pipeline
 * can tell what it was fed. No part of the content of a dataset, nor of any fingerprint. Immutable, equal by value and
 * thread-safe.
 */
public final class Provenance {
    private final String source;
    private final String place;
    private final Instant collected;
    private final int rows;
    private @Nullable Dataset content;
    private @Nullable String fingerprint;

    private Provenance(String source, String place, Instant collected, int rows) {
        this.source = source;
        this.place = place;
        this.collected = collected;
        this.rows = rows;
    }

    static Provenance of(String source, String place, Instant collected, Dataset content) {
        Provenance provenance = new Provenance(source, place, collected, content.rowCount());
        provenance.content = content;
        return provenance;
    }

    /**
     * {@return a provenance that was kept}
     *
     * @param source what read the rows
     * @param place where they lay
     * @param collected when they had been read
     * @param rows how many there were
     * @param fingerprint the fingerprint of the dataset of these rows
     */
    public static Provenance of(String source, String place, Instant collected, int rows, String fingerprint) {
        Provenance provenance = new Provenance(source, place, collected, rows);
        provenance.fingerprint = fingerprint;
        return provenance;
    }

    /** {@return what read the rows, such as {@code "csv"}} */
    public String source() {
        return source;
    }

    /** {@return where they lay: a path, an address, a query; without passwords and tokens} */
    public String place() {
        return place;
    }

    /** {@return when they had been read} */
    public Instant collected() {
        return collected;
    }

    /** {@return how many rows there were, before any were left out} */
    public int rows() {
        return rows;
    }

    /**
     * {@return {@link Dataset#fingerprint()} of what was collected} Computed on the first call, until which the rows are
     * held in memory.
     */
    public synchronized String fingerprint() {
        if (fingerprint == null) fingerprint = Objects.requireNonNull(content).fingerprint();
        content = null;
        return fingerprint;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Provenance that
                && source.equals(that.source)
                && place.equals(that.place)
                && collected.equals(that.collected)
                && rows == that.rows
                && fingerprint().equals(that.fingerprint());
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, place, collected, rows);
    }

    @Override
    public String toString() {
        return rows + " rows of " + source + " " + place + " at " + collected;
    }
}
