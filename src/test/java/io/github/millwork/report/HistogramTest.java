package io.github.millwork.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HistogramTest {
    static Stream<Arguments> samples() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/report/histogram.csv"));
        return lines.stream().skip(1).map(line -> line.split(",")).map(cells -> {
            double[] counts = numbers(cells[2]);
            return Arguments.of(cells[0], Double.parseDouble(cells[1]), counts, numbers(cells[3]));
        });
    }

    private static double[] numbers(String cell) {
        return Arrays.stream(cell.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void countsAreThoseOfTheReference(String name, double width, double[] counts, double[] values) {
        double[] edges =
                IntStream.rangeClosed(0, 12).mapToDouble(i -> -2 + i / 2.0).toArray();
        Histogram histogram = Histogram.of("h", Axis.of("x"), edges).counting(name, values);
        assertThat(histogram.groups().get(0).heights())
                .containsExactly(Arrays.stream(counts).boxed().toArray(Double[]::new));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void binsAreOfARoundWidthNearThatOfTheReference(String name, double width, double[] counts, double[] values) {
        double[] bins = Histogram.bins(values);
        double step = bins[1] - bins[0];
        assertThat(step / width).as(name).isBetween(2.0 / 3, 5.0 / 3);
        double first =
                Double.parseDouble(Double.toString(step).replaceAll("[0.]", "").substring(0, 1));
        assertThat(first).isIn(1.0, 2.0, 5.0);
        Histogram histogram = Histogram.of("h", Axis.of("x"), bins).counting(name, values);
        assertThat(sum(histogram)).isEqualTo(values.length);
    }

    private static double sum(Histogram histogram) {
        return histogram.groups().get(0).heights().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @Test
    void aBinHoldsItsLowerEdgeAndTheLastOneBoth() {
        Histogram histogram = Histogram.of("h", Axis.of("x"), new double[] {0, 1, 2})
                .counting("values", -0.1, -0.0, 0.0, 1, 2, 2.1, Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(histogram.groups().get(0).heights()).containsExactly(2.0, 2.0);
    }

    @Test
    void sharesSumToOne() {
        Histogram histogram = Histogram.of("h", Axis.of("x"), new double[] {0, 1, 2})
                .heights("a", 1, 3)
                .heights("none", 0, 0)
                .shares();
        assertThat(histogram.groups().get(0).heights()).containsExactly(0.25, 0.75);
        assertThat(histogram.groups().get(1).heights()).containsExactly(Double.NaN, Double.NaN);
        assertThat(histogram.y().label()).isEqualTo("share");
    }

    @Test
    void outliersDoNotMakeThousandsOfBins() {
        double[] values = IntStream.range(0, 10_000)
                .mapToDouble(i -> i == 0 ? 1e9 : i % 100)
                .toArray();
        assertThat(Histogram.bins(values)).hasSizeBetween(10, 61);
    }

    @Test
    void edgesAscend() {
        assertThatThrownBy(() -> Histogram.of("h", Axis.of("x"), new double[] {0, 2, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected at least two finite edges of bins in ascending order but found [0.0, 2.0, 1.0]. "
                        + "Sort them and leave out duplicates.");
        assertThatThrownBy(() -> Histogram.of("h", Axis.of("x"), new double[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Histogram.of("h", Axis.of("x"), new double[] {0, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Histogram.of("h", Axis.of("x"), new double[] {0, 1}).heights("a", 1, 2))
                .hasMessage("Expected 1 heights of 'a', one for each bin, but found 2. Give as many.");
    }
}
