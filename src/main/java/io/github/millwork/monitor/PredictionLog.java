package io.github.millwork.monitor;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Names;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembers predictions by their id until their truth is known, and what they add up to. The same label twice, or one that
 * comes before its prediction, counts once. Thread-safe.
 */
final class PredictionLog {
    private static final int SLICES = 1_000;

    /** A prediction, the slices it belongs to, and its truth; NaN while it is not known. */
    private static final class Remembered {
        final double[] out;
        final List<String> slices;
        double truth = Double.NaN;

        Remembered(double[] out, List<String> slices) {
            this.out = out;
            this.slices = slices;
        }
    }

    /** Counts since the last window was closed. */
    record Counted(long predictions, long joined, long duplicate, long contradictory, long unknown) {}

    /** Is told of each prediction whose truth is told, once. */
    @FunctionalInterface
    interface Joined {
        void joined(double[] out, double truth);
    }

    private final Outputs<?> meaning;
    private final Joined joined;
    private final Map<String, Remembered> remembered;
    private final Map<String, Double> early;
    private Outcomes outcomes;
    private Map<String, Outcomes> slices = new TreeMap<>();
    private long predictions;
    private final Map<LabelResult, Long> results = new EnumMap<>(LabelResult.class);

    PredictionLog(Outputs<?> meaning, int capacity, Joined joined) {
        this.meaning = meaning;
        this.joined = joined;
        this.remembered = bounded(capacity);
        this.early = bounded(capacity);
        this.outcomes = new Outcomes(meaning);
    }

    private static <V> Map<String, V> bounded(int capacity) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Remembers a prediction; a second one of the same id changes nothing, since a request may have been sent twice. */
    synchronized void predicted(String id, double[] out, List<String> belongs) {
        if (remembered.containsKey(id)) return;
        Remembered prediction = new Remembered(out, belongs);
        remembered.put(id, prediction);
        predictions++;
        Double truth = early.remove(id);
        if (truth == null) return;
        results.computeIfPresent(LabelResult.UNKNOWN, (any, waiting) -> Math.max(0, waiting - 1));
        join(prediction, truth);
    }

    synchronized LabelResult label(String id, Object truth) {
        LabelResult result = told(id, value(truth));
        if (result != LabelResult.JOINED) results.merge(result, 1L, Long::sum); // joining counts itself
        return result;
    }

    /** Takes the truth of a prediction that is remembered, as text; those of others, and what it cannot be, are not for us. */
    synchronized void labelKnown(String id, String truth) {
        if (!remembered.containsKey(id)) return;
        try {
            label(id, meaning instanceof ClassificationOutputs ? truth : Double.valueOf(truth));
        } catch (IllegalArgumentException noSuchTruth) {
            // It is kept as it was told, for whoever learns from it.
        }
    }

    private LabelResult told(String id, double truth) {
        Remembered prediction = remembered.get(id);
        if (prediction == null) {
            Double before = early.putIfAbsent(id, truth);
            if (before == null) return LabelResult.UNKNOWN;
            return before == truth ? LabelResult.DUPLICATE : LabelResult.CONTRADICTORY;
        }
        if (Double.isNaN(prediction.truth)) {
            join(prediction, truth);
            return LabelResult.JOINED;
        }
        return prediction.truth == truth ? LabelResult.DUPLICATE : LabelResult.CONTRADICTORY;
    }

    private void join(Remembered prediction, double truth) {
        prediction.truth = truth;
        results.merge(LabelResult.JOINED, 1L, Long::sum);
        outcomes.add(prediction.out, truth);
        joined.joined(prediction.out, truth);
        for (String slice : prediction.slices) {
            if (slices.size() < SLICES || slices.containsKey(slice)) {
                slices.computeIfAbsent(slice, any -> new Outcomes(meaning)).add(prediction.out, truth);
            }
        }
    }

    private double value(Object truth) {
        if (meaning instanceof ClassificationOutputs classes) {
            int code = classes.labels().indexOf(truth.toString());
            if (code >= 0) return code;
            throw new IllegalArgumentException("Expected one of the classes as the truth but found '" + truth + "'. "
                    + Names.suggest(truth.toString(), classes.labels()));
        }
        if (truth instanceof Number number && Double.isFinite(number.doubleValue())) return number.doubleValue();
        throw new IllegalArgumentException("Expected a finite number as the truth but found '" + truth + "'.");
    }

    synchronized Counted counted() {
        return new Counted(
                predictions,
                results.getOrDefault(LabelResult.JOINED, 0L),
                results.getOrDefault(LabelResult.DUPLICATE, 0L),
                results.getOrDefault(LabelResult.CONTRADICTORY, 0L),
                results.getOrDefault(LabelResult.UNKNOWN, 0L));
    }

    /** What is known of the performance, as a copy. */
    synchronized Known known() {
        Map<String, Outcomes> copies = new LinkedHashMap<>();
        slices.forEach((slice, found) -> copies.put(slice, Outcomes.read(found.toState(), meaning)));
        return new Known(counted(), Outcomes.read(outcomes.toState(), meaning), copies);
    }

    /** What is known of the performance since the last window was closed. */
    record Known(Counted counted, Outcomes outcomes, Map<String, Outcomes> slices) {}

    /**
     * What is known, after which it is counted anew, with nothing in between; predictions stay remembered, so that none is
     * counted twice and late labels are not lost.
     */
    synchronized Known take() {
        Known known = known();
        begin();
        return known;
    }

    private void begin() {
        outcomes = new Outcomes(meaning);
        slices = new TreeMap<>();
        predictions = 0;
        results.clear();
    }

    synchronized void forget() {
        begin();
        remembered.clear();
        early.clear();
    }

    synchronized State toState() {
        List<State> kept = new ArrayList<>();
        remembered.forEach((id, prediction) -> kept.add(State.empty()
                .with("id", id)
                .with("out", prediction.out)
                .with("slices", prediction.slices)
                .with("truth", prediction.truth)));
        List<State> apart = new ArrayList<>();
        slices.forEach(
                (name, found) -> apart.add(State.empty().with("name", name).with("outcomes", found.toState())));
        return State.empty()
                .with("remembered", kept)
                .with("early", List.copyOf(early.keySet()))
                .with(
                        "early-truth",
                        early.values().stream().mapToDouble(truth -> truth).toArray())
                .with("outcomes", outcomes.toState())
                .with("slices", apart)
                .with("predictions", predictions)
                .with(
                        "results",
                        results.entrySet().stream()
                                .map(each -> State.empty()
                                        .with("name", each.getKey().name())
                                        .with("count", each.getValue()))
                                .toList());
    }

    synchronized void restore(State state) {
        forget();
        for (State kept : state.states("remembered")) {
            Remembered prediction = new Remembered(kept.numbers("out"), kept.strings("slices"));
            prediction.truth = kept.number("truth");
            remembered.put(kept.string("id"), prediction);
        }
        List<String> ids = state.strings("early");
        double[] truths = state.numbers("early-truth");
        for (int i = 0; i < ids.size(); i++) early.put(ids.get(i), truths[i]);
        outcomes = Outcomes.read(state.state("outcomes"), meaning);
        for (State kept : state.states("slices")) {
            slices.put(kept.string("name"), Outcomes.read(kept.state("outcomes"), meaning));
        }
        predictions = state.wide("predictions");
        for (State each : state.states("results")) {
            results.put(LabelResult.valueOf(each.string("name")), each.wide("count"));
        }
    }
}
