package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against scikit-learn; see unsupervised.py. */
class UnsupervisedLearnersTest {
    private final Penguins penguins = new Penguins();
    private final TrainingData birds = penguins.classes("species");

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void kMeansEndsWhereScikitLearnDoes(int clusters) {
        CentreModel model = (CentreModel) KMeans.clusters(clusters).restarts(50).fit(birds, CONTEXT);
        double[] centres = Penguins.reference("centres of " + clusters + " clusters");
        for (int k = 0; k < clusters; k++) {
            for (int i = 0; i < 4; i++) assertThat(model.centre(k)[i]).isCloseTo(centres[k * 4 + i], within(1e-9));
        }
        double squares = Penguins.reference("squares of " + clusters + " clusters")[0];
        assertThat(model.squares(birds)).isCloseTo(squares, within(1e-9));
    }

    @Test
    void aRowBelongsToTheNearestCentreAndTheFirstOfEquals() {
        CentreModel model = new CentreModel(new double[][] {{0, 0}, {6, 8}});
        assertThat(TestRows.predict(model, 1, 0)).containsExactly(0, 1);
        assertThat(TestRows.predict(model, 6, 4)).containsExactly(1, 4);
        assertThat(TestRows.predict(model, 3, 4)).containsExactly(0, 5);
    }

    @Test
    void aWeightCountsARowSoManyTimesWhereItsCentreIsComputed() {
        TrainingData rows = TestRows.of(new double[][] {{0}, {3}, {100}}, 0.0, 0.0, 0.0);
        CentreModel model = (CentreModel) KMeans.clusters(2).fit(TestRows.weighted(rows, 2, 1, 1), CONTEXT);
        assertThat(model.centre(0)).containsExactly(1);
        assertThat(model.centre(1)).containsExactly(100);
        CentreModel without = (CentreModel) KMeans.clusters(2).fit(TestRows.weighted(rows, 2, 1, 0), CONTEXT);
        assertThat(without.centre(0)).containsExactly(0);
        assertThat(without.centre(1)).containsExactly(3);
    }

    @Test
    void moreClustersThanDifferentRowsAreAnError() {
        TrainingData rows = TestRows.of(new double[][] {{1}, {1}, {2}}, 0.0, 0.0, 0.0);
        assertThatThrownBy(() -> KMeans.clusters(3).fit(rows, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected at least 3 different training rows for 3 clusters but there are 2. Ask for fewer "
                        + "clusters, or collect more rows.");
    }

    @Test
    void rowsTooFarApartToMeasureAreRefused() {
        TrainingData rows = TestRows.of(new double[][] {{1e200}, {-1e200}, {2}}, 0.0, 0.0, 0.0);
        for (var learner : java.util.List.of(KMeans.clusters(2), OneClassSvm.create())) {
            assertThatThrownBy(() -> learner.fit(rows, CONTEXT))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Expected features and targets that can be added up and squared");
        }
    }

    @Test
    void numbersOfClustersAndWidthsMayBeSearched() {
        assertThat(KMeans.clusters(Range.between(2, 6)).hyperparameters().ranges())
                .containsOnlyKeys("clusters");
        assertThat(OneClassSvm.create()
                        .gamma(Range.log(0.1, 10))
                        .hyperparameters()
                        .ranges())
                .containsOnlyKeys("gamma");
        assertThat(OneClassSvm.create()).hasToString("one-class SVM (nu 0.1, width scaled, tolerance 0.001)");
        assertThat(OneClassSvm.create().gamma(2))
                .hasToString("one-class SVM (nu 0.1, width given, gamma 2.0, tolerance 0.001)");
    }

    @Test
    void theOneClassMachineEqualsScikitLearns() {
        checkScores("0.1 scale", OneClassSvm.create().tolerance(1e-10));
        checkScores("0.3 2.0", OneClassSvm.create().nu(0.3).gamma(2).tolerance(1e-10));
    }

    private void checkScores(String name, OneClassSvm learner) {
        Model<?> model = learner.fit(birds, CONTEXT);
        double[] expected = Penguins.reference("one class " + name + " scores of every tenth bird");
        double[][] rows = penguins.features(4);
        assertThat(expected).hasSize((rows.length + 9) / 10);
        for (int i = 0; i < expected.length; i++) {
            double[] found = TestRows.predict(model, rows[i * 10]);
            assertThat(found[0]).isCloseTo(expected[i], within(1e-5)); // LibSVM computes kernels as floats
            assertThat(found[1]).isEqualTo(expected[i] > 0 ? 1 : 0);
        }
        assertThat(((KernelModel) model).coefficients().length)
                .isEqualTo((int) Penguins.reference("one class " + name + " support vectors")[0]);
    }

    @Test
    void aDistanceLooksAtWhatEitherSideHolds() {
        KernelModel model = new KernelModel(
                0.5, 1, new double[] {2}, new SparseRows(3, new int[] {0, 2}, new int[] {0, 2}, new double[] {1, 3}));
        double absent = TestRows.ABSENT;
        assertThat(TestRows.predict(model, absent, 2, absent)[0]).isEqualTo(1 - 2 * StrictMath.exp(-0.5 * (1 + 4 + 9)));
        assertThat(TestRows.predict(model, 1, absent, 2)).containsExactly(1 - 2 * StrictMath.exp(-0.5), 0);
        assertThat(Arrays.equals(TestRows.predict(model, 0, 2, 0), TestRows.predict(model, absent, 2, absent)))
                .isTrue();
    }
}
