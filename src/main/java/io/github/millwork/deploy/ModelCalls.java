package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Field;
import io.github.millwork.http.Response;
import io.github.millwork.stage.RowProgram;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Says what is served: the metadata of the Open Inference Protocol, and the OpenAPI document. Thread-safe. */
final class ModelCalls {
    /** Of a column with more categories none are listed. */
    static final int LEVELS = 300;

    private final ServedModels models;
    private final boolean guarded;

    ModelCalls(ServedModels models, boolean guarded) {
        this.models = models;
        this.guarded = guarded;
    }

    static Response server() {
        String version = ModelCalls.class.getPackage().getImplementationVersion();
        return Response.json(200, JsonIn.text(json -> {
            json.writeStartObject();
            json.writeStringField("name", "millwork");
            json.writeStringField("version", version == null ? "development" : version);
            json.writeArrayFieldStart("extensions");
            for (String extension : List.of("model_repository", "predict", "explain", "feedback"))
                json.writeString(extension);
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    /** Says whether something holds, by the status as well. */
    static Response state(String what, boolean holds) {
        String body = "{\"" + what + "\":" + holds + "}";
        Response response = Response.json(holds ? 200 : 503, body);
        return holds ? response : response.with("Retry-After", "1");
    }

    Response models() {
        SortedMap<String, Lineup> all = models.all();
        return Response.json(200, JsonIn.text(json -> {
            json.writeStartArray();
            for (Map.Entry<String, Lineup> model : all.entrySet()) {
                json.writeStartObject();
                json.writeStringField("name", model.getKey());
                json.writeStringField("version", model.getValue().champion().version());
                json.writeStringField("state", "READY");
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    Response openApi() {
        return Response.json(200, new OpenApi(models.all(), guarded).text());
    }

    Response model(Lineup lineup) {
        ServedModel model = lineup.champion();
        List<String> versions = models.source().versions(model.name());
        return Response.json(200, JsonIn.text(json -> {
                    json.writeStartObject();
                    json.writeStringField("name", model.name());
                    json.writeArrayFieldStart("versions");
                    for (String version : versions) json.writeString(version);
                    json.writeEndArray();
                    json.writeStringField("platform", "millwork");
                    json.writeStringField("version", model.version());
                    json.writeObjectFieldStart("parameters");
                    json.writeBooleanField("explains", model.explains());
                    json.writeEndObject();
                    json.writeArrayFieldStart("inputs");
                    for (RowProgram.Input input : model.fitted().inputs()) input(json, model, input);
                    json.writeEndArray();
                    json.writeArrayFieldStart("outputs");
                    for (OutputTensors.Output output :
                            OutputTensors.of(model.fitted().outputs()).all()) output(json, output);
                    json.writeEndArray();
                    json.writeEndObject();
                }))
                .with("X-Model-Version", model.version());
    }

    private static void input(JsonGenerator json, ServedModel model, RowProgram.Input input) throws IOException {
        Field field = model.fitted().schema().field(input.column());
        json.writeStartObject();
        json.writeStringField("name", input.column());
        json.writeStringField("datatype", datatype(input.type()));
        json.writeArrayFieldStart("shape");
        json.writeNumber(-1);
        if (input.type() == ColumnType.VECTOR)
            json.writeNumber(input.dimensions().size());
        json.writeEndArray();
        json.writeObjectFieldStart("parameters");
        json.writeStringField("type", input.type().label());
        TypicalCells.write(json, model, input);
        if (!field.levels().isEmpty() && field.levels().size() <= LEVELS) {
            json.writeArrayFieldStart("levels");
            for (String level : field.levels()) json.writeString(level);
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String datatype(ColumnType type) {
        return switch (type) {
            case NUMBER, VECTOR -> "FP64";
            case INTEGER -> "INT64";
            case BOOLEAN -> "BOOL";
            case CATEGORY, TEXT, DATE, TIMESTAMP -> "BYTES";
        };
    }

    private static void output(JsonGenerator json, OutputTensors.Output output) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", output.name());
        json.writeStringField("datatype", output.datatype());
        json.writeArrayFieldStart("shape");
        json.writeNumber(output.constants().isEmpty() ? -1 : output.constants().size());
        if (output.width() > 0) json.writeNumber(output.width());
        json.writeEndArray();
        json.writeEndObject();
    }
}
