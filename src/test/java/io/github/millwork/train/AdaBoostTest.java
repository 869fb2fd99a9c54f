package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Model;
import org.junit.jupiter.api.Test;

/** Against scikit-learn; see trees.py. */
class AdaBoostTest {
    private final Penguins penguins = new Penguins();

    @Test
    void votesOfTwoClassesAreScikitLearns() {
        double[] expected = Penguins.reference("ada sex scores");
        Model<Classification> model = AdaBoost.create().trees(30).fit(penguins.classes("sex"), CONTEXT);
        double[][] birds = penguins.features(4);
        int close = 0;
        for (int i = 0; i < expected.length; i++) {
            double second = TestRows.predict(model, birds[i * 20])[1];
            if (Math.abs(StrictMath.log(second / (1 - second)) - expected[i]) < 1e-6) close++;
        }
        assertThat(close).isEqualTo(expected.length);
    }

    @Test
    void votesOfThreeClassesAreScikitLearns() {
        double[] expected = Penguins.reference("ada species scores");
        Model<Classification> model = AdaBoost.create().trees(30).fit(penguins.classes("species"), CONTEXT);
        double[][] birds = penguins.features(4);
        for (int i = 0; i < expected.length / 3; i++) {
            double[] found = TestRows.predict(model, birds[i * 20]);
            double total = 0;
            for (int k = 0; k < 3; k++) total += StrictMath.exp(expected[i * 3 + k] / 2);
            for (int k = 0; k < 3; k++) {
                assertThat(found[k]).isCloseTo(StrictMath.exp(expected[i * 3 + k] / 2) / total, within(1e-6));
            }
        }
    }

    @Test
    void aTreeWithoutMistakesIsEnough() {
        double[][] x = {{1}, {2}, {3}, {4}};
        Model<Classification> model = AdaBoost.create().fit(TestRows.of(x, "a", "a", "b", "b"), CONTEXT);
        assertThat(model).hasToString("1 tree");
        assertThat(TestRows.predict(model, 1)[0]).isCloseTo(1 / (1 + StrictMath.exp(-1)), within(1e-12));
    }

    @Test
    void rowsThatCannotBeToldApartAreLeftAsLikely() {
        double[][] x = {{1}, {1}, {1}, {1}};
        Model<Classification> model = AdaBoost.create().fit(TestRows.of(x, "a", "b", "a", "b"), CONTEXT);
        assertThat(TestRows.predict(model, 1)[0] + TestRows.predict(model, 1)[1])
                .isCloseTo(1, within(1e-12));
    }
}
