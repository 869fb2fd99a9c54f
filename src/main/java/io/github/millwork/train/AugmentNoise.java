package io.github.millwork.train;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.RowOption;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Copies of rows with normal noise, see {@link Augment#noise(Columns, double)}. */
record AugmentNoise(Columns columns, Hyperparameters hyperparameters) implements RowOption<Prediction> {
    private static final String DEVIATIONS = "deviations";
    private static final Hyperparameters DEFAULTS = Augment.copies(Hyperparameters.none()
            .number(
                    DEVIATIONS,
                    0.1,
                    deviations -> deviations > 0 && deviations <= Double.MAX_VALUE,
                    "above 0, in standard deviations, and finite,"));

    static final Codec<AugmentNoise> CODEC = Codec.of(
            "augment-noise",
            AugmentNoise.class,
            noise -> State.empty()
                    .with("columns", noise.columns.toString())
                    .with("hyperparameters", noise.hyperparameters.toState()),
            state -> new AugmentNoise(
                    Columns.parse(state.string("columns")), DEFAULTS.withState(state.state("hyperparameters"))));

    AugmentNoise {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    static AugmentNoise of(Columns columns, double deviations, int copies) {
        return new AugmentNoise(columns, DEFAULTS.with(DEVIATIONS, deviations).with(Augment.COPIES, copies));
    }

    static AugmentNoise of(Columns columns, Range deviations) {
        return new AugmentNoise(columns, DEFAULTS.with(DEVIATIONS, deviations));
    }

    @Override
    public AugmentNoise withHyperparameters(Hyperparameters values) {
        return new AugmentNoise(columns, values);
    }

    @Override
    public String describe() {
        return "noise of " + Augment.word(DEVIATIONS, hyperparameters) + " standard deviations in "
                + columns.describe();
    }

    @Override
    public Phase phase() {
        return Phase.AUGMENT;
    }

    @Override
    public Dataset apply(Dataset training, FitContext context) {
        Dataset all = Augment.repeated(training, hyperparameters.integer(Augment.COPIES));
        for (Column column :
                Selection.of(columns, ColumnType.NUMBER, ColumnType.INTEGER).in(training, describe())) {
            double[] present =
                    Arrays.stream(column.toDoubles()).filter(Double::isFinite).toArray();
            if (present.length == 0) continue;
            double deviation =
                    hyperparameters.number(DEVIATIONS) * Statistics.deviation(present, Statistics.mean(present));
            SplittableRandom random =
                    new SplittableRandom(context.child(column.name()).seed());
            all = all.with(NewCells.of(
                    all.column(column.name()),
                    training.rowCount(),
                    (row, value) -> value + deviation * random.nextGaussian()));
        }
        return all;
    }
}
