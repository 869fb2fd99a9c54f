package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a model of classes treats the groups that a column tells apart: which share of each it predicts to be of the positive
 * class, of those that are and of those that are not, and how often it is right; with the largest gaps between groups.
 * Immutable.
 *
 * <p>The gap of the shares predicted positive is what demographic parity asks to be zero, that of the recalls equal
 * opportunity, those of the recalls and the false positive rates together equalised odds (Hardt, Price and Srebro 2016),
 * and that of the precisions predictive parity. They cannot all be zero where the groups differ in truth.
 *
 * @param column the column
 * @param rates the rates of all groups
 * @param gaps the largest gap of each rate; of several groups the largest is larger than that of two taken beforehand, and its
 *     interval does not heed that
 */
public record Fairness(String column, List<Rate> rates, List<RateGap> gaps) {
    /**
     * Copies the lists.
     *
     * @param column the column
     * @param rates the rates of all groups
     * @param gaps the largest gap of each rate
     */
    public Fairness {
        rates = List.copyOf(rates);
        gaps = List.copyOf(gaps);
    }

    /**
     * A rate of a group.
     *
     * @param group the value of the column, or the ends of a quarter of its numbers
     * @param rate the name of the rate
     * @param score the rate with its 95 % interval; the number of rows of the group is in it
     */
    public record Rate(String group, String rate, Score score) {}

    /**
     * The largest difference of a rate between two groups.
     *
     * @param rate the name of the rate
     * @param highest the group with the highest rate
     * @param lowest the group with the lowest rate
     * @param gap the difference with its 95 % interval
     * @param ratio the lowest rate divided by the highest; below 0.8 is often taken for adverse impact where it is of the
     *     shares predicted positive
     */
    public record RateGap(String rate, String highest, String lowest, Gap gap, double ratio) {}

    /**
     * Measures the rates of each group.
     *
     * @param assessment predictions and truth; a positive class must be named
     * @param rows the rows that were predicted, in the same order
     * @param column the column that tells groups apart: a category, truth value, number, date or timestamp
     * @param fewest groups with fewer rows are left out, at least 2
     * @return the rates and gaps
     * @throws io.github.millwork.data.DataException if there is no positive class, or the column is absent or cannot be cut by
     * @throws IllegalArgumentException if there are not as many rows as predictions
     */
    public static Fairness of(Assessment<Classification> assessment, Dataset rows, String column, int fewest) {
        List<Rate> rates = new ArrayList<>();
        List<RateGap> gaps = new ArrayList<>();
        Map<String, Assessment<Classification>> groups = new LinkedHashMap<>();
        Slices.parts(assessment, rows, column).forEach((value, chosen) -> {
            if (chosen.length >= Math.max(2, fewest)) groups.put(value, assessment.rows(chosen));
        });
        for (PositiveRate rate : PositiveRate.RATES) {
            Rate highest = null;
            Rate lowest = null;
            for (Map.Entry<String, Assessment<Classification>> group : groups.entrySet()) {
                Rate of = new Rate(group.getKey(), rate.name(), rate.score(group.getValue()));
                if (Double.isNaN(of.score().value())) continue;
                rates.add(of);
                if (highest == null || of.score().value() > highest.score().value()) highest = of;
                if (lowest == null || of.score().value() < lowest.score().value()) lowest = of;
            }
            if (highest == null || lowest == null || highest.equals(lowest)) continue;
            gaps.add(new RateGap(
                    rate.name(),
                    highest.group(),
                    lowest.group(),
                    Gap.between(highest.score(), lowest.score()),
                    lowest.score().value() / highest.score().value()));
        }
        return new Fairness(column, rates, gaps);
    }

    /**
     * {@return a rate of a group; NaN where it was not measured}
     *
     * @param group the group
     * @param rate the name of the rate
     */
    public double rate(String group, String rate) {
        return rates.stream()
                .filter(each -> each.group.equals(group) && each.rate.equals(rate))
                .mapToDouble(each -> each.score.value())
                .findFirst()
                .orElse(Double.NaN);
    }

    /** {@return the rates and the gaps as tables} */
    @Override
    public String toString() {
        TextTable table = new TextTable(column, "rate", "value", "95 % interval", "rows");
        table.alignRight(2, 3);
        table.alignRight(4, 5);
        for (Rate rate : rates) {
            Score score = rate.score;
            table.row(rate.group, rate.rate, number(score.value()), span(score.low(), score.high()), "" + score.rows());
        }
        TextTable largest = new TextTable("largest gap", "value", "95 % interval", "ratio", "between");
        largest.alignRight(1, 2);
        largest.alignRight(3, 4);
        for (RateGap gap : gaps) {
            largest.row(
                    gap.rate,
                    number(gap.gap.value()),
                    span(gap.gap.low(), gap.gap.high()),
                    number(gap.ratio),
                    gap.highest + " and " + gap.lowest);
        }
        return table + "\n" + largest;
    }

    private static String span(double low, double high) {
        return number(low) + " to " + number(high);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
