package io.github.millwork.train;

import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.RowOption;

/**
 * Training rows that are made up from others by changes that do not change the answer. An option of a learner: {@code
 * NeuralNetwork.classifier().with(Augment.imageShifts(matching("pixel_.*"), 8, 8, 1))}. The new rows come after the
 * collected ones, before the first step; of rows that are held out, for a fold or for early stopping, none is made and none
 * is changed. Columns that are not chosen, the target among them, are copied. Integers stay integers: what is made of them
 * is rounded. Missing cells stay missing.
 */
public final class Augment {
    static final String COPIES = "copies";

    private Augment() {}

    /**
     * {@return a copy of each row with noise}
     *
     * @param columns numbers and integers
     * @param deviations the standard deviation of the normal noise, as a multiple of that of the column in training
     */
    public static RowOption<Prediction> noise(Columns columns, double deviations) {
        return noise(columns, deviations, 1);
    }

    /**
     * {@return a copy of each row with noise, of sizes to search among}
     *
     * @param columns numbers and integers
     * @param deviations above 0, as a multiple of the standard deviation of the column in training
     */
    public static RowOption<Prediction> noise(Columns columns, Range deviations) {
        return AugmentNoise.of(columns, deviations);
    }

    /**
     * {@return several copies of each row, each with its own noise}
     *
     * @param columns numbers and integers
     * @param deviations the standard deviation of the normal noise, as a multiple of that of the column in training
     * @param copies how many copies of each row, from 1 to 100
     */
    public static RowOption<Prediction> noise(Columns columns, double deviations, int copies) {
        return AugmentNoise.of(columns, deviations, copies);
    }

    /**
     * {@return copies of each image moved left, right, up and down, by one pixel, by two, and so on: four for each} What
     * comes in at the border is 0.
     *
     * @param pixels the columns of the image, row by row: where their names differ in numbers alone, in the order of these
     *     numbers, so that {@code pixel_10} comes after {@code pixel_9}; else in their order in the data
     * @param width how many columns make a row of the image
     * @param height how many rows there are
     * @param most by how many pixels at most, at least 1 and below width and height
     */
    public static RowOption<Prediction> imageShifts(Columns pixels, int width, int height, int most) {
        return new AugmentImages(AugmentImages.Kind.SHIFTS, pixels, width, height, most);
    }

    /**
     * {@return a copy of each image with left and right exchanged}
     *
     * @param pixels the columns of the image, as for {@link #imageShifts}
     * @param width how many columns make a row of the image
     * @param height how many rows there are
     */
    public static RowOption<Prediction> imageFlips(Columns pixels, int width, int height) {
        return new AugmentImages(AugmentImages.Kind.FLIPS, pixels, width, height, 1);
    }

    /**
     * {@return two copies of each image, turned to the left and to the right about its middle} Pixels are interpolated
     * linearly; what comes in at the border is 0.
     *
     * @param pixels the columns of the image, as for {@link #imageShifts}
     * @param width how many columns make a row of the image
     * @param height how many rows there are
     * @param degrees by how much, above 0 and at most 180
     */
    public static RowOption<Prediction> imageRotations(Columns pixels, int width, int height, double degrees) {
        return new AugmentImages(AugmentImages.Kind.ROTATIONS, pixels, width, height, degrees);
    }

    /**
     * {@return a copy of each row whose texts have lost some of their words} At least one word of a text stays.
     *
     * @param columns texts
     * @param share the probability of each word to be left out, above 0 and below 1
     */
    public static RowOption<Prediction> wordDrop(Columns columns, double share) {
        return wordDrop(columns, share, 1);
    }

    /**
     * {@return a copy of each row whose texts have lost some of their words, with shares to search among}
     *
     * @param columns texts
     * @param share above 0 and below 1
     */
    public static RowOption<Prediction> wordDrop(Columns columns, Range share) {
        return AugmentWords.of(columns, share);
    }

    /**
     * {@return several copies of each row whose texts have lost some of their words, each others} At least one word of a
     * text stays.
     *
     * @param columns texts
     * @param share the probability of each word to be left out, above 0 and below 1
     * @param copies how many copies of each row, from 1 to 100
     */
    public static RowOption<Prediction> wordDrop(Columns columns, double share, int copies) {
        return AugmentWords.of(columns, share, copies);
    }

    /** {@return these and how many copies of each row there are} */
    static Hyperparameters copies(Hyperparameters others) {
        return others.integer(COPIES, 1, copies -> copies >= 1 && copies <= 100, "from 1 to 100");
    }

    /** {@return the value of a hyperparameter, or the range in which it is searched} */
    static String word(String name, Hyperparameters hyperparameters) {
        Range range = hyperparameters.ranges().get(name);
        return range == null ? Double.toString(hyperparameters.number(name)) : range.toString();
    }

    /** The rows, and after them so many times all of them again. */
    static Dataset repeated(Dataset rows, int copies) {
        long all = (1L + copies) * rows.rowCount();
        if (all > Integer.MAX_VALUE / 2) {
            throw new DataException("Expected fewer than 2^30 rows after augmentation but " + rows.rowCount()
                    + " rows and " + copies + " copies of each make " + all + ". Make fewer copies.");
        }
        int[] places = new int[(int) all];
        for (int i = 0; i < places.length; i++) places[i] = i % rows.rowCount();
        return rows.rows(places);
    }
}
