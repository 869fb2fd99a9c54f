package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.ResampleOption;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Repeats rows of smaller classes, drawn at random with replacement, until each class has as many as the largest, or a share
 * of it. Only the rows that a learner is fitted to are repeated, after the steps. What ties rows together keeps copies
 * together where the learner cuts rows again.
 *
 * @param hyperparameters share, as {@link #create()} has it, with any setting
 */
public record OverSample(Hyperparameters hyperparameters) implements ResampleOption<Classification> {
    private static final Hyperparameters DEFAULTS = ClassSizes.share().quiet(ClassSizes.SHARE);

    /**
     * Checks that the hyperparameters are those of this option.
     *
     * @param hyperparameters share, as {@link #create()} has it, with any setting
     */
    public OverSample {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return the option that repeats rows until each class has as many as the largest} */
    public static OverSample create() {
        return new OverSample(DEFAULTS);
    }

    /**
     * {@return this option for another size of the smaller classes}
     *
     * @param ofLargest how many rows each class is to have at least, as a share of those of the largest; above 0, at most 1
     */
    public OverSample share(double ofLargest) {
        return new OverSample(hyperparameters.with(ClassSizes.SHARE, ofLargest));
    }

    /**
     * {@return this option with sizes of the smaller classes to search among}
     *
     * @param range above 0, at most 1
     */
    public OverSample share(Range range) {
        return new OverSample(hyperparameters.with(ClassSizes.SHARE, range));
    }

    @Override
    public OverSample withHyperparameters(Hyperparameters values) {
        return new OverSample(values);
    }

    @Override
    public String describe() {
        return ClassSizes.words("over-sampling", hyperparameters);
    }

    @Override
    public TrainingData apply(TrainingData training, FitContext context) {
        TargetValues.Classes target = ClassSizes.target(training, describe());
        SplittableRandom random = new SplittableRandom(context.seed());
        int[] sizes = ClassSizes.of(target);
        int wanted = ClassSizes.wanted(sizes, hyperparameters.number(ClassSizes.SHARE));
        IntStream.Builder drawn = IntStream.builder();
        for (int label = 0; label < sizes.length; label++) {
            if (sizes[label] == 0) continue;
            int[] rows = ClassSizes.rows(target, label);
            for (int i = sizes[label]; i < wanted; i++) drawn.add(rows[random.nextInt(rows.length)]);
        }
        int[] from = IntStream.concat(IntStream.range(0, training.rows()), drawn.build())
                .toArray();
        if (from.length == training.rows()) return training;
        TrainingData all = training.rows(from);
        return new TrainingData(
                all.features(),
                all.names(),
                all.target(),
                all.weights(),
                ClassSizes.ties(training.ties(), from),
                all.validation());
    }

    static final Codec<OverSample> CODEC = Codec.of(
            "over-sample",
            OverSample.class,
            option -> option.hyperparameters.toState(),
            state -> new OverSample(DEFAULTS.withState(state)));
}
