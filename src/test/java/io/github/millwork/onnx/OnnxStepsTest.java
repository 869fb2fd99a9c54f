package io.github.millwork.onnx;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.engineer.Bins;
import io.github.millwork.engineer.Polynomial;
import io.github.millwork.engineer.Splines;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Replace;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Transformer;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that make numbers of numbers, in onnxruntime on all rows, with missing cells among them. */
class OnnxStepsTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load();

    @TempDir
    Path folder;

    @BeforeAll
    static void needOnnxruntime() {
        Ort.need();
    }

    private static Arguments step(String name, Transformer step) {
        return Arguments.of(
                name, Pipeline.classify("status").drop(categorical()).preprocess(step));
    }

    static Stream<Arguments> said() {
        return Stream.of(
                step("bins of equal width", Bins.width(numeric(), 5)),
                step("bins of equal counts", Bins.quantile(numeric(), 7)),
                step("bins by clusters", Bins.clusters(named("income", "amount"), 4)),
                step("bins by a tree", Bins.tree(named("income", "amount"), 6)),
                step("products", Polynomial.degree(3, named("income", "amount", "age"))),
                step("products of different columns", Polynomial.interactions(named("income", "amount", "age"))),
                step("splines", Splines.of(named("income", "age", "debt"))),
                step(
                        "splines at quantiles, of degree 1",
                        Splines.of(named("income", "age")).atQuantiles().degree(1)),
                step("splines of degree 5", Splines.of(named("income", "age")).degree(5)),
                step("regressions", Impute.iterative(numeric())),
                step("regressions with indicator", Impute.iterative(numeric()).withIndicator()),
                step("powers", Scale.power(numeric())),
                step("replaced numbers", Replace.value(named("expenses"), 35, 1)),
                step("numbers that mean missing", Replace.withMissing(named("expenses"), 35, 60)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("said")
    void allRowsGiveTheSame(String name, Pipeline<Classification> pipeline) throws Exception {
        FittedPipeline<Classification> fitted = pipeline.preprocess(Impute.median(numeric()), Scale.standard(numeric()))
                .train(LogisticRegression.create())
                .fit(CREDIT);
        Path file = folder.resolve("model.onnx");
        fitted.exportOnnx(file);
        assertThat(OnnxExportTest.largest(Files.readAllBytes(file), fitted, CREDIT))
                .isLessThanOrEqualTo(1e-9);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                step("impute.neighbours", Impute.neighbours(numeric(), 3)),
                Arguments.of(
                        "encode.hash",
                        Pipeline.classify("status")
                                .drop("home", "time", "marital", "records")
                                .preprocess(Encode.hash(named("job")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void othersAreRefusedByName(String name, Pipeline<Classification> pipeline) {
        FittedPipeline<Classification> fitted = pipeline.preprocess(Impute.median(numeric()))
                .train(LogisticRegression.create())
                .fit(CREDIT.head(300));
        assertThatThrownBy(() -> fitted.exportOnnx(folder.resolve("refused.onnx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("preprocess step 2 (" + name + ") does not say as data what it computes");
    }
}
