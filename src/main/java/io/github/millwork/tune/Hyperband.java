package io.github.millwork.tune;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Successive halving several times over, from many points on few rows to few points on all rows (Li et al. 2018), since
 * nobody knows beforehand how soon a good point shows.
 *
 * @param trials how many points the first and largest bracket tries, dealt out to the candidates in turn
 * @param factor one in how many goes on to the next round, at least 2; 3 by default
 */
public record Hyperband(int trials, int factor) implements SearchStrategy {
    /**
     * Checks the numbers.
     *
     * @param trials how many points the first and largest bracket tries, dealt out to the candidates in turn
     * @param factor one in how many goes on to the next round, at least 2; 3 by default
     */
    public Hyperband {
        Points.checkedTrials(trials);
        if (factor < 2) throw new IllegalArgumentException("Expected a factor of at least 2 but found " + factor + ".");
    }

    /**
     * {@return a search whose largest bracket begins with so many points, of which one in three goes on}
     *
     * @param count how many points the first bracket tries
     */
    public static Hyperband trials(int count) {
        return new Hyperband(count, 3);
    }

    @Override
    public String describe() {
        return "Hyperband from " + trials + " trials, keeping one in " + factor;
    }

    @Override
    public Search begin(Question question) {
        int most = 0;
        for (int left = trials; left > factor; left /= factor) most++;
        int candidates = question.spaces().size();
        List<Integer> sizes = new ArrayList<>();
        int all = 0;
        for (int rounds = most; rounds >= 0; rounds--) {
            // Each bracket is worth about as many fits on all rows.
            int size = (int) Math.ceil((most + 1.0)
                    / (rounds + 1)
                    * Math.pow(factor, rounds)
                    * trials
                    / ((most + 1.0) * Math.pow(factor, most)));
            sizes.add(Math.max(rounds == most ? candidates : 1, rounds == most ? trials : size));
            all += sizes.get(sizes.size() - 1);
        }
        List<Proposal> points = Points.deal(question, all, candidate -> Points.random(question, candidate));
        Deque<SuccessiveHalving.Rounds> brackets = new ArrayDeque<>();
        int from = 0;
        for (int b = 0; b < sizes.size() && from < points.size(); b++) {
            int to = Math.min(points.size(), from + sizes.get(b));
            brackets.add(new SuccessiveHalving.Rounds(points.subList(from, to), most - b, factor));
            from = to;
        }
        double fits = brackets.stream().mapToDouble(Search::fits).sum();
        return new Search() {
            @Override
            public List<Proposal> next(List<? extends Trial<?>> trials) {
                while (!brackets.isEmpty()) {
                    List<Proposal> proposals = brackets.peek().next(trials);
                    if (!proposals.isEmpty()) return proposals;
                    brackets.poll();
                }
                return List.of();
            }

            @Override
            public double fits() {
                return fits;
            }
        };
    }
}
