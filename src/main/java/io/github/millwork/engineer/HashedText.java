package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureHash;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TransformerFit;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts a sparse vector of fixed width in the place of text: each term goes to a dimension {@code <column>#<number>} by its
 * hash, with a sign that the hash gives too, so that terms that meet cancel out on average. It learns nothing, so that
 * nothing need be kept of the training rows, and new terms count as well. The definition is that of scikit-learn's
 * HashingVectorizer: MurmurHash3 of the UTF-8 bytes, each row scaled to Euclidean length 1. A missing cell gives zeros.
 *
 * @param columns which columns; by type, only texts; categories where they are chosen by name
 * @param hyperparameters how text is cut into terms, {@code dimensions}, and how rows are scaled
 * @param stopWords words that are passed over, in the case in which they are compared
 */
public record HashedText(Columns columns, Hyperparameters hyperparameters, List<String> stopWords)
        implements TextTerms<HashedText> {
    private static final String DIMENSIONS = "dimensions";

    static final Hyperparameters DEFAULTS = TextOptions.CUTTING
            .integer(DIMENSIONS, 1 << 14, value -> value >= 1 && value <= 1 << 24, "from 1 to 2^24")
            .choice(TextOptions.NORM, "l2", List.of("l2", "l1", "none"));

    /**
     * Copies the stop words.
     *
     * @param columns which columns; by type, only texts; categories where they are chosen by name
     * @param hyperparameters how text is cut into terms, {@code dimensions}, and how rows are scaled
     * @param stopWords words that are passed over, in the case in which they are compared
     */
    public HashedText {
        stopWords = stopWords.stream().sorted().distinct().toList();
    }

    /**
     * {@return this step with vectors of another width}
     *
     * @param count from 1 to 2^24; the default is 2^14 (scikit-learn has 2^20)
     */
    public HashedText dimensions(int count) {
        return withHyperparameters(hyperparameters.with(DIMENSIONS, count));
    }

    /**
     * {@return this step with the width of the vectors left to tuning}
     *
     * @param count where to search
     */
    public HashedText dimensions(Range count) {
        return withHyperparameters(hyperparameters.with(DIMENSIONS, count));
    }

    @Override
    public HashedText withHyperparameters(Hyperparameters values) {
        return new HashedText(columns, values, stopWords);
    }

    @Override
    public HashedText withStopWords(List<String> words) {
        return new HashedText(columns, hyperparameters, words);
    }

    /** Hashes the columns that were chosen in training. */
    record Fitted(List<String> columns, Hyperparameters hyperparameters, List<String> stopWords)
            implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            Tokens tokens = TextOptions.tokens(hyperparameters, stopWords);
            TermWeights scaling = new TermWeights(false, false, hyperparameters.text(TextOptions.NORM));
            int width = hyperparameters.integer(DIMENSIONS);
            return columns.stream()
                    .map(name -> operation(name, tokens, scaling, width))
                    .toList();
        }

        private static Operation operation(String name, Tokens tokens, TermWeights scaling, int width) {
            Field written = new Field(name, VECTOR, Role.FEATURE, -1, FeatureHash.dimensions(name, width));
            return new Operation(List.of(name), List.of(written), true, (in, out) -> frame -> {
                String text = frame.string(in[0]);
                frame.set(out[0], text == null ? SparseVector.ZERO : vector(tokens.of(text), scaling, width));
            });
        }

        private static SparseVector vector(List<String> terms, TermWeights scaling, int width) {
            TreeMap<Integer, Double> sums = new TreeMap<>();
            for (String term : terms) {
                int hash = FeatureHash.of(term);
                sums.merge(FeatureHash.place(hash, width), FeatureHash.sign(hash), Double::sum);
            }
            sums.values().removeAll(Set.of(0.0));
            double[] values = sums.values().stream().mapToDouble(v -> v).toArray();
            scaling.scale(values, values.length);
            return SparseVector.of(sums.keySet().stream().mapToInt(i -> i).toArray(), values);
        }
    }

    static final Codec<HashedText> CODEC = Codec.of(
            "text.hashed",
            HashedText.class,
            text -> State.empty()
                    .with("columns", text.columns.toString())
                    .with("hyperparameters", text.hyperparameters.toState())
                    .with("stopWords", text.stopWords),
            state -> new HashedText(
                    Columns.parse(state.string("columns")),
                    DEFAULTS.withState(state.state("hyperparameters")),
                    state.strings("stopWords")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "text.hashed.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with("columns", fitted.columns)
                    .with("hyperparameters", fitted.hyperparameters.toState())
                    .with("stopWords", fitted.stopWords),
            state -> new Fitted(
                    state.strings("columns"),
                    DEFAULTS.withState(state.state("hyperparameters")),
                    state.strings("stopWords")));

    @Override
    public String describe() {
        return "hash the terms of " + columns.describe();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<String> names = TextOptions.selection(columns).in(training, describe()).stream()
                .map(Column::name)
                .toList();
        return TransformerFit.of(new Fitted(names, hyperparameters, stopWords));
    }
}
