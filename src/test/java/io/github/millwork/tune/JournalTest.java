package io.github.millwork.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Range;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.TribuoLearner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.classification.dtree.CARTClassificationTrainer;

class JournalTest {
    private static final FitContext CONTEXT = FitContext.of(5).withThreads(2);

    @TempDir
    Path folder;

    private final Dataset data = Searches.rows(120, 2);
    private final List<Chain<Classification>> candidates =
            List.of(Searches.chain(LogisticRegression.create().cost(Range.log(0.01, 100))));

    private Trials<Classification> search(SearchStrategy strategy, Path journal, FitContext context) {
        return Searches.tuner(strategy, Limits.NONE.journal(journal)).search(candidates, data, context);
    }

    @ParameterizedTest
    @MethodSource("io.github.millwork.tune.TunerTest#strategies")
    void aSearchGoesOnFromAnyPlaceWhereItWasKilled(SearchStrategy strategy) throws IOException {
        Path whole = folder.resolve("whole");
        List<String> expected = Searches.scores(search(strategy, whole, CONTEXT));
        byte[] bytes = Files.readAllBytes(whole);
        for (int part = 0; part <= 3; part++) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length * part / 3));
            assertThat(Searches.scores(search(strategy, cut, CONTEXT))).isEqualTo(expected);
            assertThat(Files.readAllLines(cut)).hasSameSizeAs(Files.readAllLines(whole));
        }
    }

    @Test
    void whatIsInTheJournalIsNotFittedAgain() {
        Path journal = folder.resolve("a/b/journal");
        List<Trial<Classification>> first =
                search(RandomSearch.trials(4), journal, CONTEXT).all();
        List<Trial<Classification>> second =
                search(RandomSearch.trials(4), journal, CONTEXT).all();
        assertThat(second).isEqualTo(first); // with all times, which another fit would not repeat
    }

    @Test
    void theJournalOfAnotherSearchIsLeftAsItIs() throws IOException {
        Path journal = folder.resolve("journal");
        search(RandomSearch.trials(2), journal, CONTEXT);
        byte[] before = Files.readAllBytes(journal);
        assertThatThrownBy(() -> search(RandomSearch.trials(2), journal, FitContext.of(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected " + journal + " to be the journal of this search but it is that of one with other "
                                + "data, candidates, folds, metrics or another seed, and was left as it is. Name another file, or "
                                + "delete this one.");
        assertThat(Files.readAllBytes(journal)).isEqualTo(before);
    }

    @Test
    void anotherFileIsLeftAsItIs() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "name,value\n1,2\n");
        assertThatThrownBy(() -> search(RandomSearch.trials(2), text, CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it is another file, or its first line is damaged, and was left as it is");
        assertThat(text).hasContent("name,value\n1,2\n");
        Path word = Files.writeString(folder.resolve("word"), "secret");
        assertThatThrownBy(() -> search(RandomSearch.trials(2), word, CONTEXT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(word).hasContent("secret");
    }

    @Test
    void aDamagedLineCostsOneFitAndNoOther() throws IOException {
        Path journal = folder.resolve("journal");
        List<Trial<Classification>> first =
                search(RandomSearch.trials(4), journal, CONTEXT).all();
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        lines.set(3, lines.get(3).replace("scores", "scares"));
        lines.set(7, "");
        Files.write(journal, lines);

        List<Trial<Classification>> second =
                search(RandomSearch.trials(4), journal, CONTEXT).all();
        long differing = IntStream.range(0, 12)
                .filter(fit -> !first.get(fit / 3)
                        .folds()
                        .get(fit % 3)
                        .equals(second.get(fit / 3).folds().get(fit % 3)))
                .count();
        assertThat(differing).isLessThanOrEqualTo(2); // in times alone
        assertThat(second)
                .extracting(Trial::mean)
                .isEqualTo(first.stream().map(Trial::mean).toList());
        assertThat(Files.readAllLines(journal)).hasSize(lines.size() + 2);
    }

    @Test
    void codeOfTheApplicationCannotBeGoneOnFrom() {
        List<Chain<Classification>> coded = List.of(
                Searches.chain(TribuoLearner.classifier("cart", seed -> new CARTClassificationTrainer(4, 1.0f, seed))));
        Path journal = folder.resolve("journal");
        assertThatThrownBy(() -> Searches.tuner(GridSearch.create(), Limits.NONE.journal(journal))
                        .search(coded, data, CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has code of the application inside. Search without a journal.");
        assertThat(journal).doesNotExist();
    }

    @Test
    void aLongerSearchGoesOnFromAShorterOne() {
        Path journal = folder.resolve("journal");
        List<Trial<Classification>> few =
                search(RandomSearch.trials(3), journal, CONTEXT).all();
        List<Trial<Classification>> more =
                search(RandomSearch.trials(6), journal, CONTEXT).all();
        assertThat(more).hasSize(6);
        assertThat(more.subList(0, 3)).isEqualTo(few);
    }
}
