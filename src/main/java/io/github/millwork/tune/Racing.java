package io.github.millwork.tune;

import io.github.millwork.stage.StudentT;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tries points at random, fold by fold, and drops after each fold, from the second on, those that are worse than the best
 * (Maron and Moore 1994, with a paired t test over the folds).
 *
 * @param trials how many in all, dealt out to the candidates in turn; each candidate is tried at least once
 * @param level at which two-sided level of the test a point counts as worse; 0.2 by default
 */
public record Racing(int trials, double level) implements SearchStrategy {
    /**
     * Checks the numbers.
     *
     * @param trials how many in all, dealt out to the candidates in turn; each candidate is tried at least once
     * @param level at which two-sided level of the test a point counts as worse; 0.2 by default
     */
    public Racing {
        Points.checkedTrials(trials);
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("Expected a level between 0 and 1 but found " + level + ".");
        }
    }

    /**
     * {@return a race of so many points}
     *
     * @param count how many in all, dealt out to the candidates in turn
     */
    public static Racing trials(int count) {
        return new Racing(count, 0.2);
    }

    @Override
    public String describe() {
        return "race of " + trials + " trials";
    }

    @Override
    public Search begin(Question question) {
        List<Proposal> points = Points.deal(question, trials, candidate -> Points.random(question, candidate));
        return new Race(points, question.folds());
    }

    private final class Race implements Search {
        private final int folds;
        private final int entrants;
        private List<Proposal> running;
        private int done;

        Race(List<Proposal> points, int folds) {
            this.folds = folds;
            this.entrants = points.size();
            this.running = points;
        }

        @Override
        public List<Proposal> next(List<? extends Trial<?>> trials) {
            if (done == folds) return List.of();
            if (done > 0) running = survivors(trials);
            done = Math.min(folds, Math.max(2, done + 1));
            running = running.stream()
                    .map(point -> new Proposal(point.candidate(), point.point(), 1, done))
                    .toList();
            return running;
        }

        private List<Proposal> survivors(List<? extends Trial<?>> trials) {
            Set<Proposal> runners = new HashSet<>(running);
            List<Trial<?>> left = new ArrayList<>();
            Trial<?> best = null;
            for (Trial<?> trial : trials) {
                if (!runners.contains(trial.proposal()) || trial.failure().isPresent()) continue;
                left.add(trial);
                if (best == null || trial.merit() > best.merit()) best = trial;
            }
            List<Proposal> survivors = new ArrayList<>();
            for (Trial<?> trial : left) {
                if (best != null && !worse(trial, best)) survivors.add(trial.proposal());
            }
            return survivors;
        }

        private boolean worse(Trial<?> trial, Trial<?> best) {
            if (trial.number() == best.number()) return false;
            double[] differences = best.advantage(trial, done);
            double mean = 0;
            for (double each : differences) mean += each / done;
            double squares = 0;
            for (double each : differences) squares += (each - mean) * (each - mean);
            if (squares == 0) return mean > 0;
            double error = Math.sqrt(squares / (done - 1) / done);
            return StudentT.twoSided(mean / error, done - 1) < level;
        }

        @Override
        public double fits() {
            return entrants * (double) folds;
        }
    }
}
