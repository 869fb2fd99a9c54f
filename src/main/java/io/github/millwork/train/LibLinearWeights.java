package io.github.millwork.train;

import de.bwaldvogel.liblinear.Model;
import io.github.millwork.data.DataException;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import org.tribuo.common.liblinear.LibLinearModel;

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
     * @param fitted Tribuo's model
     * @param inner LibLinear's model in it, which Tribuo copies, by way of text, whenever it is asked for
     * @param dimension how many positions there are
     * @throws DataException if they are no numbers, since sums of the training rows were too large for one
     */
    static LibLinearWeights of(LibLinearModel<?> fitted, Model inner, int dimension) {
        double[] all = inner.getFeatureWeights();
        if (!Arrays.stream(all).allMatch(Double::isFinite)) throw tooLarge();
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

    static DataException tooLarge() {
        return new DataException("Expected features and targets that can be added up and squared but the training rows "
                + "have numbers too large for that. Add Scale.standard before the learner, or derive a logarithm.");
    }
}
