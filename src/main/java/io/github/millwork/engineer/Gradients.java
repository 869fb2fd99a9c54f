package io.github.millwork.engineer;

import java.util.Arrays;

/**
 * Histograms of oriented gradients of images of one size.
 *
 * @param height the rows of an image
 * @param width the pixels of a row
 * @param directions into how many parts half a turn is cut
 * @param cell the height and width of a cell in pixels
 * @param block the height and width of a block in cells
 * @param norm how a block is normalised
 * @param root whether the root of each pixel is taken first
 */
record Gradients(int height, int width, int directions, int cell, int block, String norm, boolean root) {
    private static final double HALF_TURN = 180;
    private static final double EPSILON = 1e-5;
    private static final double CUT = 0.2;

    private int down() {
        return height / cell;
    }

    private int across() {
        return width / cell;
    }

    private int blocksDown() {
        return down() - block + 1;
    }

    private int blocksAcross() {
        return across() - block + 1;
    }

    private int blockSize() {
        return block * block * directions;
    }

    /** How many numbers there are. */
    int size() {
        return blocksDown() * blocksAcross() * blockSize();
    }

    double[] of(double[] image) {
        double[] out = new double[size()];
        if (Arrays.stream(image).anyMatch(Double::isNaN)) {
            Arrays.fill(out, Double.NaN);
            return out;
        }
        double[] pixels = root ? Arrays.stream(image).map(Math::sqrt).toArray() : image;
        double[] cells = cells(pixels);
        int at = 0;
        for (int down = 0; down < blocksDown(); down++) {
            for (int across = 0; across < blocksAcross(); across++) {
                for (int row = down; row < down + block; row++) {
                    int from = (row * across() + across) * directions;
                    System.arraycopy(cells, from, out, at + (row - down) * block * directions, block * directions);
                }
                normalise(out, at, at + blockSize());
                at += blockSize();
            }
        }
        return out;
    }

    /** The mean strength in each direction, cell after cell. */
    private double[] cells(double[] pixels) {
        double[] sums = new double[down() * across() * directions];
        for (int row = 0; row < down() * cell; row++) {
            for (int column = 0; column < across() * cell; column++) {
                int at = row * width + column;
                double x = column == 0 || column == width - 1 ? 0 : pixels[at + 1] - pixels[at - 1];
                double y = row == 0 || row == height - 1 ? 0 : pixels[at + width] - pixels[at - width];
                int place = (row / cell * across() + column / cell) * directions;
                sums[place + direction(x, y)] += Math.hypot(x, y);
            }
        }
        for (int i = 0; i < sums.length; i++) sums[i] /= cell * cell;
        return sums;
    }

    private int direction(double x, double y) {
        double angle = Math.toDegrees(Math.atan2(y, x));
        if (angle < 0) angle += HALF_TURN;
        if (angle >= HALF_TURN) angle -= HALF_TURN;
        return (int) Math.min(directions - 1.0, angle / (HALF_TURN / directions));
    }

    private void normalise(double[] values, int begin, int end) {
        double absolute = 0;
        for (int i = begin; i < end; i++) absolute += Math.abs(values[i]);
        switch (norm) {
            case "l1" -> divide(values, begin, end, absolute + EPSILON);
            case "l1-sqrt" -> {
                divide(values, begin, end, absolute + EPSILON);
                for (int i = begin; i < end; i++) values[i] = Math.sqrt(values[i]);
            }
            case "l2" -> divide(values, begin, end, length(values, begin, end));
            default -> {
                divide(values, begin, end, length(values, begin, end));
                for (int i = begin; i < end; i++) values[i] = Math.min(values[i], CUT);
                divide(values, begin, end, length(values, begin, end));
            }
        }
    }

    private static double length(double[] values, int begin, int end) {
        double sum = EPSILON * EPSILON;
        for (int i = begin; i < end; i++) sum += values[i] * values[i];
        return Math.sqrt(sum);
    }

    private static void divide(double[] values, int begin, int end, double divisor) {
        for (int i = begin; i < end; i++) values[i] /= divisor;
    }
}
