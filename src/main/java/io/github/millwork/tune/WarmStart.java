package io.github.millwork.tune;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a search begins with: chains that did well before. One that lies in a space is a point of it, so that the strategy
 * learns from it; any other one is a candidate of a single point, which takes no other trials.
 */
record WarmStart<P extends Prediction>(List<Space<P>> spaces, List<Start> starts) {
    /** A point of a space. */
    record Start(int candidate, List<Double> point) {}

    static <P extends Prediction> WarmStart<P> of(List<Space<P>> spaces, List<Chain<P>> earlier) {
        List<Space<P>> all = new ArrayList<>(spaces);
        List<Start> starts = new ArrayList<>();
        for (Chain<P> chain : earlier.stream().distinct().toList()) {
            Optional<Start> start = find(spaces, chain);
            start.ifPresent(starts::add);
            if (start.isEmpty()) all.add(Space.ofRanges(chain));
        }
        return new WarmStart<>(List.copyOf(all), List.copyOf(starts));
    }

    private static <P extends Prediction> Optional<Start> find(List<Space<P>> spaces, Chain<P> chain) {
        for (int candidate = 0; candidate < spaces.size(); candidate++) {
            Optional<List<Double>> point = spaces.get(candidate).find(chain);
            if (point.isPresent()) return Optional.of(new Start(candidate, point.get()));
        }
        return Optional.empty();
    }

    List<Proposal> proposals(SearchStrategy.Question question) {
        return starts.stream()
                .map(start -> Points.whole(question, start.candidate(), start.point()))
                .toList();
    }
}
