package io.github.millwork.feedback;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How events are written as lines: a checksum in eight hexadecimal digits, a blank, the event as JSON. One thread at a time.
 */
final class EventLine {
    private static final int DIGITS = 8;

    /** Names of versions and arms are few, and come in every line. */
    private final Map<String, String> names = new HashMap<>();

    static String of(FeedbackEvent event) {
        String json = state(event).toJson();
        return checksum(json) + " " + json;
    }

    private static String checksum(String json) {
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static State state(FeedbackEvent event) {
        State state =
                State.empty().with("id", event.id()).with("time", event.time().toEpochMilli());
        if (event instanceof LoggedLabel label) {
            return state.with("version", label.version()).with("truth", label.truth());
        }
        if (event instanceof LoggedReward reward) {
            return route(state.with("version", reward.version()), reward.route())
                    .with("reward", reward.reward());
        }
        LoggedPrediction prediction = (LoggedPrediction) event;
        return route(state.with("version", prediction.version()), prediction.route())
                .with("columns", List.copyOf(prediction.cells().keySet()))
                .with("cells", List.copyOf(prediction.cells().values()))
                .with("numbers", prediction.numbers());
    }

    private static State route(State state, Route route) {
        return state.with("experiment", route.experiment())
                .with("arm", route.arm())
                .with("propensity", route.propensity())
                .with("context", route.context());
    }

    /** Reads a line; empty where it is damaged. */
    Optional<FeedbackEvent> read(String line) {
        if (line.length() <= DIGITS) return Optional.empty();
        String json = line.substring(DIGITS + 1);
        if (!line.startsWith(checksum(json))) return Optional.empty();
        try {
            return Optional.of(event(State.fromJson(json)));
        } catch (BundleException | IllegalArgumentException e) {
            throw new BundleException(
                    "Expected feedback that this version of the library knows but found " + json
                            + ". Update the library that reads it.",
                    e);
        }
    }

    private FeedbackEvent event(State state) {
        String id = state.string("id");
        Instant time = Instant.ofEpochMilli(state.wide("time"));
        String version = name(state.string("version"));
        if (state.has("truth")) return new LoggedLabel(id, time, version, state.string("truth"));
        Route route = new Route(
                name(state.string("experiment")),
                name(state.string("arm")),
                state.number("propensity"),
                state.numbers("context"));
        if (state.has("reward")) return new LoggedReward(id, time, version, route, state.number("reward"));
        List<String> columns = state.strings("columns");
        List<String> cells = state.strings("cells");
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) row.put(columns.get(i), cells.get(i));
        return new LoggedPrediction(id, time, version, route, row, state.numbers("numbers"));
    }

    private String name(String text) {
        if (names.size() > 10_000) names.clear();
        String known = names.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
