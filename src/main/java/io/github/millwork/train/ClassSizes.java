package io.github.millwork.train;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.Ties;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.stream.IntStream;

/** How many rows classes have, and are to have. */
final class ClassSizes {
    static final String SHARE = "share";

    private ClassSizes() {}

    /** {@return how many rows each class has} */
    static int[] of(TargetValues.Classes target) {
        int[] sizes = new int[target.labels().size()];
        for (int code : target.codes()) sizes[code]++;
        return sizes;
    }

    /** {@return the rows of a class} */
    static int[] rows(TargetValues.Classes target, int label) {
        return IntStream.range(0, target.size())
                .filter(row -> target.codes()[row] == label)
                .toArray();
    }

    static TargetValues.Classes target(TrainingData training, String option) {
        if (training.target() instanceof TargetValues.Classes classes && classes.size() > 0) return classes;
        throw new DataException(
                "Expected training rows of classes for " + option + " but found none. Use it to classify.");
    }

    /** {@return the one hyperparameter of how many rows a class is to have at least, as a share of those of the largest} */
    static Hyperparameters share() {
        return Hyperparameters.none()
                .number(
                        SHARE,
                        1,
                        share -> share > 0 && share <= 1,
                        "above 0 and at most 1, a share of the rows of the largest class,");
    }

    /** {@return what an option is called, and what of it is not as it usually is} */
    static String words(String name, Hyperparameters hyperparameters) {
        String settings = hyperparameters.toString();
        return settings.isEmpty() ? name : name + " (" + settings + ")";
    }

    /** {@return how many rows a class is to have at least, given the largest} */
    static int wanted(int[] sizes, double share) {
        return (int) Math.round(share * Arrays.stream(sizes).max().orElse(0));
    }

    /**
     * {@return what ties rows together that were drawn from others} What was drawn from the same row is alike: it is tied
     * like that row, or else it is a group, so that no learner that cuts rows again has copies on both sides.
     *
     * @param ties what ties the rows that they were drawn from
     * @param from for each row the one that it was drawn from
     */
    static Ties ties(Ties ties, int[] from) {
        if (ties.groups() != null || ties.times() != null) return ties.rows(from);
        return new Ties(from.clone(), null);
    }
}
