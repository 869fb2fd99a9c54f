package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against scikit-learn; see trees.py. Each feature of these birds has fewer than 255 values, so that the bins are exact. */
class TreeReferenceTest {
    private final Penguins penguins = new Penguins();
    private final TrainingData species = penguins.classes("species");
    private final TrainingData sex = penguins.classes("sex");
    private final TrainingData mass = penguins.bodyMass();
    private final double[] weights =
            IntStream.range(0, sex.rows()).mapToDouble(row -> row % 3 + 1).toArray();

    private static TreeRules rules(TrainingData data, int depth, int leaf) {
        return new TreeRules(depth, Integer.MAX_VALUE, leaf, 0, data.features().dimension(), false);
    }

    /** For each node the feature, threshold, gain, weight and what it says, in preorder. */
    private static List<double[]> preorder(TreeNode node, double gains, double values) {
        TreeSplit split = node.split;
        List<double[]> nodes = new ArrayList<>();
        double[] row = new double[4 + node.values.length];
        row[0] = split == null ? -1 : split.feature();
        row[1] = split == null ? 0 : split.threshold();
        row[2] = split == null ? 0 : split.gain() * gains;
        row[3] = node.weight;
        System.arraycopy(node.values, 0, row, 4, node.values.length);
        nodes.add(row);
        if (split == null) return nodes;
        nodes.addAll(preorder(node.left, gains, values));
        nodes.addAll(preorder(node.right, gains, values));
        return nodes;
    }

    private void check(String name, TrainingData data, boolean entropy, TreeRules rules, double price) {
        TreesFit fit = new TreesFit(data, entropy, CONTEXT);
        TreeNode root = fit.grow(rules);
        if (price > 0) root.prune(fit.gain(price) * root.weight);
        double unit = 1 / fit.gain(1);
        List<double[]> found = preorder(root, unit / root.weight, 0);
        double[] expected = Penguins.reference("tree " + name);
        int said = expected.length / found.size() - 4;
        assertThat(found).hasSize(expected.length / (4 + said));
        for (int i = 0; i < found.size(); i++) {
            double[] node = found.get(i);
            int at = i * (4 + said);
            assertThat(node[0]).isEqualTo(expected[at]);
            assertThat(node[1]).isCloseTo(expected[at + 1], within(1e-6)); // scikit-learn keeps features as floats
            assertThat(node[2]).isCloseTo(expected[at + 2], within(1e-9 * Math.max(1, unit)));
            assertThat(node[3]).isCloseTo(expected[at + 3], within(1e-9));
            double last = node[node.length - 1];
            assertThat(last).isCloseTo(expected[at + 3 + said], within(1e-9 * Math.max(1, Math.abs(last))));
        }
    }

    @Test
    void treesEqualScikitLearns() {
        check("species", species, false, rules(species, 3, 5), 0);
        check("sex", sex, false, rules(sex, 3, 2), 0);
        check("sex entropy", sex, true, rules(sex, 3, 2), 0);
        check("mass", mass, false, rules(mass, 4, 5), 0);
    }

    @Test
    void treesOfWeightedRowsEqualScikitLearns() {
        check("sex weighted", TestRows.weighted(sex, weights), false, rules(sex, 3, 2), 0);
        check("mass weighted", TestRows.weighted(mass, weights), false, rules(mass, 3, 5), 0);
    }

    @Test
    void treesThatAreHeldBackEqualScikitLearns() {
        check("sex leaves", sex, false, new TreeRules(100, 7, 2, 0, 4, false), 0);
        check("sex gain", sex, false, new TreeRules(100, Integer.MAX_VALUE, 5, 0.01, 4, false), 0);
        check("sex pruned", sex, false, rules(sex, 100, 5), 0.006);
    }

    /** Both sides are means of random numbers: they may differ by four of their standard errors. */
    @Test
    void forestsAreAsGoodAsScikitLearns() {
        checkClasses("forest sex", RandomForest.classifier());
        checkClasses("extra sex", ExtraTrees.classifier());
        checkNumbers("forest mass", RandomForest.regressor());
        checkNumbers("forest mass third", RandomForest.regressor().featureShare(0.34));
        checkNumbers("extra mass", ExtraTrees.regressor());
    }

    private static int[] rows(TrainingData data, boolean test) {
        return IntStream.range(0, data.rows())
                .filter(row -> (row % 3 == 0) == test)
                .toArray();
    }

    private void checkClasses(String name, Learner<Classification> learner) {
        TrainingData training = sex.rows(rows(sex, false));
        TrainingData testing = sex.rows(rows(sex, true));
        double[] scores = new double[10];
        for (int seed = 0; seed < scores.length; seed++) {
            Model<?> model = learner.fit(training, FitContext.of(seed));
            double[] shares = outputs(model, testing, 1);
            for (int row = 0; row < shares.length; row++) {
                if ((shares[row] > 0.5 ? 1 : 0) == testing.classes().codes()[row]) scores[seed] += 1.0 / shares.length;
            }
        }
        check(name, scores);
    }

    private void checkNumbers(String name, Learner<Regression> learner) {
        TrainingData training = mass.rows(rows(mass, false));
        TrainingData testing = mass.rows(rows(mass, true));
        double[] truth = testing.numbers();
        double mean = Arrays.stream(truth).average().orElseThrow();
        double[] scores = new double[10];
        for (int seed = 0; seed < scores.length; seed++) {
            double[] found = outputs(learner.fit(training, FitContext.of(seed)), testing, 0);
            double left = 0;
            double all = 0;
            for (int row = 0; row < truth.length; row++) {
                left += (found[row] - truth[row]) * (found[row] - truth[row]);
                all += (truth[row] - mean) * (truth[row] - mean);
            }
            scores[seed] = 1 - left / all;
        }
        check(name, scores);
    }

    private static double[] outputs(Model<?> model, TrainingData data, int output) {
        double[] out = new double[model.outputs().width()];
        var vector = new io.github.millwork.stage.FeatureVector(data.features().dimension());
        return IntStream.range(0, data.rows())
                .mapToDouble(row -> {
                    data.features().row(row, vector);
                    model.predict(vector, out, 0);
                    return out[output];
                })
                .toArray();
    }

    private static void check(String name, double[] scores) {
        double[] expected = Penguins.reference("scores " + name);
        double mean = Arrays.stream(scores).average().orElseThrow();
        double error = expected[1] * Math.sqrt(1.0 / scores.length + 1.0 / 30);
        assertThat(mean).as(name).isCloseTo(expected[0], within(4 * error + 1e-9));
    }

    @Test
    void theAveragePathIsScikitLearns() {
        for (int rows : new int[] {1, 2, 3, 5, 256, 1000}) {
            assertThat(IsolationTree.averagePath(rows))
                    .isCloseTo(Penguins.reference("average path " + rows)[0], within(1e-12));
        }
    }

    @Test
    void isolationForestsScoreAsScikitLearns() {
        double[] expected = Penguins.reference("isolation scores of every twentieth bird");
        double[] deviations = Penguins.reference("isolation deviations");
        double[][] features = penguins.features(4);
        double[] found = new double[expected.length];
        for (int seed = 0; seed < 10; seed++) {
            Model<?> model = IsolationForest.create().rows(64).fit(species, FitContext.of(seed));
            for (int i = 0; i < found.length; i++) found[i] += TestRows.predict(model, features[i * 20])[0] / 10;
        }
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(5 * deviations[i] * Math.sqrt(1.0 / 10 + 1.0 / 40)));
        }
    }
}
