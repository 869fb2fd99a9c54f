package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.millwork.data.Field;
import io.github.millwork.stage.RowProgram;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The OpenAPI 3.0 document of what is served: paths for each model, with the schema of its rows and of its predictions. */
final class OpenApi {
    private static final int LEVELS = 50;
    private static final String SCHEMAS = "#/components/schemas/";

    private final SortedMap<String, Lineup> models;
    private final boolean guarded;

    OpenApi(SortedMap<String, Lineup> models, boolean guarded) {
        this.models = models;
        this.guarded = guarded;
    }

    String text() {
        return JsonIn.text(json -> {
            json.writeStartObject();
            json.writeStringField("openapi", "3.0.3");
            json.writeObjectFieldStart("info");
            json.writeStringField("title", "Millwork");
            json.writeStringField("version", "2");
            json.writeStringField("description", "Models by the Open Inference Protocol v2, and by plain rows.");
            json.writeEndObject();
            json.writeObjectFieldStart("paths");
            get(json, "/v2/health/live", "Whether the server runs", null);
            get(json, "/v2/health/ready", "Whether all models answer", null);
            get(json, "/v2/models", "The models that are served", null);
            for (String model : models.keySet()) paths(json, model);
            json.writeEndObject();
            json.writeObjectFieldStart("components");
            json.writeObjectFieldStart("schemas");
            error(json);
            tensors(json);
            for (Map.Entry<String, Lineup> model : models.entrySet()) {
                row(json, model.getKey(), model.getValue().champion());
                PredictionSchema.write(
                        json,
                        prediction(model.getKey()),
                        model.getValue().champion().fitted().outputs());
            }
            json.writeEndObject();
            if (guarded) security(json);
            json.writeEndObject();
            if (guarded) {
                json.writeArrayFieldStart("security");
                json.writeStartObject();
                json.writeArrayFieldStart("token");
                json.writeEndArray();
                json.writeEndObject();
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    private static String rowName(String model) {
        return model + ".Row";
    }

    private static String prediction(String model) {
        return model + ".Prediction";
    }

    private static void paths(JsonGenerator json, String model) throws IOException {
        String path = "/v2/models/" + model;
        get(json, path, "The columns that '" + model + "' reads and the outputs it gives", model);
        get(json, path + "/ready", "Whether '" + model + "' answers", model);
        post(json, path + "/infer", "Predict tensors with '" + model + "'", "InferRequest", "InferResponse", false);
        post(json, path + "/predict", "Predict rows with '" + model + "'", rowName(model), prediction(model), true);
        post(json, path + "/explain", "Explain predictions of '" + model + "'", rowName(model), "Explained", true);
        post(json, path + "/feedback", "Tell what came of '" + model + "'", "Feedback", "FeedbackResults", true);
    }

    private static void get(JsonGenerator json, String path, String summary, @Nullable String tag) throws IOException {
        json.writeObjectFieldStart(path);
        json.writeObjectFieldStart("get");
        json.writeStringField("summary", summary);
        tag(json, tag == null ? "server" : tag);
        json.writeObjectFieldStart("responses");
        response(json, "200", "It is so", null);
        response(json, "default", "What is wrong", SCHEMAS + "Error");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void tag(JsonGenerator json, String tag) throws IOException {
        json.writeArrayFieldStart("tags");
        json.writeString(tag);
        json.writeEndArray();
    }

    private static void post(JsonGenerator json, String path, String summary, String asks, String answers, boolean rows)
            throws IOException {
        json.writeObjectFieldStart(path);
        json.writeObjectFieldStart("post");
        json.writeStringField("summary", summary);
        tag(json, path.split("/", -1)[3]);
        json.writeObjectFieldStart("requestBody");
        json.writeBooleanField("required", true);
        json.writeObjectFieldStart("content");
        json.writeObjectFieldStart("application/json");
        json.writeObjectFieldStart("schema");
        if (rows) oneOrMany(json, SCHEMAS + asks);
        else json.writeStringField("$ref", SCHEMAS + asks);
        json.writeEndObject();
        json.writeEndObject();
        if (path.endsWith("/predict")) {
            json.writeObjectFieldStart("text/csv");
            type(json, "schema", "string");
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("responses");
        response(json, "200", "The answer, with the version that gave it", SCHEMAS + answers);
        response(json, "default", "What is wrong", SCHEMAS + "Error");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void oneOrMany(JsonGenerator json, String reference) throws IOException {
        json.writeArrayFieldStart("oneOf");
        json.writeStartObject();
        json.writeStringField("$ref", reference);
        json.writeEndObject();
        json.writeStartObject();
        json.writeStringField("type", "array");
        json.writeObjectFieldStart("items");
        json.writeStringField("$ref", reference);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void response(JsonGenerator json, String status, String description, @Nullable String reference)
            throws IOException {
        json.writeObjectFieldStart(status);
        json.writeStringField("description", description);
        json.writeObjectFieldStart("content");
        json.writeObjectFieldStart("application/json");
        json.writeObjectFieldStart("schema");
        if (reference != null) json.writeStringField("$ref", reference);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, String model, ServedModel served) throws IOException {
        List<RowProgram.Input> inputs = served.fitted().inputs();
        json.writeObjectFieldStart(rowName(model));
        json.writeStringField("type", "object");
        json.writeStringField("description", "One row: a value for each column, null where it is missing.");
        if (!inputs.isEmpty()) {
            json.writeArrayFieldStart("required");
            for (RowProgram.Input input : inputs) json.writeString(input.column());
            json.writeEndArray();
        }
        json.writeObjectFieldStart("properties");
        for (RowProgram.Input input : inputs) property(json, served, input);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void property(JsonGenerator json, ServedModel served, RowProgram.Input input) throws IOException {
        Field field = served.fitted().schema().field(input.column());
        json.writeObjectFieldStart(input.column());
        switch (input.type()) {
            case NUMBER -> json.writeStringField("type", "number");
            case INTEGER -> {
                json.writeStringField("type", "integer");
                json.writeStringField("format", "int64");
            }
            case BOOLEAN -> json.writeStringField("type", "boolean");
            case CATEGORY, TEXT -> json.writeStringField("type", "string");
            case DATE -> {
                json.writeStringField("type", "string");
                json.writeStringField("format", "date");
            }
            case TIMESTAMP -> {
                json.writeStringField("type", "string");
                json.writeStringField("format", "date-time");
            }
            case VECTOR -> {
                json.writeStringField("type", "array");
                type(json, "items", "number");
                json.writeNumberField("minItems", input.dimensions().size());
                json.writeNumberField("maxItems", input.dimensions().size());
            }
        }
        json.writeBooleanField("nullable", true);
        if (input.type().isString() && !field.levels().isEmpty()) {
            json.writeStringField("description", "Seen in training: " + String.join(", ", first(field.levels())) + ".");
            json.writeStringField("example", field.levels().get(0));
        }
        json.writeEndObject();
    }

    private static List<String> first(List<String> levels) {
        return levels.subList(0, Math.min(LEVELS, levels.size()));
    }

    private static void type(JsonGenerator json, String name, String type) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("type", type);
        json.writeEndObject();
    }

    private static void error(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("Error");
        json.writeStringField("type", "object");
        json.writeObjectFieldStart("properties");
        type(json, "error", "string");
        json.writeEndObject();
        json.writeEndObject();
    }

    /** What is the same for all models: the bodies of the protocol, and of explanations. */
    private static void tensors(JsonGenerator json) throws IOException {
        for (String name : List.of("InferRequest", "InferResponse", "Explained", "Feedback", "FeedbackResults")) {
            json.writeFieldName(name);
            json.writeRawValue(FixedSchemas.of(name));
        }
    }

    private static void security(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("securitySchemes");
        json.writeObjectFieldStart("token");
        json.writeStringField("type", "http");
        json.writeStringField("scheme", "bearer");
        json.writeEndObject();
        json.writeEndObject();
    }
}
