package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.NumberExpression;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.TargetNumbers;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Puts the number of its bin in the place of a number, from 0: bins of equal width, of equally many training rows, around
 * the centres of clusters, or as a decision tree would cut them to tell the target. The first three are those of
 * scikit-learn's KBinsDiscretizer, the last that of its DecisionTreeClassifier and DecisionTreeRegressor with as many leaves.
 * Values beyond those of training are in the outer bins; a value on an edge is in the bin above (for trees in the one below,
 * as they have it). Columns come out as integers, which {@code Encode.oneHot} takes by name; missing cells stay missing.
 * Bins that would be empty, since their edges are equal, are left out. Weights of rows are not looked at.
 *
 * <p>A column without a value in any training row, or with an infinite one, is refused.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param method where the edges are
 * @param hyperparameters {@code bins}
 */
public record Bins(Columns columns, Method method, Hyperparameters hyperparameters) implements Transformer {
    /** Where the edges are. */
    public enum Method {
        /** So that all bins are equally wide. */
        WIDTH,
        /** At quantiles of the training rows. */
        QUANTILE,
        /** Halfway between the centres of clusters, found by Lloyd's algorithm from evenly spaced ones. */
        CLUSTERS,
        /** Where a decision tree on this column alone cuts; it reads the target. */
        TREE
    }

    private static final String BINS = "bins";
    private static final int ROUNDS = 300;

    static final Hyperparameters DEFAULTS = Hyperparameters.none().integer(BINS, 5, value -> value >= 2, "at least 2");

    private static Bins of(Columns columns, Method method, int bins) {
        return new Bins(columns, method, DEFAULTS.with(BINS, bins));
    }

    /**
     * {@return bins of equal width between the smallest and the largest value}
     *
     * @param columns numbers and integers
     * @param bins how many, at least 2
     */
    public static Bins width(Columns columns, int bins) {
        return of(columns, Method.WIDTH, bins);
    }

    /**
     * {@return bins of equally many training rows}
     *
     * @param columns numbers and integers
     * @param bins how many, at least 2
     */
    public static Bins quantile(Columns columns, int bins) {
        return of(columns, Method.QUANTILE, bins);
    }

    /**
     * {@return bins around the centres of clusters}
     *
     * @param columns numbers and integers
     * @param bins how many, at least 2
     */
    public static Bins clusters(Columns columns, int bins) {
        return of(columns, Method.CLUSTERS, bins);
    }

    /**
     * {@return bins that tell the target best, cut one after another where it gains most}
     *
     * @param columns numbers and integers
     * @param bins the most bins, at least 2
     */
    public static Bins tree(Columns columns, int bins) {
        return of(columns, Method.TREE, bins);
    }

    /**
     * {@return this step with the number of bins left to tuning}
     *
     * @param bins where to search
     */
    public Bins bins(Range bins) {
        return new Bins(columns, method, hyperparameters.with(BINS, bins));
    }

    @Override
    public Bins withHyperparameters(Hyperparameters values) {
        return new Bins(columns, method, values);
    }

    /** The edges between the bins of one column, ascending. */
    record Edges(String name, double[] edges) {
        Operation operation() {
            return new Operation(List.of(name), List.of(new Field(name, INTEGER)), true, (in, out) -> frame -> {
                        double cell = frame.number(in[0]);
                        if (Double.isNaN(cell)) {
                            frame.set(out[0], Double.NaN);
                            return;
                        }
                        int place = Arrays.binarySearch(edges, cell + 0.0);
                        frame.set(out[0], place >= 0 ? place + 1 : -place - 1);
                    })
                    .meaning(new Meaning.Formulas(count()));
        }

        /** How many edges a number has reached. */
        private NumberExpression count() {
            NumberExpression none = Expression.constant(0);
            NumberExpression cell = Expression.number(name);
            NumberExpression count = cell.atLeast(0).then(none, none); // missing where the number is
            for (double edge : edges) count = count.plus(cell.atLeast(edge).then(Expression.constant(1), none));
            return count;
        }
    }

