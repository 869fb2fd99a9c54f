package io.github.millwork.train;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.RowOption;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Copies of rows with normal noise, see {@link Augment#noise(Columns, double)}. */
record AugmentNoise(Columns columns, double deviations, int copies) implements RowOption<Prediction> {
    static final Codec<AugmentNoise> CODEC = Codec.of(
            "augment-noise",
            AugmentNoise.class,
            noise -> State.empty()
                    .with("columns", noise.columns.toString())
                    .with("deviations", noise.deviations)
                    .with("copies", noise.copies),
            state -> new AugmentNoise(
                    Columns.parse(state.string("columns")), state.number("deviations"), state.integer("copies")));

    AugmentNoise {
        if (!(deviations > 0) || Double.isInfinite(deviations)) {
            throw new IllegalArgumentException(
                    "Expected noise above zero, in standard deviations, but found " + deviations + ".");
        }
        Augment.checkCopies(copies);
    }

    @Override
    public String describe() {
        return "noise of " + deviations + " standard deviations in " + columns.describe();
    }

    @Override
    public Phase phase() {
        return Phase.AUGMENT;
    }

    @Override
    public Dataset apply(Dataset training, FitContext context) {
        Dataset all = Augment.repeated(training, copies);
        for (Column column :
                Selection.of(columns, ColumnType.NUMBER, ColumnType.INTEGER).in(training, describe())) {
            double[] present =
                    Arrays.stream(column.toDoubles()).filter(Double::isFinite).toArray();
            if (present.length == 0) continue;
            double deviation = deviations * Statistics.deviation(present, Statistics.mean(present));
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
