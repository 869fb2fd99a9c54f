package io.github.millwork.preprocess;

import io.github.millwork.data.Column;
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
import java.util.Arrays;
import java.util.List;

/**
 * Gives each column the same distribution over the training rows, whatever it had: uniform from 0 to 1 (the share of the
 * training rows below a value), or, with {@link #normal}, the normal distribution, from -5.2 to 5.2. The definition is that
 * of scikit-learn's QuantileTransformer, but all rows count (it draws 10,000), and only values at the very ends become 0 and
 * 1 (it takes what is within 1e-7 of them too, whatever the unit). Values beyond those of training become the ends. Missing
 * cells stay missing; weights of rows are not looked at; numbers and integers come out as numbers.
 *
 * <p>A column without a value in any training row, or with an infinite one, is refused.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param hyperparameters {@code quantiles}, and {@code distribution} (uniform or normal)
 */
public record QuantileScale(Columns columns, Hyperparameters hyperparameters) implements Transformer {
    private static final String QUANTILES = "quantiles";
    private static final String DISTRIBUTION = "distribution";

    static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(QUANTILES, 1000, value -> value >= 2, "at least 2")
            .choice(DISTRIBUTION, "uniform", List.of("uniform", "normal"));

    /** {@return this step with the normal distribution} */
    public QuantileScale normal() {
        return new QuantileScale(columns, hyperparameters.with(DISTRIBUTION, "normal"));
    }

    /**
     * {@return this step with another number of quantiles, between which it interpolates}
     *
     * @param count at least 2; the default is 1000, or the number of training rows if that is less
     */
    public QuantileScale quantiles(int count) {
        return new QuantileScale(columns, hyperparameters.with(QUANTILES, count));
    }

    /**
     * {@return this step with the number of quantiles left to tuning}
     *
     * @param count where to search
     */
    public QuantileScale quantiles(Range count) {
        return new QuantileScale(columns, hyperparameters.with(QUANTILES, count));
    }

    @Override
    public QuantileScale withHyperparameters(Hyperparameters values) {
        return new QuantileScale(columns, values);
    }

    static final Codec<QuantileScale> CODEC = Codec.of(
            "scale.quantile",
            QuantileScale.class,
            scale -> State.empty()
                    .with("columns", scale.columns.toString())
                    .with("hyperparameters", scale.hyperparameters.toState()),
            state -> new QuantileScale(
                    Columns.parse(state.string("columns")), DEFAULTS.withState(state.state("hyperparameters"))));

    @Override
    public String describe() {
        return hyperparameters.toState().string(DISTRIBUTION) + " quantile scale " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return NumberColumns.plan(columns, input);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Mapped(NumberColumns.of(columns).in(training, describe()).stream()
                .map(column -> new Mapped.Of(column.name(), mapping(column)))
                .toList()));
    }

    private Bijection mapping(Column column) {
        double[] values = Statistics.present(column, "Drop it.");
        return quantiles(
                values,
                Math.min(hyperparameters.integer(QUANTILES), column.size()),
                hyperparameters.text(DISTRIBUTION).equals("normal"));
    }

    static Bijection quantiles(double[] values, int count, boolean normal) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] quantiles = new double[Math.max(2, count)];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = Statistics.quantile(sorted, (double) i / (quantiles.length - 1));
            if (i > 0) quantiles[i] = Math.max(quantiles[i], quantiles[i - 1]);
        }
        return new Bijection.Quantiles(quantiles, normal);
    }
}
