package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.millwork.http.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a request of the Open Inference Protocol: a tensor for each column, of as many elements as there are rows. */
final class TensorRequest {
    private final RequestRows rows;
    private final int mostElements;
    private boolean inputs;

    private TensorRequest(RequestRows rows, int mostElements) {
        this.rows = rows;
        this.mostElements = mostElements;
    }

    /**
     * Reads a body into rows that are still empty.
     *
     * @throws Refusal if it is no such request
     */
    static void read(byte[] bytes, int length, RequestRows rows) {
        // Every element takes two bytes or more, so the body bounds them.
        TensorRequest request = new TensorRequest(rows, length);
        JsonIn.read(bytes, length, request::object);
        if (!request.inputs) {
            throw Refusal.bad("Expected 'inputs', a list of tensors, but there is none.");
        }
    }

    private void object(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) throw JsonIn.wrong(json, "an object with 'inputs'");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> rows.id = json.currentToken() == JsonToken.VALUE_NULL ? null : JsonIn.name(json, "'id'");
                case "parameters" -> parameters(json);
                case "inputs" -> inputs(json);
                case "outputs" -> outputs(json);
                default -> json.skipChildren();
            }
        }
    }

    private void parameters(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) return;
        if (json.currentToken() != JsonToken.START_OBJECT) throw JsonIn.wrong(json, "an object for 'parameters'");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            boolean key = json.currentName().equals("key");
            json.nextToken();
            if (key) rows.key = JsonIn.name(json, "the parameter 'key'");
            else json.skipChildren();
        }
    }

    private void outputs(JsonParser json) throws IOException {
        List<String> wanted = new ArrayList<>();
        each(json, "'outputs'", () -> {
            String name = null;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                boolean named = json.currentName().equals("name");
                json.nextToken();
                if (named) name = JsonIn.name(json, "the name of an output");
                else json.skipChildren();
            }
            if (name == null) throw Refusal.bad("Expected each of 'outputs' to have a name.");
            wanted.add(name);
        });
        rows.outputs = wanted.isEmpty() ? null : wanted;
    }

    private void inputs(JsonParser json) throws IOException {
        if (inputs) throw Refusal.bad("Expected 'inputs' once but found it twice.");
        inputs = true;
        List<Tensor> tensors = new ArrayList<>();
        each(json, "'inputs'", () -> tensors.add(Tensor.read(json, mostElements)));
        if (tensors.isEmpty()) throw Refusal.bad("Expected 'inputs' to hold tensors but it is empty.");
        Tensor first = tensors.get(0);
        rows.add(first.rows());
        for (Tensor tensor : tensors) {
            if (tensor.rows() != first.rows()) {
                throw Refusal.bad("Expected all tensors to have the same first dimension but '" + first.name()
                        + "' has " + first.rows() + " and '" + tensor.name() + "' has " + tensor.rows() + ".");
            }
            int place = rows.place(tensor.name());
            if (place < 0) continue;
            for (int row = 0; row < rows.size(); row++) {
                rows.put(rows.row(row), place, tensor.name(), tensor.cell(row));
            }
        }
    }

    /** What is done at the beginning of an object. */
    private interface Item {
        void read() throws IOException;
    }

    private static void each(JsonParser json, String what, Item item) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) throw JsonIn.wrong(json, "a list for " + what);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) throw JsonIn.wrong(json, "objects in " + what);
            item.read();
        }
    }
}
