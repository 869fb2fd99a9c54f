package io.github.millwork.train;

import io.github.millwork.tribuo.TribuoRows;
import org.tribuo.common.liblinear.LibLinearModel;

/**
 * What LibLinear learned, by the positions of our features. Positions that did not occur in training weigh nothing.
 *
 * @param weights for each sum the weight of each position
 * @param intercepts for each sum what is added
 */
record LibLinearWeights(double[][] weights, double[] intercepts) {
    static LibLinearWeights of(LibLinearModel<?> fitted, int dimension) {
        double[] all = fitted.getInnerModels().get(0).getFeatureWeights();
        int known = fitted.getFeatureIDMap().size();
        int sums = all.length / (known + 1); // the last weight of each sum is that of the constant 1
        double[][] weights = new double[sums][dimension];
        double[] intercepts = new double[sums];
        int[] positions = new int[known];
        for (int id = 0; id < known; id++) {
            positions[id] = TribuoRows.position(fitted.getFeatureIDMap().get(id).getName());
        }
        for (int k = 0; k < sums; k++) {
            for (int id = 0; id < known; id++) weights[k][positions[id]] = all[id * sums + k];
            intercepts[k] = all[known * sums + k];
        }
        return new LibLinearWeights(weights, intercepts);
    }
}
