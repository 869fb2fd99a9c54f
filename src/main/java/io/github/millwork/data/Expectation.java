package io.github.millwork.data;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One thing that is expected of a dataset. */
sealed interface Expectation {
    /** What is expected, in words. */
    String describe();

    /** What is not as expected, or null if all is. */
    ExpectationReport.@Nullable Unmet check(Dataset data, Instant now);

    /** The column of a name, or null where there is none, which is not as expected whatever is. */
    private static @Nullable Column column(Dataset data, String name) {
        return data.has(name) ? data.column(name) : null;
    }

    private static ExpectationReport.Unmet absent(Expectation expected, Dataset data, String name) {
        String found = "there is no column '" + name + "'. "
                + Names.suggest(name, data.schema().names());
        return new ExpectationReport.Unmet(expected.describe(), found, 0, List.of());
    }

    /** All rows whose cell is wrong, of which some are named. */
    private static ExpectationReport.@Nullable Unmet rows(Expectation expected, Column column, IntPredicate wrong) {
        List<Integer> rows = new ArrayList<>();
        int count = 0;
        for (int row = 0; row < column.size(); row++) {
            if (!wrong.test(row)) continue;
            if (count++ < ExpectationReport.NAMED) rows.add(row);
        }
        if (count == 0) return null;
        Object cell = column.value(rows.get(0));
        String first = cell == null ? "missing" : "'" + shown(cell.toString()) + "'";
        String found = count + " of " + column.size() + " cells are not, the first is " + first;
        return new ExpectationReport.Unmet(expected.describe(), found, count, rows);
    }

    private static String shown(String cell) {
        return cell.length() > 60 ? cell.substring(0, 60) + "..." : cell;
    }

    record Type(String name, ColumnType type) implements Expectation {
        @Override
        public String describe() {
            return "'" + name + "' is of type " + type.label();
        }

        @Override
        public ExpectationReport.@Nullable Unmet check(Dataset data, Instant now) {
            Column column = column(data, name);
            if (column == null) return absent(this, data, name);
            if (column.type() == type) return null;
            String found = "it is " + column.type().label() + ", " + column.firstCell();
            return new ExpectationReport.Unmet(describe(), found, 0, List.of());
        }
    }

    record Range(String name, double from, double to) implements Expectation {
        @Override
        public String describe() {
            return "'" + name + "' is from " + Expectation.number(from) + " to " + Expectation.number(to);
        }

        @Override
        public ExpectationReport.@Nullable Unmet check(Dataset data, Instant now) {
            Column column = column(data, name);
            if (column == null) return absent(this, data, name);
            if (!column.type().isNumeric()) {
                String found = "it is " + column.type().label();
                return new ExpectationReport.Unmet(describe(), found, 0, List.of());
            }
            return rows(this, column, row -> {
                double cell = column.number(row);
                return cell < from || cell > to;
            });
        }
    }

    record OneOf(String name, SortedSet<String> values) implements Expectation {
        @Override
        public String describe() {
            return "'" + name + "' is one of " + Names.list(values);
        }

        @Override
        public ExpectationReport.@Nullable Unmet check(Dataset data, Instant now) {
            Column column = column(data, name);
            if (column == null) return absent(this, data, name);
            return rows(this, column, row -> {
                Object cell = column.value(row);
                return cell != null && !values.contains(cell.toString());
            });
        }
    }

    /** A pattern is equal to another by its text. */
    record Matches(String name, String pattern) implements Expectation {
        @Override
        public String describe() {
            return "'" + name + "' matches " + pattern;
        }

        @Override
        public ExpectationReport.@Nullable Unmet check(Dataset data, Instant now) {
            Column column = column(data, name);
            if (column == null) return absent(this, data, name);
            Pattern compiled = Pattern.compile(pattern);
            Map<Object, Boolean> known = new HashMap<>();
            return rows(this, column, row -> {
                Object cell = column.value(row);
                return cell != null
                        && !known.computeIfAbsent(
                                cell, each -> compiled.matcher(each.toString()).matches());
            });
        }
    }

