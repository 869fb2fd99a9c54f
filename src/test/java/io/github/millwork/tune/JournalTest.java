package io.github.millwork.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Range;
import io.github.millwork.train.LogisticRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
                .hasMessageContaining("it is another file, and was left as it is");
        assertThat(text).hasContent("name,value\n1,2\n");
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
