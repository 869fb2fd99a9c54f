package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.RowOrder;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.ResampleOption;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Leaves out rows of larger classes, drawn at random without replacement, until none has more than the smallest has, or than
 * so many times that. Only rows that a learner is fitted to are left out, after the steps.
 *
 * @param hyperparameters times, as {@link #create()} has it, with any setting
 */
public record UnderSample(Hyperparameters hyperparameters) implements ResampleOption<Classification> {
    private static final String TIMES = "times";
    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .number(
                    TIMES,
                    1,
                    times -> times >= 1 && times <= Double.MAX_VALUE,
                    "at least 1, a multiple of the rows of the smallest class,")
            .quiet(TIMES);

    /**
     * Checks that the hyperparameters are those of this option.
     *
     * @param hyperparameters times, as {@link #create()} has it, with any setting
     */
    public UnderSample {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return the option that leaves rows out until each class has as few as the smallest} */
    public static UnderSample create() {
        return new UnderSample(DEFAULTS);
    }

    /**
     * {@return this option for another size of the larger classes}
     *
     * @param ofSmallest how many rows each class is to have at most, as a multiple of those of the smallest; at least 1
     */
    public UnderSample times(double ofSmallest) {
        return new UnderSample(hyperparameters.with(TIMES, ofSmallest));
    }

    /**
     * {@return this option with sizes of the larger classes to search among}
     *
     * @param range at least 1
     */
    public UnderSample times(Range range) {
        return new UnderSample(hyperparameters.with(TIMES, range));
    }

    @Override
    public UnderSample withHyperparameters(Hyperparameters values) {
        return new UnderSample(values);
    }

    @Override
    public String describe() {
        return ClassSizes.words("under-sampling", hyperparameters);
    }

    @Override
    public TrainingData apply(TrainingData training, FitContext context) {
        TargetValues.Classes target = ClassSizes.target(training, describe());
        int[] sizes = ClassSizes.of(target);
        int smallest = Arrays.stream(sizes).filter(size -> size > 0).min().orElseThrow();
        double most = Math.rint(hyperparameters.number(TIMES) * smallest);
        boolean[] kept = new boolean[training.rows()];
        int[] taken = new int[sizes.length];
        for (int row : RowOrder.shuffled(training.rows(), new SplittableRandom(context.seed()))) {
            int label = target.codes()[row];
            if (taken[label] >= most) continue;
            taken[label]++;
            kept[row] = true;
        }
        int[] rows = IntStream.range(0, kept.length).filter(row -> kept[row]).toArray();
        return rows.length == kept.length ? training : training.rows(rows);
    }

    static final Codec<UnderSample> CODEC = Codec.of(
            "under-sample",
            UnderSample.class,
            option -> option.hyperparameters.toState(),
            state -> new UnderSample(DEFAULTS.withState(state)));
}
