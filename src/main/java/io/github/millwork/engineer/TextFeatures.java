package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.TEXT;
import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        implements Transformer {
    private static final String MIN_DOCUMENTS = "minDocuments";
    private static final String MAX_SHARE = "maxDocumentShare";
    private static final String MAX_TERMS = "maxTerms";

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
     * {@return this step with rows scaled in another way}
     *
     * @param norm {@code "l2"} (Euclidean length 1, the default of tf-idf), {@code "l1"} (sum 1) or {@code "none"} (the
     *     default of counts)
     */
    public TextFeatures norm(String norm) {
        return setting(all -> all.with(TextOptions.NORM, norm));
    }

    /**
     * {@return this step with runs of several words as terms}
     *
     * @param from the fewest words of a term, at least 1, which is the default
     * @param to the most words of a term, at least as many; the default is 1
     */
    public TextFeatures ngrams(int from, int to) {
        return setting(all -> TextOptions.grams(all, "words", from, to));
    }

    /**
     * {@return this step with runs of characters as terms, spaces among them}
     *
     * @param from the fewest characters of a term, at least 1
     * @param to the most characters of a term, at least as many
     */
    public TextFeatures characters(int from, int to) {
        return setting(all -> TextOptions.grams(all, "characters", from, to));
    }

    /**
     * {@return this step with runs of characters as terms that do not go beyond a word and the space on either side}
     *
     * @param from the fewest characters of a term, at least 1
     * @param to the most characters of a term, at least as many
     */
    public TextFeatures charactersInWords(int from, int to) {
        return setting(all -> TextOptions.grams(all, "charactersInWords", from, to));
    }

    /**
     * {@return this step with shorter words passed over}
     *
     * @param characters at least 1; the default is 2
     */
    public TextFeatures shortestWord(int characters) {
        return setting(all -> all.with(TextOptions.SHORTEST, characters));
    }

    /** {@return this step with upper and lower case told apart} */
    public TextFeatures keepCase() {
        return setting(all -> all.with(TextOptions.CASE, "keep"));
    }

    /** {@return this step with accents taken off} */
    public TextFeatures withoutAccents() {
        return setting(all -> all.with(TextOptions.ACCENTS, "remove"));
    }

    /**
     * {@return this step with these words passed over too, before they are put together}
     *
     * @param words the words, in lower case unless case is kept
     */
    public TextFeatures stopWords(String... words) {
        return new TextFeatures(columns, hyperparameters, TextOptions.together(stopWords, List.of(words)));
    }

    /** {@return this step with the most common words of English passed over too: articles, pronouns, prepositions} */
    public TextFeatures englishStopWords() {
        return new TextFeatures(columns, hyperparameters, TextOptions.together(stopWords, EnglishWords.COMMON));
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

    /** The terms of one column in ascending order, and the weight of each. */
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

    private Selection selection() {
        return Selection.of(columns, TEXT).orNamed(CATEGORY);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return selection().in(input).stream()
                .map(field -> new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), VECTOR))))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(
                selection().in(training, describe()).stream()
                        .map(column -> vocabulary(column, context))
                        .toList(),
                hyperparameters,
                stopWords));
    }

    /** How often a term occurs, and in how many rows. */
    private static final class Counts {
        private long occurrences;
        private int rows;
    }

    private Vocabulary vocabulary(Column column, FitContext context) {
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
        double most = hyperparameters.number(MAX_SHARE) * column.size();
        int fewest = hyperparameters.integer(MIN_DOCUMENTS);
        List<String> terms = counts.entrySet().stream()
                .filter(entry -> entry.getValue().rows >= fewest && entry.getValue().rows <= most)
                .sorted(Comparator.<Map.Entry<String, Counts>>comparingLong(entry -> -entry.getValue().occurrences)
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(hyperparameters.integer(MAX_TERMS))
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
