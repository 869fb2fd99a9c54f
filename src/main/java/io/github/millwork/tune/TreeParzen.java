package io.github.millwork.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the trials so far where good points lie: the tree-structured Parzen estimator of Bergstra et al. (2011).
 * After some points at random, the best part of the trials and the rest are each described by a density, and the next
 * point is one that is likely among the best and unlikely among the rest.
 *
 * @param trials how many in all, dealt out to the candidates in turn; each candidate is tried at least once
 * @param atOnce how many points are proposed at a time, which may be tried in parallel; with fewer, each is chosen with
 *     more knowledge; 2 by default
 */
public record TreeParzen(int trials, int atOnce) implements SearchStrategy {
    private static final int DRAWS = 24;

    /** So many times the root of the number of trials are the best part of them (Bergstra et al. 2013). */
    private static final double BEST_SHARE = 0.5;

    private static final int FEWEST_AT_START = 4;

    /**
     * Checks the numbers.
     *
     * @param trials how many in all, dealt out to the candidates in turn; each candidate is tried at least once
     * @param atOnce how many points are proposed at a time, which may be tried in parallel; with fewer, each is chosen
     *     with more knowledge; 2 by default
     */
    public TreeParzen {
        Points.checkedTrials(trials);
        if (atOnce < 1) throw new IllegalArgumentException("Expected at least one point at a time, found " + atOnce);
    }

    /**
     * {@return a model-based search}
     *
     * @param count how many trials in all, dealt out to the candidates in turn
     */
    public static TreeParzen trials(int count) {
        return new TreeParzen(count, 2);
    }

    @Override
    public String describe() {
        return "tree-structured Parzen search of " + trials + " trials";
    }

    @Override
    public Search begin(Question question) {
        int candidates = question.spaces().size();
        int each = Math.max(FEWEST_AT_START, trials / (4 * candidates));
        return new Sequential(question, trials, atOnce, each, new ByRatio(question));
    }

    private record ByRatio(Question question) implements Sequential.Chooser {
        @Override
        public @Nullable Proposal choose(
                List<? extends Trial<?>> found, List<Proposal> asked, Set<Proposal> known, int number) {
            int candidate = number % question.spaces().size();
            Space<?> space = question.spaces().get(candidate);
            if (space.dimensions().isEmpty()) return null;
            List<Trial<?>> own = new ArrayList<>();
            for (Trial<?> trial : found) {
                if (trial.proposal().candidate() == candidate) own.add(trial);
            }
            own.sort(Comparator.comparingDouble(trial -> -trial.merit()));
            double[][] units = own.stream()
                    .map(trial -> space.unit(trial.proposal().point()))
                    .toArray(double[][]::new);
            int cut = Math.min(units.length, (int) Math.ceil(BEST_SHARE * Math.sqrt(own.size())));
            Density good = new Density(Arrays.copyOfRange(units, 0, cut), space.dimensions());
            Density bad = new Density(Arrays.copyOfRange(units, cut, units.length), space.dimensions());
            SplittableRandom random = new SplittableRandom(question.seed() * 31 + number);
            Proposal chosen = null;
            double highest = Double.NEGATIVE_INFINITY;
            for (int draw = 0; draw < DRAWS * 4; draw++) {
                if (draw >= DRAWS && chosen != null) break; // more draws only where all so far were known points
                List<Double> point = space.point(good.draw(random));
                Proposal proposal = Points.whole(question, candidate, point);
                if (known.contains(proposal)) continue;
                double[] unit = space.unit(point);
                double gain = good.log(unit) - bad.log(unit);
                if (gain > highest) {
                    highest = gain;
                    chosen = proposal;
                }
            }
            return chosen;
        }
    }
}
