package io.github.millwork.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the trials so far how good other points may be, with a Gaussian process for each candidate, and tries next the
 * point whose score is expected to exceed the best by most (Jones, Schonlau and Welch 1998). What the candidates have left to
 * give is compared, so that the trials go to those that may win. Of the model-based searches the one for few and dear trials;
 * choosing a point takes longer the more trials there are, up to about a second for some hundreds of them.
 *
 * @param trials how many in all; each candidate is tried a few times at least
 * @param atOnce how many points are proposed at a time, which may be tried in parallel; with fewer, each is chosen with
 *     more knowledge; 2 by default
 */
public record BayesianSearch(int trials, int atOnce) implements SearchStrategy {
    /** More looks than these make a choice slow; the best and the last ones tell most. */
    private static final int MOST_LOOKS = 250;

    private static final int FEWEST_AT_START = 4;

    /**
     * Checks the numbers.
     *
     * @param trials how many in all; each candidate is tried a few times at least
     * @param atOnce how many points are proposed at a time, which may be tried in parallel; with fewer, each is chosen
     *     with more knowledge; 2 by default
     */
    public BayesianSearch {
        Points.checkedTrials(trials);
        if (atOnce < 1) throw new IllegalArgumentException("Expected at least one point at a time, found " + atOnce);
    }

    /**
     * {@return a search by a Gaussian process}
     *
     * @param count how many trials in all
     */
    public static BayesianSearch trials(int count) {
        return new BayesianSearch(count, 2);
    }

    @Override
    public String describe() {
        return "Bayesian search of " + trials + " trials";
    }

    @Override
    public Search begin(Question question) {
        int candidates = question.spaces().size();
        int each = Math.max(FEWEST_AT_START, trials / (4 * candidates));
        return new Sequential(question, trials, atOnce, each, new ByImprovement(question));
    }

    /** A look at a candidate. */
    private record Look(double[] place, double value) {}

    private record ByImprovement(Question question) implements Sequential.Chooser {
        @Override
        public @Nullable Proposal choose(
                List<? extends Trial<?>> found, List<Proposal> asked, Set<Proposal> known, int number) {
            double[] values = Merits.even(found);
            List<@Nullable Surrogate> surrogates = new ArrayList<>();
            double best = bestOfPoints(found, values);
            for (int c = 0; c < question.spaces().size(); c++) {
                Surrogate surrogate = surrogate(c, found, values, asked);
                surrogates.add(surrogate);
                if (surrogate != null) best = Math.max(best, surrogate.best());
            }
            Surrogate.@Nullable Choice chosen = null;
            for (int c = 0; c < surrogates.size(); c++) {
                Surrogate surrogate = surrogates.get(c);
                if (surrogate == null) continue;
                SplittableRandom random = new SplittableRandom((question.seed() * 31 + number) * 31 + c);
                int candidate = c;
                Surrogate.Choice choice = surrogate.choose(
                        best, random, point -> known.contains(Points.whole(question, candidate, point)));
                if (choice != null && (chosen == null || choice.gain() > chosen.gain())) chosen = choice;
            }
            return chosen == null ? null : Points.whole(question, chosen.candidate(), chosen.point());
        }

        /** The best of the candidates that are a single point, of which nothing is left to learn. */
        private double bestOfPoints(List<? extends Trial<?>> found, double[] values) {
            double best = Double.NEGATIVE_INFINITY;
            for (int t = 0; t < values.length; t++) {
                int candidate = found.get(t).proposal().candidate();
                boolean point = question.spaces().get(candidate).dimensions().isEmpty();
                if (point) best = Math.max(best, values[t]);
            }
            return best;
        }

        private @Nullable Surrogate surrogate(
                int candidate, List<? extends Trial<?>> found, double[] values, List<Proposal> asked) {
            Space<?> space = question.spaces().get(candidate);
            if (space.dimensions().isEmpty()) return null;
            List<Look> looks = new ArrayList<>();
            for (int t = 0; t < values.length; t++) {
                Proposal proposal = found.get(t).proposal();
                if (proposal.candidate() == candidate) looks.add(new Look(space.unit(proposal.point()), values[t]));
            }
            if (looks.isEmpty()) return null;
            List<Look> used = most(looks);
            Surrogate surrogate = Surrogate.of(
                    candidate,
                    space,
                    used.stream().map(Look::place).toArray(double[][]::new),
                    used.stream().mapToDouble(Look::value).toArray());
            for (Proposal proposal : asked) {
                if (proposal.candidate() == candidate) surrogate = surrogate.believing(space.unit(proposal.point()));
            }
            return surrogate;
        }

        /** The best and the last looks, in their order. */
        private static List<Look> most(List<Look> looks) {
            if (looks.size() <= MOST_LOOKS) return looks;
            int last = looks.size() - MOST_LOOKS / 2;
            double[] earlier = looks.subList(0, last).stream()
                    .mapToDouble(Look::value)
                    .sorted()
                    .toArray();
            double enough = earlier[earlier.length - (MOST_LOOKS - MOST_LOOKS / 2)];
            List<Look> kept = new ArrayList<>();
            for (int i = 0; i < looks.size(); i++) {
                if (i >= last || looks.get(i).value >= enough) kept.add(looks.get(i));
            }
            return kept;
        }
    }
}
