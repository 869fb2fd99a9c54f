package io.github.millwork.report;

/**
 * A line that a chart is read against: a limit, a mean, chance. Immutable.
 *
 * @param direction how it runs
 * @param at where; of no meaning for the diagonal
 * @param label what it means; empty for none
 */
public record Reference(Direction direction, double at, String label) {
    /** How a reference line runs. */
    public enum Direction {
        /** At one value of the vertical axis. */
        HORIZONTAL,
        /** At one value of the horizontal axis. */
        VERTICAL,
        /** Where both axes have the same value. */
        DIAGONAL
    }

    /**
     * Makes a reference line.
     *
     * @param direction how it runs
     * @param at where; of no meaning for the diagonal
     * @param label what it means; empty for none
     * @throws IllegalArgumentException if the place is infinite or NaN
     */
    public Reference {
        if (!Double.isFinite(at)) {
            throw new IllegalArgumentException("Expected the reference line '" + label
                    + "' at a finite value but found " + at + ". Leave it out.");
        }
    }

    /**
     * Makes a horizontal line.
     *
     * @param y its value on the vertical axis
     * @param label what it means; empty for none
     * @return the line
     * @throws IllegalArgumentException if the value is infinite or NaN
     */
    public static Reference horizontal(double y, String label) {
        return new Reference(Direction.HORIZONTAL, y, label);
    }

    /**
     * Makes a vertical line.
     *
     * @param x its value on the horizontal axis
     * @param label what it means; empty for none
     * @return the line
     * @throws IllegalArgumentException if the value is infinite or NaN
     */
    public static Reference vertical(double x, String label) {
        return new Reference(Direction.VERTICAL, x, label);
    }

    /**
     * Makes the line where both axes have the same value.
     *
     * @param label what it means, such as {@code "chance"}; empty for none
     * @return the line
     */
    public static Reference diagonal(String label) {
        return new Reference(Direction.DIAGONAL, 0, label);
    }
}
