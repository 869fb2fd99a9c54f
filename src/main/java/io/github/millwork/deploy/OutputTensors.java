package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a model predicts, as tensors of the Open Inference Protocol. Immutable. */
final class OutputTensors {
    /** Writes the elements of a row. */
    private interface Elements {
        void write(JsonGenerator json, double[] numbers, int at) throws IOException;
    }

    /**
     * One tensor.
     *
     * @param name its name
     * @param datatype what its elements are
     * @param width how many elements there are for a row, as a second dimension; 0 for a single one
     * @param constants the elements of a tensor that is the same for all rows; empty for the others
     * @param elements writes those of a row
     */
    record Output(String name, String datatype, int width, List<String> constants, Elements elements) {}

    private final List<Output> outputs = new ArrayList<>();
    private final int stride;

    private OutputTensors(Outputs<?> meaning) {
        this.stride = meaning.width();
        if (meaning instanceof ClassificationOutputs classes) {
            List<String> labels = classes.labels();
            each("label", "BYTES", (json, numbers, at) -> json.writeString(labels.get(classes.decide(numbers, at))));
            several(classes.probabilistic() ? "probabilities" : "scores", "FP64", 0, labels.size());
            constant("classes", labels);
        } else if (meaning instanceof RegressionOutputs numbers) {
            each("value", "FP64", number(0));
            if (numbers.interval()) {
                each("lower", "FP64", number(1));
                each("upper", "FP64", number(2));
            }
        } else if (meaning instanceof ClusterOutputs) {
            each("cluster", "INT64", (json, numbers, at) -> json.writeNumber((long) numbers[at]));
            each("distance", "FP64", number(1));
        } else if (meaning instanceof MultiLabelOutputs several) {
            int labels = several.labels().size();
            outputs.add(new Output("predicted", "BOOL", labels, List.of(), (json, numbers, at) -> {
                for (int i = 0; i < labels; i++) json.writeBoolean(numbers[at + labels + i] == 1);
            }));
            several("probabilities", "FP64", 0, labels);
            constant("classes", several.labels());
        } else {
            each("anomaly", "BOOL", (json, numbers, at) -> json.writeBoolean(numbers[at + 1] == 1));
            each("score", "FP64", number(0));
        }
    }

    static OutputTensors of(Outputs<?> meaning) {
        return new OutputTensors(meaning);
    }

    private void each(String name, String datatype, Elements elements) {
        outputs.add(new Output(name, datatype, 0, List.of(), elements));
    }

    private void several(String name, String datatype, int from, int count) {
        outputs.add(new Output(name, datatype, count, List.of(), (json, numbers, at) -> {
            for (int i = 0; i < count; i++) JsonIn.number(json, numbers[at + from + i]);
        }));
    }

    private void constant(String name, List<String> values) {
        outputs.add(new Output(name, "BYTES", 0, List.copyOf(values), (json, numbers, at) -> {}));
    }

    private static Elements number(int which) {
        return (json, numbers, at) -> JsonIn.number(json, numbers[at + which]);
    }

    List<Output> all() {
        return outputs;
    }

    /** Writes the tensors for some rows, as the list "outputs". */
    void write(JsonGenerator json, List<Output> wanted, double[] numbers) throws IOException {
        int rows = numbers.length / stride;
        json.writeArrayFieldStart("outputs");
        for (Output output : wanted) {
            json.writeStartObject();
            json.writeStringField("name", output.name);
            json.writeStringField("datatype", output.datatype);
            json.writeArrayFieldStart("shape");
            json.writeNumber(output.constants.isEmpty() ? rows : output.constants.size());
            if (output.width > 0) json.writeNumber(output.width);
            json.writeEndArray();
            json.writeArrayFieldStart("data");
            for (String constant : output.constants) json.writeString(constant);
            for (int row = 0; row < rows; row++) output.elements.write(json, numbers, row * stride);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
