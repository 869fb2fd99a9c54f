package io.github.millwork.select;

import io.github.millwork.data.ColumnType;
import io.github.millwork.stage.CellSink;
import io.github.millwork.stage.RowProgram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns that several programs read, each once and with a slot of its own, and where each goes in each program.
 *
 * @param inputs each column that some program reads
 * @param places by slot, the slot in each program; -1 where it does not read the column
 */
record SharedInputs(List<RowProgram.Input> inputs, int[][] places) {
    private static final int UNREAD = -1;

    static SharedInputs of(List<List<RowProgram.Input>> programs) {
        Map<String, RowProgram.Input> shared = new LinkedHashMap<>();
        for (List<RowProgram.Input> program : programs) {
            for (RowProgram.Input input : program) {
                RowProgram.Input known = shared.get(input.column());
                if (known == null) {
                    shared.put(
                            input.column(),
                            new RowProgram.Input(input.column(), input.type(), input.dimensions(), shared.size()));
                } else if (known.type() != input.type() || !known.dimensions().equals(input.dimensions())) {
                    throw new IllegalArgumentException("Expected all members of an ensemble to read the column '"
                            + input.column() + "' alike but one reads it as " + label(known.type())
                            + " and another as " + label(input.type()) + ".");
                }
            }
        }
        int[][] places = new int[shared.size()][programs.size()];
        List<RowProgram.Input> inputs = new ArrayList<>(shared.values());
        for (int i = 0; i < places.length; i++) {
            for (int p = 0; p < programs.size(); p++)
                places[i][p] = slot(programs.get(p), inputs.get(i).column());
        }
        return new SharedInputs(List.copyOf(inputs), places);
    }

    private static String label(ColumnType type) {
        return type.label();
    }

    private static int slot(List<RowProgram.Input> program, String column) {
        for (RowProgram.Input input : program) if (input.column().equals(column)) return input.slot();
        return UNREAD;
    }

    void set(List<? extends CellSink> sinks, int slot, double value) {
        int[] own = places[slot];
        for (int p = 0; p < own.length; p++) if (own[p] != UNREAD) sinks.get(p).set(own[p], value);
    }

    void set(List<? extends CellSink> sinks, int slot, @Nullable Object value) {
        int[] own = places[slot];
        for (int p = 0; p < own.length; p++) if (own[p] != UNREAD) sinks.get(p).set(own[p], value);
    }
}
