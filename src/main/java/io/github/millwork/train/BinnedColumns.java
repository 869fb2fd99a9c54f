package io.github.millwork.train;

import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.stage.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The features of training rows column by column, as the numbers of their bins. A column in which nearly all rows hold a
 * zero is kept sparsely: only the rows with something else, so that twenty thousand words cost what they hold. Not to be
 * changed, and safe between threads.
 */
final class BinnedColumns {
    /** A column is kept sparsely if less than this share of the rows holds something. */
    private static final double SPARSE = 1.0 / 32;

    /** A column as bins: of all rows, or of those that are not in the usual bin. */
    record Bins(FeatureBins cut, byte[] bins, int @Nullable [] rows, int usual) {
        boolean sparse() {
            return rows != null;
        }

        int bin(int row) {
            if (rows == null) return bins[row] & 0xff;
            int place = Arrays.binarySearch(rows, row);
            return place < 0 ? usual : bins[place] & 0xff;
        }
    }

    private final int rows;
    private final Bins[] columns;

    private BinnedColumns(int rows, Bins[] columns) {
        this.rows = rows;
        this.columns = columns;
    }

    static BinnedColumns of(TrainingData data, Workers workers) {
        FeatureMatrix features = data.features();
        int[] starts = starts(features);
        int[] rows = new int[starts[features.dimension()]];
        double[] values = new double[rows.length];
        int[] next = starts.clone();
        for (int row = 0; row < features.rows(); row++) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                int place = next[features.index(entry)]++;
                rows[place] = row;
                values[place] = features.value(entry);
            }
        }
        Bins[] columns = new Bins[features.dimension()];
        workers.tasks(columns.length, i -> {
            int[] held = Arrays.copyOfRange(rows, starts[i], starts[i + 1]);
            double[] own = Arrays.copyOfRange(values, starts[i], starts[i + 1]);
            columns[i] = column(data.names().get(i), features.rows(), held, own);
        });
        return new BinnedColumns(features.rows(), columns);
    }

    private static int[] starts(FeatureMatrix features) {
        int[] starts = new int[features.dimension() + 1];
        for (int entry = 0; entry < features.start(features.rows()); entry++) starts[features.index(entry) + 1]++;
        for (int i = 0; i < features.dimension(); i++) starts[i + 1] += starts[i];
        return starts;
    }

    private static Bins column(Feature feature, int all, int[] rows, double[] values) {
        double[] known =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        int zeros = all - rows.length;
        FeatureBins cut = feature.levels().isEmpty()
                ? FeatureBins.ofNumbers(known, zeros)
                : FeatureBins.ofCategories(counts(known, feature.levels().size()));
        int usual = zeros > 0 ? cut.bin(0) : 0;
        boolean sparse = rows.length < all * SPARSE;
        byte[] bins = new byte[sparse ? rows.length : all];
        if (!sparse) Arrays.fill(bins, (byte) usual);
        for (int i = 0; i < rows.length; i++) bins[sparse ? i : rows[i]] = (byte) cut.bin(values[i]);
        return new Bins(cut, bins, sparse ? rows : null, usual);
    }

    private static int[] counts(double[] categories, int levels) {
        int[] counts = new int[levels];
        for (double category : categories) counts[(int) category]++;
        return counts;
    }

    /** {@return the number of rows} */
    int rows() {
        return rows;
    }

    /** {@return the number of columns} */
    int count() {
        return columns.length;
    }

    Bins column(int feature) {
        return columns[feature];
    }
}
