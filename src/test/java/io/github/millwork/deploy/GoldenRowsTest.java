package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Need;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Which rows a saved pipeline proves itself with. */
class GoldenRowsTest extends BundleCases {
    @Test
    void goldenRowsHaveMissingCellsUnseenCategoriesAndExtremes() {
        FittedChain<Regression> chain = Chains.small();

        Dataset rows = Golden.of(chain, Chains.sample(chain)).rows();

        assertThat(rows.rowCount()).isGreaterThanOrEqualTo(20);
        assertThat(rows.head(6).column("size").value(1)).isEqualTo(40.125 + 3.3);
        List<Object> sizes = IntStream.range(0, rows.rowCount())
                .mapToObj(rows.column("size")::value)
                .toList();
        assertThat(sizes).contains(null, -1e30, 1e30);
        assertThat(rows.column("kind").levels()).contains("attic", "not seen in training");
        assertThat(rows.column("kind").missingCount()).isPositive();
    }

    @Test
    void aSingleTrainingRowIsVariedUntilThereAreTwentyGoldenRows() {
        FittedChain<Regression> chain = Chains.filling(Chains.flats(1));

        Golden golden = Golden.of(chain, Chains.sample(chain));

        assertThat(golden.rows().rowCount()).isGreaterThanOrEqualTo(20);
        assertThat(golden.outputs()).hasSize(golden.rows().rowCount());
        assertThat(Bundle.load(saved(chain), Regression.class).fitted().fingerprint())
                .isEqualTo(chain.fingerprint());
    }

    @Test
    void rowsThatThePipelineCannotTakeAreNoGoldenRows() {
        Dataset complete = Dataset.of(
                Column.numbers("size", 1, 2, 4), Column.numbers("rooms", 1, 1, 2), Column.numbers("price", 3, 4, 5));
        FittedChain<Regression> chain = Chains.fit(complete, new TestSteps.Linear(Set.of(Need.COMPLETE)));

        Dataset rows = Golden.of(chain, Chains.sample(chain)).rows();

        assertThat(chain.toleratesMissing()).isFalse();
        assertThat(rows.rowCount()).isGreaterThanOrEqualTo(20);
        assertThat(rows.column("size").missingCount()).isZero();
        assertThat(Bundle.load(saved(chain), Regression.class).fitted().fingerprint())
                .isEqualTo(chain.fingerprint());
    }

    @Test
    void aPipelineThatToleratesMissingCellsHasThemInItsGoldenRows() {
        Dataset data = Chains.flats(8).drop("kind");
        FittedChain<Regression> chain = Chains.fit(data, new TestSteps.Linear(Set.of()));

        Golden golden = Golden.of(chain, Chains.sample(chain));

        assertThat(golden.rows().column("size").missingCount()).isPositive();
        assertThat(golden.outputs()).contains(Double.NaN);
        assertThat(Bundle.load(saved(chain), Regression.class).fitted().fingerprint())
                .isEqualTo(chain.fingerprint());
    }

    @Test
    void syntheticGoldenRowsHoldNoTrainingRow() throws IOException {
        FittedChain<Regression> chain = Chains.small();
        Path file = folder.resolve("synthetic");

        Chains.bundle(chain).save(file, GoldenRows.SYNTHETIC);

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream()).extracting(ZipEntry::getName).doesNotContain("sample.json");
        }
        Dataset rows = Golden.fromState(entry(file, "golden.json")).rows();
        assertThat(rows.rowCount()).isGreaterThanOrEqualTo(20);
        assertThat(IntStream.range(0, rows.rowCount()).mapToObj(rows.column("size")::value))
                .doesNotContainAnyElementsOf(IntStream.range(0, 6)
                        .mapToObj(row -> Chains.sample(chain).column("size").value(row))
                        .filter(size -> size != null)
                        .toList());
        Bundle<Regression> bundle = Bundle.load(file, Regression.class);
        Fitted<Regression> loaded = bundle.fitted();
        assertThat(bundle.record().sample().rowCount()).isZero();
        assertSameBits(chain.predict(Chains.flats(30)), loaded.predict(Chains.flats(30)));
    }

    @Test
    void goldenRowsCanBeLeftOut() throws IOException {
        FittedChain<Regression> chain = Chains.small();
        Path file = folder.resolve("bare");

        Chains.bundle(chain).save(file, GoldenRows.NONE);

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream())
                    .extracting(ZipEntry::getName)
                    .containsExactly("manifest.json", "facts.json", "pipeline.json", "record.json");
        }
        assertThat(Bundle.load(file, Regression.class).fitted().fingerprint()).isEqualTo(chain.fingerprint());
    }
}
