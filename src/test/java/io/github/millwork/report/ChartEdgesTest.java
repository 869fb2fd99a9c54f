package io.github.millwork.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Charts of what nobody would draw by hand: each gives a valid page, with numbers that any renderer can take. */
class ChartEdgesTest {
    private static final Pattern NUMBER = Pattern.compile("-?[\\d.]+");
    private static final double NAN = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double[] FOUR = {1, 2, 3, 4};

    private static XyChart chart(Series... series) {
        return XyChart.of("Chart", Axis.of("x"), Axis.of("y")).with(series);
    }

    private static Series line(double... y) {
        return Series.line("line", IntStream.range(0, y.length).asDoubleStream().toArray(), y);
    }

    private static Histogram histogram(double... values) {
        return Histogram.of("Histogram", Axis.of("x"), Histogram.bins(values)).counting("all", values);
    }

    static Stream<Block> blocks() {
        String name = "a_very_long_name_".repeat(40);
        Series[] many = IntStream.range(0, 50)
                .mapToObj(i -> Series.line("series " + i, FOUR, new double[] {i, i + 1, i * 2, i}))
                .toArray(Series[]::new);
        BarChart bars = BarChart.of("Bars", Axis.of("x"));
        return Stream.of(
                chart(),
                chart(line()),
                chart(line(5)),
                chart(line(5).marked()),
                chart(line(7, 7, 7, 7)),
                chart(line(NAN, NAN)),
                chart(line(1, NAN, 2, INFINITE, 3, -INFINITE, 4)),
                chart(line(-1e299, 3e299, 1e308, Double.MAX_VALUE)),
                chart(line(0, Double.MIN_VALUE, 1e-320)),
                chart(line(1, Math.nextUp(1.0))),
                chart(line(1, 2).band(new double[] {NAN, 1}, new double[] {3, INFINITE})),
                chart(line(2, 1, 2).band(new double[] {3, 0, 1}, new double[] {1, 2, NAN})),
                chart(Series.points("points", FOUR, FOUR).band(new double[] {NAN, 1, 2, 3}, FOUR)),
                chart(Series.line(name, FOUR, FOUR), Series.points(name, FOUR, FOUR)),
                chart(many),
                XyChart.of("Log", Axis.of("x").log(), Axis.of("y").log())
                        .with(Series.line("line", new double[] {0, -1, 1e-300, 1e300}, FOUR)
                                .marked())
                        .with(
                                Reference.diagonal("same"),
                                Reference.vertical(-1, "left"),
                                Reference.horizontal(0, "zero")),
                XyChart.of("Mixed", Axis.of("x").log(), Axis.of("y"))
                        .with(line(1, 10, 100))
                        .with(Reference.diagonal("same")),
                XyChart.of("Time", Axis.of("x").time(), Axis.of("y"))
                        .with(Series.line("line", new double[] {-1e290, 0, 1e12, 1e290}, FOUR)),
                XyChart.of("Cut", Axis.share("x").range(0, 1e-9), Axis.share("y"))
                        .with(line(-1e200, 1e200, 0.5)),
                XyChart.of(name, Axis.of(name), Axis.of(name))
                        .with(line(1, 2))
                        .with(Reference.diagonal(name), Reference.horizontal(1.5, name), Reference.vertical(0.5, name)),
                bars,
                bars.bar("", 0),
                bars.bar(name, 1, -2, NAN).bar("nan", NAN, NAN, NAN).bar("infinite", INFINITE, -INFINITE, INFINITE),
                bars.bar("a", -1e299).bar("b", 1e299).reference(5, name),
                BarChart.dots("Dots", Axis.of("x").log())
                        .bar("a", 0)
                        .bar("b", -1)
                        .bar("c", 10, 0, 100),
                BarChart.dots("Days", Axis.of("x").time()).bar("a", 1e12).bar("b", 1.1e12),
                histogram(),
                histogram(5, 5, 5),
                histogram(NAN, INFINITE, 1e300, -1e300),
                histogram(1e9, 1e9 + 1e-7, 1e9 + 2e-7),
                Histogram.of("Heights", Axis.of("x"), FOUR)
                        .heights("odd", NAN, -1, INFINITE)
                        .shares(),
                Histogram.of("Log", Axis.of("x").log(), new double[] {-1, 0, 1, 100})
                        .heights("", 1, 2, 3),
                Heatmap.of("None", List.of(), List.of(), new double[0][]),
                Heatmap.of("No columns", List.of("a"), List.of(), new double[1][0])
                        .titles("a", "b"),
                Heatmap.of("Odd", List.of("a", name), List.of("b", name), new double[][] {{NAN, -INFINITE}, {0, -0.0}}),
                Heatmap.of("Tiny", List.of("a"), List.of("b", "c"), new double[][] {{Double.MIN_VALUE, -1e308}}),
                Table.of(Table.text("a"), Table.number("b")),
                Facts.create(),
                Note.of(""),
                Flow.of("Flow"),
                Flow.of("Flow").box("", "", "", ""));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyChartGivesAValidPageAndText(Block block) {
        Report report = Report.of("Report", Section.of("Section", block, block));
        Document page = Pages.parse(report);
        for (Element element : Pages.elements(page, "*")) {
            for (String name : new String[] {"d", "x", "y", "viewBox", "width", "height", "transform"}) {
                if (element.hasAttribute(name)) checkNumbers(element.getAttribute(name));
            }
        }
        assertThat(report.toText()).startsWith("Report\n======\n").doesNotContain("NaN", "Infinity");
        assertThat(page.getDocumentElement().getLastChild().getTextContent()).doesNotContain("NaN", "Infinity");
    }

    private static void checkNumbers(String value) {
        assertThat(value).doesNotContain("NaN", "Infinity", "E");
        Matcher numbers = NUMBER.matcher(value);
        while (numbers.find()) assertThat(Double.parseDouble(numbers.group())).isBetween(-20_000.0, 20_000.0);
    }

    @Test
    void aHundredThousandPointsMakeASmallPage() {
        Random random = new Random(1);
        double[] x = IntStream.range(0, 100_000).asDoubleStream().toArray();
        double[] y = random.doubles(100_000).toArray();
        XyChart lines = chart(Series.line("a", x, y).band(y, SampleReports.map(y, v -> v + 1)), Series.line("b", y, x));
        XyChart clouds = chart(
                Series.points("a", x, y), Series.points("b", y, y), line(1, 2).marked());
        assertThat(Report.of("Lines", Section.of("s", lines)).toHtml()).hasSizeLessThan(300_000);
        String html = Report.of("Clouds", Section.of("s", clouds)).toHtml();
        assertThat(html).hasSizeLessThan(400_000).contains("Of 200,002 points, ");
        assertThat(Report.of("Clouds", Section.of("s", clouds)).toHtml()).isEqualTo(html);
    }

    @Test
    void aMissingPointBreaksALine() {
        Document page = Pages.parse(Report.of("Report", Section.of("s", chart(line(1, 2, NAN, 3, 4, INFINITE, 5)))));
        List<Element> paths = Pages.elements(page, "path");
        String line = path(paths, "line");
        assertThat(line.chars().filter(c -> c == 'M')).hasSize(2);
        assertThat(line.chars().filter(c -> c == 'L')).hasSize(2);
        // The last point has no neighbour, so it has a mark.
        assertThat(path(paths, "mark").chars().filter(c -> c == 'M')).hasSize(1);
        assertThat(Pages.elements(page, "figcaption").get(0).getTextContent())
                .isEqualTo("Chart2 points are missing or cannot be shown on these axes.");
    }

    private static String path(List<Element> paths, String kind) {
        return paths.stream()
                .filter(path ->
                        Arrays.asList(path.getAttribute("class").split(" ")).contains(kind))
                .findFirst()
                .orElseThrow()
                .getAttribute("d");
    }

    @Test
    void pointsLieWhereTheirValuesAre() {
        XyChart chart =
                XyChart.of("Chart", Axis.share("x"), Axis.share("y")).squared().with(line(0, 1));
        Document page = Pages.parse(Report.of("Report", Section.of("s", chart)));
        List<Element> paths = Pages.elements(page, "path");
        // From the one corner of the base line to the opposite one of the square.
        List<Double> base = numbers(path(paths, "base"));
        List<Double> line = numbers(path(paths, "line"));
        assertThat(line.subList(0, 3)).isEqualTo(base.subList(0, 3));
        assertThat(line.get(3)).isEqualTo(base.get(1) - (base.get(2) - base.get(0)), within(1e-9));
    }

    private static List<Double> numbers(String path) {
        return NUMBER.matcher(path)
                .results()
                .map(result -> Double.valueOf(result.group()))
                .toList();
    }

    @Test
    void manySeriesAllDifferInColourOrDash() {
        assertThat(IntStream.range(0, 36).mapToObj(i -> Drawing.style("line", i)))
                .doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 6).mapToObj(i -> Drawing.style("line", i).split(" ")[2]))
                .doesNotHaveDuplicates();
    }

    @Test
    void linesThatEndApartAreNamedAtTheirEnds() {
        Series up = Series.line("up", FOUR, FOUR);
        Series down = Series.line("down", FOUR, new double[] {4, 3, 2, 1});
        Document page = Pages.parse(Report.of("Report", Section.of("s", chart(up, down))));
        assertThat(Pages.elements(page, "bdi")).isEmpty();
        assertThat(Pages.elements(page, "text").stream().map(Element::getTextContent))
                .contains("up", "down");
        Document other = Pages.parse(Report.of("Report", Section.of("s", chart(up, Series.line("too", FOUR, FOUR)))));
        assertThat(Pages.elements(other, "bdi").stream().map(Element::getTextContent))
                .containsExactly("up", "too");
    }

    @Test
    void barsBeginAtZeroAndDotsNeedNot() {
        BarChart bars = BarChart.of("Bars", Axis.of("x")).bar("a", 0.91).bar("b", 0.92);
        BarChart dots = BarChart.dots("Dots", Axis.of("x")).bar("a", 0.91).bar("b", 0.92);
        assertThat(ticks(bars)).startsWith("0");
        assertThat(ticks(dots)).doesNotContain("0").contains("0.914");
    }

    private static List<String> ticks(Block block) {
        Document page = Pages.parse(Report.of("Report", Section.of("s", block)));
        return Pages.elements(page, "text").stream()
                .filter(text -> text.getAttribute("text-anchor").equals("middle"))
                .map(Element::getTextContent)
                .toList();
    }

    @Test
    void rareClassesAreShadedByRow() {
        Heatmap map = Heatmap.of("Map", List.of("a", "b"), List.of("a", "b"), new double[][] {{1000, 0}, {2, -1}});
        assertThat(shades(map)).containsExactly("s08", "zero", "s01", "s11");
        assertThat(shades(map.shadeByRow())).containsExactly("s08", "zero", "s08", "s14");
    }

    private static List<String> shades(Heatmap map) {
        Document page = Pages.parse(Report.of("Report", Section.of("s", map)));
        return Pages.elements(page, "td").stream()
                .map(cell -> cell.getAttribute("class"))
                .toList();
    }
}
