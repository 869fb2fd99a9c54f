package io.github.millwork.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts an ONNX graph together. What its methods give is the name of a tensor; tensors of rows have the shape rows x columns. */
final class GraphBuilder {
    static final int DOUBLE = TensorProto.DataType.DOUBLE_VALUE;
    static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;
    static final int INT64 = TensorProto.DataType.INT64_VALUE;
    static final int BOOL = TensorProto.DataType.BOOL_VALUE;
    static final int STRING = TensorProto.DataType.STRING_VALUE;

    // Of ONNX 1.12 (2022): what runtimes of the last years read.
    private static final int IR = 8;
    private static final int OPSET = 17;
    private static final int ML_OPSET = 3;
    private static final String ML = "ai.onnx.ml";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("pipeline");
    private final Set<String> taken;
    private int last;

    /**
     * Starts a graph.
     *
     * @param reserved names of inputs and outputs, which no other tensor gets
     */
    GraphBuilder(Set<String> reserved) {
        this.taken = new HashSet<>(reserved);
    }

    private String fresh() {
        String name;
        do name = "t" + ++last;
        while (!taken.add(name));
        return name;
    }

    /** An input or output of rows: so many columns of a type; -1 where that is open. */
    private static ValueInfoProto rows(String name, int type, int columns) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type)
                                .setShape(TensorShapeProto.newBuilder()
                                        .addDim(TensorShapeProto.Dimension.newBuilder()
                                                .setDimParam("rows"))
                                        .addDim(size(columns)))))
                .build();
    }

    private static TensorShapeProto.Dimension.Builder size(int columns) {
        TensorShapeProto.Dimension.Builder size = TensorShapeProto.Dimension.newBuilder();
        return columns < 0 ? size.setDimParam("columns") : size.setDimValue(columns);
    }

    /** An input of one column. */
    String input(String name, int type) {
        return input(name, type, 1);
    }

    /** An input of so many columns; -1 where that is open. */
    String input(String name, int type, int columns) {
        graph.addInput(rows(name, type, columns));
        return name;
    }

    /** Gives a tensor out under a name. */
    void output(String tensor, String name, int type, int columns) {
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(tensor).addOutput(name));
        graph.addOutput(rows(name, type, columns));
    }

    String node(String operator, String... inputs) {
        return node(operator, List.of(), inputs);
    }

    String node(String operator, List<AttributeProto> attributes, String... inputs) {
        return add("", operator, attributes, inputs);
    }

    /** An operator of the domain for classical models. */
    String ml(String operator, List<AttributeProto> attributes, String... inputs) {
        return add(ML, operator, attributes, inputs);
    }

    private String add(String domain, String operator, List<AttributeProto> attributes, String... inputs) {
        String output = fresh();
        graph.addNode(NodeProto.newBuilder()
                .setName(output) // onnxruntime names what it makes of a node after it, and fails where two have none
                .setDomain(domain)
                .setOpType(operator)
                .addAllAttribute(attributes)
                .addAllInput(List.of(inputs))
                .addOutput(output));
        return output;
    }

    String cast(String tensor, int type) {
        return node("Cast", List.of(integer("to", type)), tensor);
    }

    String number(double value) {
        return numbers(new double[] {value}, 1, 1);
    }

    /** A number without dimensions, as some operators want their limits. */
    String scalar(double value) {
        return numbers(new double[] {value});
    }

    String numbers(double[] values, long... shape) {
        return constant(doubles(values, shape));
    }

    private static TensorProto.Builder doubles(double[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) bytes.putDouble(value);
        return tensor(DOUBLE, shape).setRawData(ByteString.copyFrom(bytes.array()));
    }

    String integers(long[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) bytes.putLong(value);
        return constant(tensor(INT64, shape).setRawData(ByteString.copyFrom(bytes.array())));
    }

    String strings(List<String> values, long... shape) {
        TensorProto.Builder tensor = tensor(STRING, shape);
        for (String value : values) tensor.addStringData(ByteString.copyFromUtf8(value));
        return constant(tensor);
    }

    private static TensorProto.Builder tensor(int type, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type);
        for (long size : shape) tensor.addDims(size);
        return tensor;
    }

    private String constant(TensorProto.Builder tensor) {
        String name = fresh();
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    static AttributeProto integer(String name, long value) {
        return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
    }

    static AttributeProto text(String name, String value) {
        return attribute(name, AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto listOfIntegers(String name, List<Long> values) {
        return attribute(name, AttributeProto.AttributeType.INTS)
                .addAllInts(values)
                .build();
    }

    static AttributeProto listOfFloats(String name, List<Float> values) {
        return attribute(name, AttributeProto.AttributeType.FLOATS)
                .addAllFloats(values)
                .build();
    }

    static AttributeProto listOfDoubles(String name, List<Double> values) {
        double[] numbers = values.stream().mapToDouble(value -> value).toArray();
        return attribute(name, AttributeProto.AttributeType.TENSOR)
                .setT(doubles(numbers, numbers.length))
                .build();
    }

    static AttributeProto listOfTexts(String name, List<String> values) {
        return attribute(name, AttributeProto.AttributeType.STRINGS)
                .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList())
                .build();
    }

    private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    /**
     * {@return the model as bytes}
     *
     * @param notes what is written into it about where it comes from
     */
    byte[] build(Map<String, String> notes) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR)
                .setProducerName("Millwork")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(ML_OPSET))
                .setGraph(graph);
        notes.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }
}
