package io.github.millwork.onnx;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Adjustment;
import io.github.millwork.stage.AdjustmentMeaning;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.ModelMeaning;
import java.util.Map;
import java.util.Set;

/**
 * Writes a whole fitted pipeline, steps and model, as an ONNX model for other runtimes.
 *
 * <p>Each column that the pipeline reads is an input of the shape rows x 1: strings for categories and texts, the empty
 * string being a missing one; doubles for all others, NaN being a missing one, true 1 and false 0. Classes come out as
 * {@code probabilities} (or {@code scores}), rows x classes in the order of their labels, and {@code label}, the most
 * probable or the one that was decided on; numbers as {@code prediction}, rows x 1, with {@code prediction_low} and {@code
 * prediction_high} where there is an interval.
 */
public final class OnnxExport {
    private OnnxExport() {}

    /**
     * Writes a pipeline, and has onnxruntime predict rows with what was written, which has to give what the pipeline gives:
     * within 1e-6, or within 1e-5 where XGBoost's trees are summed as floats; of numbers beyond 1, that share of them.
     *
     * @param fitted a fitted pipeline
     * @param rows rows that it can predict
     * @return the ONNX model as bytes
     * @throws IllegalArgumentException if ONNX has no operators for a step, the model or what comes after it; the message
     *     names it
     * @throws IllegalStateException if onnxruntime is not on the class path
     * @throws io.github.millwork.stage.BundleException if onnxruntime predicts something else
     */
    public static byte[] write(Fitted<?> fitted, Dataset rows) {
        if (!(fitted instanceof FittedChain<?> chain)) {
            throw Refused.of("it is " + fitted.describe() + ", several pipelines together");
        }
        Outputs<? extends Prediction> outputs = chain.outputs();
        if (!(outputs instanceof RegressionOutputs || outputs instanceof ClassificationOutputs)) {
            throw Refused.of("it predicts neither classes nor numbers");
        }
        ModelMeaning meaning = chain.model()
                .meaning()
                .orElseThrow(() -> Refused.model(chain.learner()
                        + ", does not say as data what it computes"
                        + chain.model().whyUnsaid().map(why -> ": " + why).orElse("")));
        byte[] model = model(chain, meaning);
        Replay.check(model, chain, rows, trees(meaning) ? 1e-5 : 1e-6);
        return model;
    }

    private static boolean trees(ModelMeaning meaning) {
        if (meaning.sums() instanceof ModelMeaning.Means means)
            return means.models().stream().anyMatch(OnnxExport::trees);
        if (meaning.sums() instanceof ModelMeaning.Stack stack) {
            return trees(stack.last()) || stack.models().stream().anyMatch(OnnxExport::trees);
        }
        if (meaning.sums() instanceof ModelMeaning.Adjusted adjusted) return trees(adjusted.model());
        return meaning.sums() instanceof ModelMeaning.Trees;
    }

    private static byte[] model(FittedChain<?> chain, ModelMeaning meaning) {
        Set<String> reserved = StepNodes.names(chain);
        for (String output : OutputNames.ALL) {
            if (!reserved.add(output)) throw Refused.of("column '" + output + "' has the name of an output");
        }
        GraphBuilder graph = new GraphBuilder(reserved);
        if (chain.features().isEmpty() || chain.inputs().isEmpty()) throw Refused.of("it reads no column");
        String features = new StepNodes(graph, chain).features();
        ModelNodes nodes =
                new ModelNodes(graph, meaning, chain.model().outputs().width());
        String numbers = nodes.outputs(features, chain.features().size());
        OutputNames.name(graph, adjusted(graph, numbers, chain), chain.outputs());
        return graph.build(Map.of("fingerprint", chain.fingerprint(), "learner", chain.learner()));
    }

    private static <P extends Prediction> String adjusted(GraphBuilder graph, String numbers, FittedChain<P> chain) {
        String adjusted = numbers;
        Outputs<P> before = chain.model().outputs();
        for (Adjustment<P> adjustment : chain.adjustments()) {
            String name = Codecs.encode(adjustment).string("name");
            AdjustmentMeaning meaning = adjustment
                    .meaning()
                    .orElseThrow(() -> Refused.of(
                            "what comes after the model (" + name + ") does not say as data what it " + "computes"));
            try {
                adjusted = new AdjustmentNodes(graph).adjusted(adjusted, before.width(), meaning);
            } catch (IllegalArgumentException e) {
                throw Refused.of("of what comes after the model (" + name + ") " + e.getMessage());
            }
            before = adjustment.outputs(before);
        }
        return adjusted;
    }
}
