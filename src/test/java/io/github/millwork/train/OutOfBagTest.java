package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutOfBagTest {
    private static double found(Model<?> model, String name) {
        return model.findings().stream()
                .filter(finding -> finding.name().equals(name))
                .mapToDouble(Finding::value)
                .findFirst()
                .orElseThrow();
    }

    /**
     * All targets differ and each tree grows until a leaf holds one row, so a tree says the target of a row exactly where it
     * was grown on it: that tells who was in the bag.
     */
    @Test
    void eachRowIsPredictedByTheTreesThatHaveNotSeenIt() {
        int count = 60;
        SplittableRandom random = new SplittableRandom(5);
        double[][] x = new double[count][1];
        double[] y = new double[count];
        double[] weights = new double[count];
        for (int row = 0; row < count; row++) {
            x[row][0] = row;
            y[row] = row % 7 + random.nextDouble();
            weights[row] = 1 + row % 2;
        }
        TreeModel<Regression> model = (TreeModel<Regression>) RandomForest.regressor()
                .trees(12)
                .outOfBag()
                .fit(TestRows.weighted(TestRows.of(x, y), weights), CONTEXT);
        DecisionTrees trees = model.trees();
        double[] predicted = new double[count];
        boolean[] out = new boolean[count];
        for (int row = 0; row < count; row++) {
            int known = 0;
            for (int tree = 0; tree < 12; tree++) {
                double says = trees.says()[trees.says(tree, x[row])];
                if (Math.abs(says - y[row]) < 1e-9) continue;
                predicted[row] += says;
                known++;
            }
            out[row] = known > 0;
            if (out[row]) predicted[row] /= known;
        }
        int[] rows = IntStream.range(0, count).filter(row -> out[row]).toArray();
        double all = Arrays.stream(rows).mapToDouble(row -> weights[row]).sum();
        double mean =
                Arrays.stream(rows).mapToDouble(row -> weights[row] * y[row]).sum() / all;
        double left = Arrays.stream(rows)
                .mapToDouble(row -> weights[row] * Math.pow(y[row] - predicted[row], 2))
                .sum();
        double spread = Arrays.stream(rows)
                .mapToDouble(row -> weights[row] * Math.pow(y[row] - mean, 2))
                .sum();
        assertThat(found(model, "rows out of bag")).isEqualTo(rows.length);
        assertThat(found(model, "out-of-bag R2"))
                .isCloseTo(1 - left / spread, within(1e-9))
                .isLessThan(0.9);
    }

    /** The mean of three forests of 400 trees by scikit-learn is 0.975, their deviation 0.0014: outofbag.py. */
    @Test
    void theScoreIsThatOfScikitLearn() {
        Model<Classification> species =
                RandomForest.classifier().trees(400).outOfBag().fit(new Penguins().classes("species"), CONTEXT);
        assertThat(found(species, "out-of-bag accuracy")).isCloseTo(0.975, within(0.012));
        assertThat(found(species, "rows out of bag")).isEqualTo(333);
    }

    @Test
    void theTreesAreTheSameWithAndWithoutIt() {
        TrainingData data = new Penguins().classes("sex");
        RandomForest<Classification> forest = RandomForest.classifier().trees(10);
        Model<Classification> plain = forest.fit(data, CONTEXT);
        Model<Classification> scored =
                forest.outOfBag().fit(data, FitContext.of(42).withThreads(2));
        assertThat(plain.findings()).isEmpty();
        assertThat(((TreeModel<?>) scored).trees().toState())
                .isEqualTo(((TreeModel<?>) plain).trees().toState());
        assertThat(forest.outOfBag().fit(data, CONTEXT).fingerprint()).isEqualTo(scored.fingerprint());
        Model<?> read = Codecs.decode(State.fromJson(Codecs.encode(scored).toJson()), Model.class);
        assertThat(read.findings()).isEqualTo(scored.findings()).hasSize(2);
    }

    @Test
    void whereNoRowIsOutOfABagThatIsSaid() {
        TrainingData one = TestRows.of(new double[][] {{1}}, 2.0);
        assertThat(RandomForest.regressor()
                        .trees(3)
                        .outOfBag()
                        .fit(one, CONTEXT)
                        .findings())
                .containsExactly(new Finding("rows out of bag", 0));
    }

    @Test
    void withoutBagsThereIsNothingOutOfThem() {
        List<Runnable> calls = List.of(
                () -> ExtraTrees.classifier().outOfBag(),
                () -> RandomForest.regressor().outOfBag().withoutBootstrap());
        for (Runnable call : calls) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Expected trees grown on rows drawn with replacement, so that others are out of the bag, but "
                                    + "each is grown on all rows. Call withBootstrap() before outOfBag(), or leave "
                                    + "withoutBootstrap() away.");
        }
        Learner<Classification> read = ExtraTrees.classifier().withBootstrap().outOfBag();
        assertThat(Codecs.decode(Codecs.encode(read), Learner.class)).isEqualTo(read);
    }
}