    /** Bins the columns that were chosen in training. */
    record Fitted(List<Edges> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(Edges::operation).toList();
        }
    }

    static final Codec<Bins> CODEC = Codec.of(
            "bins",
            Bins.class,
            bins -> State.empty()
                    .with("columns", bins.columns.toString())
                    .with("method", bins.method.name())
                    .with("hyperparameters", bins.hyperparameters.toState()),
            state -> new Bins(
                    Columns.parse(state.string("columns")),
                    Method.valueOf(state.string("method")),
                    DEFAULTS.withState(state.state("hyperparameters"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "bins.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(column -> State.empty()
                                            .with("name", column.name)
                                            .with("edges", column.edges))
                                    .toList()),
            state -> new Fitted(state.states("columns").stream()
                    .map(column -> new Edges(column.string("name"), column.numbers("edges")))
                    .toList()));

    @Override
    public String describe() {
        return "bins by " + method.name().toLowerCase(Locale.ROOT) + " of " + columns.describe();
    }

    private Selection selection() {
        return Selection.of(columns, NUMBER, INTEGER);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        if (method == Method.TREE) TargetNumbers.check(input);
        return selection().in(input).stream()
                .map(field -> new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), INTEGER))))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = selection().in(training, describe());
        List<double[]> target =
                method == Method.TREE ? TargetNumbers.byType(training).numbers() : List.of();
        return TransformerFit.of(new Fitted(chosen.stream()
                .map(column -> new Edges(column.name(), edges(column, target)))
                .toList()));
    }

    private double[] edges(Column column, List<double[]> target) {
        double[] values = Statistics.present(column, "Drop it.");
        int bins = hyperparameters.integer(BINS);
        if (method == Method.TREE) return new TreeCuts(column, target).edges(bins);
        Arrays.sort(values);
        double[] all = switch (method) {
            case QUANTILE -> quantiles(values, bins);
            case CLUSTERS -> clusters(values, bins);
            default -> even(values, bins);
        };
        double[] distinct = Arrays.stream(all).distinct().toArray();
        return distinct.length < 3 ? new double[0] : Arrays.copyOfRange(distinct, 1, distinct.length - 1);
    }

    /** With the ends, as NumPy's linspace. */
    private static double[] even(double[] ascending, int bins) {
        double low = ascending[0];
        double high = ascending[ascending.length - 1];
        double step = (high / bins) - (low / bins); // the difference alone may overflow
        double[] edges = new double[bins + 1];
        for (int i = 0; i < bins; i++) edges[i] = low + i * step;
        edges[bins] = high;
        return edges;
    }

    private static double[] quantiles(double[] ascending, int bins) {
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) edges[i] = Statistics.quantile(ascending, (double) i / bins);
        return edges;
    }

    /** A centre that no value is nearest to stays where it is. */
    private static double[] clusters(double[] ascending, int bins) {
        double[] even = even(ascending, bins);
        double[] centres = new double[bins];
        for (int i = 0; i < bins; i++) centres[i] = even[i] / 2 + even[i + 1] / 2;
        for (int round = 0; round < ROUNDS; round++) {
            double[] moved = centres.clone();
            int from = 0;
            for (int i = 0; i < bins; i++) {
                int to = from;
                double edge = i + 1 < bins ? centres[i] / 2 + centres[i + 1] / 2 : Double.POSITIVE_INFINITY;
                while (to < ascending.length && ascending[to] < edge) to++;
                if (to > from) moved[i] = Statistics.mean(Arrays.copyOfRange(ascending, from, to));
                from = to;
            }
            if (Arrays.equals(moved, centres)) break;
            centres = moved;
        }
        double[] edges = new double[bins + 1];
        edges[0] = ascending[0];
        edges[bins] = ascending[ascending.length - 1];
        for (int i = 1; i < bins; i++) edges[i] = centres[i - 1] / 2 + centres[i] / 2;
        return edges;
    }
}
