package io.github.millwork.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.BundleException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model in onnxruntime. The one class that knows it, see {@link OnnxRuntime}. It has one thread of its own, so
 * that the same row gives the same bits. Thread-safe.
 */
final class OnnxSession implements AutoCloseable {
    /** An input or output: its name, whether it is of strings, and how many columns it has; -1 where that is open. */
    record Place(String name, boolean text, int columns) {}

    private final OrtSession session;
    private final Map<String, NodeInfo> known;
    private final List<Place> inputs;
    private final List<Place> outputs;

    private OnnxSession(OrtSession session) throws OrtException {
        this.session = session;
        this.known = session.getInputInfo();
        this.inputs = places(known);
        this.outputs = places(session.getOutputInfo());
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

    List<Place> inputs() {
        return inputs;
    }

    List<Place> outputs() {
        return outputs;
    }

    /** Those that are tensors of one row after another. */
    private static List<Place> places(Map<String, NodeInfo> nodes) {
        List<Place> places = new ArrayList<>();
        for (NodeInfo node : nodes.values()) {
            if (!(node.getInfo() instanceof TensorInfo tensor)) continue;
            long[] shape = tensor.getShape();
            long columns = shape.length == 2 ? shape[1] : shape.length == 1 ? 1 : 0;
            if (columns == 0 || columns > Integer.MAX_VALUE) continue;
            places.add(new Place(node.getName(), tensor.type == OnnxJavaType.STRING, (int) columns));
        }
        return List.copyOf(places);
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
        return run(inputs, rows, output, OnnxSession::numbers);
    }

    /** As {@link #run}, of an output that holds strings. */
    String[] texts(Map<String, Object> inputs, int rows, String output) {
        return run(
                inputs,
                rows,
                output,
                value -> Arrays.stream((String[][]) value.getValue())
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    /** Reads an output. */
    private interface Reader<T> {
        T read(OnnxValue value) throws OrtException;
    }

    private <T> T run(Map<String, Object> inputs, int rows, String output, Reader<T> reader) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            for (Map.Entry<String, Object> input : inputs.entrySet()) {
                TensorInfo info = (TensorInfo)
                        Objects.requireNonNull(known.get(input.getKey())).getInfo();
                tensors.put(input.getKey(), tensor(environment, info, input.getValue(), rows));
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

    private static OnnxTensor tensor(OrtEnvironment environment, TensorInfo info, Object cells, int rows)
            throws OrtException {
        int count = cells instanceof String[] texts ? texts.length : ((double[]) cells).length;
        long[] shape =
                info.getShape().length == 1 ? new long[] {rows} : new long[] {rows, rows == 0 ? 0 : count / rows};
        if (cells instanceof String[] texts) return OnnxTensor.createTensor(environment, texts, shape);
        double[] numbers = (double[]) cells;
        return switch (info.type) {
            case DOUBLE -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(numbers), shape);
            case FLOAT -> {
                float[] floats = new float[numbers.length];
                for (int i = 0; i < floats.length; i++) floats[i] = (float) numbers[i];
                yield OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
            }
            case INT64 -> {
                long[] whole = new long[numbers.length];
                for (int i = 0; i < whole.length; i++) whole[i] = whole(numbers[i]);
                yield OnnxTensor.createTensor(environment, LongBuffer.wrap(whole), shape);
            }
            case INT32 -> {
                int[] whole = new int[numbers.length];
                for (int i = 0; i < whole.length; i++) whole[i] = Math.toIntExact(whole(numbers[i]));
                yield OnnxTensor.createTensor(environment, IntBuffer.wrap(whole), shape);
            }
            default ->
                throw new IllegalStateException(
                        "Expected an ONNX model that reads numbers or strings but it reads " + info.type + ".");
        };
    }

    private static long whole(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= 1L << 53) return (long) number;
        throw new DataException("Expected whole numbers, which the ONNX model reads, but found " + number
                + ". Fill what is missing with Impute, or convert the column first.");
    }

    private static double[] numbers(@Nullable OnnxValue value) throws OrtException {
        if (!(value instanceof OnnxTensor tensor)) {
            throw new IllegalStateException("Expected a tensor from the ONNX model but found " + value + ".");
        }
        return switch (tensor.getInfo().type) {
            case DOUBLE -> {
                DoubleBuffer buffer = tensor.getDoubleBuffer();
                double[] numbers = new double[buffer.remaining()];
                buffer.get(numbers);
                yield numbers;
            }
            case FLOAT -> {
                FloatBuffer buffer = tensor.getFloatBuffer();
                double[] numbers = new double[buffer.remaining()];
                for (int i = 0; i < numbers.length; i++) numbers[i] = buffer.get(i);
                yield numbers;
            }
            case INT64 -> {
                LongBuffer buffer = tensor.getLongBuffer();
                double[] numbers = new double[buffer.remaining()];
                for (int i = 0; i < numbers.length; i++) numbers[i] = buffer.get(i);
                yield numbers;
            }
            default ->
                throw new IllegalStateException(
                        "Expected numbers from the ONNX model but found " + tensor.getInfo().type + ".");
        };
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
