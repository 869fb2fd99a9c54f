package io.github.millwork.feedback;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** What tests of a feedback store have in common. */
abstract class FeedbackCases {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static final Schema SCHEMA = Dataset.builder()
            .column("amount", ColumnType.NUMBER)
            .column("day", ColumnType.DATE)
            .column("job", ColumnType.CATEGORY)
            .column("never sent", ColumnType.INTEGER)
            .column("bad", ColumnType.CATEGORY, Role.TARGET)
            .build()
            .schema();

    @TempDir
    Path folder;

    static LoggedPrediction prediction(String id, Instant time) {
        return new LoggedPrediction(
                id,
                time,
                "3",
                new Route("spring", "staging", 0.25, new double[] {0.1, -2}),
                Map.of("amount", "0.1", "day", "2026-02-28", "job", "clerk \"a\"\nb"),
                new double[] {0.75, 0.25});
    }

    static LoggedPrediction prediction(String id) {
        return prediction(id, NOON);
    }

    FeedbackStore store() {
        return FeedbackStore.at(folder).clock(() -> NOON.plusSeconds(60));
    }

    static List<FeedbackEvent> events(FeedbackStore store) {
        List<FeedbackEvent> events = new ArrayList<>();
        store.read("credit", 0, events::add);
        return events;
    }
}
