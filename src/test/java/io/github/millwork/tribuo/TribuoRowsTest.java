package io.github.millwork.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.baseline.DummyRegressionTrainer;

class TribuoRowsTest {
    private static final double NAN = Double.NaN;
    private static final RegressionFactory NUMBERS = new RegressionFactory();

    private static FeatureVector vector(int dimension, double... positionsAndValues) {
        FeatureVector vector = new FeatureVector(dimension);
        for (int i = 0; i < positionsAndValues.length; i += 2) {
            vector.add((int) positionsAndValues[i], positionsAndValues[i + 1]);
        }
        return vector;
    }

    private static MutableDataset<Regressor> dataset(double absent, FeatureVector... rows) {
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(rows[0].dimension(), rows.length);
        for (FeatureVector row : rows) builder.add(row);
        double[] weights =
                IntStream.range(0, rows.length).mapToDouble(i -> i + 0.5).toArray();
        TrainingData data = new TrainingData(
                builder.build(), List.of(), new TargetValues.Numbers(new double[rows.length]), weights, null);
        return new TribuoRows(rows[0].dimension())
                .dataset(data, NUMBERS, absent, row -> new Regressor("y", row * 10.0));
    }

    private static List<String> features(Example<?> example) {
        List<String> features = new ArrayList<>();
        for (Feature feature : example) features.add(feature.getName() + "=" + feature.getValue());
        return features;
    }

    @Test
    void featuresAreNamedSoThatTribuoKeepsTheirOrder() {
        FeatureVector row = new FeatureVector(101);
        for (int i = 0; i < 101; i++) row.add(i, i);
        ImmutableFeatureMap map = dataset(0, row).getFeatureIDMap();
        for (int i = 0; i < 101; i++) {
            assertThat(TribuoRows.position(map.get(i).getName())).isEqualTo(i);
        }
        assertThat(map.get(7).getName()).isEqualTo("f007");
        assertThat(map.get(100).getName()).isEqualTo("f100");
        assertThat(features(dataset(0, vector(10, 9, 1)).getExample(0))).containsExactly("f9=1.0");
    }

    @Test
    void rowsKeepTheirOutputsAndWeights() {
        MutableDataset<Regressor> rows = dataset(0, vector(2, 0, 1), vector(2, 1, 2));
        assertThat(rows.getExample(1).getOutput().getValues()).containsExactly(10);
        assertThat(rows.getExample(1).getWeight()).isEqualTo(1.5f);
        assertThat(rows.getExample(0).getWeight()).isEqualTo(0.5f);
    }

    @Test
    void zerosStayAndMissingValuesDoNot() {
        MutableDataset<Regressor> rows = dataset(0, vector(4, 0, 0, 1, NAN, 3, -2));
        assertThat(features(rows.getExample(0))).containsExactly("f0=0.0", "f3=-2.0");
        assertThat(rows.getExample(0).size()).isEqualTo(2);
    }

    @Test
    void aRowOfNothingSaysOfOneFeatureWhatItSaysOfAll() {
        FeatureVector none = vector(3);
        FeatureVector missing = vector(3, 1, NAN);
        for (double absent : new double[] {0, NAN}) {
            MutableDataset<Regressor> rows = dataset(absent, none, missing);
            assertThat(features(rows.getExample(0))).containsExactly("f0=" + absent);
            assertThat(features(rows.getExample(1))).containsExactly("f0=" + absent);
        }
    }

    @Test
    void onlyKnownFeaturesArePredictedWith() {
        Model<Regressor> model = DummyRegressionTrainer.createMeanTrainer()
                .train(dataset(0, vector(12, 3, 1, 5, 1), vector(12, 5, 1, 11, 1)));
        TribuoRows rows = TribuoRows.known(model, 12);
        assertThat(rows.dimension()).isEqualTo(12);
        Regressor unknown = RegressionFactory.UNKNOWN_REGRESSOR;
        assertThat(features(rows.example(vector(12, 0, 9, 3, 8, 4, 7, 11, 6), unknown)))
                .containsExactly("f03=8.0", "f11=6.0");
        assertThat(features(rows.example(vector(12, 0, 9, 5, NAN), unknown))).containsExactly("f03=0.0");
        assertThat(features(rows.example(vector(12), unknown))).containsExactly("f03=0.0");
    }

    @Test
    void aModelOfOtherFeaturesIsNotAsked() {
        Model<Regressor> model = DummyRegressionTrainer.createMeanTrainer().train(dataset(0, vector(12, 3, 1, 5, 1)));
        for (int dimension : new int[] {5, 10, 101, 0, -1}) {
            assertThatThrownBy(() -> TribuoRows.known(model, dimension))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Expected a Tribuo model for " + dimension + " features");
        }
    }

    @Test
    void thereMustBeAFeatureToTrainWith() {
        assertThatThrownBy(() -> new TribuoRows(0))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected at least one feature to learn from but the steps before the learner give none. "
                        + "Drop fewer columns, or collect more.");
    }

    /** Tribuo copies rows to transform them, and saves them with some models. */
    @Test
    void aCopyOfARowCanBeChangedAndTheRowCannot() {
        Example<Regressor> row =
                dataset(0, vector(3, 0, 1, 2, 5), vector(3, 1, 1)).getExample(0);
        Example<Regressor> copy = row.copy();
        assertThat(features(copy)).isEqualTo(features(row)).containsExactly("f0=1.0", "f2=5.0");
        assertThat(copy.getWeight()).isEqualTo(row.getWeight());
        assertThat(copy.getOutput()).isEqualTo(row.getOutput());
        assertThat(features(Example.deserialize(row.serialize()))).isEqualTo(features(row));
        copy.add(new Feature("f1", 4));
        assertThat(copy.size()).isEqualTo(3);
        assertThatThrownBy(() -> row.add(new Feature("f1", 4)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("this example cannot be changed; copy() can");
    }

    @Test
    void aRowIsDenseIfItHoldsEveryFeature() {
        MutableDataset<Regressor> rows = dataset(0, vector(2, 0, 1, 1, 1), vector(2, 1, 1));
        ImmutableFeatureMap map = rows.getFeatureIDMap();
        assertThat(rows.getExample(0).isDense(map)).isTrue();
        assertThat(rows.getExample(1).isDense(map)).isFalse();
    }
}
