package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reasons of trees of our own against Shapley values by their definition, which shapley.py wrote. */
class TreeShapReferenceTest {
    private static final int FEATURES = 4;

    static Stream<State> sets() throws IOException {
        String json = Files.readString(Path.of("src/test/resources/train/shapley.json"));
        return State.fromJson(json).states("sets").stream();
    }

    private static TreeNode node(State state, int outputs) {
        boolean leaf = state.has("values");
        double[] values = leaf ? state.numbers("values") : new double[outputs];
        TreeNode node = new TreeNode(state.number("weight"), values);
        if (leaf) return node;
        int[] categories = state.has("categories") ? state.integers("categories") : null;
        double threshold = categories == null ? state.number("threshold") : 0;
        TreeSplit split = new TreeSplit(state.integer("feature"), 1, threshold, categories, state.flag("missing"));
        node.become(split, node(state.state("left"), outputs), node(state.state("right"), outputs));
        return node;
    }

    private static DecisionTrees trees(State set) {
        TreeWriter writer = new TreeWriter(set.integer("outputs"));
        for (State tree : set.states("trees")) writer.add(node(tree, set.integer("outputs")));
        return writer.trees();
    }

    private static void check(State set, Model<?> model, double share, int[] raws, double base) {
        Explainer explainer = model.explainer().orElseThrow();
        assertThat(explainer.raws()).isEqualTo(raws.length);
        for (int raw : raws) {
            assertThat(explainer.expected(raw)).isCloseTo(base + share * set.numbers("expected")[raw], within(1e-12));
            for (State row : set.states("rows")) {
                FeatureVector vector = TestRows.vector(row.numbers("cells"));
                double[] found = new double[FEATURES];
                explainer.contributions(vector, raw, found);
                double[] expected = row.numbers("shapley" + raw);
                for (int i = 0; i < FEATURES; i++) {
                    assertThat(found[i]).isCloseTo(share * expected[i], within(1e-12));
                }
                assertThat(explainer.raw(vector, raw))
                        .isCloseTo(base + share * row.numbers("sums")[raw], within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void ofMeansAsForestsTakeThem(State set) {
        DecisionTrees trees = trees(set);
        int[] raws = IntStream.range(0, trees.outputs()).toArray();
        Outputs<?> outputs = trees.outputs() == 1
                ? new RegressionOutputs(false)
                : ClassificationOutputs.probabilities(List.of("a", "b", "c").subList(0, trees.outputs()), null);
        check(set, new TreeModel<>(outputs, raws, trees, List.of()), 1.0 / trees.count(), raws, 0);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void ofSumsAsBoostingTakesThem(State set) {
        DecisionTrees trees = trees(set);
        int[] raws = IntStream.range(0, trees.outputs()).toArray();
        double[] base = raws.length == 1 ? new double[] {0.5} : new double[] {0.5, 0.5, 0.5};
        Outputs<?> outputs = trees.outputs() == 1
                ? new RegressionOutputs(false)
                : ClassificationOutputs.probabilities(List.of("a", "b", "c").subList(0, trees.outputs()), null);
        check(set, new BoostedModel<>(outputs, raws, base, trees, false, List.of()), 1, raws, 0.5);
    }
}
