package io.github.millwork.train;

import de.bwaldvogel.liblinear.Model;
import java.util.Arrays;

/**
 * What LibLinear learned, by the positions of our features. Positions that did not occur in training weigh nothing.
 *
 * @param weights for each sum the weight of each position
 * @param intercepts for each sum what is added
 */
record LibLinearWeights(double[][] weights, double[] intercepts) {
    /**
     * Reads them.
     *
     * @param rows the training rows
     * @param fitted what was learned from them
     * @throws io.github.millwork.data.DataException if they are no numbers, since sums of the training rows were too large for one
     */
    static LibLinearWeights of(LibLinearRows rows, Model fitted) {
        double[] all = fitted.getFeatureWeights();
        if (!Arrays.stream(all).allMatch(Double::isFinite)) throw TrainingRows.tooLarge();
        int[] positions = rows.positions();
        int sums = all.length / (positions.length + 1); // the last weight of each sum is that of the constant 1
        double[][] weights = new double[sums][rows.dimension()];
        double[] intercepts = new double[sums];
        for (int k = 0; k < sums; k++) {
            for (int i = 0; i < positions.length; i++) weights[k][positions[i]] = all[i * sums + k];
            intercepts[k] = all[positions.length * sums + k];
        }
        return new LibLinearWeights(weights, intercepts);
    }
}
