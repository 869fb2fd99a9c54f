package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.millwork.stage.Contribution;
import io.github.millwork.stage.Explanation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes why rows are predicted as they are. */
final class ReasonText {
    private ReasonText() {}

    static byte[] write(Router.Chosen choice, RequestRows rows, Deadline deadline) {
        ServedModel model = choice.model();
        double[] numbers = model.score(rows, choice.places(), deadline, null).numbers();
        PredictionText text = new PredictionText(model.fitted().outputs());
        List<Explanation> explanations = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            explanations.add(model.explain(rows, choice.places(), row));
            deadline.check();
        }
        return JsonIn.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("model", choice.model().name());
            json.writeStringField("version", choice.model().version());
            json.writeStringField("id", choice.id());
            if (rows.single) json.writeFieldName("explanation");
            else json.writeArrayFieldStart("explanations");
            for (int row = 0; row < explanations.size(); row++) {
                json.writeStartObject();
                json.writeFieldName("prediction");
                text.write(json, numbers, row * model.fitted().outputs().width());
                write(json, explanations.get(row));
                json.writeEndObject();
            }
            if (!rows.single) json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Explanation explanation) throws IOException {
        if (explanation.label().isPresent()) {
            json.writeStringField("label", explanation.label().get());
        }
        json.writeStringField("unit", explanation.unit().words());
        json.writeBooleanField("adjusted", explanation.adjusted());
        number(json, "expected", explanation.expected());
        number(json, "raw", explanation.raw());
        json.writeArrayFieldStart("contributions");
        for (Contribution contribution : explanation.contributions()) {
            json.writeStartObject();
            json.writeStringField("column", contribution.column());
            json.writeFieldName("value");
            value(json, contribution.value());
            number(json, "amount", contribution.amount());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        JsonIn.number(json, value);
    }

    private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) json.writeNull();
        else if (value instanceof Double number) JsonIn.number(json, number);
        else if (value instanceof Long whole) json.writeNumber(whole);
        else if (value instanceof Boolean truth) json.writeBoolean(truth);
        else json.writeString(value.toString());
    }
}
