package io.github.millwork.stage;

import io.github.millwork.data.Names;
import io.github.millwork.data.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The weights of a linear model, under the columns of the collected data that its features are computed from. A weight is by
 * how much the raw output rises where the feature rises by one, as the feature stands behind all steps: of a scaled column
 * by one standard deviation, of a level of a one-hot column by being that level. Weights of features that are not on one
 * scale cannot be compared. {@link #toString} is a table for a person. Immutable; equal by value.
 *
 * @param unit what the weighted sums are measured in
 * @param labels the class or label that each sum speaks for: of two classes the positive one, or the second; of labels those on
 *     which there was something to learn; none for a number
 * @param intercepts what is added to each sum
 * @param features the weights of each feature; features of the same columns stand together
 * @param adjusted whether the prediction is adjusted after the sums, as by calibration or the inverse of a transformed target
 */
public record Coefficients(
        Explainer.Unit unit, List<String> labels, List<Double> intercepts, List<Weights> features, boolean adjusted) {
    private static final int DIGITS = 5;
    private static final int MOST_DECIMALS = 12;

    /**
     * The weights of one feature.
     *
     * @param feature its name, such as {@code workclass=Private}
     * @param columns the columns of the collected data that it is computed from
     * @param values its weight in each sum
     */
    public record Weights(String feature, List<String> columns, List<Double> values) {
        /**
         * Copies the lists.
         *
         * @param feature its name, such as {@code workclass=Private}
         * @param columns the columns of the collected data that it is computed from
         * @param values its weight in each sum
         */
        public Weights {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }
    }

    /**
     * Puts features of the same columns together, in the order in which these come first.
     *
     * @param unit what the weighted sums are measured in
     * @param labels the class or label that each sum speaks for: of two classes the positive one, or the second; none for a
     *     number
     * @param intercepts what is added to each sum
     * @param features the weights of each feature
     * @param adjusted whether the prediction is adjusted after the sums
     */
    public Coefficients {
        labels = List.copyOf(labels);
        intercepts = List.copyOf(intercepts);
        List<Weights> together = new ArrayList<>();
        for (List<String> columns : owners(features)) {
            features.stream().filter(weights -> weights.columns.equals(columns)).forEach(together::add);
        }
        features = List.copyOf(together);
    }

    private static Set<List<String>> owners(List<Weights> features) {
        Set<List<String>> owners = new LinkedHashSet<>();
        for (Weights weights : features) owners.add(weights.columns);
        return owners;
    }

    /**
     * {@return the weights of the features that are computed from a column, alone or with others}
     *
     * @param column a column that the pipeline reads
     * @throws IllegalArgumentException if no feature is computed from it
     */
    public List<Weights> of(String column) {
        List<Weights> found = features.stream()
                .filter(weights -> weights.columns.contains(column))
                .toList();
        if (!found.isEmpty()) return found;
        List<String> known = features.stream()
                .flatMap(weights -> weights.columns.stream())
                .distinct()
                .toList();
        throw new IllegalArgumentException("Expected a column that a feature is computed from but found '" + column
                + "'. " + Names.suggest(column, known));
    }

    /**
     * {@return these as JSON: {@code unit}, {@code adjusted}, {@code labels}, {@code intercepts}, and {@code features} with
     * {@code feature}, {@code columns} and {@code weights}, one for each label}
     */
    public String toJson() {
        List<State> all = features.stream()
                .map(weights -> State.empty()
                        .with("feature", weights.feature)
                        .with("columns", weights.columns)
                        .with("weights", weights.values))
                .toList();
        return State.empty()
                .with("unit", unit.words())
                .with("adjusted", adjusted)
                .with("labels", labels)
                .with("intercepts", intercepts)
                .with("features", all)
                .toJson();
    }

    /** {@return a table with a line for each feature, under its columns; a weight of exactly zero has no decimals} */
    @Override
    public String toString() {
        String[] header = new String[2 + intercepts.size()];
        header[0] = "column";
        header[1] = "feature";
        for (int k = 0; k < intercepts.size(); k++) {
            header[2 + k] = labels.isEmpty() ? "weight" : "weight for " + labels.get(k);
        }
        TextTable table = new TextTable(header);
        table.alignRight(2, header.length);
        String format = format();
        table.row(cells("(intercept)", "", intercepts, format));
        List<String> before = List.of();
        for (Weights weights : features) {
            String columns = weights.columns.equals(before) ? "" : String.join(", ", weights.columns);
            table.row(cells(columns, weights.feature, weights.values, format));
            before = weights.columns;
        }
        String each = labels.isEmpty() ? "units of the " + unit.words() : unit.words();
        return "weights in " + each + (adjusted ? ", before the prediction is adjusted" : "")
                + "; each is for a feature as it stands behind all steps\n" + table;
    }

    /** As many decimals for all as the largest needs for five digits. */
    private String format() {
        double largest = 0;
        for (double intercept : intercepts) largest = Math.max(largest, Math.abs(intercept));
        for (Weights weights : features) {
            for (double value : weights.values) largest = Math.max(largest, Math.abs(value));
        }
        int before = largest > 0 ? (int) Math.floor(Math.log10(largest)) + 1 : 1;
        return "%+." + Math.max(0, Math.min(MOST_DECIMALS, DIGITS - before)) + "f";
    }

    private static String[] cells(String columns, String feature, List<Double> values, String format) {
        String[] cells = new String[2 + values.size()];
        cells[0] = columns;
        cells[1] = feature;
        for (int k = 0; k < values.size(); k++) {
            double value = values.get(k);
            cells[2 + k] = value == 0 ? "0" : String.format(Locale.ROOT, format, value);
        }
        return cells;
    }
}
