package io.github.millwork.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Range;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search in a process of its own, which is killed and not asked. */
class KilledSearchTest {
    private static final int KILLED_AFTER = 7;
    private static final int TRIALS = 12;

    @TempDir
    Path folder;

    /** Searches, and says when each fit is done. */
    public static final class Searching {
        private Searching() {}

        /**
         * Searches.
         *
         * @param args the strategy, and the journal
         */
        public static void main(String[] args) {
            FitContext told = FitContext.of(21).withThreads(2).withObserver(progress -> System.out.println("fitted"));
            search(args[0], Path.of(args[1]), told);
        }
    }

    private static Trials<Classification> search(String strategy, Path journal, FitContext context) {
        Dataset data = Searches.rows(300, 8);
        List<Chain<Classification>> candidates = List.of(
                Searches.chain(
                        LogisticRegression.create().cost(Range.log(0.01, 100)), Scale.standard(Columns.numeric())),
                Searches.chain(
                        GradientBoosting.classifier()
                                .trees(Range.between(5, 60))
                                .depth(Range.values(1, 2, 4)),
                        Scale.standard(Columns.numeric())));
        SearchStrategy how = strategy.equals("random") ? RandomSearch.trials(TRIALS) : TreeParzen.trials(TRIALS);
        return Searches.tuner(how, Limits.NONE.journal(journal)).search(candidates, data, context);
    }

    /** What the class loader of this test looks through: that of a launcher, or the class path of this process. */
    private static String classPath() {
        if (KilledSearchTest.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "model"})
    void whatIsLeftToDoIsDoneAndTheResultIsTheSame(String strategy) throws IOException, InterruptedException {
        Path journal = folder.resolve("journal");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        Searching.class.getName(),
                        strategy,
                        journal.toString())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        int fits = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (fits < KILLED_AFTER && out.readLine() != null) fits++;
            process.destroyForcibly();
            process.waitFor();
        }
        assertThat(fits).as(Files.readString(folder.resolve("errors"))).isEqualTo(KILLED_AFTER);
        int written = Files.readAllLines(journal).size();
        assertThat(written).isBetween(KILLED_AFTER, 3 * TRIALS); // not all that would have been

        FitContext context = FitContext.of(21).withThreads(2);
        Trials<Classification> resumed = search(strategy, journal, context);
        Trials<Classification> undisturbed = search(strategy, folder.resolve("other"), context);
        assertThat(Searches.scores(resumed)).isEqualTo(Searches.scores(undisturbed));
        assertThat(resumed.best().chain()).isEqualTo(undisturbed.best().chain());
        assertThat(resumed.ranked())
                .extracting(Trial::number)
                .isEqualTo(undisturbed.ranked().stream().map(Trial::number).toList());
    }
}
