package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.ResampleOption;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Repeats rows of smaller classes, drawn at random with replacement, until each class has as many as the largest, or a share
 * of it. Only the rows that a learner is fitted to are repeated, after the steps. What ties rows together keeps copies
 * together where the learner cuts rows again.
 *
 * @param share how many rows each class is to have at least, as a share of those of the largest
 */
public record OverSample(double share) implements ResampleOption<Classification> {
    /**
     * Checks the share.
     *
     * @param share how many rows each class is to have at least, as a share of those of the largest; above 0, at most 1
     */
    public OverSample {
        ClassSizes.checkShare(share);
    }

    /** {@return the option that repeats rows until each class has as many as the largest} */
    public static OverSample create() {
        return new OverSample(1);
    }

    /**
     * {@return this option for another size of the smaller classes}
     *
     * @param ofLargest how many rows each class is to have at least, as a share of those of the largest; above 0, at most 1
     */
    public OverSample share(double ofLargest) {
        return new OverSample(ofLargest);
    }

    @Override
    public String describe() {
        return "over-sampling";
    }

    @Override
    public TrainingData apply(TrainingData training, FitContext context) {
        TargetValues.Classes target = ClassSizes.target(training, describe());
        SplittableRandom random = new SplittableRandom(context.seed());
        int[] sizes = ClassSizes.of(target);
        int wanted = ClassSizes.wanted(sizes, share);
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
            option -> State.empty().with("share", option.share),
            state -> new OverSample(state.number("share")));
}
