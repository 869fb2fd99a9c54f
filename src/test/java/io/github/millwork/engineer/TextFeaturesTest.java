package io.github.millwork.engineer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.Transforms;
import io.github.millwork.testkit.References;
import io.github.millwork.testkit.TestTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextFeaturesTest {
    /** The lines of the licence, and some in other scripts, as text.py reads them. */
    private static Dataset lines() {
        Stream<String> lines =
                Stream.of("LICENSE", "src/test/resources/engineer/scripts.txt").flatMap(TextFeaturesTest::lines);
        return texts(lines.toArray(String[]::new));
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream().map(String::strip).filter(line -> !line.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dataset texts(String... texts) {
        return Dataset.of(Column.texts("text", texts));
    }

    private static Column transform(Transformer step, Dataset training, String... rows) {
        return Transforms.apply(step.fit(training, FitContext.of(0)).fitted(), texts(rows), 1)
                .column("text");
    }

    private static Stream<Arguments> references() {
        return Stream.of(
                Arguments.of("tfidf", TextFeatures.tfidf("text")),
                Arguments.of(
                        "tfidf-ngrams", TextFeatures.tfidf("text").ngrams(1, 2).minDocuments(3)),
                Arguments.of(
                        "tfidf-sublinear",
                        TextFeatures.tfidf("text")
                                .sublinear()
                                .norm("l1")
                                .maxDocumentShare(0.1)
                                .stopWords("the", "and", "of")),
                Arguments.of(
                        "counts",
                        TextFeatures.counts("text").keepCase().shortestWord(1).withoutAccents()),
                Arguments.of(
                        "presence",
                        TextFeatures.counts("text")
                                .presence()
                                .ngrams(2, 3)
                                .maxDocumentShare(0.02)
                                .minDocuments(2)),
                Arguments.of(
                        "characters",
                        TextFeatures.counts("text").characters(2, 3).minDocuments(5)),
                Arguments.of(
                        "characters-in-words",
                        TextFeatures.counts("text").charactersInWords(3, 5).minDocuments(5)),
                Arguments.of("hashed", TextFeatures.hashing("text").dimensions(128)));
    }

    @ParameterizedTest
    @MethodSource("references")
    void agreesWithScikitLearn(String name, Transformer step) {
        Dataset reference = TestTables.fixture("engineer/text-" + name + ".csv");
        Dataset found = References.compare(lines(), step, reference.drop("length"), 1e-12);
        for (int row = 0; row < reference.rowCount(); row++) {
            SparseVector vector = found.column("text").vector(row);
            double length = 0;
            for (int i = 0; i < vector.size(); i++) length += Math.abs(vector.value(i));
            assertThat(length).isCloseTo(reference.column("length").number(row), within(1e-11));
        }
    }

    @Test
    void termsAreDimensionsInAscendingOrder() {
        Column found = transform(TextFeatures.counts("text"), texts("b a1 b", "C, b!"), "b b d c");
        assertThat(found.dimensions()).containsExactly("text=a1");
        Column single = transform(TextFeatures.counts("text").shortestWord(1), texts("b a1 b", "C, b!"), "b b d c");
        assertThat(single.dimensions()).containsExactly("text=a1", "text=b", "text=c");
        assertThat(single.vector(0)).isEqualTo(SparseVector.of(new int[] {1, 2}, new double[] {2, 1}));
    }

    @Test
    void ofEquallyFrequentTermsTheFirstAreKept() {
        Column found = transform(TextFeatures.counts("text").maxTerms(2), texts("dd cc bb bb", "cc aa"), "");
        assertThat(found.dimensions()).containsExactly("text=bb", "text=cc");
    }

    @Test
    void missingAndUnknownTextsGiveZeros() {
        Column found = transform(TextFeatures.tfidf("text"), texts("some words", null), null, "other ones", "words");
        assertThat(List.of(found.vector(0), found.vector(1))).containsOnly(SparseVector.ZERO);
        assertThat(found.vector(2)).isEqualTo(SparseVector.unit(1));
    }

    @Test
    void stopWordsArePassedOverBeforeWordsArePutTogether() {
        Column found = transform(
                TextFeatures.counts("text").englishStopWords().ngrams(2, 2), texts("the cat and the dog"), "cat dog");
        assertThat(found.dimensions()).containsExactly("text=cat dog");
    }

    @Test
    void aTextWithoutTermsIsRefused() {
        assertThatThrownBy(() -> transform(TextFeatures.tfidf("text").minDocuments(2), texts("one two", "three"), ""))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'text' to have terms to learn but of 3 in 2 training rows none is left. "
                        + "Lower minDocuments, raise maxDocumentShare, or pass over fewer words.");
        assertThatThrownBy(() -> TextFeatures.tfidf("text").ngrams(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected terms of at least 1 and at most as many words");
    }

    @Test
    void itsNumbersCanBeSearched() {
        TextFeatures open =
                TextFeatures.tfidf("text").minDocuments(Range.between(1, 5)).maxTerms(Range.values(10, 20));
        assertThat(open.hyperparameters().ranges()).containsOnlyKeys("minDocuments", "maxTerms");
        assertThat(open.minDocuments(1).maxTerms(10)).isNotEqualTo(open);
    }

    @Test
    void hashedTermsThatCancelOutAreNotHeld() {
        Column found = transform(TextFeatures.hashing("text").dimensions(1).norm("none"), texts("x"), "aa bb cc dd");
        double sum = found.vector(0).at(0);
        assertThat(sum).isEqualTo(Math.rint(sum));
        assertThat(found.vector(0).size()).isEqualTo(sum == 0 ? 0 : 1);
    }
}
