package io.github.millwork.preprocess;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Transformer;
import io.github.millwork.testkit.References;
import io.github.millwork.testkit.TestTables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with what scikit-learn, or a formula where it has none, made of the same rows; see columns.py. */
class ColumnReferencesTest {
    private static Stream<Arguments> steps() {
        Map<String, Transformer> steps = new LinkedHashMap<>();
        steps.put("max-abs", Scale.maxAbs(numeric()));
        steps.put("quantile-uniform", Scale.quantile(numeric()));
        steps.put("quantile-normal", Scale.quantile(numeric()).normal());
        steps.put("yeo-johnson", Scale.power(numeric()));
        steps.put("rows-l1", Scale.rows(numeric(), RowNorm.Norm.L1));
        steps.put("rows-l2", Scale.rows(numeric(), RowNorm.Norm.L2));
        steps.put("rows-max", Scale.rows(numeric(), RowNorm.Norm.MAX));
        steps.put("clip-quantiles", Clip.quantiles(numeric(), 0.05, 0.9));
        steps.put("clip-fences", Clip.fences(numeric(), 1.5));
        steps.put("ordinal", Encode.ordinal(categorical()));
        steps.put("frequency", Encode.frequency(categorical()));
        steps.put("binary", Encode.binary(categorical()));
        steps.put("hash", Encode.hash(categorical()).dimensions(16));
        return Stream.of("credit", "penguins")
                .flatMap(source ->
                        steps.entrySet().stream().map(step -> Arguments.of(source, step.getKey(), step.getValue())));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void agreesWithTheReference(String source, String name, Transformer step) {
        References.compare(data(source), step, reference(source, name), 1e-10);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void boxAndCoxAgreeOnPositiveColumns(String source) {
        Dataset reference = reference(source, "box-cox");
        String[] columns = reference.drop("row").schema().names().toArray(new String[0]);
        assertThat(columns).hasSizeGreaterThan(3);
        References.compare(data(source), Scale.power(named(columns)).boxCox(), reference, 1e-9);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void oneHotWithoutTheFirstLevelAgrees(String source) {
        Dataset filled = References.apply(Impute.mostFrequent(categorical()), data(source));
        Dataset found = References.compare(
                filled, Encode.oneHot(categorical()).dropFirst(), reference(source, "one-hot-drop-first"), 0);
        found.columns().stream()
                .filter(column -> !column.dimensions().isEmpty())
                .forEach(column -> assertThat(column.dimensions())
                        .hasSize(filled.column(column.name()).levels().size() - 1));
    }

    private static Stream<String> sources() {
        return Stream.of("credit", "penguins");
    }

    private static Dataset data(String source) {
        return source.equals("credit") ? TestTables.credit() : TestTables.penguins();
    }

    private static Dataset reference(String source, String name) {
        return TestTables.fixture("preprocess/steps-" + source + "-" + name + ".csv");
    }
}
