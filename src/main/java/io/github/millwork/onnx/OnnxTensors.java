package io.github.millwork.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.platform.Fp16Conversions;
import io.github.millwork.data.DataException;
import io.github.millwork.onnx.OnnxPlace.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Numbers and strings to tensors of onnxruntime and back. With {@link OnnxSession} all that knows it. */
final class OnnxTensors {
    private OnnxTensors() {}

    /** {@return an input or output in our words} */
    static OnnxPlace place(NodeInfo node) {
        if (node.getInfo() instanceof TensorInfo tensor) {
            List<Long> shape = Arrays.stream(tensor.getShape()).boxed().toList();
            return new OnnxPlace(node.getName(), kind(tensor.type), tensor.type.name(), shape);
        }
        boolean maps = node.getInfo() instanceof SequenceInfo sequence && sequence.isSequenceOfMaps();
        String type = node.getInfo().getClass().getSimpleName().replace("Info", "");
        return new OnnxPlace(node.getName(), maps ? Kind.MAPS : Kind.OTHER, type, List.of());
    }

    private static Kind kind(OnnxJavaType type) {
        return switch (type) {
            case STRING -> Kind.TEXT;
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> Kind.NUMBERS;
            case INT8, INT16, INT32, INT64, UINT8, BOOL -> Kind.WHOLE;
            default -> Kind.OTHER;
        };
    }

    /**
     * {@return a tensor for an input}
     *
     * @throws DataException if it takes whole numbers and others are given
     */
    static OnnxTensor tensor(OrtEnvironment environment, OnnxPlace input, OnnxCells cells) throws OrtException {
        long[] shape = cells.shape();
        if (cells.content() instanceof String[] texts) return OnnxTensor.createTensor(environment, texts, shape);
        double[] numbers = (double[]) cells.content();
        OnnxJavaType type = OnnxJavaType.valueOf(input.type());
        return switch (type) {
            case DOUBLE -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(numbers), shape);
            case FLOAT -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats(numbers)), shape);
            case FLOAT16 ->
                OnnxTensor.createTensor(
                        environment,
                        Fp16Conversions.convertFloatBufferToFp16Buffer(FloatBuffer.wrap(floats(numbers))),
                        shape,
                        type);
            case BFLOAT16 ->
                OnnxTensor.createTensor(
                        environment,
                        Fp16Conversions.convertFloatBufferToBf16Buffer(FloatBuffer.wrap(floats(numbers))),
                        shape,
                        type);
            case INT64 ->
                OnnxTensor.createTensor(
                        environment, LongBuffer.wrap(whole(numbers, input, -(1L << 53), 1L << 53)), shape);
            case INT32 -> {
                long[] whole = whole(numbers, input, Integer.MIN_VALUE, Integer.MAX_VALUE);
                int[] cut =
                        Arrays.stream(whole).mapToInt(number -> (int) number).toArray();
                yield OnnxTensor.createTensor(environment, IntBuffer.wrap(cut), shape);
            }
            case INT16 -> {
                long[] whole = whole(numbers, input, Short.MIN_VALUE, Short.MAX_VALUE);
                short[] cut = new short[whole.length];
                for (int i = 0; i < cut.length; i++) cut[i] = (short) whole[i];
                yield OnnxTensor.createTensor(environment, ShortBuffer.wrap(cut), shape);
            }
            case INT8 -> bytes(environment, whole(numbers, input, Byte.MIN_VALUE, Byte.MAX_VALUE), shape, type);
            case UINT8 -> bytes(environment, whole(numbers, input, 0, 255), shape, type);
            case BOOL -> bytes(environment, whole(numbers, input, 0, 1), shape, type);
            default -> throw new IllegalStateException("Expected a type of numbers but found " + type + ".");
        };
    }

    private static OnnxTensor bytes(OrtEnvironment environment, long[] whole, long[] shape, OnnxJavaType type)
            throws OrtException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(whole.length).order(ByteOrder.nativeOrder());
        for (long number : whole) bytes.put((byte) number);
        return OnnxTensor.createTensor(environment, bytes.rewind(), shape, type);
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) numbers[i];
        return floats;
    }

    private static long[] whole(double[] numbers, OnnxPlace input, long least, long most) {
        long[] whole = new long[numbers.length];
        for (int i = 0; i < whole.length; i++) {
            if (numbers[i] == Math.rint(numbers[i]) && numbers[i] >= least && numbers[i] <= most) {
                whole[i] = (long) numbers[i];
                continue;
            }
            throw new DataException("Expected whole numbers from " + least + " to " + most + " for input '"
                    + input.name() + "' of the ONNX model, " + input + ", but found " + numbers[i]
                    + ". Fill what is missing with Impute, or convert the column first.");
        }
        return whole;
    }

    /** {@return the numbers of an output} */
    static OnnxAnswer answer(@Nullable OnnxValue value) throws OrtException {
        if (value instanceof OnnxSequence sequence) return maps(sequence);
        if (value instanceof OnnxTensor tensor) {
            return new OnnxAnswer(numbers(tensor), tensor.getInfo().getShape(), List.of());
        }
        throw new IllegalStateException("Expected a tensor from the ONNX model but found " + value + ".");
    }

    private static double[] numbers(OnnxTensor tensor) {
        OnnxJavaType type = tensor.getInfo().type;
        return switch (type) {
            case DOUBLE -> {
                DoubleBuffer buffer = tensor.getDoubleBuffer();
                yield numbers(buffer.remaining(), buffer::get);
            }
            case FLOAT, FLOAT16, BFLOAT16 -> {
                FloatBuffer buffer = tensor.getFloatBuffer();
                yield numbers(buffer.remaining(), buffer::get);
            }
            case INT64 -> {
                LongBuffer buffer = tensor.getLongBuffer();
                yield numbers(buffer.remaining(), buffer::get);
            }
            case INT32 -> {
                IntBuffer buffer = tensor.getIntBuffer();
                yield numbers(buffer.remaining(), buffer::get);
            }
            case INT16 -> {
                ShortBuffer buffer = tensor.getShortBuffer();
                yield numbers(buffer.remaining(), buffer::get);
            }
            case INT8, BOOL -> {
                ByteBuffer buffer = tensor.getByteBuffer();
                yield numbers(buffer.remaining(), buffer::get);
            }
            case UINT8 -> {
                ByteBuffer buffer = tensor.getByteBuffer();
                yield numbers(buffer.remaining(), i -> buffer.get(i) & 255);
            }
            default -> throw new IllegalStateException("Expected numbers from the ONNX model but found " + type + ".");
        };
    }

    private static double[] numbers(int count, IntToDoubleFunction each) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, each);
        return numbers;
    }

    /** A map for each row, in ascending order of the classes. */
    private static OnnxAnswer maps(OnnxSequence sequence) throws OrtException {
        List<String> keys = new ArrayList<>();
        List<Double> numbers = new ArrayList<>();
        List<? extends OnnxValue> rows = sequence.getValue();
        try {
            for (OnnxValue row : rows) {
                SortedMap<Object, Object> classes = new TreeMap<>(((OnnxMap) row).getValue());
                keys.clear();
                for (Map.Entry<Object, Object> entry : classes.entrySet()) {
                    keys.add(String.valueOf(entry.getKey()));
                    numbers.add(((Number) entry.getValue()).doubleValue());
                }
            }
        } finally {
            for (OnnxValue row : rows) row.close();
        }
        double[] all = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        return new OnnxAnswer(all, new long[] {rows.size(), keys.size()}, keys);
    }
}
