package io.github.millwork.tune;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Deals a number of trials out to the candidates in turn; each begins with its initial point. */
final class Points {
    private Points() {}

    /** Gives points of a space, one after another; null where there are no more. */
    interface Source {
        @org.jspecify.annotations.Nullable
        List<Double> next();
    }

    static List<Proposal> deal(SearchStrategy.Question question, int trials, Function<Integer, Source> sources) {
        int candidates = question.spaces().size();
        List<Source> open = new ArrayList<>();
        for (int c = 0; c < candidates; c++) {
            boolean point = question.spaces().get(c).dimensions().isEmpty();
            Source none = () -> null;
            open.add(point ? none : sources.apply(c));
        }
        List<Proposal> proposals = new ArrayList<>();
        Set<Integer> exhausted = new HashSet<>();
        for (int c = 0; c < candidates; c++)
            proposals.add(whole(question, c, question.spaces().get(c).initial()));
        for (int turn = 0; proposals.size() < trials && exhausted.size() < candidates; turn++) {
            int c = turn % candidates;
            if (exhausted.contains(c)) continue;
            List<Double> point = open.get(c).next();
            if (point == null) exhausted.add(c);
            else proposals.add(whole(question, c, point));
        }
        return proposals;
    }

    static Proposal whole(SearchStrategy.Question question, int candidate, List<Double> point) {
        return new Proposal(candidate, point, 1, question.folds());
    }

    /** Points at random, none twice; where a space has few points, fewer than are asked for. */
    static Source random(SearchStrategy.Question question, int candidate) {
        Space<?> space = question.spaces().get(candidate);
        SplittableRandom random = randomOf(question, candidate);
        Set<List<Double>> known = new HashSet<>(List.of(space.initial()));
        return () -> {
            for (int attempt = 0; attempt < 200; attempt++) {
                double[] unit = new double[space.dimensions().size()];
                for (int d = 0; d < unit.length; d++) unit[d] = random.nextDouble();
                List<Double> point = space.point(unit);
                if (known.add(point)) return point;
            }
            return null;
        };
    }

    static SplittableRandom randomOf(SearchStrategy.Question question, int candidate) {
        return new SplittableRandom(question.seed() + 0x9E3779B97F4A7C15L * (candidate + 1));
    }

    /** A search that proposes everything at once. */
    static SearchStrategy.Search atOnce(List<Proposal> proposals) {
        return new SearchStrategy.Search() {
            private boolean asked;

            @Override
            public List<Proposal> next(List<? extends Trial<?>> trials) {
                if (asked) return List.of();
                asked = true;
                return proposals;
            }

            @Override
            public double fits() {
                return proposals.stream()
                        .mapToDouble(p -> p.share() * p.folds())
                        .sum();
            }
        };
    }

    static int checkedTrials(int trials) {
        if (trials >= 1) return trials;
        throw new IllegalArgumentException("Expected at least one trial but found " + trials + ".");
    }
}
