package io.github.millwork.monitor;

import java.util.List;

/** A row that was drawn from a window: the cell of each input, and what was predicted. */
record SampledRow(long priority, int[] cells, double[] out) {
    static List<int[]> cells(List<SampledRow> rows) {
        return rows.stream().map(SampledRow::cells).toList();
    }
}
