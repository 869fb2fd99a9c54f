package io.github.millwork.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What it costs to take one class for another. What is not named costs nothing; a gain is a negative cost.
 *
 * <pre>{@code
 * Metric<Classification> cost = ClassificationMetrics.cost("cost", Costs.of("yes", "no", 5).and("no", "yes", 1));
 * }</pre>
 *
 * @param byTruth for each true class what each predicted class costs
 */
public record Costs(Map<String, Map<String, Double>> byTruth) {
    /**
     * Copies the costs and checks that they are finite.
     *
     * @param byTruth for each true class what each predicted class costs
     */
    public Costs {
        SortedMap<String, Map<String, Double>> copy = new TreeMap<>();
        byTruth.forEach((truth, costs) -> {
            costs.forEach((predicted, cost) -> {
                if (!Double.isFinite(cost)) {
                    throw new IllegalArgumentException("Expected a finite cost of a '" + truth
                            + "' that is taken for a '" + predicted + "' but found " + cost + ". Give a number.");
                }
            });
            copy.put(truth, Collections.unmodifiableSortedMap(new TreeMap<>(costs)));
        });
        byTruth = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * {@return what one mistake costs, all else nothing}
     *
     * @param truth the true class
     * @param predicted the predicted class
     * @param cost the cost; negative for a gain
     */
    public static Costs of(String truth, String predicted, double cost) {
        return new Costs(Map.of(truth, Map.of(predicted, cost)));
    }

    /**
     * {@return these costs and another; that which was there for the same classes is replaced}
     *
     * @param truth the true class
     * @param predicted the predicted class
     * @param cost the cost; negative for a gain
     */
    public Costs and(String truth, String predicted, double cost) {
        Map<String, Map<String, Double>> all = new TreeMap<>(byTruth);
        Map<String, Double> ofTruth = new TreeMap<>(all.getOrDefault(truth, Map.of()));
        ofTruth.put(predicted, cost);
        all.put(truth, ofTruth);
        return new Costs(all);
    }

    /**
     * {@return what it costs to take a class for another}
     *
     * @param truth the true class
     * @param predicted the predicted class
     */
    public double cost(String truth, String predicted) {
        return byTruth.getOrDefault(truth, Map.of()).getOrDefault(predicted, 0.0);
    }

    /** {@return the costs as data} */
    public State toState() {
        List<State> entries = new ArrayList<>();
        byTruth.forEach((truth, costs) -> costs.forEach((predicted, cost) -> entries.add(
                State.empty().with("truth", truth).with("predicted", predicted).with("cost", cost))));
        return State.empty().with("costs", entries);
    }

    /**
     * {@return the costs that were written by {@link #toState}}
     *
     * @param state the data
     */
    public static Costs fromState(State state) {
        Map<String, Map<String, Double>> all = new TreeMap<>();
        for (State entry : state.states("costs")) {
            all.computeIfAbsent(entry.string("truth"), truth -> new TreeMap<>())
                    .put(entry.string("predicted"), entry.number("cost"));
        }
        return new Costs(all);
    }
}
