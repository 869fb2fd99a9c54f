package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads rows as JSON: an object with a value for each column, or a list of such objects. */
final class RowRequest {
    private RowRequest() {}

    /**
     * Reads a body into rows that are still empty.
     *
     * @throws io.github.millwork.http.Refusal if it is no such request
     */
    static void read(byte[] bytes, int length, RequestRows rows) {
        JsonIn.read(bytes, length, json -> {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                rows.single = true;
                row(json, rows);
                return;
            }
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw JsonIn.wrong(json, "an object with a value for each column, or a list of such objects,");
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.START_OBJECT) throw JsonIn.wrong(json, "an object for each row");
                row(json, rows);
            }
        });
    }

    private static void row(JsonParser json, RequestRows rows) throws IOException {
        @Nullable Object[] row = rows.add();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String column = json.currentName();
            json.nextToken();
            int place = rows.place(column);
            if (place < 0) json.skipChildren();
            else rows.put(row, place, column, JsonIn.cell(json, column));
        }
    }
}