    record Unique(List<String> names) implements Expectation {
        @Override
        public String describe() {
            return Names.list(names) + (names.size() == 1 ? " is" : " together are") + " unique";
        }

        @Override
        public ExpectationReport.@Nullable Unmet check(Dataset data, Instant now) {
            for (String name : names) {
                if (!data.has(name)) return absent(this, data, name);
            }
            Map<Object, Integer> seen = new HashMap<>();
            JoinKeys keys = JoinKeys.of("first", data, names);
            return rows(this, data.column(names.get(0)), row -> {
                Object key = keys.key(row);
                return key != null && seen.putIfAbsent(key, row) != null;
            });
        }
    }

    record NotMissing(String name) implements Expectation {
        @Override
        public String describe() {
            return "'" + name + "' is not missing";
        }

        @Override
        public ExpectationReport.@Nullable Unmet check(Dataset data, Instant now) {
            Column column = column(data, name);
            return column == null ? absent(this, data, name) : rows(this, column, column::isMissing);
        }
    }

    record MissingAtMost(String name, double share) implements Expectation {
        @Override
        public String describe() {
            return "'" + name + "' is missing in at most " + Expectation.number(100 * share) + " % of the rows";
        }

        @Override
        public ExpectationReport.@Nullable Unmet check(Dataset data, Instant now) {
            Column column = column(data, name);
            if (column == null) return absent(this, data, name);
            if (column.missingCount() <= share * column.size()) return null;
            return rows(this, column, column::isMissing);
        }
    }

    record Rows(int fewest, int most) implements Expectation {
        @Override
        public String describe() {
            return "there are from " + fewest + " to " + most + " rows";
        }

        @Override
        public ExpectationReport.@Nullable Unmet check(Dataset data, Instant now) {
            if (data.rowCount() >= fewest && data.rowCount() <= most) return null;
            return new ExpectationReport.Unmet(describe(), "there are " + data.rowCount(), 0, List.of());
        }
    }

    record Fresh(String name, Duration age) implements Expectation {
        @Override
        public String describe() {
            return "the newest '" + name + "' is at most " + age + " old";
        }

        @Override
        public ExpectationReport.@Nullable Unmet check(Dataset data, Instant now) {
            Column column = column(data, name);
            if (column == null) return absent(this, data, name);
            Instant newest = Instant.MIN;
            int place = -1;
            for (int row = 0; row < column.size(); row++) {
                Object cell = column.value(row);
                Instant time = cell instanceof LocalDate day
                        ? day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC) // a day is new until it ends
                        : cell instanceof Instant instant ? instant : Instant.MIN;
                if (!time.isAfter(newest)) continue;
                newest = time;
                place = row;
            }
            if (place < 0) {
                return new ExpectationReport.Unmet(describe(), "it holds no time", 0, List.of());
            }
            if (!newest.isBefore(now.minus(age))) return null;
            String found = "it is '" + column.value(place) + "', and now is " + now;
            return new ExpectationReport.Unmet(describe(), found, 1, List.of(place));
        }
    }

    record Holds(Condition condition) implements Expectation {
        @Override
        public String describe() {
            return condition + " holds";
        }

        @Override
        public ExpectationReport.@Nullable Unmet check(Dataset data, Instant now) {
            Collection<String> read = condition.columns();
            for (String name : read) {
                if (!data.has(name)) return absent(this, data, name);
            }
            int[] wrong = RowNumbers.where(data, condition.not());
            if (wrong.length == 0) return null;
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < Math.min(wrong.length, ExpectationReport.NAMED); i++) rows.add(wrong[i]);
            String found = "it does not in " + wrong.length + " of " + data.rowCount() + " rows";
            return new ExpectationReport.Unmet(describe(), found, wrong.length, rows);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
