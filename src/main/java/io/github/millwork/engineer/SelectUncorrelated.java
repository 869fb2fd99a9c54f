package io.github.millwork.engineer;

import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Drops features that say what an earlier one says: from the first to the last, a feature is kept unless its correlation
 * (Pearson's, in absolute value) with one that is kept already is above a bound. So the order of the columns decides which of
 * two stays. It needs no target. As for every selection, each column becomes a vector of the dimensions that are kept.
 *
 * <p>Of two features those rows count in which neither is missing. One that never changes is correlated with none, and stays;
 * SelectFeatures.variance drops it. Weights of rows are not looked at.
 *
 * @param columns which columns; by type, only numbers, integers, booleans and vectors
 * @param hyperparameters {@code bound}
 */
public record SelectUncorrelated(Columns columns, Hyperparameters hyperparameters) implements Transformer {
    private static final String BOUND = "bound";

    private static final Hyperparameters DEFAULTS =
            Hyperparameters.none().number(BOUND, 0.95, value -> value >= 0 && value <= 1, "from 0 to 1");

    static SelectUncorrelated of(Columns columns, double bound) {
        return new SelectUncorrelated(columns, DEFAULTS.with(BOUND, bound));
    }

    /**
     * {@return this step with the bound left to tuning}
     *
     * @param bound where to search, within 0 to 1
     */
    public SelectUncorrelated bound(Range bound) {
        return withHyperparameters(hyperparameters.with(BOUND, bound));
    }

    @Override
    public SelectUncorrelated withHyperparameters(Hyperparameters values) {
        return new SelectUncorrelated(columns, values);
    }

    static final Codec<SelectUncorrelated> CODEC = Codec.of(
            "select-uncorrelated",
            SelectUncorrelated.class,
            select -> State.empty()
                    .with("columns", select.columns.toString())
                    .with("hyperparameters", select.hyperparameters.toState()),
            state -> new SelectUncorrelated(
                    Columns.parse(state.string("columns")), DEFAULTS.withState(state.state("hyperparameters"))));

    @Override
    public String describe() {
        return "select uncorrelated from " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return KeptFeatures.plan(Block.selection(columns).in(input));
    }

    /** A feature: its cells, and where it has all of them these less their mean, scaled to length 1; else nothing. */
    private record Feature(int number, double[] cells, double[] unit) {
        static Feature of(int number, double[] cells) {
            if (Arrays.stream(cells).anyMatch(Double::isNaN)) return new Feature(number, cells, new double[0]);
            double mean = Statistics.mean(cells);
            double length = Statistics.deviation(cells, mean) * Math.sqrt(cells.length);
            return new Feature(
                    number,
                    cells,
                    Arrays.stream(cells).map(cell -> (cell - mean) / length).toArray());
        }

        /** NaN where one of the two never changes. */
        double correlation(Feature other) {
            if (unit.length > 0 && other.unit.length > 0) {
                double sum = 0;
                for (int row = 0; row < unit.length; row++) sum += unit[row] * other.unit[row];
                return sum;
            }
            int[] common = IntStream.range(0, cells.length)
                    .filter(row -> !Double.isNaN(cells[row]) && !Double.isNaN(other.cells[row]))
                    .toArray();
            return common.length == 0
                    ? Double.NaN
                    : FeatureScore.correlation(
                            Arrays.stream(common).mapToDouble(row -> cells[row]).toArray(),
                            Arrays.stream(common)
                                    .mapToDouble(row -> other.cells[row])
                                    .toArray());
        }
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        Candidates candidates = new Candidates(Block.selection(columns).in(training, describe()));
        double bound = hyperparameters.number(BOUND);
        List<Feature> kept = new ArrayList<>();
        for (int number = 0; number < candidates.size(); number++) {
            context.checkCancelled();
            Feature feature = Feature.of(number, SelectFeatures.finite(candidates, number, describe()));
            if (kept.stream().noneMatch(other -> Math.abs(other.correlation(feature)) > bound)) kept.add(feature);
        }
        return TransformerFit.of(
                candidates.keep(kept.stream().mapToInt(Feature::number).toArray()));
    }
}
