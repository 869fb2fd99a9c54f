package io.github.millwork.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

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
    private static final double BEST_SHARE = 0.25;

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
        return new Learning(question);
    }

    private final class Learning implements Search {
        private final Question question;
        private final int startup;
        private int proposed;

        Learning(Question question) {
            this.question = question;
            int candidates = question.spaces().size();
            this.startup = Math.min(trials, Math.max(candidates, Math.max(4 * candidates, trials / 4)));
        }

        @Override
        public List<Proposal> next(List<? extends Trial<?>> found) {
            List<Proposal> next = new ArrayList<>();
            if (proposed == 0) {
                int each = (int) Math.ceil((double) startup / question.spaces().size());
                next.addAll(Points.deal(
                        question, startup, candidate -> LatinHypercube.source(question, candidate, Math.max(1, each))));
                proposed = Math.max(startup, next.size());
                return next;
            }
            Set<Proposal> known = new HashSet<>();
            found.forEach(trial -> known.add(trial.proposal()));
            while (next.size() < atOnce && proposed < trials) {
                Proposal proposal = propose(found, known);
                proposed++;
                if (proposal == null) continue; // the space of that candidate is used up
                known.add(proposal);
                next.add(proposal);
            }
            return next.isEmpty() && proposed < trials ? next(found) : next;
        }

        private @org.jspecify.annotations.Nullable Proposal propose(
                List<? extends Trial<?>> found, Set<Proposal> known) {
            int candidate = proposed % question.spaces().size();
            Space<?> space = question.spaces().get(candidate);
            if (space.dimensions().isEmpty()) return null;
            List<Trial<?>> own = new ArrayList<>();
            for (Trial<?> trial : found) {
                if (trial.proposal().candidate() == candidate) own.add(trial);
            }
            own.sort(Comparator.comparingDouble(trial -> -trial.merit()));
            int best = (int) Math.max(1, Math.ceil(BEST_SHARE * Math.sqrt(own.size()) * 2));
            double[][] units = own.stream()
                    .map(trial -> space.unit(trial.proposal().point()))
                    .toArray(double[][]::new);
            int cut = Math.min(best, units.length);
            Density good = new Density(Arrays.copyOfRange(units, 0, cut), space.dimensions());
            Density bad = new Density(Arrays.copyOfRange(units, cut, units.length), space.dimensions());
            SplittableRandom random = new SplittableRandom(question.seed() * 31 + proposed);
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

        @Override
        public double fits() {
            return trials * (double) question.folds();
        }
    }
}
