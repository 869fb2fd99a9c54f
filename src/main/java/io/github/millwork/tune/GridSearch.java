package io.github.millwork.tune;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tries every combination of values: all that are listed or counted, and a few, evenly spread on the scale of the range,
 * where there is no end of them.
 *
 * @param points how many values of a range that is not a list, at least 2; 5 by default
 */
public record GridSearch(int points) implements SearchStrategy {
    private static final int MOST = 1_000_000;

    /**
     * Checks the number.
     *
     * @param points how many values of a range that is not a list, at least 2; 5 by default
     */
    public GridSearch {
        if (points < 2) {
            throw new IllegalArgumentException("Expected at least two values of a range but found " + points + ".");
        }
    }

    /** {@return a grid of all listed values, and five of each other range} */
    public static GridSearch create() {
        return new GridSearch(5);
    }

    /**
     * {@return a grid of all listed values, and so many of each other range}
     *
     * @param count at least 2
     */
    public static GridSearch points(int count) {
        return new GridSearch(count);
    }

    @Override
    public String describe() {
        return "grid search";
    }

    @Override
    public Search begin(Question question) {
        List<Proposal> proposals = new ArrayList<>();
        for (int c = 0; c < question.spaces().size(); c++) {
            Space<?> space = question.spaces().get(c);
            // The defaults first; points that differ only where it has no effect are one.
            Set<List<Double>> points = new LinkedHashSet<>(List.of(space.initial()));
            for (List<Double> point : grid(space)) points.add(space.plain(point));
            for (List<Double> point : points) proposals.add(Points.whole(question, c, point));
        }
        return Points.atOnce(proposals);
    }

    private List<List<Double>> grid(Space<?> space) {
        List<List<Double>> grid = new ArrayList<>(List.of(List.of()));
        for (Dimension dimension : space.dimensions()) {
            double[] values = dimension.grid(points);
            if ((long) grid.size() * values.length > MOST) {
                throw new IllegalArgumentException("Expected a grid of at most " + MOST + " points but "
                        + space.chain().learner().describe() + " has more. Search fewer hyperparameters, or use "
                        + "RandomSearch.");
            }
            List<List<Double>> longer = new ArrayList<>();
            for (List<Double> start : grid) {
                for (double value : values) {
                    List<Double> point = new ArrayList<>(start);
                    point.add(value);
                    longer.add(point);
                }
            }
            grid = longer;
        }
        return grid;
    }
}
