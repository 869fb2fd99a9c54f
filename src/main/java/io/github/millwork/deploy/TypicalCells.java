package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.millwork.data.ColumnType;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.LevelGrid;
import io.github.millwork.stage.RowProgram;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a cell of a column usually is, to begin a row with: about the mean of numbers, the level that is most frequent,
 * where so many rows have it that it tells of no one.
 */
final class TypicalCells {
    /** Of many levels, one of fewer rows may be the name of someone. */
    private static final long LEAST_ROWS = 20;

    private TypicalCells() {}

    /** Writes the field "typical", if something is known. */
    static void write(JsonGenerator json, ServedModel model, RowProgram.Input input) throws IOException {
        Optional<ColumnProfile> known = model.profile().stream()
                .flatMap(profile -> profile.inputs().stream())
                .filter(column -> column.name().equals(input.column()))
                .findFirst();
        if (known.isEmpty() || known.get().present() == 0) return;
        ColumnProfile column = known.get();
        if (input.type().isNumeric()) {
            // Rounded to the order of the spread, since no row is as odd as a mean.
            double step = Math.pow(10, Math.floor(Math.log10(Math.max(column.deviation(), 1e-12))));
            double mean = Math.round(column.mean() / step) * step;
            if (input.type() == ColumnType.INTEGER) json.writeNumberField("typical", Math.round(mean));
            else json.writeNumberField("typical", Double.parseDouble(String.format(Locale.ROOT, "%.6g", mean)));
        } else if (input.type() == ColumnType.CATEGORY && column.grid() instanceof LevelGrid levels) {
            boolean many = levels.levels().size() + levels.rareLevels() > ModelCalls.LEVELS;
            String most = mostFrequent(column, levels.levels(), many ? LEAST_ROWS : 1);
            if (most != null) json.writeStringField("typical", most);
        }
    }

    private static @Nullable String mostFrequent(ColumnProfile column, List<String> levels, long least) {
        String most = null;
        long count = least - 1;
        for (int i = 0; i < levels.size(); i++) {
            if (column.count(i) <= count) continue;
            most = levels.get(i);
            count = column.count(i);
        }
        return most;
    }
}
