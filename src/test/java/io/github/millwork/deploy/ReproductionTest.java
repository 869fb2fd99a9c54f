package io.github.millwork.deploy;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.deploy.Reproduction.Kind;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.train.LinearRegression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReproductionTest {
    private final Dataset flats = Chains.flats(30);
    private final FittedChain<Regression> chain = Chains.fit(
            flats,
            LinearRegression.create(),
            Impute.median(numeric()),
            Impute.mostFrequent(categorical()),
            Scale.standard(numeric()),
            Encode.oneHot(categorical()));
    private final Bundle<Regression> bundle =
            new Bundle<>(chain, Chains.bundle(chain).record(), ModelFacts.NONE.with(Lineage.here()));

    @Test
    void theSameRowsGiveTheSameBits() {
        Reproduction reproduction = Reproduction.of(bundle, Chains.flats(30));

        assertThat(reproduction.sameBits()).isTrue();
        assertThat(reproduction.differences()).isEmpty();
        assertThat(reproduction).hasToString("the same bits: fingerprint " + chain.fingerprint());
    }

    @Test
    void otherCellsAreNamedAndWhatTheyChanged() {
        double[] prices = IntStream.range(0, 30)
                .mapToDouble(row -> (Double) flats.column("price").value(row) + (row == 3 ? 1 : 0))
                .toArray();
        Dataset other = Dataset.of(flats.column("size"), flats.column("kind"), Column.numbers("price", prices));

        Reproduction reproduction = Reproduction.of(bundle, other);

        assertThat(reproduction.sameBits()).isFalse();
        assertThat(reproduction.found()).isNotEqualTo(chain.fingerprint());
        assertThat(reproduction.differences())
                .extracting(Reproduction.Difference::kind)
                .containsExactly(Kind.DATA, Kind.MODEL);
        assertThat(reproduction.differences().get(0).what())
                .isEqualTo("the same columns and number of rows, but other cells");
        assertThat(reproduction.differences().get(1).what()).startsWith("model (");
        assertThat(reproduction.toString()).startsWith("other bits: fingerprint ");
    }

    @Test
    void theStepsThatDifferAreNamed() {
        Reproduction reproduction = Reproduction.of(bundle, Chains.flats(24));

        assertThat(reproduction.differences())
                .extracting(Reproduction.Difference::kind)
                .containsExactly(Kind.DATA, Kind.MODEL, Kind.STEP, Kind.STEP);
        assertThat(reproduction.differences().get(0).what()).isEqualTo("30 rows then, 24 now");
        assertThat(reproduction.differences().stream().map(Reproduction.Difference::what))
                .anyMatch(what -> what.startsWith("step 1 ("))
                .anyMatch(what -> what.startsWith("step 3 ("))
                .noneMatch(what -> what.startsWith("step 4"));
    }

    @Test
    void aColumnMoreMakesNoDifferenceToWhatIsFittedButIsOtherData() {
        Dataset wider = Dataset.of(List.of(
                flats.column("size"),
                flats.column("kind"),
                flats.column("price"),
                Column.numbers("note", new double[30])));
        Reproduction reproduction = Reproduction.of(bundle, wider);

        assertThat(reproduction.differences().get(0).kind()).isEqualTo(Kind.DATA);
    }

    @Test
    void otherVersionsAreNamed() {
        Bundle<Regression> old = new Bundle<>(
                chain, bundle.record(), ModelFacts.NONE.with(new Lineage(Map.of("java", "11.0.2", "tribuo", "4.2.0"))));

        Reproduction reproduction = Reproduction.of(old, flats);

        assertThat(reproduction.sameBits()).isTrue();
        assertThat(reproduction.differences())
                .containsExactly(
                        new Reproduction.Difference(
                                Kind.VERSIONS,
                                "java was 11.0.2 and is " + System.getProperty("java.runtime.version") + " here"),
                        new Reproduction.Difference(Kind.VERSIONS, "tribuo was 4.2.0 and is 4.3.2 here"));
    }

    @Test
    void aFitOfWhichNothingWasSaidCannotBeRepeated() {
        FitRecord record = bundle.record();
        Bundle<Regression> silent = new Bundle<>(
                chain,
                new FitRecord(
                        Optional.empty(),
                        record.seed(),
                        record.rows(),
                        record.data(),
                        record.sample(),
                        Optional.empty(),
                        Optional.empty()));

        assertThatThrownBy(() -> Reproduction.of(silent, flats))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("Expected the pipeline to say what was fitted but it does not");
    }
}
