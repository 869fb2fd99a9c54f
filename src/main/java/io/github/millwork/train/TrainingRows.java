package io.github.millwork.train;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.stream.IntStream;

/** What several learners ask of their training rows. */
final class TrainingRows {
    private TrainingRows() {}

    /** The rows whose weight is above zero. */
    static TrainingData counted(TrainingData data) {
        int[] counted = IntStream.range(0, data.rows())
                .filter(row -> data.weight(row) > 0)
                .toArray();
        if (counted.length == 0) throw noWeight();
        return counted.length == data.rows() ? data : data.rows(counted);
    }

    static DataException noWeight() {
        return new DataException("Expected a training row with a weight above zero but all weights are zero. Mend the "
                + "weights, or give the column the role ignored.");
    }

    /** The weighted mean of the target. */
    static double mean(TrainingData data) {
        double[] target = data.numbers();
        double sum = 0;
        double total = 0;
        for (int row = 0; row < target.length; row++) {
            sum += data.weight(row) * target[row];
            total += data.weight(row);
        }
        return sum / total;
    }

    /** Resampling, and weights of zero, can leave a class without a row. */
    static void checkEveryClass(TargetValues.Classes target) {
        boolean[] occurs = new boolean[target.labels().size()];
        for (int code : target.codes()) occurs[code] = true;
        for (int i = 0; i < occurs.length; i++) {
            if (!occurs[i]) {
                throw new DataException(
                        "Expected a training row of every class but '"
                                + target.labels().get(i)
                                + "' has none that counts. Resample in another way, mend the weights, or leave that class out.");
            }
        }
    }
}
