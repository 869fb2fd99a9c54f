package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeShapTest {
    /** Makes trees of any shape: features come again on a path, and some nodes saw no data. */
    private static final class Grower {
        private final SplittableRandom random;
        private final int features;
        private final List<float[]> nodes = new ArrayList<>(); // feature, number, yes, no, ways, cover

        Grower(long seed, int features) {
            this.random = new SplittableRandom(seed);
            this.features = features;
        }

        int grow(int depth, float cover) {
            int node = nodes.size();
            float[] made = {Trees.LEAF, (float) random.nextDouble(-2, 2), 0, 0, 0, cover};
            nodes.add(made);
            if (depth > 0 && random.nextInt(8) > 0) {
                made[0] = random.nextInt(features);
                float left = random.nextInt(6) == 0 ? 0 : (float) (cover * random.nextDouble());
                made[2] = grow(depth - 1, left);
                made[3] = grow(depth - 1, cover - left);
                made[4] = random.nextInt(4);
            }
            return node;
        }

        Trees trees(int count, int depth) {
            int[] roots = new int[count];
            for (int i = 0; i < count; i++) roots[i] = grow(depth, random.nextInt(5) == 0 ? 0 : 100);
            float[][] columns = new float[6][nodes.size()];
            for (int n = 0; n < nodes.size(); n++) for (int c = 0; c < 6; c++) columns[c][n] = nodes.get(n)[c];
            return new Trees(
                    roots,
                    ints(columns[0]),
                    columns[1],
                    ints(columns[2]),
                    ints(columns[3]),
                    ints(columns[4]),
                    columns[5],
                    new float[nodes.size()]);
        }

        private static int[] ints(float[] numbers) {
            int[] ints = new int[numbers.length];
            for (int i = 0; i < ints.length; i++) ints[i] = (int) numbers[i];
            return ints;
        }

        double[] row() {
            double[] cells = {Double.NaN, 0, -0.0, TestRows.ABSENT};
            double[] row = new double[features];
            Arrays.setAll(row, i -> random.nextInt(3) == 0 ? cells[random.nextInt(4)] : random.nextDouble(-2, 2));
            return row;
        }
    }

    /** What a tree gives where only some features are known: the others send the row both ways (Lundberg, algorithm 1). */
    private static double known(Trees trees, int node, double[] row, int subset) {
        if (trees.isLeaf(node)) return trees.number()[node];
        if ((subset >> trees.feature()[node] & 1) == 1) return known(trees, trees.next(node, row), row, subset);
        double yes = trees.cover()[trees.yes()[node]];
        double no = trees.cover()[trees.no()[node]];
        double share = yes + no == 0 ? 0.5 : yes / (yes + no);
        return share * known(trees, trees.yes()[node], row, subset)
                + (1 - share) * known(trees, trees.no()[node], row, subset);
    }

    /** Shapley's formula, over all subsets. */
    static double[] shapley(Trees trees, double[] row, int features) {
        double[] values = new double[1 << features];
        for (int subset = 0; subset < values.length; subset++) {
            for (int root : trees.roots()) values[subset] += known(trees, root, row, subset);
        }
        double[] shapley = new double[features];
        for (int subset = 0; subset < values.length; subset++) {
            int size = Integer.bitCount(subset);
            for (int i = 0; i < features; i++) {
                if ((subset >> i & 1) == 1) continue;
                double weight = factorial(size) * factorial(features - size - 1) / factorial(features);
                shapley[i] += weight * (values[subset | 1 << i] - values[subset]);
            }
        }
        return shapley;
    }

    private static double factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8})
    void contributionsAreShapleyValues(int depth) {
        for (int seed = 0; seed < 60; seed++) {
            int features = 1 + seed % 6;
            Grower grower = new Grower(seed, features);
            Trees trees = grower.trees(1 + seed % 3, depth);
            TreeShap shap = new TreeShap(Explainer.Unit.TARGET, 10, trees, new int[] {0});
            assertThat(shap.expected(0)).isCloseTo(10 + atNothing(trees), within(1e-12));
            for (int i = 0; i < 4; i++) {
                FeatureVector row = TestRows.vector(grower.row());
                double[] found = new double[features];
                Arrays.fill(found, 99);
                shap.contributions(row, 0, found);
                assertThat(found).containsExactly(shapley(trees, row.dense(0), features), within(1e-10));
                assertThat(shap.expected(0) + Arrays.stream(found).sum()).isCloseTo(shap.raw(row, 0), within(1e-9));
            }
        }
    }

    static double atNothing(Trees trees) {
        return Arrays.stream(trees.roots())
                .mapToDouble(root -> known(trees, root, new double[0], 0))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 20})
    void theyAddUpInDeepTreesToo(int depth) {
        Grower grower = new Grower(depth, 15);
        Trees trees = grower.trees(1, depth);
        assertThat(trees.depth()).isEqualTo(depth);
        TreeShap shap = new TreeShap(Explainer.Unit.TARGET, 0, trees, new int[] {0});
        for (int i = 0; i < 5; i++) {
            FeatureVector row = TestRows.vector(grower.row());
            double[] found = new double[15];
            shap.contributions(row, 0, found);
            assertThat(shap.expected(0) + Arrays.stream(found).sum()).isCloseTo(shap.raw(row, 0), within(1e-9));
        }
    }

    @Test
    void eachSumHasItsOwnTrees() {
        Grower grower = new Grower(3, 3);
        Trees six = grower.trees(6, 3);
        TreeShap shap = new TreeShap(Explainer.Unit.LOG_PROBABILITY, 0.5, six, new int[] {0, 2, 3});
        assertThat(shap.raws()).isEqualTo(3);
        assertThat(shap.label(1)).isEqualTo(2);
        FeatureVector row = TestRows.vector(grower.row());
        for (int raw = 0; raw < 3; raw++) {
            int[] roots = {six.roots()[raw], six.roots()[raw + 3]};
            Trees own = new Trees(
                    roots, six.feature(), six.number(), six.yes(), six.no(), six.ways(), six.cover(), six.gain());
            double[] found = new double[3];
            shap.contributions(row, raw, found);
            assertThat(found).containsExactly(shapley(own, row.dense(0), 3), within(1e-10));
            assertThat(shap.expected(raw)).isCloseTo(0.5 + atNothing(own), within(1e-12));
        }
    }

    @Test
    void modelsThatCannotBeSplitSaySo() {
        double[][] x = TestRows.numbers(60, 3, 1);
        Model<Regression> near = NearestNeighbours.regressor().fit(TestRows.of(x, TestRows.target(x, 1)), CONTEXT);
        assertThat(near.explainer()).isEmpty();
        assertThat(near.importances(3)).isEmpty();
    }
}
