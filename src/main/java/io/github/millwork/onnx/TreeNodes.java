package io.github.millwork.onnx;

import io.github.millwork.stage.ModelMeaning.Trees;
import java.util.ArrayList;
import java.util.List;

/**
 * Says boosted trees in ONNX. Its trees know one way for missing and no other for zero, so a zero that goes the way of a
 * missing value is made one beforehand.
 */
final class TreeNodes {
    private final GraphBuilder graph;
    private final Trees trees;
    private final int sums;

    TreeNodes(GraphBuilder graph, Trees trees, int sums) {
        this.graph = graph;
        this.trees = trees;
        this.sums = sums;
    }

    /** {@return the tensor of the sums, rows x sums, as doubles that hold floats} */
    String sums(String features, int dimension) {
        String floats = graph.cast(withoutZeros(features, dimension), GraphBuilder.FLOAT);
        return graph.cast(graph.ml("TreeEnsembleRegressor", attributes(), floats), GraphBuilder.DOUBLE);
    }

    private String withoutZeros(String features, int dimension) {
        boolean[] absent = absent(dimension);
        double[] replaced = new double[dimension]; // NaN where a zero is missing, else what changes nothing
        boolean any = false;
        for (int i = 0; i < dimension; i++) {
            replaced[i] = absent[i] ? Double.NaN : 0;
            any |= absent[i];
        }
        if (!any) return features;
        // As a float it may become zero that is none as a double.
        String floats = graph.cast(graph.cast(features, GraphBuilder.FLOAT), GraphBuilder.DOUBLE);
        String zero = graph.node("Equal", floats, graph.number(0));
        return graph.node("Where", zero, graph.numbers(replaced, 1, dimension), floats);
    }

    /** The features whose zeros go the way of missing values wherever it is another than that of the number. */
    private boolean[] absent(int dimension) {
        boolean[] odd = new boolean[dimension];
        boolean[] plain = new boolean[dimension];
        for (int node = 0; node < trees.feature().length; node++) {
            int feature = trees.feature()[node];
            if (feature < 0) continue;
            boolean asNumber = trees.zeroIsYes()[node] == (0 < trees.number()[node]);
            boolean asMissing = trees.zeroIsYes()[node] == trees.missingIsYes()[node];
            if (!asNumber) odd[feature] = true;
            if (!asMissing) plain[feature] = true;
        }
        for (int i = 0; i < dimension; i++) {
            if (odd[i] && plain[i]) throw Refused.of("the trees take zeros of feature " + i + " in more ways than one");
        }
        return odd;
    }

    private List<ai.onnx.proto.OnnxMl.AttributeProto> attributes() {
        List<Long> treeIds = new ArrayList<>();
        List<Long> nodeIds = new ArrayList<>();
        List<Long> features = new ArrayList<>();
        List<String> modes = new ArrayList<>();
        List<Float> values = new ArrayList<>();
        List<Long> yes = new ArrayList<>();
        List<Long> no = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        List<Long> leafTrees = new ArrayList<>();
        List<Long> leafNodes = new ArrayList<>();
        List<Long> leafSums = new ArrayList<>();
        List<Float> leafValues = new ArrayList<>();
        for (int tree = 0; tree < trees.roots().length; tree++) {
            List<Integer> open = new ArrayList<>(List.of(trees.roots()[tree]));
            for (int at = 0; at < open.size(); at++) {
                int node = open.get(at);
                boolean leaf = trees.feature()[node] < 0;
                treeIds.add((long) tree);
                nodeIds.add((long) at);
                features.add(leaf ? 0L : trees.feature()[node]);
                modes.add(leaf ? "LEAF" : "BRANCH_LT");
                values.add(leaf ? 0f : trees.number()[node]);
                yes.add(leaf ? 0L : open.size());
                no.add(leaf ? 0L : open.size() + 1L);
                missing.add(!leaf && trees.missingIsYes()[node] ? 1L : 0L);
                if (leaf) {
                    leafTrees.add((long) tree);
                    leafNodes.add((long) at);
                    leafSums.add((long) tree % sums);
                    leafValues.add(trees.number()[node]);
                } else {
                    open.add(trees.yes()[node]);
                    open.add(trees.no()[node]);
                }
            }
        }
        return List.of(
                GraphBuilder.integer("n_targets", sums),
                GraphBuilder.text("aggregate_function", "SUM"),
                GraphBuilder.text("post_transform", "NONE"),
                GraphBuilder.listOfIntegers("nodes_treeids", treeIds),
                GraphBuilder.listOfIntegers("nodes_nodeids", nodeIds),
                GraphBuilder.listOfIntegers("nodes_featureids", features),
                GraphBuilder.listOfTexts("nodes_modes", modes),
                GraphBuilder.listOfFloats("nodes_values", values),
                GraphBuilder.listOfIntegers("nodes_truenodeids", yes),
                GraphBuilder.listOfIntegers("nodes_falsenodeids", no),
                GraphBuilder.listOfIntegers("nodes_missing_value_tracks_true", missing),
                GraphBuilder.listOfIntegers("target_treeids", leafTrees),
                GraphBuilder.listOfIntegers("target_nodeids", leafNodes),
                GraphBuilder.listOfIntegers("target_ids", leafSums),
                GraphBuilder.listOfFloats("target_weights", leafValues));
    }
}
