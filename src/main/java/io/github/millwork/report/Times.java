package io.github.millwork.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round dates and times, in UTC, for the marks of an axis of time. */
final class Times {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] STEPS = {
        1,
        10,
        100,
        SECOND,
        5 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        5 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        14 * DAY
    };
    private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000};

    /** The years 0 to 9999, which are written in four digits. */
    private static final long FIRST = -62_167_219_200_000L;

    private static final long LAST = 253_402_300_799_999L;

    private Times() {}

    /** Whether dates can be written of everything between two values. */
    static boolean cover(double low, double high) {
        return low >= FIRST && high <= LAST;
    }

    /** A date and time as short as it can be. */
    static String text(double millis) {
        if (!cover(millis, millis)) return Format.plain().text(millis);
        String text = Instant.ofEpochMilli(Math.round(millis)).toString();
        return text.endsWith("T00:00:00Z")
                ? text.substring(0, 10)
                : text.replace('T', ' ').replace("Z", " UTC");
    }

    /** Marks between two values in ascending order; as on a linear axis where these are no dates. */
    static List<Ticks.Tick> ticks(double low, double high, int about) {
        if (!cover(low, high) || high - low < 1) return Ticks.linear(low, high, about, Format.plain());
        // Rather too many marks than too few.
        double step = (high - low) / Math.max(1, about) * 0.75;
        for (long round : STEPS) {
            if (round >= step) return regular(low, high, round);
        }
        for (int months : MONTHS) {
            if (months * 30.0 * DAY >= step) return months(low, high, months);
        }
        return months(low, high, MONTHS[MONTHS.length - 1]);
    }

    private static List<Ticks.Tick> regular(double low, double high, long step) {
        boolean oneDay = Math.floor(low / DAY) == Math.floor(high / DAY);
        String pattern = step >= DAY ? "yyyy-MM-dd" : step >= MINUTE ? "HH:mm" : step >= SECOND ? "HH:mm:ss" : "ss.SSS";
        if (!oneDay && step < DAY) pattern = "MM-dd " + pattern;
        List<Ticks.Tick> ticks = new ArrayList<>();
        // Weeks begin on Mondays, and 1970-01-05 was one.
        long origin = step >= 7 * DAY ? 4 * DAY : 0;
        long first = origin + (long) Math.ceil((low - origin) / step) * step;
        for (long millis = first; millis <= high; millis += step) ticks.add(tick(millis, pattern));
        return ticks;
    }

    private static List<Ticks.Tick> months(double low, double high, int step) {
        LocalDateTime start = LocalDateTime.ofInstant(Instant.ofEpochMilli((long) Math.ceil(low)), ZoneOffset.UTC);
        int months = Math.floorDiv(start.getYear() * 12 + start.getMonthValue() - 1, step) * step;
        List<Ticks.Tick> ticks = new ArrayList<>();
        while (true) {
            LocalDateTime month = LocalDateTime.of(Math.floorDiv(months, 12), Math.floorMod(months, 12) + 1, 1, 0, 0);
            long millis = month.toInstant(ZoneOffset.UTC).toEpochMilli();
            if (millis > high) return ticks;
            if (millis >= low) ticks.add(tick(millis, step >= 12 ? "yyyy" : "yyyy-MM"));
            months += step;
        }
    }

    private static Ticks.Tick tick(long millis, String pattern) {
        return new Ticks.Tick(
                millis,
                DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                        .format(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC)));
    }
}
