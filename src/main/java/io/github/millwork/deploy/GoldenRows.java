package io.github.millwork.deploy;

/**
 * Which rows a bundle holds to prove itself. They are kept with their outputs, bit for bit, and are replayed whenever the
 * bundle is loaded.
 */
public enum GoldenRows {
    /**
     * Up to twenty rows of the training data, and variations of them. Anyone who has the file can read these rows: use
     * {@link #SYNTHETIC} or {@link #NONE} where the training data is personal.
     */
    TRAINING,
    /**
     * Rows made up from the schema. No training row is in the file; but the names of the columns, the categories that
     * occur in them and what the steps have learned are in any saved pipeline, so columns whose categories are personal,
     * such as names, are better left out of the training data.
     */
    SYNTHETIC,
    /** None: the file is proved when it is saved, but cannot prove itself when it is loaded. */
    NONE
}
