package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The terms of one column of text in ascending order, and the weight of each. */
record Vocabulary(String name, List<String> terms, double[] weights) {
    State toState() {
        return State.empty().with("name", name).with("terms", terms).with("weights", weights);
    }

    static Vocabulary fromState(State state) {
        return new Vocabulary(state.string("name"), state.strings("terms"), state.numbers("weights"));
    }

    Operation operation(Hyperparameters hyperparameters, List<String> stopWords) {
        Field written = new Field(name, VECTOR, Role.FEATURE, -1, TextOptions.dimensions(name, terms));
        Tokens tokens = TextOptions.tokens(hyperparameters, stopWords);
        TermWeights weighting = TextOptions.weights(hyperparameters);
        Map<String, Integer> places = new HashMap<>();
        for (String term : terms) places.put(term, places.size());
        return new Operation(List.of(name), List.of(written), true, (in, out) -> frame -> {
            String text = frame.string(in[0]);
            frame.set(
                    out[0],
                    weighting.vector(
                            text == null ? List.of() : tokens.of(text),
                            term -> places.getOrDefault(term, -1),
                            place -> weights[place]));
        });
    }

    /** How often a term occurs, and in how many rows. */
    private static final class Counts {
        private long occurrences;
        private int rows;
    }

    /** Learns the terms of the training rows, as the hyperparameters of {@link TextFeatures} say. */
    static Vocabulary learn(
            Column column, Hyperparameters hyperparameters, List<String> stopWords, FitContext context) {
        Tokens tokens = TextOptions.tokens(hyperparameters, stopWords);
        Map<String, Counts> counts = new HashMap<>();
        for (int row = 0; row < column.size(); row++) {
            if ((row & 1023) == 0) context.checkCancelled();
            String text = column.string(row);
            if (text == null) continue;
            HashSet<String> inRow = new HashSet<>();
            for (String term : tokens.of(text)) {
                Counts count = counts.computeIfAbsent(term, key -> new Counts());
                count.occurrences++;
                if (inRow.add(term)) count.rows++;
            }
        }
        int found = counts.size();
        double most = hyperparameters.number(TextFeatures.MAX_SHARE) * column.size();
        int fewest = hyperparameters.integer(TextFeatures.MIN_DOCUMENTS);
        List<String> terms = counts.entrySet().stream()
                .filter(entry -> entry.getValue().rows >= fewest && entry.getValue().rows <= most)
                .sorted(Comparator.<Map.Entry<String, Counts>>comparingLong(entry -> -entry.getValue().occurrences)
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(hyperparameters.integer(TextFeatures.MAX_TERMS))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (terms.isEmpty()) {
            throw new DataException("Expected column '" + column.name() + "' to have terms to learn but of " + found
                    + " in " + column.size() + " training rows none is left. Lower minDocuments, raise "
                    + "maxDocumentShare, or pass over fewer words.");
        }
        boolean inverse = hyperparameters.text(TextOptions.WEIGHTING).equals("tfidf");
        double[] weights = new double[terms.size()];
        for (int i = 0; i < weights.length; i++) {
            Counts count = counts.getOrDefault(terms.get(i), new Counts());
            weights[i] = inverse ? Math.log((1.0 + column.size()) / (1.0 + count.rows)) + 1 : 1;
        }
        return new Vocabulary(column.name(), terms, weights);
    }
}
