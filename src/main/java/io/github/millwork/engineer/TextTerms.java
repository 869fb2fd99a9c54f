package io.github.millwork.engineer;

import io.github.millwork.data.Columns;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Transformer;
import java.util.List;

/**
 * A step that cuts text into terms: how it is cut. What becomes of the terms, each step says. Immutable; every method gives
 * another step.
 *
 * @param <S> the step
 */
public sealed interface TextTerms<S extends TextTerms<S>> extends Transformer permits TextFeatures, HashedText {
    /** {@return which columns; by type, only texts; categories where they are chosen by name} */
    Columns columns();

    /** {@return words that are passed over, in the case in which they are compared} */
    List<String> stopWords();

    @Override
    S withHyperparameters(Hyperparameters values);

    /**
     * {@return this step with these words passed over and no others}
     *
     * @param words the words, in lower case unless case is kept
     */
    S withStopWords(List<String> words);

    /**
     * {@return this step with rows scaled in another way}
     *
     * @param norm {@code "l2"} (Euclidean length 1), {@code "l1"} (sum 1) or {@code "none"}
     */
    default S norm(String norm) {
        return withHyperparameters(hyperparameters().with(TextOptions.NORM, norm));
    }

    /**
     * {@return this step with runs of several words as terms}
     *
     * @param from the fewest words of a term, at least 1, which is the default
     * @param to the most words of a term, at least as many; the default is 1
     */
    default S ngrams(int from, int to) {
        return withHyperparameters(TextOptions.grams(hyperparameters(), "words", from, to));
    }

    /**
     * {@return this step with runs of characters as terms, spaces among them}
     *
     * @param from the fewest characters of a term, at least 1
     * @param to the most characters of a term, at least as many
     */
    default S characters(int from, int to) {
        return withHyperparameters(TextOptions.grams(hyperparameters(), "characters", from, to));
    }

    /**
     * {@return this step with runs of characters as terms that do not go beyond a word and the space on either side}
     *
     * @param from the fewest characters of a term, at least 1
     * @param to the most characters of a term, at least as many
     */
    default S charactersInWords(int from, int to) {
        return withHyperparameters(TextOptions.grams(hyperparameters(), "charactersInWords", from, to));
    }

    /**
     * {@return this step with shorter words passed over}
     *
     * @param characters at least 1; the default is 2
     */
    default S shortestWord(int characters) {
        return withHyperparameters(hyperparameters().with(TextOptions.SHORTEST, characters));
    }

    /** {@return this step with upper and lower case told apart} */
    default S keepCase() {
        return withHyperparameters(hyperparameters().with(TextOptions.CASE, "keep"));
    }

    /** {@return this step with accents taken off} */
    default S withoutAccents() {
        return withHyperparameters(hyperparameters().with(TextOptions.ACCENTS, "remove"));
    }

    /**
     * {@return this step with these words passed over too, before they are put together}
     *
     * @param words the words, in lower case unless case is kept
     */
    default S stopWords(String... words) {
        return withStopWords(TextOptions.together(stopWords(), List.of(words)));
    }

    /** {@return this step with the most common words of English passed over too: articles, pronouns, prepositions} */
    default S englishStopWords() {
        return withStopWords(TextOptions.together(stopWords(), EnglishWords.COMMON));
    }

    @Override
    default List<Schema.Rewrite> plan(Schema input) {
        return KeptFeatures.plan(TextOptions.selection(columns()).in(input));
    }
}
