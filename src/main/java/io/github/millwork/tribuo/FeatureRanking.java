package io.github.millwork.tribuo;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.List;
import org.tribuo.FeatureSelector;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.fs.CMIM;
import org.tribuo.classification.fs.JMI;
import org.tribuo.classification.fs.mRMR;

/**
 * Tribuo's choice of features one after the other, by the information that they share with the classes and among each other.
 * On one thread, since its choice among equally good features depends on threads.
 */
public final class FeatureRanking {
    private final int bins;
    private final MutableDataset<Label> data;

    /**
     * Takes features that are cut into bins.
     *
     * @param codes for each feature the bin of each row, from 0
     * @param bins how many bins there are at most
     * @param classes the class of each row
     */
    public FeatureRanking(int[][] codes, int bins, TargetValues.Classes classes) {
        this.bins = bins;
        int rows = classes.codes().length;
        FeatureMatrix.Builder matrix = new FeatureMatrix.Builder(codes.length, rows);
        FeatureVector vector = new FeatureVector(codes.length);
        for (int row = 0; row < rows; row++) {
            vector.clear();
            for (int feature = 0; feature < codes.length; feature++) vector.add(feature, codes[feature][row]);
            matrix.add(vector);
        }
        TrainingData training = new TrainingData(matrix.build(), List.of(), classes, null, null);
        this.data = new TribuoRows(codes.length)
                .dataset(
                        training,
                        new LabelFactory(),
                        0,
                        row -> new Label(classes.labels().get(classes.codes()[row])));
    }

    /**
     * {@return the numbers of the features that are chosen by minimum redundancy and maximum relevance, in order}
     *
     * @param count how many, from 1 to the number of features
     */
    public int[] minimumRedundancy(int count) {
        return chosen(new mRMR(count, bins, 1));
    }

    /**
     * {@return the numbers of the features that are chosen by joint mutual information, in order}
     *
     * @param count how many, from 1 to the number of features
     */
    public int[] jointInformation(int count) {
        return chosen(new JMI(count, bins, 1));
    }

    /**
     * {@return the numbers of the features that are chosen by conditional mutual information maximisation, in order}
     *
     * @param count how many, from 1 to the number of features
     */
    public int[] conditionalInformation(int count) {
        return chosen(new CMIM(count, bins, 1));
    }

    private int[] chosen(FeatureSelector<Label> selector) {
        return QuietTribuo.call(() -> selector.select(data)).featureNames().stream()
                .mapToInt(TribuoRows::position)
                .toArray();
    }
}
