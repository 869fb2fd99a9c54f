package io.github.millwork.stage;

import io.github.millwork.data.Cells;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.SparseVector;
import org.jspecify.annotations.Nullable;

/**
 * Counts the values of one column in the cells of a grid, and sums them up in whole numbers of fixed units, so that what
 * comes out depends neither on the order of the rows nor on how they were divided among several of these. Takes the same
 * memory however many rows there are. One thread at a time.
 *
 * <p>Numbers count as they are, texts by their length in characters, vectors by their Euclidean length. In the moments a
 * number further from the centre than {@value #FARTHEST} units (standard deviations of the reference) counts as that far.
 */
public final class ColumnCounts {
    static final double FARTHEST = 1024;
    private static final double FINE = 1 << 20; // parts of a unit in which values are summed up
    private static final double COARSE = 1 << 16; // parts of a squared unit in which squares are

    private final Grid grid;
    private final @Nullable NumberGrid numbers;
    private final @Nullable LevelGrid levels;
    private final double centre;
    private final double perUnit;
    private final double first;
    private final double last;
    private final long[] cells;
    private long missing;
    private long sum;
    private long squares;
    private long below;
    private long above;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    /**
     * Begins to count.
     *
     * @param grid the cells
     */
    public ColumnCounts(Grid grid) {
        this.grid = grid;
        this.cells = new long[grid.cells()];
        this.numbers = grid instanceof NumberGrid number ? number : null;
        this.levels = grid instanceof LevelGrid level ? level : null;
        int edges = numbers == null ? 0 : numbers.edges();
        this.centre = numbers == null ? 0 : numbers.centre();
        this.perUnit = numbers == null ? 1 : 1 / numbers.scale();
        this.first = edges == 0 || numbers == null ? 0 : numbers.edge(0);
        this.last = edges == 0 || numbers == null ? 0 : numbers.edge(edges - 1);
    }

    /**
     * Counts a cell of a row.
     *
     * @param type the type of its column
     * @param row the cells of the row
     * @param slot the slot of that one
     * @return the cell of the grid, -1 where the value is missing
     */
    public int add(ColumnType type, Cells row, int slot) {
        if (type.fitsDouble()) return add(row.number(slot));
        if (type == ColumnType.CATEGORY) return add((String) row.object(slot));
        if (type == ColumnType.VECTOR) return add(length((SparseVector) row.object(slot)));
        String text = (String) row.object(slot);
        return add(text == null || text.isEmpty() ? Double.NaN : text.length());
    }

    static double length(@Nullable SparseVector vector) {
        if (vector == null) return 0;
        double squares = 0;
        for (int i = 0; i < vector.size(); i++) squares += vector.value(i) * vector.value(i);
        return Math.sqrt(squares);
    }

    /**
     * Counts a number.
     *
     * @param value the number, NaN where it is missing
     * @return the cell of the grid, -1 where it is missing
     */
    public int add(double value) {
        NumberGrid known = numbers;
        if (known == null || Double.isNaN(value)) {
            missing++;
            return -1;
        }
        int cell = known.cell(value);
        cells[cell]++;
        double units = Math.max(-FARTHEST, Math.min(FARTHEST, (value - centre) * perUnit));
        sum += (long) Math.rint(units * FINE);
        squares += (long) Math.rint(units * units * COARSE);
        if (value < least) least = value;
        if (value > most) most = value;
        if (cell == 0) below += beyond(first - value);
        else if (cell == cells.length - 1) above += beyond(value - last);
        return cell;
    }

    private long beyond(double distance) {
        return (long) Math.rint(Math.max(0, Math.min(FARTHEST, distance * perUnit)) * FINE);
    }

    /**
     * Counts a level.
     *
     * @param level the level, null or empty where it is missing
     * @return the cell of the grid, -1 where it is missing
     */
    public int add(@Nullable String level) {
        LevelGrid known = levels;
        if (known == null || level == null || level.isEmpty()) {
            missing++;
            return -1;
        }
        int cell = known.cell(level);
        cells[cell]++;
        return cell;
    }

    /**
     * Counts a value of which the cell is known, in a grid of levels.
     *
     * @param cell the cell; negative where there is none, which counts as missing
     */
    public void addCell(int cell) {
        if (cell < 0) missing++;
        else cells[cell]++;
    }

    /**
     * Adds what another one counted in the same cells.
     *
     * @param other counts of an equal grid
     */
    public void add(ColumnCounts other) {
        for (int i = 0; i < cells.length; i++) cells[i] += other.cells[i];
        missing += other.missing;
        sum += other.sum;
        squares += other.squares;
        below += other.below;
        above += other.above;
        least = Math.min(least, other.least);
        most = Math.max(most, other.most);
    }

    /**
     * Adds what was counted before in the same cells.
     *
     * @param profile a profile over an equal grid
     */
    public void add(ColumnProfile profile) {
        for (int i = 0; i < cells.length; i++) cells[i] += profile.count(i);
        missing += profile.missing();
        sum += profile.sums()[0];
        squares += profile.sums()[1];
        below += profile.sums()[2];
        above += profile.sums()[3];
        least = Math.min(least, profile.least());
        most = Math.max(most, profile.most());
    }

    /** Counts so many values of each cell; those outside the edges as if they were at the nearest. */
    void addMiddles(long[] values) {
        NumberGrid known = numbers;
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] += values[cell];
            if (known == null || known.edges() == 0) continue;
            double low = known.edge(Math.max(0, (cell - 1) / 2));
            double high = known.edge(Math.min(known.edges() - 1, cell / 2));
            double units = ((low + high) / 2 - centre) * perUnit;
            sum += values[cell] * (long) Math.rint(units * FINE);
            squares += values[cell] * (long) Math.rint(units * units * COARSE);
            if (values[cell] == 0) continue;
            least = Math.min(least, low);
            most = Math.max(most, high);
        }
    }

    /**
     * {@return what was counted so far}
     *
     * @param name the name of the column
     * @param type its type
     */
    public ColumnProfile profile(String name, ColumnType type) {
        return new ColumnProfile(
                name, type, grid, cells.clone(), missing, new long[] {sum, squares, below, above}, least, most);
    }

    static double value(long units) {
        return units / FINE;
    }

    static double square(long units) {
        return units / COARSE;
    }
}
