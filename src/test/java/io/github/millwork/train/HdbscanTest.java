package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.FitContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the R package dbscan; see density.R. */
class HdbscanTest {
    private static final double[][] MOONS = moons();

    /** As in density.R. */
    private static double[][] moons() {
        double[][] rows = new double[250][];
        for (int i = 0; i < 100; i++) {
            double t = Math.PI * i / 99;
            double wave = 0.06 * Math.sin(i * i);
            rows[i] = new double[] {Math.cos(t), Math.sin(t) + wave};
            rows[100 + i] = new double[] {1 - Math.cos(t), 0.5 - Math.sin(t) + wave};
        }
        for (int i = 0; i < 30; i++) {
            rows[200 + i] = new double[] {-1.5 + 4 * (i * 37 % 100 / 100.0), -1.5 + 3 * (i * 61 % 100 / 100.0)};
        }
        for (int i = 0; i < 20; i++) rows[230 + i] = rows[i];
        return rows;
    }

    private static int[] reference(String name) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/train/density.csv")).stream()
                .map(line -> line.split(","))
                .filter(cells -> cells[0].equals(name))
                .map(cells ->
                        Arrays.stream(cells).skip(1).mapToInt(Integer::parseInt).toArray())
                .findFirst()
                .orElseThrow();
    }

    private static DensityModel fit(double[][] rows, int size) {
        return (DensityModel) Hdbscan.create()
                .minimumSize(size)
                .neighbours(size)
                .fit(TestRows.of(rows, new double[rows.length]), CONTEXT);
    }

    private static void checkSameGroups(DensityModel model, int[] expected) {
        Map<Integer, Integer> names = new HashMap<>(Map.of(0, -1));
        for (int row = 0; row < expected.length; row++) {
            int found = model.clusters()[row];
            int known = names.computeIfAbsent(expected[row], name -> found);
            assertThat(found).as("row %s", row).isEqualTo(known);
        }
        assertThat(names.values()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10, 20})
    void groupsAndNoiseAreThoseOfR(int size) throws IOException {
        checkSameGroups(fit(new Penguins().features(4), size), reference("penguins " + size));
        checkSameGroups(fit(MOONS, size), reference("moons " + size));
    }

    @Test
    void theLargestClusterIsTheFirst() {
        int[] sizes = new int[2];
        for (int cluster : fit(MOONS, 5).clusters()) if (cluster >= 0) sizes[cluster]++;
        assertThat(sizes).containsExactly(126, 108);
    }

    @Test
    void trainingRowsArePredictedAsTheyWereFitted() {
        DensityModel model = fit(MOONS, 10);
        for (int row = 0; row < MOONS.length; row++) {
            assertThat(TestRows.predict(model, MOONS[row])).containsExactly(model.clusters()[row], Double.NaN);
        }
    }

    @Test
    void aNewRowGoesWhereItIsDenseAndIsNoiseElsewhere() {
        DensityModel model = fit(MOONS, 5);
        double upper = TestRows.predict(model, MOONS[50])[0];
        double lower = TestRows.predict(model, MOONS[150])[0];
        assertThat(upper).isNotEqualTo(lower);
        assertThat(TestRows.predict(model, MOONS[50][0] + 0.01, MOONS[50][1] - 0.01)[0])
                .isEqualTo(upper);
        assertThat(TestRows.predict(model, MOONS[150][0] + 0.01, MOONS[150][1] + 0.01)[0])
                .isEqualTo(lower);
        assertThat(TestRows.predict(model, 0.5, 9)[0]).isEqualTo(-1);
    }

    /** Half of the rows of a cluster, which were not there in training, go to the cluster of the other half. */
    @Test
    void rowsThatWereNotThereGoWithTheirKind() {
        double[][] birds = new Penguins().features(4);
        double[][] half = new double[birds.length / 2][];
        for (int i = 0; i < half.length; i++) half[i] = birds[2 * i];
        DensityModel all = fit(birds, 10);
        DensityModel some = fit(half, 10);
        int same = 0;
        for (int i = 1; i < birds.length; i += 2) {
            if (TestRows.predict(some, birds[i])[0] == all.clusters()[i]) same++;
        }
        assertThat(same).isGreaterThan(half.length * 9 / 10);
    }

    @Test
    void whereNothingComesApartAllIsNoise() {
        double[][] same = new double[30][2];
        DensityModel model = fit(same, 5);
        assertThat(model.births()).isEmpty();
        assertThat(TestRows.predict(model, 0, 0)[0]).isEqualTo(-1);
        assertThat(TestRows.predict(fit(new double[1][2], 5), 0, 0)[0]).isEqualTo(-1);
    }

    @Test
    void rowsThatAreTheSameAreAsDenseAsCanBe() {
        double[][] rows = new double[24][1];
        for (int i = 0; i < 24; i++) rows[i][0] = i < 8 ? 1 : i < 16 ? 2 : i;
        DensityModel model = fit(rows, 5);
        assertThat(model.births()).hasSize(3); // the others are a step apart
        assertThat(model.clusters()[0]).isNotEqualTo(model.clusters()[8]).isNotEqualTo(-1);
        assertThat(TestRows.predict(model, 1)[0]).isEqualTo(model.clusters()[0]);
    }

    @Test
    void threadsChangeNothing() {
        double[][] rows = TestRows.numbers(700, 3, 5);
        var data = TestRows.of(rows, new double[700]);
        assertThat(Hdbscan.create().fit(data, FitContext.of(1).withThreads(4)).fingerprint())
                .isEqualTo(Hdbscan.create()
                        .fit(data, FitContext.of(2).withThreads(1))
                        .fingerprint());
    }

    @Test
    void rowsTooFarApartToMeasureAreRefused() {
        assertThatThrownBy(() -> fit(new double[][] {{1e200}, {-1e200}, {2}}, 2))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected features and targets that can be added up and squared");
    }
}
