package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetNumbers;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the features that are worth most, by a score of each on its own: so many, a percentage, or those above a bound. It
 * looks at numbers, integers, booleans, and each dimension of vectors, together. Which are kept is known only after the fit,
 * while columns are planned before; so each column becomes a vector under its own name, with the dimensions that are kept: a
 * column of numbers with one of its name, or with none. It belongs behind all other steps.
 *
 * <p>Of equal scores the earlier feature is kept; one whose score cannot be told (it never changes) comes last. Missing cells
 * are left out of the score and stay missing. Weights of rows are not looked at.
 *
 * @param columns which columns; by type, only numbers, integers, booleans and vectors
 * @param score what a feature is worth
 * @param hyperparameters {@code rule} (best, percent or above) and the number that belongs to each
 */
public record SelectFeatures(Columns columns, FeatureScore score, Hyperparameters hyperparameters)
        implements Transformer {
    private static final String RULE = "rule";
    private static final String BEST = "best";
    private static final String PERCENT = "percent";
    private static final String ABOVE = "above";

    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .choice(RULE, BEST, List.of(BEST, PERCENT, ABOVE))
            .integer(BEST, 10, value -> value >= 1, "at least 1")
            .onlyIf(BEST, RULE, BEST)
            .number(PERCENT, 10, value -> value > 0 && value <= 100, "above 0 and at most 100")
            .onlyIf(PERCENT, RULE, PERCENT)
            .number(ABOVE, 0, value -> true, "any number")
            .onlyIf(ABOVE, RULE, ABOVE);

    /**
     * {@return the step that keeps the features whose variance is above a bound}
     *
     * @param columns numbers, integers, booleans and vectors
     * @param bound 0 to drop only what never changes
     */
    public static SelectFeatures variance(Columns columns, double bound) {
        return by(FeatureScore.VARIANCE, columns).above(bound);
    }

    /**
     * {@return the step that keeps the ten features of highest score}
     *
     * @param score what a feature is worth
     * @param columns numbers, integers, booleans and vectors
     */
    public static SelectFeatures by(FeatureScore score, Columns columns) {
        return new SelectFeatures(columns, score, DEFAULTS);
    }

    /**
     * {@return this step with so many features kept}
     *
     * @param count at least 1; the default is 10
     */
    public SelectFeatures best(int count) {
        return withHyperparameters(hyperparameters.with(RULE, BEST).with(BEST, count));
    }

    /**
     * {@return this step with the number of features left to tuning}
     *
     * @param count where to search
     */
    public SelectFeatures best(Range count) {
        return withHyperparameters(hyperparameters.with(RULE, BEST).with(BEST, count));
    }

    /**
     * {@return this step with a percentage of the features kept, at least one}
     *
     * @param percentage above 0 and at most 100
     */
    public SelectFeatures percent(double percentage) {
        return withHyperparameters(hyperparameters.with(RULE, PERCENT).with(PERCENT, percentage));
    }

    /**
     * {@return this step with the features kept whose score is above a bound}
     *
     * @param bound the bound
     */
    public SelectFeatures above(double bound) {
        return withHyperparameters(hyperparameters.with(RULE, ABOVE).with(ABOVE, bound));
    }

    @Override
    public SelectFeatures withHyperparameters(Hyperparameters values) {
        return new SelectFeatures(columns, score, values);
    }

    /**
     * What is kept of one column.
     *
     * @param name the column
     * @param type its type
     * @param dimensions the names of the dimensions that are kept
     * @param places their places in the vector; of a column of numbers 0, or none
     */
    record Kept(String name, ColumnType type, List<String> dimensions, int[] places) {
        Operation operation() {
            Field written = new Field(name, VECTOR, Role.FEATURE, -1, dimensions);
            return new Operation(List.of(name), List.of(written), true, (in, out) -> kernel(in[0], out[0]));
        }

        private Kernel kernel(int in, int out) {
            if (places.length == 0) return frame -> frame.set(out, SparseVector.ZERO);
            if (type != VECTOR) {
                return frame -> frame.set(out, SparseVector.of(new int[] {0}, new double[] {frame.number(in)}));
            }
            return frame -> frame.set(
                    out, frame.object(in) instanceof SparseVector vector ? chosen(vector) : SparseVector.ZERO);
        }

        private SparseVector chosen(SparseVector vector) {
            int[] indices = new int[Math.min(vector.size(), places.length)];
            double[] values = new double[indices.length];
            int size = 0;
            for (int i = 0; i < vector.size(); i++) {
                int place = Arrays.binarySearch(places, vector.index(i));
                if (place < 0) continue;
                indices[size] = place;
                values[size++] = vector.value(i);
            }
            return SparseVector.of(Arrays.copyOf(indices, size), Arrays.copyOf(values, size));
        }
    }

    /** Keeps what was chosen in training. */
    record Fitted(List<Kept> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(Kept::operation).toList();
        }
    }

    static final Codec<SelectFeatures> CODEC = Codec.of(
            "select-features",
            SelectFeatures.class,
            select -> State.empty()
                    .with("columns", select.columns.toString())
                    .with("score", select.score.name())
                    .with("hyperparameters", select.hyperparameters.toState()),
            state -> new SelectFeatures(
                    Columns.parse(state.string("columns")),
                    FeatureScore.valueOf(state.string("score")),
                    DEFAULTS.withState(state.state("hyperparameters"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "select-features.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(kept -> State.empty()
                                            .with("name", kept.name)
                                            .with("type", kept.type.name())
                                            .with("dimensions", kept.dimensions)
                                            .with("places", kept.places))
                                    .toList()),
            state -> new Fitted(state.states("columns").stream()
                    .map(kept -> new Kept(
                            kept.string("name"),
                            ColumnType.valueOf(kept.string("type")),
                            kept.strings("dimensions"),
                            kept.integers("places")))
                    .toList()));

    @Override
    public String describe() {
        return "select by " + score.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " from " + columns.describe();
    }

    private Selection selection() {
        return Selection.of(columns, NUMBER, INTEGER, BOOLEAN, VECTOR);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        if (score.needsClasses()) TargetNumbers.checkClasses(input);
        else if (score != FeatureScore.VARIANCE) TargetNumbers.check(input);
        return selection().in(input).stream()
                .map(field -> new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), VECTOR))))
                .toList();
    }

    /** A feature: a column, or a dimension of one; and its score. */
    private record Scored(int column, int place, double score) {}

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = selection().in(training, describe());
        List<Scored> scored = new ArrayList<>();
        TargetNumbers target = score == FeatureScore.VARIANCE
                ? null
                : score.needsClasses() ? TargetNumbers.perClass(training) : TargetNumbers.single(training);
        for (int c = 0; c < chosen.size(); c++) {
            Column column = chosen.get(c);
            int width = column.type() == VECTOR ? column.dimensions().size() : 1;
            for (int place = 0; place < width; place++) {
                context.checkCancelled();
                scored.add(new Scored(c, place, score(column, place, target)));
            }
        }
        List<Scored> kept = kept(scored);
        List<Kept> columnsKept = new ArrayList<>();
        for (int c = 0; c < chosen.size(); c++) {
            int own = c;
            int[] places = kept.stream()
                    .filter(feature -> feature.column == own)
                    .mapToInt(Scored::place)
                    .sorted()
                    .toArray();
            Column column = chosen.get(c);
            List<String> names = IntStream.of(places)
                    .mapToObj(place ->
                            column.type() == VECTOR ? column.dimensions().get(place) : column.name())
                    .toList();
            columnsKept.add(new Kept(column.name(), column.type(), names, places));
        }
        return TransformerFit.of(new Fitted(columnsKept));
    }

    private double score(Column column, int place, @Nullable TargetNumbers target) {
        double[] cells = new double[column.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = column.type() == VECTOR ? column.vector(row).at(place) : column.number(row);
            boolean wrong = Double.isInfinite(cells[row]) || (score == FeatureScore.CHI_SQUARE && cells[row] < 0);
            if (wrong) {
                throw new DataException("Expected "
                        + (score == FeatureScore.CHI_SQUARE ? "finite numbers not below zero" : "finite numbers")
                        + " in column '" + column.name() + "' to " + describe() + " but found " + cells[row]
                        + " at training row " + row + ". Scale it first, or choose another score.");
            }
        }
        return score.of(cells, target);
    }

    private List<Scored> kept(List<Scored> scored) {
        String rule = hyperparameters.text(RULE);
        if (rule.equals(ABOVE)) {
            double bound = hyperparameters.number(ABOVE);
            return scored.stream().filter(feature -> feature.score > bound).toList();
        }
        long count = rule.equals(BEST)
                ? hyperparameters.integer(BEST)
                : Math.max(1, (long) (scored.size() * hyperparameters.number(PERCENT) / 100));
        return scored.stream()
                .sorted(Comparator.comparingDouble(
                        feature -> Double.isNaN(feature.score) ? Double.POSITIVE_INFINITY : -feature.score))
                .limit(count)
                .toList();
    }
}
