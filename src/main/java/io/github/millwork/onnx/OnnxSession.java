package io.github.millwork.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.millwork.stage.BundleException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A model in onnxruntime. Loaded by {@link OnnxRuntime}, which says so where that is absent. It has one thread of its
 * own, so that the same row gives the same bits. Thread-safe.
 */
final class OnnxSession implements AutoCloseable {
    private final OrtSession session;
    private final Map<String, OnnxPlace> known = new HashMap<>();
    private final List<OnnxPlace> inputs;
    private final List<OnnxPlace> outputs;

    private OnnxSession(OrtSession session) throws OrtException {
        this.session = session;
        this.inputs = places(session.getInputInfo().values());
        this.outputs = places(session.getOutputInfo().values());
        for (OnnxPlace input : inputs) known.put(input.name(), input);
    }

    /**
     * {@return a session with a model}
     *
     * @throws BundleException if onnxruntime cannot read the model
     */
    static OnnxSession of(byte[] model) {
        try {
            return new OnnxSession(open(model));
        } catch (OrtException e) {
            throw new BundleException(
                    "Expected an ONNX model but onnxruntime cannot read it: " + e.getMessage()
                            + ". Check the file, or export it for an older version of ONNX.",
                    e);
        }
    }

    private static OrtSession open(byte[] model) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(); // one for the whole process
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return environment.createSession(model, options);
        }
    }

    /** {@return all inputs, those also that take no rows} */
    List<OnnxPlace> inputs() {
        return inputs;
    }

    /** {@return all outputs, those also that hold no rows} */
    List<OnnxPlace> outputs() {
        return outputs;
    }

    private static List<OnnxPlace> places(Collection<NodeInfo> nodes) {
        return nodes.stream().map(OnnxTensors::place).toList();
    }

    private static IllegalStateException failed(OrtException e) {
        return new IllegalStateException("Expected onnxruntime to run the model but it says: " + e.getMessage(), e);
    }

    /**
     * Runs the model.
     *
     * @param inputs for each input doubles or strings, row after row
     * @param rows how many rows
     * @param output which output is wanted
     * @return the numbers of that output, row after row
     * @throws IllegalStateException if onnxruntime fails
     */
    double[] run(Map<String, Object> inputs, int rows, String output) {
        return answer(ofRows(inputs, rows), output).numbers();
    }

    /** As {@link #run}, of an output that holds strings. */
    String[] texts(Map<String, Object> inputs, int rows, String output) {
        return run(
                ofRows(inputs, rows),
                output,
                value -> Arrays.stream((String[][]) value.getValue())
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    private Map<String, OnnxCells> ofRows(Map<String, Object> inputs, int rows) {
        Map<String, OnnxCells> cells = new HashMap<>();
        inputs.forEach((name, content) -> cells.put(
                name, OnnxCells.ofRows(content, rows, place(name).shape().size())));
        return cells;
    }

    private OnnxPlace place(String input) {
        return Objects.requireNonNull(known.get(input));
    }

    /**
     * Runs the model.
     *
     * @param inputs what each input is given
     * @param output which output is wanted
     * @return what it holds
     * @throws IllegalStateException if onnxruntime fails
     */
    OnnxAnswer answer(Map<String, OnnxCells> inputs, String output) {
        return run(inputs, output, OnnxTensors::answer);
    }

    /** Reads an output. */
    private interface Reader<T> {
        T read(OnnxValue value) throws OrtException;
    }

    private <T> T run(Map<String, OnnxCells> inputs, String output, Reader<T> reader) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            for (Map.Entry<String, OnnxCells> input : inputs.entrySet()) {
                OnnxPlace place = place(input.getKey());
                tensors.put(place.name(), OnnxTensors.tensor(environment, place, input.getValue()));
            }
            try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
                return reader.read(result.get(0));
            }
        } catch (OrtException e) {
            throw failed(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }
}
