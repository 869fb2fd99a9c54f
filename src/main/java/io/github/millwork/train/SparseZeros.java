package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import java.util.stream.IntStream;

/**
 * Which zeros are left out of the rows that XGBoost is given. What such a row does not hold is missing to XGBoost, but
 * zero to us. At a position that some row does not hold, and where no value is missing, all zeros are left out: that
 * saves memory, and they share the way of missing values with nothing else. Everywhere else zeros are given as zeros.
 */
final class SparseZeros {
    private final boolean[] leftOut;
    private final int[] filledIn;

    SparseZeros(FeatureMatrix features) {
        int rows = features.rows();
        int[] held = new int[features.dimension()];
        boolean[] missing = new boolean[features.dimension()];
        for (int entry = 0; entry < features.start(rows); entry++) {
            held[features.index(entry)]++;
            if (Double.isNaN(features.value(entry))) missing[features.index(entry)] = true;
        }
        leftOut = new boolean[features.dimension()];
        for (int i = 0; i < leftOut.length; i++) leftOut[i] = held[i] < rows && !missing[i];
        filledIn = IntStream.range(0, leftOut.length)
                .filter(i -> held[i] < rows && missing[i])
                .toArray();
    }

    /** {@return whether zeros are left out at a position} */
    boolean leftOut(int position) {
        return leftOut[position];
    }

    /** {@return the features from which this was made, holding exactly those zeros that are not left out} */
    FeatureMatrix apply(FeatureMatrix features) {
        if (filledIn.length == 0 && !holdsZeroToLeaveOut(features)) return features;
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(features.dimension(), features.rows());
        FeatureVector changed = new FeatureVector(features.dimension());
        for (int row = 0; row < features.rows(); row++) {
            changed.clear();
            int next = 0;
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                while (next < filledIn.length && filledIn[next] < features.index(entry)) {
                    changed.add(filledIn[next++], 0);
                }
                if (next < filledIn.length && filledIn[next] == features.index(entry)) next++;
                if (!toLeaveOut(features, entry)) changed.add(features.index(entry), features.value(entry));
            }
            while (next < filledIn.length) changed.add(filledIn[next++], 0);
            builder.add(changed);
        }
        return builder.build();
    }

    private boolean holdsZeroToLeaveOut(FeatureMatrix features) {
        return IntStream.range(0, features.start(features.rows())).anyMatch(entry -> toLeaveOut(features, entry));
    }

    /** XGBoost's numbers are floats, so a zero is what becomes a zero there. */
    private boolean toLeaveOut(FeatureMatrix features, int entry) {
        return leftOut[features.index(entry)] && (float) features.value(entry) == 0;
    }
}
