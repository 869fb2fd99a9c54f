package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rows in order of time. Places are positions in that order, from 0; a border is a place before which all times are
 * earlier, so that a cut there separates no equal times.
 */
final class TimeLine {
    private static final double MILLIS_OF_A_DAY = 86_400_000;

    private final Column column;
    private final int[] order;
    private final long[] times;

    TimeLine(Column column) {
        this.column = column;
        long[] unordered = RowKeys.times(column);
        this.order = IntStream.range(0, unordered.length)
                .boxed()
                .sorted(Comparator.comparingLong(row -> unordered[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.times = Arrays.stream(order).mapToLong(row -> unordered[row]).toArray();
    }

    int rows() {
        return order.length;
    }

    String name() {
        return column.name();
    }

    /** The row numbers of the places from one to before another, in ascending order. */
    int[] rows(int from, int to) {
        int[] rows = Arrays.copyOfRange(order, from, to);
        Arrays.sort(rows);
        return rows;
    }

    /** The last border that is not after a place. */
    int borderBefore(int place) {
        return place <= 0 ? 0 : place >= times.length ? times.length : countBefore(times[place]);
    }

    /** The first border that is not before a place. */
    int borderAfter(int place) {
        if (place <= 0) return 0;
        return place >= times.length ? times.length : countUpTo(times[place - 1]);
    }

    /**
     * How many rows are earlier than a place by at least a span. A border.
     *
     * @param place the place of a row, not 0
     */
    int earlierBy(int place, Span span) {
        if (span.unit() == Span.Unit.ROWS)
            return borderBefore(borderBefore(place) - (int) Math.min(span.amount(), times.length));
        return Math.min(countBefore(times[place]), countUpTo(minus(times[place], span)));
    }

    /** The first place whose row is later than that of a place by at least a span. A border. */
    int laterBy(int place, Span span) {
        if (span.unit() == Span.Unit.ROWS)
            return borderAfter(borderAfter(place + 1) + (int) Math.min(span.amount(), times.length));
        return Math.max(countUpTo(times[place]), countBefore(plus(times[place], span)));
    }

    /** The first place of the rows that lie within a span which ends with a place. A border, so the span may be cut. */
    int within(Span span, int last) {
        if (span.unit() == Span.Unit.ROWS) return borderAfter(last + 1 - (int) Math.min(span.amount(), times.length));
        return countUpTo(minus(times[last], span));
    }

    private int countBefore(long time) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private int countUpTo(long time) {
        return time == Long.MAX_VALUE ? times.length : countBefore(time + 1);
    }

    private long plus(long time, Span span) {
        if (column.type() == ColumnType.NUMBER) {
            return RowKeys.sortable(RowKeys.unsorted(time) + span.amount());
        }
        long sum = time + units(span);
        return sum < time ? Long.MAX_VALUE : sum;
    }

    private long minus(long time, Span span) {
        if (column.type() == ColumnType.NUMBER) {
            return RowKeys.sortable(RowKeys.unsorted(time) - span.amount());
        }
        long difference = time - units(span);
        return difference > time ? Long.MIN_VALUE : difference;
    }

    /** Times are whole, so that those at least a part of a unit apart are a whole one apart. */
    private long units(Span span) {
        return (long) Math.ceil(column.type() == ColumnType.DATE ? span.amount() / MILLIS_OF_A_DAY : span.amount());
    }

    /** Refuses a span that cannot be measured on this column. */
    void check(Span span, String what) {
        boolean numbers = column.type().isNumeric();
        if (span.unit() == Span.Unit.ROWS || (span.unit() == Span.Unit.NUMBER) == numbers) return;
        throw new DataException("Expected " + what + " in rows or as a "
                + (numbers ? "number" : "Duration") + ", since the column '" + name() + "' is "
                + column.type().label() + ", but found " + span + ". Use Span.rows, or "
                + (numbers ? "Span.of(1.0)." : "Span.of(Duration.ofDays(1))."));
    }
}
