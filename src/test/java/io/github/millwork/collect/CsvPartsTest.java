package io.github.millwork.collect;

import static io.github.millwork.collect.CsvFiles.cells;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Provenance;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Progress;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files, packed files, samples, and where rows came from. */
class CsvPartsTest {
    @TempDir
    Path folder;

    @Test
    void filesThatMatchAreReadInOrderAndTypesAreInferredOverAll() {
        Texts.write(folder, "2013-02.csv", "b,a\nx,2.5\n");
        Texts.write(folder, "2013-01.csv.gz", Texts.gzip("a,b\n1,007\n"));
        Texts.write(folder, "notes.txt", "nothing");
        Dataset data = Csv.files(folder, "2013-*.csv*").load();
        assertThat(data.schema().names()).containsExactly("a", "b");
        assertThat(cells(data, "a")).containsExactly(1.0, 2.5);
        assertThat(cells(data, "b")).containsExactly("007", "x");
    }

    @Test
    void filesOfDifferentColumns() {
        Texts.write(folder, "1.csv", "a,b\n1,2\n");
        Texts.write(folder, "2.csv", "a,B2\n1,2\n");
        assertThatThrownBy(() -> Csv.files(folder, "*.csv").load())
                .isInstanceOf(DataException.class)
                .hasMessage("Expected the columns of the files before but 'b' is absent in line 1 of "
                        + folder.resolve("2.csv") + ". Did you mean 'B2'?");
        Texts.write(folder, "2.csv", "a,b,c\n1,2,3\n");
        assertThatThrownBy(() -> Csv.files(folder, "*.csv").load())
                .hasMessage("Expected the columns of the files before but 'c' is new in line 1 of "
                        + folder.resolve("2.csv") + ". Read that file apart, and put both together with union.");
    }

    @Test
    void aFolderThatIsNotThere() {
        Path absent = folder.resolve("absent");
        assertThatThrownBy(() -> Csv.files(absent, "*").load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Expected a folder at " + absent + " but there is none. Check the path.");
    }

    @Test
    void aPackedFileThatBreaksOff() {
        byte[] packed = Texts.gzip("a\n" + "1234567\n".repeat(1000));
        Path file = Texts.write(folder, "x.csv.gz", java.util.Arrays.copyOf(packed, packed.length - 20));
        assertThatThrownBy(() -> Csv.file(file).load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Could not read " + file);
    }

    private Path numbers(int rows) {
        StringBuilder text = new StringBuilder("i,s\n");
        for (int i = 0; i < rows; i++) text.append(i).append(",s").append(i).append('\n');
        return Texts.write(folder, "numbers.csv", text.toString());
    }

    @Test
    void aSampleHoldsSoManyRowsInTheirOrderAndTheSameForTheSameSeed() {
        Csv csv = Csv.file(numbers(1000));
        Dataset sample = csv.sample(50, 1).load();
        List<Object> rows = cells(sample, "i");
        assertThat(rows)
                .hasSize(50)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> Long.compare((Long) a, (Long) b));
        assertThat(cells(sample, "s")).isEqualTo(rows.stream().map(i -> "s" + i).toList());
        assertThat(csv.sample(50, 1).load().fingerprint()).isEqualTo(sample.fingerprint());
        assertThat(csv.sample(50, 2).load().fingerprint()).isNotEqualTo(sample.fingerprint());
        assertThat(csv.sample(2000, 1).load().fingerprint())
                .isEqualTo(csv.load().fingerprint());
    }

    @Test
    void eachRowHasTheSameChanceToBeInASample() {
        Csv csv = Csv.file(numbers(20));
        int[] drawn = new int[20];
        int samples = 2000;
        for (int seed = 0; seed < samples; seed++) {
            for (Object row : cells(csv.sample(5, seed).load(), "i")) drawn[((Long) row).intValue()]++;
        }
        // Chi-square of 20 cells with expectation 500 each, with the variance of draws without replacement.
        double chi = IntStream.of(drawn)
                .mapToDouble(n -> (n - 500.0) * (n - 500) / (500 * 0.75))
                .sum();
        assertThat(chi * 19 / 20).isLessThan(43.8); // the 99.9 % point with 19 degrees of freedom
    }

    @Test
    void jsonIsSampledWithItsMissingCells() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) text.append(i % 2 == 0 ? "{\"i\":" + i + "}\n" : "{\"i\":" + i + ",\"odd\":1}\n");
        Dataset data = Json.file(Texts.write(folder, "x.json", text.toString()))
                .sample(30, 4)
                .load();
        assertThat(data.rowCount()).isEqualTo(30);
        for (int row = 0; row < 30; row++) {
            boolean odd = (Long) data.column("i").value(row) % 2 == 1;
            assertThat(data.column("odd").isMissing(row)).isNotEqualTo(odd);
        }
    }

    @Test
    void whereRowsCameFromIsKnownToAllThatIsMadeOfThem() {
        Instant before = Instant.now().minusSeconds(1);
        Path file = Texts.write(folder, "x.csv", "a,b\n1,x\n2,y\n");
        Dataset data = Csv.file(file).load();
        assertThat(data.provenance()).hasSize(1);
        Provenance from = data.provenance().get(0);
        assertThat(from.source()).isEqualTo("csv");
        assertThat(from.place()).isEqualTo(file.toString());
        assertThat(from.rows()).isEqualTo(2);
        assertThat(from.collected()).isBetween(before, Instant.now());
        assertThat(from.fingerprint()).isEqualTo(data.fingerprint());
        Dataset made = data.rows(1).drop("a").rename("b", "c").sort("c");
        assertThat(made.provenance()).containsExactly(from);
        assertThat(made.provenance().get(0).fingerprint()).isEqualTo(data.fingerprint());
    }

    @Test
    void progressGoesThroughAllFilesAndWorkCanBeCancelled() {
        Texts.write(folder, "1.csv", "a\n" + "12345678\n".repeat(50_000));
        Texts.write(folder, "2.csv", "a\n" + "12345678\n".repeat(50_000));
        List<Double> told = new ArrayList<>();
        Csv.files(folder, "*.csv")
                .load(FitContext.of(0).withObserver((Progress progress) -> told.add(progress.fraction())));
        assertThat(told).isSorted().hasSizeGreaterThan(6).contains(0.0, 1.0);
        FitContext stopped = FitContext.of(0).withBudget(Duration.ofNanos(1));
        assertThatThrownBy(() -> Csv.files(folder, "*.csv").load(stopped)).isInstanceOf(CancellationException.class);
    }

    @Test
    void specificationsOfAllOriginsAreEqualToWhatIsSavedOfThem() {
        Http http = Http.standard()
                .header("Accept", "text/csv")
                .bearerFrom("TOKEN")
                .perSecond(2)
                .retries(1);
        for (Csv source : List.of(
                Csv.file(Path.of("a.csv")).delimiter(';'),
                Csv.files(Path.of("data"), "*.csv").sample(3, 4),
                Csv.url(URI.create("https://example.org/a.csv?x=1"), http))) {
            Csv loaded = Codecs.decode(Codecs.encode(source), Csv.class);
            assertThat(loaded).isEqualTo(source).hasToString(source.toString());
        }
    }
}
