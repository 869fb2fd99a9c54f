package io.github.millwork.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Days and instants as text in the form of ISO 8601. One place for files and for rows whose format has no dates, such as
 * JSON, so that the same text is the same cell everywhere. White space around it does not count.
 */
public final class IsoTime {
    private IsoTime() {}

    /**
     * Reads a day.
     *
     * @param text any text
     * @return the day, or null if the text is not of the form {@code 2024-01-31}
     */
    public static @Nullable LocalDate date(String text) {
        String day = text.strip();
        if (day.length() != 10) return null;
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException none) {
            return null;
        }
    }

    /**
     * Reads an instant.
     *
     * @param text any text
     * @return the instant, or null if the text is not of the form {@code 2024-01-31T10:00}, with a space instead of the T,
     *     with or without seconds and fractions of them, {@code Z} or an offset such as {@code +02:00}; without one of these
     *     it is taken as UTC
     */
    public static @Nullable Instant timestamp(String text) {
        String local = text.strip();
        if (local.length() < 16 || (local.charAt(10) != 'T' && local.charAt(10) != ' ')) return null;
        try {
            String iso = local.substring(0, 10) + 'T' + local.substring(11);
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parse(iso);
            return time.isSupported(ChronoField.INSTANT_SECONDS)
                    ? Instant.from(time)
                    : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
