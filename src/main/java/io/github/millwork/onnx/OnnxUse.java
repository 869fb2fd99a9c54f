package io.github.millwork.onnx;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pre-trained model and what was said about how it is to be used. Immutable; equal by value.
 *
 * @param model the model
 * @param output which output is read; empty for the first that holds numbers
 * @param shape how what one row gives is to be read by the one input, where that leaves it open; empty if it does not
 * @param image that it is an image; null if not
 * @param tokens what becomes of numbers for each token
 */
record OnnxUse(
        OnnxFile model,
        String output,
        List<Integer> shape,
        @Nullable OnnxImage image,
        OnnxTokens tokens) {
    OnnxUse {
        shape = List.copyOf(shape);
        if (shape.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                    "Expected sizes of at least 1 but found " + shape + ". Leave out the size for rows.");
        }
    }

    static OnnxUse of(Path model) {
        return new OnnxUse(OnnxFile.read(model), "", List.of(), null, OnnxTokens.UNSAID);
    }

    /** A model that gives what it is given. */
    static OnnxUse identity() {
        GraphBuilder graph = new GraphBuilder(Set.of("features", "given"));
        graph.output(graph.input("features", GraphBuilder.DOUBLE, -1), "given", GraphBuilder.DOUBLE, -1);
        return new OnnxUse(OnnxFile.of(graph.build(Map.of())), "", List.of(), null, OnnxTokens.UNSAID);
    }

    OnnxUse output(String which) {
        return new OnnxUse(model, which, shape, image, tokens);
    }

    OnnxUse shape(int... sizes) {
        return new OnnxUse(model, output, Arrays.stream(sizes).boxed().toList(), image, tokens);
    }

    OnnxUse image(OnnxImage which) {
        return new OnnxUse(model, output, shape, which, tokens);
    }

    OnnxUse tokens(OnnxTokens which) {
        return new OnnxUse(model, output, shape, image, which);
    }

    OnnxSession session() {
        return model.session();
    }

    State toState() {
        State state = State.empty()
                .with("output", output)
                .with("shape", shape.stream().mapToInt(Integer::intValue).toArray())
                .with("tokens", tokens.name())
                .with("model", model.toState());
        return image == null ? state : state.with("image", image.toState());
    }

    static OnnxUse fromState(State state) {
        String tokens = state.string("tokens");
        return new OnnxUse(
                OnnxFile.fromState(state.state("model")),
                state.string("output"),
                Arrays.stream(state.integers("shape")).boxed().toList(),
                state.has("image") ? OnnxImage.fromState(state.state("image")) : null,
                Arrays.stream(OnnxTokens.values())
                        .filter(each -> each.name().equals(tokens))
                        .findFirst()
                        .orElseThrow(() -> new BundleException(
                                "Expected what becomes of tokens but found '" + tokens + "'. The file is damaged.")));
    }

    @Override
    public String toString() {
        return model.toString();
    }
}
