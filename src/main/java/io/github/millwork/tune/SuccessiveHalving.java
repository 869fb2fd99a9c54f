package io.github.millwork.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tries many points on few rows and the better ones on more (Jamieson and Talwalkar 2016): of each round the best part
 * goes on, with as many times the rows, until those that are left are fitted to all rows.
 *
 * @param trials how many points the first round tries, dealt out to the candidates in turn
 * @param factor one in how many goes on to the next round, at least 2; 3 by default
 */
public record SuccessiveHalving(int trials, int factor) implements SearchStrategy {
    /**
     * Checks the numbers.
     *
     * @param trials how many points the first round tries, dealt out to the candidates in turn
     * @param factor one in how many goes on to the next round, at least 2; 3 by default
     */
    public SuccessiveHalving {
        Points.checkedTrials(trials);
        if (factor < 2) throw new IllegalArgumentException("Expected a factor of at least 2 but found " + factor + ".");
    }

    /**
     * {@return a search that begins with so many points and keeps one in three}
     *
     * @param count how many points the first round tries
     */
    public static SuccessiveHalving trials(int count) {
        return new SuccessiveHalving(count, 3);
    }

    /**
     * {@return this search with another factor}
     *
     * @param one one in how many goes on to the next round, at least 2
     */
    public SuccessiveHalving keepingOneIn(int one) {
        return new SuccessiveHalving(trials, one);
    }

    @Override
    public String describe() {
        return "successive halving from " + trials + " trials, keeping one in " + factor;
    }

    @Override
    public Search begin(Question question) {
        int rounds = 0;
        for (int left = trials; left > factor; left /= factor) rounds++;
        List<Proposal> first = Points.deal(question, trials, candidate -> Points.random(question, candidate));
        return new Rounds(first, rounds, factor);
    }

    /** The rounds of one bracket: the last is on all rows. */
    static final class Rounds implements Search {
        private final int factor;
        private final double fits;
        private int left;
        private List<Proposal> asked;

        Rounds(List<Proposal> points, int rounds, int factor) {
            this.factor = factor;
            this.left = rounds;
            this.asked = points.stream().map(point -> at(point, rounds)).toList();
            double sum = 0;
            double count = points.size();
            for (int round = rounds; round >= 0; round--) {
                sum += Math.max(1, Math.floor(count)) * Math.pow(factor, -round);
                count /= factor;
            }
            this.fits = sum * (points.isEmpty() ? 0 : points.get(0).folds());
        }

        private Proposal at(Proposal point, int round) {
            return new Proposal(point.candidate(), point.point(), Math.pow(factor, -round), point.folds());
        }

        @Override
        public List<Proposal> next(List<? extends Trial<?>> trials) {
            if (left < 0) return List.of();
            List<Proposal> now = asked;
            if (!answered(trials).isEmpty()) {
                left--;
                if (left < 0) return List.of();
                int kept = Math.max(1, asked.size() / factor);
                now = answered(trials).stream()
                        .sorted(Comparator.<Trial<?>>comparingDouble(trial -> -trial.merit()))
                        .limit(kept)
                        .map(trial -> at(trial.proposal(), left))
                        .toList();
            }
            asked = now;
            return now;
        }

        private List<Trial<?>> answered(List<? extends Trial<?>> trials) {
            Set<Proposal> mine = new HashSet<>(asked);
            List<Trial<?>> answers = new ArrayList<>();
            for (Trial<?> trial : trials) {
                if (mine.contains(trial.proposal())) answers.add(trial);
            }
            return answers;
        }

        @Override
        public double fits() {
            return fits;
        }
    }
}
