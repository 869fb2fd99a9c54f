package io.github.millwork.preprocess;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.Transforms;
import io.github.millwork.testkit.TestTables;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with what scikit-learn made of the same rows; see reference.py beside the fixtures. */
class ReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "credit, standard", "credit, min-max", "credit, robust",
        "penguins, standard", "penguins, min-max", "penguins, robust"
    })
    void scalersAgree(String source, String method) {
        Scale scale = new Scale(numeric(), Scale.Method.valueOf(constant(method)));
        compareRows(table(source), scale, fixture(source, method));
    }

    @ParameterizedTest
    @CsvSource({
        "credit, mean", "credit, median", "credit, most_frequent",
        "penguins, mean", "penguins, median", "penguins, most_frequent"
    })
    void imputersAgreeIndicatorsAndAll(String source, String strategy) {
        Impute impute = new Impute(numeric(), Impute.Strategy.valueOf(constant(strategy)), null, false).withIndicator();
        Dataset imputed = compareRows(table(source), impute, fixture(source, strategy));
        Dataset reference = fixture(source, strategy);
        for (Column column : imputed.columns()) {
            if (column.name().endsWith("_missing") && !reference.has(column.name())) {
                // scikit-learn leaves these out.
                assertThat(column.toDoubles()).as(column.name()).containsOnly(0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"credit", "penguins"})
    void mostFrequentCategoriesAgree(String source) {
        compareRows(table(source), Impute.mostFrequent(categorical()), fixture(source, "most_frequent-words"));
    }

    @ParameterizedTest
    @CsvSource({"credit", "penguins"})
    void oneHotAgreesOnMissingAsALevel(String source) {
        compareVectors(table(source), Encode.oneHot(categorical()).withMissing(), fixture(source, "one-hot-missing"));
    }

    @ParameterizedTest
    @CsvSource({"credit", "penguins"})
    void oneHotAgreesOnUnseenAndRareLevels(String source) {
        Dataset filled = transformed(table(source), Impute.mostFrequent(categorical()), table(source));
        OneHot encode = Encode.oneHot(categorical());
        compareVectors(filled, encode, fixture(source, "one-hot"));
        compareVectors(filled, encode.minFrequency(100), fixture(source, "one-hot-min-frequency"));
        compareVectors(filled, encode.maxLevels(2), fixture(source, "one-hot-max-levels"));
    }

    private static Dataset table(String source) {
        return source.equals("credit") ? TestTables.credit() : TestTables.penguins();
    }

    private static Dataset fixture(String source, String name) {
        return TestTables.fixture("preprocess/" + source + "-" + name + ".csv");
    }

    private static String constant(String name) {
        return name.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
    }

    private static Dataset transformed(Dataset training, Transformer step, Dataset rows) {
        return Transforms.apply(step.fit(training, FitContext.of(0)).fitted(), rows, 1);
    }

    /** Fits on all rows and compares those that the reference kept. */
    private static Dataset compareRows(Dataset data, Transformer step, Dataset reference) {
        int[] rows = Arrays.stream(reference.column("row").toDoubles())
                .mapToInt(row -> (int) row)
                .toArray();
        Dataset found = transformed(data, step, data.rows(rows));
        for (Column expected : reference.drop("row").columns()) {
            Column actual = found.column(expected.name());
            for (int row = 0; row < rows.length; row++) {
                String where = expected.name() + " at row " + rows[row];
                if (expected.type() == ColumnType.CATEGORY) {
                    assertThat(actual.string(row)).as(where).isEqualTo(expected.string(row));
                } else {
                    compare(actual.number(row), expected.number(row), where);
                }
            }
        }
        return found;
    }

    private static void compare(double actual, double expected, String where) {
        if (Double.isNaN(expected)) assertThat(actual).as(where).isNaN();
        else assertThat(actual).as(where).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }

    /** The reference holds the rows to be transformed, then a column for each dimension. */
    private static void compareVectors(Dataset training, Transformer step, Dataset reference) {
        List<String> inputs = training.columns().stream()
                .filter(column -> column.type() == ColumnType.CATEGORY)
                .map(Column::name)
                .toList();
        Dataset words = training.select(inputs.toArray(new String[0]));
        Dataset found = transformed(words, step, reference.select(inputs.toArray(new String[0])));
        for (String input : inputs) {
            Column vectors = found.column(input);
            List<String> expected = reference.schema().names().stream()
                    .filter(name -> name.startsWith(input + "="))
                    .toList();
            assertThat(vectors.dimensions()).containsSubsequence(expected);
            for (int row = 0; row < reference.rowCount(); row++) {
                for (int d = 0; d < vectors.dimensions().size(); d++) {
                    String dimension = vectors.dimensions().get(d);
                    // A bucket that scikit-learn leaves out, since no level of training is in it, stays empty here.
                    double wanted = expected.contains(dimension)
                            ? reference.column(dimension).number(row)
                            : 0;
                    assertThat(vectors.vector(row).at(d))
                            .as(dimension + " at row " + row)
                            .isEqualTo(wanted);
                }
            }
        }
    }
}
