package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.millwork.feedback.Feedback;
import io.github.millwork.http.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads feedback as JSON: an object such as {@code {"id":"42","label":"yes","reward":1}}, or a list of such objects.
 *
 * @param items what is told, in order
 * @param single whether it was one object and not a list
 */
record FeedbackRequest(List<Item> items, boolean single) {
    /**
     * What is told of one prediction.
     *
     * @param id the id of the prediction
     * @param label its truth, if that is told
     * @param reward what came of it, if that is told
     */
    record Item(
            String id, @Nullable Feedback label, @Nullable Feedback reward) {}

    /**
     * Reads a body.
     *
     * @throws Refusal if it is no such request, or one of too many
     */
    static FeedbackRequest read(byte[] bytes, int length, int most) {
        List<Item> items = new ArrayList<>();
        boolean[] single = {false};
        JsonIn.read(bytes, length, json -> {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                single[0] = true;
                items.add(item(json, "the feedback"));
                return;
            }
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw JsonIn.wrong(json, "an object with an id and a label or a reward, or a list of such objects,");
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.START_OBJECT) throw JsonIn.wrong(json, "an object for each");
                if (items.size() == most) {
                    throw Refusal.of(
                            413, "Expected feedback for at most " + most + " predictions. Send less at a time.");
                }
                items.add(item(json, "item " + items.size()));
            }
        });
        if (items.isEmpty()) throw Refusal.bad("Expected feedback for at least one prediction but found none.");
        return new FeedbackRequest(items, single[0]);
    }

    private static Item item(JsonParser json, String where) throws IOException {
        String id = null;
        Object label = null;
        Object reward = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = JsonIn.name(json, "'id'");
                case "label" -> label = JsonIn.cell(json, name);
                case "reward" -> reward = JsonIn.cell(json, name);
                default ->
                    throw Refusal.bad(
                            "Expected 'id', 'label' and 'reward' only in " + where + " but found another name.");
            }
        }
        if (id == null) throw Refusal.bad("Expected an id in " + where + " but there is none.");
        if (label == null && reward == null) {
            throw Refusal.bad("Expected a label or a reward in " + where + " but there is neither.");
        }
        try {
            return new Item(
                    id,
                    label == null ? null : Feedback.label(id, label),
                    reward == null ? null : Feedback.reward(id, number(reward, where)));
        } catch (IllegalArgumentException e) {
            throw Refusal.bad("In " + where + ": " + e.getMessage(), e);
        }
    }

    private static double number(Object reward, String where) {
        if (reward instanceof Number number) return number.doubleValue();
        throw Refusal.bad("Expected the reward in " + where + " to be a number from 0 to 1 but found another thing.");
    }
}
