package io.github.millwork.deploy;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.millwork.http.BodyReader;
import io.github.millwork.http.Gate;
import io.github.millwork.http.Refusal;
import io.github.millwork.http.Request;
import io.github.millwork.http.Response;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Predicts and explains the rows of requests, and writes the answers. Thread-safe. */
final class PredictionCalls {
    private final ServingLimits limits;
    private final boolean strict;
    private final Gate gate;
    private final BodyReader bodies;
    private final Router router;
    private final ServingMetrics metrics;

    PredictionCalls(
            ServingLimits limits, boolean strict, Gate gate, BodyReader bodies, Router router, ServingMetrics metrics) {
        this.limits = limits;
        this.strict = strict;
        this.gate = gate;
        this.bodies = bodies;
        this.router = router;
        this.metrics = metrics;
    }

    /** How a body becomes rows. */
    private interface Reading {
        void read(byte[] bytes, int length, RequestRows rows);
    }

    /** What is done with rows. */
    private interface Work {
        Response answer(RequestRows rows);
    }

    /** Reads the body before it takes a place to work in, so that slow senders hold up nobody. */
    private Response work(Lineup lineup, Request request, Reading reading, ServingHandler.Asked asked, Work work) {
        try (BodyReader.Body body = bodies.read(request)) {
            gate.takePlace();
            try {
                RequestRows rows = new RequestRows(lineup.columns(), limits.rows(), strict);
                rows.key = request.header("X-Routing-Key");
                rows.id = request.header("X-Request-Id");
                reading.read(body.bytes(), body.length(), rows);
                asked.rows = rows.size();
                return work.answer(rows);
            } finally {
                gate.leavePlace();
            }
        }
    }

    Response infer(Lineup lineup, Request request, ServingHandler.Asked asked) {
        MediaType.json(request);
        return work(lineup, request, TensorRequest::read, asked, rows -> {
            Router.Chosen choice = router.choose(lineup, rows);
            OutputTensors outputs = OutputTensors.of(choice.model().fitted().outputs());
            List<OutputTensors.Output> wanted = wanted(outputs, rows);
            ServedModel.Scored scored = scored(lineup, choice, rows);
            byte[] answer = JsonIn.bytes(json -> {
                json.writeStartObject();
                json.writeStringField("model_name", choice.model().name());
                json.writeStringField("model_version", choice.model().version());
                json.writeStringField("id", choice.id());
                outputs.write(json, wanted, scored.numbers());
                json.writeEndObject();
            });
            return named(Response.of(200, "application/json", answer), choice);
        });
    }

    private static List<OutputTensors.Output> wanted(OutputTensors outputs, RequestRows rows) {
        List<String> names = rows.outputs;
        if (names == null) return outputs.all();
        List<OutputTensors.Output> wanted = new ArrayList<>();
        for (String name : names) {
            wanted.add(outputs.all().stream()
                    .filter(output -> output.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Refusal.bad("Expected outputs among "
                            + outputs.all().stream()
                                    .map(OutputTensors.Output::name)
                                    .toList()
                            + " but found another one.")));
        }
        return wanted;
    }

    Response predict(Lineup lineup, Request request, ServingHandler.Asked asked) {
        boolean csv = MediaType.csvOrJson(request);
        Reading reading = csv
                ? (bytes, length, rows) -> CsvRequest.read(
                        bytes, length, rows, lineup.champion().fitted().schema())
                : RowRequest::read;
        return work(lineup, request, reading, asked, rows -> {
            Router.Chosen choice = router.choose(lineup, rows);
            ServedModel.Scored scored = scored(lineup, choice, rows);
            Response response = MediaType.wantsCsv(request, csv) ? csv(choice, scored) : json(choice, rows, scored);
            return named(response, choice);
        });
    }

    private ServedModel.Scored scored(Lineup lineup, Router.Chosen choice, RequestRows rows) {
        if (rows.size() == 0) throw Refusal.bad("Expected at least one row but found none.");
        ServedModel.Scored scored = choice.model().score(rows, choice.places(), Deadline.in(limits.work()));
        scored.unseen().forEach((column, cells) -> metrics.unseen(choice.model().name(), column, cells));
        router.answered(lineup, choice, rows, scored.numbers());
        return scored;
    }

    private static Response json(Router.Chosen choice, RequestRows rows, ServedModel.Scored scored) {
        PredictionText text = new PredictionText(choice.model().fitted().outputs());
        int width = choice.model().fitted().outputs().width();
        return Response.of(200, "application/json", JsonIn.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("model", choice.model().name());
            json.writeStringField("version", choice.model().version());
            json.writeStringField("id", choice.id());
            if (rows.single) {
                json.writeFieldName("prediction");
                text.write(json, scored.numbers(), 0);
            } else {
                json.writeArrayFieldStart("predictions");
                for (int at = 0; at < scored.numbers().length; at += width) text.write(json, scored.numbers(), at);
                json.writeEndArray();
            }
            if (!scored.unseen().isEmpty()) {
                json.writeObjectFieldStart("unseen");
                for (Map.Entry<String, Long> column : scored.unseen().entrySet()) {
                    json.writeNumberField(column.getKey(), column.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }));
    }

    private static Response csv(Router.Chosen choice, ServedModel.Scored scored) {
        PredictionText text = new PredictionText(choice.model().fitted().outputs());
        int width = choice.model().fitted().outputs().width();
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
            csv.writeRecord(text.header());
            for (int at = 0; at < scored.numbers().length; at += width) {
                csv.writeRecord(text.cells(scored.numbers(), at));
            }
        } catch (IOException e) { // a string does not fail
            throw new UncheckedIOException(e);
        }
        return Response.of(200, "text/csv; charset=utf-8", out.toString().getBytes(StandardCharsets.UTF_8));
    }

    Response explain(Lineup lineup, Request request, ServingHandler.Asked asked) {
        MediaType.json(request);
        return work(lineup, request, RowRequest::read, asked, rows -> {
            Router.Chosen choice = router.choose(lineup, rows);
            if (rows.size() == 0) throw Refusal.bad("Expected at least one row but found none.");
            Deadline deadline = Deadline.in(limits.work());
            return named(Response.of(200, "application/json", ReasonText.write(choice, rows, deadline)), choice);
        });
    }

    private static Response named(Response response, Router.Chosen choice) {
        return response.with("X-Model-Version", choice.model().version());
    }
}
