package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;

/**
 * The features of weighted training rows, centred. A feature that all rows hold is centred before anything is added up; of the
 * others the mean is told, to be accounted for, so that what is sparse stays sparse.
 */
final class CentredFeatures {
    private final FeatureMatrix features;
    private final double[] shares; // of each row, one in all
    private final double[] shifts; // what is taken from each value of a feature
    private final double[] means; // of what is left
    private final double[] variances;

    /**
     * Looks through the rows.
     *
     * @param data the rows, of which one has a weight above zero
     * @throws io.github.millwork.data.DataException if numbers are too large to be squared
     */
    CentredFeatures(TrainingData data) {
        features = data.features();
        double total = 0;
        for (int row = 0; row < data.rows(); row++) total += data.weight(row);
        shares = new double[data.rows()];
        for (int row = 0; row < shares.length; row++) shares[row] = data.weight(row) / total;
        double[] raw = TrainingRows.means(data);
        shifts = shifts(raw.clone());
        means = new double[shifts.length];
        variances = new double[shifts.length];
        double[] held = new double[shifts.length];
        for (int row = 0; row < shares.length; row++) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                means[features.index(entry)] += shares[row] * value(entry);
                held[features.index(entry)] += shares[row];
            }
        }
        for (int row = 0; row < shares.length; row++) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                double off = value(entry) - means[features.index(entry)];
                variances[features.index(entry)] += shares[row] * off * off;
            }
        }
        for (int i = 0; i < variances.length; i++) {
            variances[i] += Math.max(0, 1 - held[i]) * means[i] * means[i];
            if (TrainingRows.isRounding(variances[i], raw[i])) variances[i] = 0;
        }
        if (!Arrays.stream(variances).allMatch(Double::isFinite)) throw TrainingRows.tooLarge();
    }

    private double[] shifts(double[] all) {
        int[] held = new int[all.length];
        for (int entry = 0; entry < features.start(features.rows()); entry++) held[features.index(entry)]++;
        for (int i = 0; i < all.length; i++) if (held[i] < features.rows()) all[i] = 0;
        return all;
    }

    FeatureMatrix features() {
        return features;
    }

    /** {@return how many features there are} */
    int size() {
        return means.length;
    }

    int rows() {
        return shares.length;
    }

    /** {@return how much a row counts; all of them together one} */
    double share(int row) {
        return shares[row];
    }

    /** {@return the value of an entry, less what is taken from each value of its feature} */
    double value(int entry) {
        return features.value(entry) - shifts[features.index(entry)];
    }

    /** {@return the mean of {@link #value}s of a feature, those not held among them, which is still to be taken off} */
    double mean(int feature) {
        return means[feature];
    }

    /** {@return the variance of a feature; 0 if it is constant but for rounding} */
    double variance(int feature) {
        return variances[feature];
    }
}
