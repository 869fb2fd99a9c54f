package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TrainingData;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against scikit-learn; see neighbours.py. */
class NearestNeighboursTest {
    private final Penguins penguins = new Penguins();

    private static TrainingData learnedFrom(TrainingData birds) {
        return birds.rows(
                IntStream.range(0, birds.rows()).filter(row -> row % 10 != 0).toArray());
    }

    @ParameterizedTest
    @CsvSource({"1,equal", "8,equal", "1,byDistance", "8,byDistance"})
    void neighboursSayWhatScikitLearnsSay(int count, String votes) {
        NearestNeighbours<Classification> classes =
                NearestNeighbours.classifier().neighbours(count);
        NearestNeighbours<Regression> numbers = NearestNeighbours.regressor().neighbours(count);
        if (votes.equals("byDistance")) {
            classes = classes.byDistance();
            numbers = numbers.byDistance();
        }
        Model<?> species = classes.fit(learnedFrom(penguins.classes("species")), CONTEXT);
        Model<?> mass = numbers.fit(learnedFrom(penguins.bodyMass()), CONTEXT);
        double[] probabilities = Penguins.reference("neighbours species " + count + " " + votes);
        double[] masses = Penguins.reference("neighbours mass " + count + " " + votes);
        double[][] four = penguins.features(4);
        double[][] three = penguins.features(3);
        assertThat(masses).hasSize((four.length + 9) / 10);
        for (int i = 0; i < masses.length; i++) {
            double[] found = TestRows.predict(species, four[i * 10]);
            for (int k = 0; k < 3; k++) assertThat(found[k]).isCloseTo(probabilities[i * 3 + k], within(1e-12));
            assertThat(TestRows.predict(mass, three[i * 10])[0]).isCloseTo(masses[i], within(1e-8));
        }
    }

    @Test
    void ofEquallyNearRowsTheFirstCount() {
        TrainingData rows = TestRows.of(new double[][] {{1}, {-1}, {1}, {5}}, 10.0, 20.0, 40.0, 80.0);
        assertThat(TestRows.predict(NearestNeighbours.regressor().neighbours(2).fit(rows, CONTEXT), 0))
                .containsExactly(15);
    }

    @Test
    void whereRowsAreAtNoDistanceTheyAloneCount() {
        TrainingData rows = TestRows.of(new double[][] {{1}, {1}, {2}}, 10.0, 20.0, 90.0);
        Model<?> model = NearestNeighbours.regressor().byDistance().fit(rows, CONTEXT);
        assertThat(TestRows.predict(model, 1)).containsExactly(15);
        assertThat(TestRows.predict(model, 0)[0]).isCloseTo((10 + 20 + 90 / 2.0) / 2.5, within(1e-12));
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThatThrownBy(() -> NearestNeighbours.regressor()
                        .fit(TestRows.of(new double[][] {{1e200}, {1}}, 1.0, 2.0), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected features and targets that can be added up and squared");
        assertThatThrownBy(() -> new NearestNeighbours<>(
                        Cluster.class, NearestNeighbours.classifier().hyperparameters()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected neighbours for Classification or Regression but found Cluster. Use classifier() or "
                                + "regressor().");
    }
}
