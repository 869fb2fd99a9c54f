package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import java.io.IOException;
import java.util.List;

/** The schema of an answer to /predict: what {@link PredictionText} writes, and around it the version that gave it. */
final class PredictionSchema {
    private PredictionSchema() {}

    static void write(JsonGenerator json, String name, Outputs<?> outputs) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("type", "object");
        json.writeObjectFieldStart("properties");
        typed(json, "model", "string");
        typed(json, "version", "string");
        typed(json, "id", "string");
        json.writeFieldName("prediction");
        prediction(json, outputs);
        json.writeObjectFieldStart("predictions");
        json.writeStringField("type", "array");
        json.writeFieldName("items");
        prediction(json, outputs);
        json.writeEndObject();
        json.writeObjectFieldStart("unseen");
        json.writeStringField("type", "object");
        json.writeStringField("description", "How many cells of a column held a category that training had not seen.");
        typed(json, "additionalProperties", "integer");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void prediction(JsonGenerator json, Outputs<?> outputs) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "object");
        json.writeObjectFieldStart("properties");
        if (outputs instanceof ClassificationOutputs classes) {
            json.writeObjectFieldStart("label");
            json.writeStringField("type", "string");
            json.writeArrayFieldStart("enum");
            for (String label : classes.labels()) json.writeString(label);
            json.writeEndArray();
            json.writeEndObject();
            each(json, classes.probabilistic() ? "probabilities" : "scores", classes.labels());
        } else if (outputs instanceof RegressionOutputs regression) {
            typed(json, "value", "number");
            if (regression.interval()) {
                typed(json, "lower", "number");
                typed(json, "upper", "number");
            }
        } else if (outputs instanceof ClusterOutputs) {
            typed(json, "cluster", "integer");
            typed(json, "distance", "number");
        } else if (outputs instanceof MultiLabelOutputs several) {
            json.writeObjectFieldStart("labels");
            json.writeStringField("type", "array");
            typed(json, "items", "string");
            json.writeEndObject();
            each(json, "probabilities", several.labels());
        } else {
            typed(json, "anomaly", "boolean");
            typed(json, "score", "number");
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void each(JsonGenerator json, String name, List<String> labels) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("type", "object");
        json.writeObjectFieldStart("properties");
        for (String label : labels) typed(json, label, "number");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void typed(JsonGenerator json, String name, String type) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("type", type);
        json.writeEndObject();
    }
}
