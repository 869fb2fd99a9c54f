package io.github.millwork.tune;

import io.github.millwork.data.RowOrder;
import java.util.SplittableRandom;

/**
 * Tries points that are spread evenly over each range (McKay, Beckman and Conover 1979): each range is cut into as many
 * parts as there are trials, and each part is used once.
 *
 * @param trials how many in all, dealt out to the candidates in turn; each candidate is tried at least once
 */
public record LatinHypercube(int trials) implements SearchStrategy {
    /**
     * Checks the number.
     *
     * @param trials how many in all, dealt out to the candidates in turn; each candidate is tried at least once
     */
    public LatinHypercube {
        Points.checkedTrials(trials);
    }

    /**
     * {@return a search by a Latin hypercube}
     *
     * @param count how many trials in all, dealt out to the candidates in turn
     */
    public static LatinHypercube trials(int count) {
        return new LatinHypercube(count);
    }

    @Override
    public String describe() {
        return "Latin hypercube of " + trials + " trials";
    }

    @Override
    public Search begin(Question question) {
        int each = (int) Math.ceil((double) trials / question.spaces().size());
        return Points.atOnce(Points.deal(
                question, trials, candidate -> source(question, candidate, Math.max(1, each - 1))));
    }

    /** So many points, none of which shares a part of a range with another. */
    static Points.Source source(Question question, int candidate, int count) {
        Space<?> space = question.spaces().get(candidate);
        SplittableRandom random = Points.randomOf(question, candidate);
        int[][] parts = new int[space.dimensions().size()][];
        for (int d = 0; d < parts.length; d++) parts[d] = RowOrder.shuffled(count, random);
        int[] next = {0};
        return () -> {
            int i = next[0]++;
            if (i >= count) return null;
            double[] unit = new double[parts.length];
            for (int d = 0; d < unit.length; d++) unit[d] = (parts[d][i] + random.nextDouble()) / count;
            return space.point(unit);
        };
    }
}
