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

/** What a model predicts for a row, as an object of JSON and as cells of CSV. Immutable. */
final class PredictionText {
    private final Outputs<?> outputs;

    PredictionText(Outputs<?> outputs) {
        this.outputs = outputs;
    }

    /** Writes an object. */
    void write(JsonGenerator json, double[] numbers, int at) throws IOException {
        json.writeStartObject();
        if (outputs instanceof ClassificationOutputs classes) {
            json.writeStringField("label", classes.labels().get(classes.decide(numbers, at)));
            each(json, classes.probabilistic() ? "probabilities" : "scores", classes.labels(), numbers, at);
        } else if (outputs instanceof RegressionOutputs regression) {
            number(json, "value", numbers[at]);
            if (regression.interval()) {
                number(json, "lower", numbers[at + 1]);
                number(json, "upper", numbers[at + 2]);
            }
        } else if (outputs instanceof ClusterOutputs) {
            json.writeNumberField("cluster", (long) numbers[at]);
            number(json, "distance", numbers[at + 1]);
        } else if (outputs instanceof MultiLabelOutputs several) {
            json.writeArrayFieldStart("labels");
            for (int i = 0; i < several.labels().size(); i++) {
                if (numbers[at + several.labels().size() + i] == 1)
                    json.writeString(several.labels().get(i));
            }
            json.writeEndArray();
            each(json, "probabilities", several.labels(), numbers, at);
        } else {
            json.writeBooleanField("anomaly", numbers[at + 1] == 1);
            number(json, "score", numbers[at]);
        }
        json.writeEndObject();
    }

    private static void each(JsonGenerator json, String name, List<String> labels, double[] numbers, int at)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (int i = 0; i < labels.size(); i++) number(json, labels.get(i), numbers[at + i]);
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        JsonIn.number(json, value);
    }

    /** Gives the names of the columns. */
    List<String> header() {
        if (outputs instanceof ClassificationOutputs classes) {
            return labelled("label", classes.probabilistic() ? "probability" : "score", classes.labels());
        }
        if (outputs instanceof RegressionOutputs regression) {
            return regression.interval() ? List.of("value", "lower", "upper") : List.of("value");
        }
        if (outputs instanceof ClusterOutputs) return List.of("cluster", "distance");
        if (outputs instanceof MultiLabelOutputs several) return labelled("labels", "probability", several.labels());
        return List.of("anomaly", "score");
    }

    private static List<String> labelled(String first, String each, List<String> labels) {
        List<String> names = new ArrayList<>(List.of(first));
        labels.forEach(label -> names.add(each + " of " + label));
        return names;
    }

    /** Gives the cells of a row; several labels are separated by spaces. */
    List<String> cells(double[] numbers, int at) {
        List<String> cells = new ArrayList<>();
        if (outputs instanceof ClassificationOutputs classes) {
            cells.add(classes.labels().get(classes.decide(numbers, at)));
            for (int i = 0; i < classes.labels().size(); i++) cells.add(text(numbers[at + i]));
        } else if (outputs instanceof MultiLabelOutputs several) {
            cells.add(String.join(" ", several.read(numbers, at).labels()));
            for (int i = 0; i < several.labels().size(); i++) cells.add(text(numbers[at + i]));
        } else if (outputs instanceof ClusterOutputs) {
            cells.add(Long.toString((long) numbers[at]));
            cells.add(text(numbers[at + 1]));
        } else if (outputs instanceof RegressionOutputs) {
            for (int i = 0; i < outputs.width(); i++) cells.add(text(numbers[at + i]));
        } else {
            cells.add(Boolean.toString(numbers[at + 1] == 1));
            cells.add(text(numbers[at]));
        }
        return cells;
    }

    private static String text(double number) {
        return Double.isNaN(number) ? "" : Double.toString(number);
    }
}
