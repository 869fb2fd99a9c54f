package io.github.millwork.monitor;

import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.LevelGrid;

/**
 * Levels that came once in the reference. About as many rows are of levels that never came (Good 1953, after Turing), so
 * names and numbers of tickets, most of which come once, are new in every window and say nothing by that: what came once
 * counts as what never came.
 */
final class RareLevels {
    private RareLevels() {}

    /** {@return how many values were of levels that came once; at least so many where levels share a cell} */
    static long once(ColumnProfile reference) {
        if (!(reference.grid() instanceof LevelGrid levels)) return 0;
        long once = onceOfRare(reference, levels);
        for (int cell = 0; cell < levels.rare(); cell++) if (reference.count(cell) == 1) once++;
        return once;
    }

    /** So many levels share a cell: those above one each are at most what is left when each has one. */
    private static long onceOfRare(ColumnProfile reference, LevelGrid levels) {
        return Math.max(0, 2L * levels.rareLevels() - reference.count(levels.rare()));
    }

    /**
     * {@return for each cell the one that it counts for} That is the cell of unseen levels for those that came once in the
     * reference, and for those that share a cell and mostly came once; else the cell itself.
     */
    static int[] cells(ColumnProfile reference) {
        int[] cells = new int[reference.grid().cells()];
        for (int cell = 0; cell < cells.length; cell++) cells[cell] = cell;
        if (!(reference.grid() instanceof LevelGrid levels)) return cells;
        for (int cell = 0; cell < levels.rare(); cell++) {
            if (reference.count(cell) == 1) cells[cell] = levels.unseen();
        }
        if (onceOfRare(reference, levels) > 0) cells[levels.rare()] = levels.unseen();
        return cells;
    }

    /** {@return a column over the same grid, with each cell counted as these cells say} */
    static ColumnProfile folded(ColumnProfile column, int... cells) {
        if (!(column.grid() instanceof LevelGrid)) return column;
        long[] counts = new long[cells.length];
        for (int cell = 0; cell < cells.length; cell++) counts[cells[cell]] += column.count(cell);
        return column.withCounts(counts);
    }
}
