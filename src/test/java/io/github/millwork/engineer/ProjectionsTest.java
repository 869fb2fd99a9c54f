package io.github.millwork.engineer;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.SparseVector;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.Transforms;
import io.github.millwork.testkit.References;
import io.github.millwork.testkit.TestTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compared with what scikit-learn and NumPy make of the same rows, see projections.py. */
class ProjectionsTest {
    private static final Columns COLUMNS = named("seniority", "time", "age", "expenses", "amount", "price");
    private static final Dataset SCALED = References.apply(Scale.standard(COLUMNS), TestTables.credit());

    private static Stream<Arguments> steps() {
        PrincipalComponents components = PrincipalComponents.of("shape", COLUMNS);
        return Stream.of(
                Arguments.of("pca-all", components),
                Arguments.of("pca-three", components.components(3)),
                Arguments.of("pca-share", components.explaining(0.7)),
                Arguments.of("pca-whitened", components.components(4).whitened()),
                Arguments.of(
                        "svd-numbers",
                        TruncatedSvd.of("shape", COLUMNS).components(4).rounds(20)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void agreesWithTheReference(String name, Transformer step) {
        Dataset reference = reference(name);
        Dataset found = References.compare(SCALED, step, reference, 1e-10);
        assertThat(found.column("shape").dimensions())
                .containsExactlyElementsOf(reference.drop("row").schema().names());
    }

    private static Dataset reference(String name) {
        return TestTables.fixture("engineer/projected-" + name + ".csv");
    }

    private static Dataset terms() throws IOException {
        String[] lines = Files.readString(Path.of("LICENSE")).split("\n", -1);
        return References.apply(TextFeatures.tfidf("text"), Dataset.of(Column.texts("text", lines)));
    }

    @Test
    void singularVectorsOfTextAgree() throws IOException {
        TruncatedSvd step =
                TruncatedSvd.of("shape", named("text")).components(5).rounds(60);
        References.compare(terms(), step, reference("svd-text"), 1e-9);
    }

    /** Few rounds lose a little of what the singular vectors hold, and no more. */
    @Test
    void theUsualRoundsFindNearlyAllThatThereIs() throws IOException {
        Dataset terms = terms();
        double usual =
                squares(References.apply(TruncatedSvd.of("shape", named("text")).components(20), terms));
        double exact = squares(References.apply(
                TruncatedSvd.of("shape", named("text")).components(20).rounds(60), terms));
        assertThat(usual / exact).isBetween(0.99, 1 + 1e-12);
    }

    private static double squares(Dataset rows) {
        Column column = rows.column("shape");
        double sum = 0;
        for (int row = 0; row < rows.rowCount(); row++) {
            SparseVector vector = column.vector(row);
            for (int i = 0; i < vector.size(); i++) sum += vector.value(i) * vector.value(i);
        }
        return sum;
    }

    @Test
    void numbersAndVectorsAreOneLongRow() {
        Dataset rows = Dataset.of(
                Column.numbers("x", 1, 2, 3, 4),
                Column.vectors(
                        "v",
                        List.of("v=a", "v=b"),
                        SparseVector.unit(0),
                        SparseVector.unit(1),
                        SparseVector.unit(0),
                        SparseVector.unit(1)));
        Dataset apart = Dataset.of(
                Column.numbers("x", 1, 2, 3, 4),
                Column.integers("a", 1, 0, 1, 0),
                Column.booleans("b", false, true, false, true));
        Column together =
                References.apply(PrincipalComponents.of("p", all()), rows).column("p");
        Column single =
                References.apply(PrincipalComponents.of("p", all()), apart).column("p");
        assertThat(together.dimensions()).isEqualTo(single.dimensions()).hasSize(2);
        for (int row = 0; row < 4; row++) assertThat(together.vector(row)).isEqualTo(single.vector(row));
    }

    @Test
    void directionsWithoutVarianceAreLeftOut() {
        Dataset rows = Dataset.of(
                Column.numbers("x", 1, 2, 3, 5),
                Column.numbers("twice", 2, 4, 6, 10),
                Column.numbers("same", 7, 7, 7, 7));
        assertThat(dimensions(
                        PrincipalComponents.of("p", numeric()).components(10).whitened(), rows))
                .containsExactly("p_1");
        assertThat(dimensions(TruncatedSvd.of("p", named("x", "twice")), rows)).containsExactly("p_1");
        assertThat(dimensions(PrincipalComponents.of("p", named("same")), rows)).isEmpty();
        assertThat(dimensions(TruncatedSvd.of("p", named("same")), rows)).containsExactly("p_1");
    }

    private static List<String> dimensions(Transformer step, Dataset rows) {
        return References.apply(step, rows).column("p").dimensions();
    }

    @Test
    void aRowWithAMissingCellHasMissingComponents() {
        Dataset training = Dataset.of(Column.numbers("x", 1, 2, 4), Column.numbers("y", 3, 1, 1));
        Dataset rows = Dataset.of(Column.numbers("x", Double.NaN, 2), Column.numbers("y", 1, 2));
        for (Transformer step : List.of(PrincipalComponents.of("p", numeric()), TruncatedSvd.of("p", numeric()))) {
            Column found = Transforms.apply(step.fit(training, FitContext.of(0)).fitted(), rows, 1)
                    .column("p");
            assertThat(found.vector(0).value(0)).isNaN();
            assertThat(found.vector(0).value(1)).isNaN();
            assertThat(found.vector(1).value(0)).isFinite();
            assertThatThrownBy(() -> step.fit(rows, FitContext.of(0)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected finite numbers in column 'x' to " + step.describe()
                            + " but it is missing at training row 0. Add Impute before, or choose other columns.");
        }
    }

    @Test
    void theSeedDecidesTheStartAndNotWhatIsFound() throws IOException {
        Dataset terms = terms();
        TruncatedSvd step =
                TruncatedSvd.of("shape", named("text")).components(3).rounds(60);
        SparseVector one = Transforms.apply(step.fit(terms, FitContext.of(1)).fitted(), terms, 1)
                .column("shape")
                .vector(5);
        SparseVector other = Transforms.apply(step.fit(terms, FitContext.of(2)).fitted(), terms, 1)
                .column("shape")
                .vector(5);
        for (int i = 0; i < one.size(); i++) assertThat(other.value(i)).isCloseTo(one.value(i), within(1e-9));
    }

    @Test
    void numbersOfComponentsMayBeTuned() {
        assertThat(PrincipalComponents.of("p", numeric())
                        .components(Range.between(1, 5))
                        .hyperparameters()
                        .ranges())
                .containsOnlyKeys("count");
        assertThat(PrincipalComponents.of("p", numeric())
                        .explaining(Range.between(0.5, 0.9))
                        .hyperparameters()
                        .ranges())
                .containsOnlyKeys("share");
        assertThat(TruncatedSvd.of("p", numeric())
                        .components(Range.between(1, 5))
                        .hyperparameters()
                        .ranges())
                .containsOnlyKeys("components");
    }

    @Test
    void whatIsTooWideOrTooLargeIsRefused() {
        List<Column> wide = new ArrayList<>();
        for (int i = 0; i < 4097; i++) wide.add(Column.numbers("x" + i, i, 2, 3));
        assertThatThrownBy(() -> References.apply(PrincipalComponents.of("p", numeric()), Dataset.of(wide)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected at most 4096 features")
                .hasMessageEndingWith("but found 4097. Use TruncatedSvd, or keep fewer of them.");
        Dataset large = Dataset.of(Column.numbers("x", 1e200, -1e200, 3));
        assertThatThrownBy(() -> References.apply(PrincipalComponents.of("p", numeric()), large))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected numbers whose squares can be added up but those in 'x' are too large. Scale them, "
                                + "or leave the column out.");
        assertThatThrownBy(() -> References.apply(TruncatedSvd.of("p", numeric()), large))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected numbers whose squares can be added up but they are too large. Scale them first.");
        assertThatThrownBy(() -> References.apply(PrincipalComponents.of("p", numeric()), large.rows(0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected at least two training rows")
                .hasMessageEndingWith("but found 1. Collect more.");
    }
}
