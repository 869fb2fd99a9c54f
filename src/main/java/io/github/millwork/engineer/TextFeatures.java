package io.github.millwork.engineer;

import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TransformerFit;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Puts a sparse vector in the place of text: a dimension {@code <column>=<term>} for each term of the training rows, in
 * ascending order, weighted by how often the term occurs in the row. The definitions are those of scikit-learn's
 * CountVectorizer and TfidfVectorizer, with their defaults: lower case, words of two or more letters and digits of any
 * script, no stop words; for tf-idf {@code count * (1 + ln((1 + rows) / (1 + rows with the term)))}, each row scaled to
 * Euclidean length 1.
 *
 * <p>A missing cell is an empty text and gives zeros, as does a term that was not there in training. Weights of rows are
 * not looked at. Of equally frequent terms {@link #maxTerms} keeps those that come first in ascending order (scikit-learn
 * leaves open which). A column from whose training rows no term comes is refused.
 *
 * @param columns which columns; by type, only texts; categories where they are chosen by name
 * @param hyperparameters how text is cut into terms, which terms are kept, and how they are weighted
 * @param stopWords words that are passed over, in the case in which they are compared
 */
public record TextFeatures(Columns columns, Hyperparameters hyperparameters, List<String> stopWords)
        implements TextTerms<TextFeatures> {
    static final String MIN_DOCUMENTS = "minDocuments";
    static final String MAX_SHARE = "maxDocumentShare";
    static final String MAX_TERMS = "maxTerms";

    static final Hyperparameters DEFAULTS = TextOptions.CUTTING
            .integer(MIN_DOCUMENTS, 1, value -> value >= 1, "at least 1")
            .number(MAX_SHARE, 1, value -> value > 0 && value <= 1, "above 0 and at most 1")
            .integer(MAX_TERMS, Integer.MAX_VALUE, value -> value >= 1, "at least 1")
            .choice(TextOptions.WEIGHTING, "tfidf", List.of("tfidf", "counts", "presence"))
            .choice(TextOptions.SUBLINEAR, "no", List.of("no", "yes"))
            .choice(TextOptions.NORM, "l2", List.of("l2", "l1", "none"));

    /**
     * Copies the stop words.
     *
     * @param columns which columns; by type, only texts; categories where they are chosen by name
     * @param hyperparameters how text is cut into terms, which terms are kept, and how they are weighted
     * @param stopWords words that are passed over, in the case in which they are compared
     */
    public TextFeatures {
        stopWords = stopWords.stream().sorted().distinct().toList();
    }

    /**
     * {@return the step that weights terms by tf-idf and scales each row to length 1}
     *
     * @param columns the names of one or more text columns; each gets terms of its own
     */
    public static TextFeatures tfidf(String... columns) {
        return tfidf(Columns.named(columns));
    }

    /**
     * {@return the step that weights terms by tf-idf and scales each row to length 1}
     *
     * @param columns texts; each gets terms of its own
     */
    public static TextFeatures tfidf(Columns columns) {
        return new TextFeatures(columns, DEFAULTS, List.of());
    }

    /**
     * {@return the step that counts terms}
     *
     * @param columns the names of one or more text columns; each gets terms of its own
     */
    public static TextFeatures counts(String... columns) {
        return counts(Columns.named(columns));
    }

    /**
     * {@return the step that counts terms}
     *
     * @param columns texts; each gets terms of its own
     */
    public static TextFeatures counts(Columns columns) {
        return tfidf(columns)
                .setting(all -> all.with(TextOptions.WEIGHTING, "counts").with(TextOptions.NORM, "none"));
    }

    /**
     * {@return the step that needs to learn no terms, since each goes to a dimension by its hash}
     *
     * @param columns the names of one or more text columns; each gets dimensions of its own
     */
    public static HashedText hashing(String... columns) {
        return new HashedText(Columns.named(columns), HashedText.DEFAULTS, List.of());
    }

    private TextFeatures setting(UnaryOperator<Hyperparameters> change) {
        return new TextFeatures(columns, change.apply(hyperparameters), stopWords);
    }

    /** {@return this step with a one where a term occurs, however often} */
    public TextFeatures presence() {
        return setting(all -> all.with(TextOptions.WEIGHTING, "presence").with(TextOptions.NORM, "none"));
    }

    /** {@return this step with {@code 1 + ln(count)} in the place of the count} */
    public TextFeatures sublinear() {
        return setting(all -> all.with(TextOptions.SUBLINEAR, "yes"));
    }

    /**
     * {@return this step with terms left out that are in fewer training rows}
     *
     * @param rows at least 1, which is the default
     */
    public TextFeatures minDocuments(int rows) {
        return setting(all -> all.with(MIN_DOCUMENTS, rows));
    }

    /**
     * {@return this step with the number of rows below which terms are left out to tuning}
     *
     * @param rows where to search
     */
    public TextFeatures minDocuments(Range rows) {
        return setting(all -> all.with(MIN_DOCUMENTS, rows));
    }

    /**
     * {@return this step with terms left out that are in a larger share of the training rows}
     *
     * @param share above 0 and at most 1, which is the default
     */
    public TextFeatures maxDocumentShare(double share) {
        return setting(all -> all.with(MAX_SHARE, share));
    }

    /**
     * {@return this step with only the most frequent terms of the training rows}
     *
     * @param terms how many, at least 1; the default is all
     */
    public TextFeatures maxTerms(int terms) {
        return setting(all -> all.with(MAX_TERMS, terms));
    }

    /**
     * {@return this step with the number of terms left to tuning}
     *
     * @param terms where to search
     */
    public TextFeatures maxTerms(Range terms) {
        return setting(all -> all.with(MAX_TERMS, terms));
    }

    @Override
    public TextFeatures withHyperparameters(Hyperparameters values) {
        return new TextFeatures(columns, values, stopWords);
    }

    @Override
    public TextFeatures withStopWords(List<String> words) {
        return new TextFeatures(columns, hyperparameters, words);
    }

    /** Looks up the terms of the training rows. */
    record Fitted(List<Vocabulary> columns, Hyperparameters hyperparameters, List<String> stopWords)
            implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream()
                    .map(column -> column.operation(hyperparameters, stopWords))
                    .toList();
        }
    }

    static final Codec<TextFeatures> CODEC = Codec.of(
            "text.terms",
            TextFeatures.class,
            text -> State.empty()
                    .with("columns", text.columns.toString())
                    .with("hyperparameters", text.hyperparameters.toState())
                    .with("stopWords", text.stopWords),
            state -> new TextFeatures(
                    Columns.parse(state.string("columns")),
                    DEFAULTS.withState(state.state("hyperparameters")),
                    state.strings("stopWords")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "text.terms.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream().map(Vocabulary::toState).toList())
                    .with("hyperparameters", fitted.hyperparameters.toState())
                    .with("stopWords", fitted.stopWords),
            state -> new Fitted(
                    state.states("columns").stream().map(Vocabulary::fromState).toList(),
                    DEFAULTS.withState(state.state("hyperparameters")),
                    state.strings("stopWords")));

    @Override
    public String describe() {
        return hyperparameters.toState().values().get(TextOptions.WEIGHTING) + " of the terms of " + columns.describe();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(
                TextOptions.selection(columns).in(training, describe()).stream()
                        .map(column -> Vocabulary.learn(column, hyperparameters, stopWords, context))
                        .toList(),
                hyperparameters,
                stopWords));
    }
}
