package io.github.millwork.data;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a dataset, to be checked before anything is learned of it. Immutable; equal by value.
 *
 * <pre>{@code
 * Expectations.none()
 *         .notMissing("id")
 *         .unique("id")
 *         .range("age", 0, 120)
 *         .missingAtMost("income", 0.2)
 *         .require(applicants);
 * }</pre>
 *
 * <p>A missing cell is as expected, unless it is expected not to be missing. A column that is not there is not as expected.
 */
public final class Expectations {
    private final List<Expectation> all;

    private Expectations(List<Expectation> all) {
        this.all = all;
    }

    /** {@return no expectations, to which others are added} */
    public static Expectations none() {
        return new Expectations(List.of());
    }

    private Expectations with(Expectation another) {
        List<Expectation> more = new ArrayList<>(all);
        more.add(another);
        return new Expectations(List.copyOf(more));
    }

    /**
     * {@return these and that a column is of a type}
     *
     * @param column its name
     * @param type its type
     */
    public Expectations type(String column, ColumnType type) {
        return with(new Expectation.Type(column, type));
    }

    /**
     * {@return these and that the numbers of a column are in a range}
     *
     * @param column its name
     * @param from the smallest, or negative infinity
     * @param to the largest, or infinity
     * @throws IllegalArgumentException if the smallest is above the largest
     */
    public Expectations range(String column, double from, double to) {
        if (!(from <= to)) {
            throw new IllegalArgumentException("Expected a range but found " + from + " to " + to + ".");
        }
        return with(new Expectation.Range(column, from, to));
    }

    /**
     * {@return these and that the cells of a column are among some values}
     *
     * @param column its name
     * @param values the values, as text
     */
    public Expectations oneOf(String column, String... values) {
        SortedSet<String> sorted = Collections.unmodifiableSortedSet(new TreeSet<>(List.of(values)));
        return with(new Expectation.OneOf(column, sorted));
    }

    /**
     * {@return these and that the cells of a column match a pattern, from beginning to end}
     *
     * @param column its name
     * @param pattern a regular expression of {@link Pattern}
     * @throws java.util.regex.PatternSyntaxException if it is none
     */
    public Expectations matches(String column, String pattern) {
        Pattern.compile(pattern);
        return with(new Expectation.Matches(column, pattern));
    }

    /**
     * {@return these and that no two rows have the same cells in some columns} Rows with a missing cell there do not count.
     *
     * @param columns their names, at least one
     */
    public Expectations unique(String... columns) {
        if (columns.length == 0) throw new IllegalArgumentException("Expected a column but found none. Name one.");
        return with(new Expectation.Unique(List.of(columns)));
    }

    /**
     * {@return these and that no cell of a column is missing}
     *
     * @param column its name
     */
    public Expectations notMissing(String column) {
        return with(new Expectation.NotMissing(column));
    }

    /**
     * {@return these and that at most a share of the cells of a column is missing}
     *
     * @param column its name
     * @param share from 0 to 1
     * @throws IllegalArgumentException if it is not
     */
    public Expectations missingAtMost(String column, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Expected a share from 0 to 1 but found " + share + ".");
        }
        return with(new Expectation.MissingAtMost(column, share));
    }

    /**
     * {@return these and that there are so many rows}
     *
     * @param fewest at least
     * @param most at most
     * @throws IllegalArgumentException if the fewest are more than the most
     */
    public Expectations rows(int fewest, int most) {
        if (fewest > most) {
            throw new IllegalArgumentException("Expected a range but found " + fewest + " to " + most + ".");
        }
        return with(new Expectation.Rows(fewest, most));
    }

    /**
     * {@return these and that the newest time of a column is not long ago}
     *
     * @param column its name; of dates, each of which lasts until it ends in UTC, or timestamps
     * @param age how long ago at most
     */
    public Expectations fresh(String column, Duration age) {
        return with(new Expectation.Fresh(column, age));
    }

    /**
     * {@return these and that a condition holds in every row; where it is missing it counts as holding}
     *
     * @param condition a condition over any columns
     */
    public Expectations holds(Condition condition) {
        return with(new Expectation.Holds(condition));
    }

    /**
     * {@return what is not as expected}
     *
     * @param data the rows
     */
    public ExpectationReport check(Dataset data) {
        return check(data, Clock.systemUTC().instant());
    }

    /**
     * {@return what is not as expected at a time}
     *
     * @param data the rows
     * @param now the time from which it is counted how old they are
     */
    public ExpectationReport check(Dataset data, Instant now) {
        List<ExpectationReport.Unmet> unmet = all.stream()
                .map(each -> each.check(data, now))
                .filter(Objects::nonNull)
                .toList();
        return new ExpectationReport(data.rowCount(), all.size(), unmet);
    }

    /**
     * {@return the rows, if all is as expected}
     *
     * @param data the rows
     * @throws DataException if something is not; the message names rows
     */
    public Dataset require(Dataset data) {
        ExpectationReport report = check(data);
        if (!report.passed()) {
            throw new DataException("Expected data of which all expectations hold but " + report
                    + "\nMend the data where it comes from, or leave these rows out.");
        }
        return data;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expectations that && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.stream().map(Expectation::describe).toList().toString();
    }
}
