package io.github.millwork.collect;

import static io.github.millwork.collect.CsvFiles.csv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Progress;
import io.github.millwork.stage.Source;
import io.github.millwork.stage.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
    @TempDir
    Path folder;

    private static Csv full() {
        return Csv.file(Path.of("data", "people.csv"))
                .charset(StandardCharsets.ISO_8859_1)
                .delimiter('\t')
                .quote('\'')
                .missing("?", "-999")
                .text("note")
                .categorical("zip", "code")
                .type("born", ColumnType.DATE)
                .role("id", Role.ID);
    }

    @Test
    void isEqualByValueInWhateverOrderItWasMade() {
        Csv other = Csv.file(Path.of("data/people.csv"))
                .role("id", Role.ID)
                .type("born", ColumnType.DATE)
                .categorical("code")
                .text("zip", "note")
                .categorical("zip")
                .missing("-999")
                .missing(" ? ", "-999")
                .quote('\'')
                .delimiter('\t')
                .charset(StandardCharsets.ISO_8859_1);
        assertThat(other).isEqualTo(full()).hasSameHashCodeAs(full());
        assertThat(other.digest()).isEqualTo(full().digest());
    }

    @Test
    void differsByEverythingThatCanBeSet() {
        assertThat(List.of(
                        Csv.file(Path.of("people.csv")),
                        full(),
                        full().charset(StandardCharsets.UTF_8),
                        full().delimiter(';'),
                        full().quote('"'),
                        full().missing("NA"),
                        full().text("zip"),
                        full().type("born", ColumnType.TIMESTAMP),
                        full().role("id", Role.IGNORED)))
                .doesNotHaveDuplicates()
                .extracting(Csv::digest)
                .doesNotHaveDuplicates();
    }

    @Test
    void isLeftAsItWasByItsMethods() {
        Csv source = full();
        source.missing("x").text("y").role("z", Role.TIME).delimiter(';');
        assertThat(source).isEqualTo(full());
    }

    @Test
    void isSavedAndReadBack() {
        for (Csv source : List.of(full(), Csv.file(Path.of("people.csv")))) {
            State saved = State.fromJson(Codecs.encode(source).toJson());
            assertThat(Codecs.decode(saved, Source.class)).isEqualTo(source);
        }
    }

    @Test
    void isNotReadBackFromADamagedState() {
        State damaged = State.fromJson(Codecs.encode(full()).toJson().replace("\"DATE\"", "\"DAY\""));
        assertThatThrownBy(() -> Codecs.decode(damaged, Source.class)).isInstanceOf(BundleException.class);
    }

    @Test
    void describesItself() {
        assertThat(full().describe()).isEqualTo("read people.csv");
    }

    @Test
    void givesColumnsTheirRoles() {
        Dataset data = csv(folder, "id,x\n7,1\n").role("id", Role.ID).load();
        assertThat(data.column("id").role()).isEqualTo(Role.ID);
        assertThat(data.column("x").role()).isEqualTo(Role.FEATURE);
    }

    @Test
    void readsTheSameEveryTime() {
        Csv source = csv(folder, "a,b,c\n1,x,2.5\n2,y,\n3,x,1e3\n");
        assertThat(source.load(FitContext.of(1).withThreads(2)).fingerprint())
                .isEqualTo(source.load().fingerprint());
    }

    @Test
    void tellsOfProgressByBytesRead() {
        List<Progress> seen = new ArrayList<>();
        FitContext context = FitContext.of(0).withObserver(seen::add).child("collect", 0, 0.5);
        csv(folder, "a,b\n" + "1,word\n".repeat(100_000)).load(context);
        assertThat(seen)
                .hasSizeGreaterThan(5)
                .allMatch(each -> each.stage().equals("collect") && each.step().equals("read people.csv"));
        assertThat(seen)
                .extracting(Progress::fraction)
                .isSorted()
                .startsWith(0.0)
                .endsWith(0.5);
        int count = seen.size();
        assertThat(seen.get(count / 4).fraction()).isBetween(0.05, 0.15);
        assertThat(seen.get(count / 2).fraction()).isBetween(0.2, 0.3);
    }

    @Test
    void stopsWhenItIsCancelled() {
        List<Progress> seen = new ArrayList<>();
        FitContext context = FitContext.of(0).withObserver(seen::add).withCancellation(() -> seen.size() >= 3);
        Csv source = csv(folder, "a,b\n" + "1,word\n".repeat(100_000));
        assertThatThrownBy(() -> source.load(context)).isInstanceOf(CancellationException.class);
    }
}
