package io.github.millwork.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.github.millwork.stage.ModelMeaning.Forest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Says trees that compare doubles in ONNX. A question for categories becomes questions for one category each, one after the
 * other, that all lead to the same node where the answer is yes: onnxruntime takes them together again. Sums are taken in
 * doubles and come out as floats, which is all that the operator has for them.
 */
final class ForestNodes {
    private static final int[] NONE = {};

    private final GraphBuilder graph;
    private final Forest trees;

    private final List<Long> treeIds = new ArrayList<>();
    private final List<Long> nodeIds = new ArrayList<>();
    private final List<Long> features = new ArrayList<>();
    private final List<String> modes = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private final List<Long> yes = new ArrayList<>();
    private final List<Long> no = new ArrayList<>();
    private final List<Long> missing = new ArrayList<>();
    private final List<Long> leafTrees = new ArrayList<>();
    private final List<Long> leafNodes = new ArrayList<>();
    private final List<Long> leafSums = new ArrayList<>();
    private final List<Double> leafValues = new ArrayList<>();

    ForestNodes(GraphBuilder graph, Forest trees) {
        this.graph = graph;
        this.trees = trees;
        for (int tree = 0; tree < trees.roots().length; tree++) write(tree);
    }

    /** {@return the tensor of the sums, rows x sums, as doubles that hold floats} */
    String sums(String rows) {
        String floats = graph.ml("TreeEnsembleRegressor", attributes(), rows);
        String sums = graph.cast(floats, GraphBuilder.DOUBLE);
        boolean none = DoubleStream.of(trees.base()).allMatch(each -> each == 0);
        return none ? sums : graph.node("Add", sums, graph.numbers(trees.base(), 1, trees.base().length));
    }

    /** Nodes get numbers as they are met; questions for further categories those behind all others of the tree. */
    private void write(int tree) {
        List<Integer> open = new ArrayList<>(List.of(trees.roots()[tree]));
        List<Integer> questions = new ArrayList<>(); // places of nodes that ask for several categories
        int first = treeIds.size();
        for (int at = 0; at < open.size(); at++) {
            int node = open.get(at);
            if (trees.feature()[node] < 0) {
                leaf(tree, at, node);
                continue;
            }
            int[] categories = trees.categories().getOrDefault(node, NONE);
            boolean asksOne = categories.length > 0;
            double value = trees.categories().containsKey(node)
                    ? asksOne ? categories[0] : -Double.MAX_VALUE // below all categories
                    : trees.threshold()[node];
            put(tree, at, trees.feature()[node], asksOne ? "BRANCH_EQ" : "BRANCH_LEQ", value);
            yes.add((long) open.size());
            no.add(open.size() + 1L);
            missing.add(trees.missingIsYes()[node] ? 1L : 0L);
            if (asksOne && categories.length > 1) questions.add(at);
            open.add(trees.yes()[node]);
            open.add(trees.no()[node]);
        }
        int next = open.size();
        for (int at : questions) {
            int node = open.get(at);
            int[] categories = trees.categories().getOrDefault(node, NONE);
            long onYes = yes.get(first + at);
            long onNo = no.get(first + at);
            no.set(first + at, (long) next);
            for (int c = 1; c < categories.length; c++) {
                put(tree, next, trees.feature()[node], "BRANCH_EQ", categories[c]);
                next++;
                yes.add(onYes);
                no.add(c + 1 < categories.length ? (long) next : onNo);
                missing.add(trees.missingIsYes()[node] ? 1L : 0L);
            }
        }
    }

    private void put(int tree, int at, int feature, String mode, double value) {
        treeIds.add((long) tree);
        nodeIds.add((long) at);
        features.add((long) feature);
        modes.add(mode);
        values.add(value);
    }

    private void leaf(int tree, int at, int node) {
        put(tree, at, 0, "LEAF", 0);
        yes.add(0L);
        no.add(0L);
        missing.add(0L);
        int sums = trees.base().length;
        for (int k = 0; k < trees.inLeaf(); k++) {
            leafTrees.add((long) tree);
            leafNodes.add((long) at);
            leafSums.add(trees.inLeaf() == sums ? (long) k : (long) tree % sums);
            leafValues.add(trees.says()[trees.place()[node] + k]);
        }
    }

    private List<AttributeProto> attributes() {
        return List.of(
                GraphBuilder.integer("n_targets", trees.base().length),
                GraphBuilder.text("aggregate_function", "SUM"),
                GraphBuilder.text("post_transform", "NONE"),
                GraphBuilder.listOfIntegers("nodes_treeids", treeIds),
                GraphBuilder.listOfIntegers("nodes_nodeids", nodeIds),
                GraphBuilder.listOfIntegers("nodes_featureids", features),
                GraphBuilder.listOfTexts("nodes_modes", modes),
                GraphBuilder.listOfDoubles("nodes_values_as_tensor", values),
                GraphBuilder.listOfIntegers("nodes_truenodeids", yes),
                GraphBuilder.listOfIntegers("nodes_falsenodeids", no),
                GraphBuilder.listOfIntegers("nodes_missing_value_tracks_true", missing),
                GraphBuilder.listOfIntegers("target_treeids", leafTrees),
                GraphBuilder.listOfIntegers("target_nodeids", leafNodes),
                GraphBuilder.listOfIntegers("target_ids", leafSums),
                GraphBuilder.listOfDoubles("target_weights_as_tensor", leafValues));
    }
}
