package io.github.millwork.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Path GOLDEN = Path.of("src/test/resources/report");

    @TempDir
    private Path folder;

    @Test
    void thePageIsAsTheFileSays() throws IOException {
        // The style is left out: it is looked at and not read.
        String page = SampleReports.small().toHtml().replaceAll("(?s)<style>.*</style>", "<style></style>");
        compare("small.html", page);
    }

    @Test
    void theTextIsAsTheFileSays() throws IOException {
        compare("small.txt", SampleReports.small().toText() + "\n");
        assertThat(SampleReports.small()).hasToString(SampleReports.small().toText());
    }

    /** Where a page is changed on purpose, the file is replaced by what is found in the folder {@code target}. */
    private static void compare(String name, String found) throws IOException {
        Path copy = Path.of("target", "report", name);
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, found);
        assertThat(found).isEqualTo(Files.readString(GOLDEN.resolve(name)));
    }

    @Test
    void thePageDependsOnNoLanguageOrPlace() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String here = SampleReports.large().toHtml();
        try {
            Locale.setDefault(Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(SampleReports.large().toHtml()).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void aFileAppearsWholeInFoldersThatAreMade() throws IOException {
        Path file = folder.resolve("a").resolve("b").resolve("report.html");
        SampleReports.small().write(file);
        assertThat(Files.readString(file)).isEqualTo(SampleReports.small().toHtml());
        SampleReports.large().write(file);
        assertThat(Files.readString(file)).isEqualTo(SampleReports.large().toHtml());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken"));
        Files.createFile(taken.resolve("inside"));
        assertThatThrownBy(() -> SampleReports.small().write(taken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Could not write " + taken + ": ");
        assertThatThrownBy(() ->
                        SampleReports.small().write(taken.resolve("inside").resolve("report.html")))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> SampleReports.small().write(Path.of("/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected the path of a file but found '" + Path.of("/") + "'. Add a file name.");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(taken);
        }
    }

    @Test
    void whatIsGivenIsCopied() {
        List<Block> blocks = new ArrayList<>(List.of(Note.of("a")));
        Section section = new Section("s", "", blocks);
        blocks.add(Note.of("b"));
        assertThat(section.blocks()).containsExactly(Note.of("a"));
        double[] x = {1, 2};
        Series series = Series.line("s", x, x);
        x[0] = 5;
        assertThat(series).isEqualTo(Series.line("s", new double[] {1, 2}, new double[] {1, 2}));
        assertThat(series).isNotEqualTo(series.marked()).isNotEqualTo(series.band(x, x));
        assertThatThrownBy(() -> section.blocks().add(Note.of("c"))).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void partsAreAddedInOrder() {
        Section a = Section.of("a");
        Section b = Section.of("b", Note.of("1")).with(Note.of("2")).note("note");
        Report report = Report.of("r", a).with(b).subtitle("sub");
        assertThat(report).isEqualTo(new Report("r", "sub", List.of(a, b)));
        assertThat(b).isEqualTo(new Section("b", "note", List.of(Note.of("1"), Note.of("2"))));
    }

    @Test
    void wrongCallsAreAnswered() {
        double[] two = {1, 2};
        says("Expected a title of the report but it is blank. Say what it shows.", () -> Report.of(" "));
        says("Expected a title of the chart but it is blank. Say what it shows.", () -> BarChart.of("", Axis.of("x")));
        says(
                "Expected 2 values of y, one for each value of x of the series 'a', but found 1. Give as many.",
                () -> Series.line("a", two, new double[1]));
        says(
                "Expected 2 lower ends, one for each point of the series 'a', but found 1. Give as many.",
                () -> Series.line("a", two, two).band(new double[1], two));
        says("Expected at least one column but found none. Name the columns.", Table::of);
        says(
                "Expected 1 cells, one for each column, but found 2. Give as many.",
                () -> Table.of(Table.text("a")).row("x", "y"));
        says(
                "Expected an axis 'x' from a finite number to a greater one below 1e300 but found 2.0 to 1.0. Put the ends"
                        + " in order.",
                () -> Axis.of("x").range(2, 1));
        says(
                "Expected the ends of the logarithmic axis 'x' to be above zero but found 0.0 to 1.0. Use a linear axis.",
                () -> Axis.share("x").log());
        says(
                "Expected the reference line 'mean' at a finite value but found NaN. Leave it out.",
                () -> Reference.horizontal(Double.NaN, "mean"));
        says(
                "Expected a linear axis for the bars of 'b' but found LOG, which has no zero. Use a linear axis, or dots.",
                () -> BarChart.of("b", Axis.of("x").log()));
        says(
                "Expected vertical reference lines in 'b' but found Reference[direction=DIAGONAL, at=0.0, label=d]. Values run"
                        + " from left to right here.",
                () -> new BarChart("b", "", Axis.of("x"), List.of(), List.of(Reference.diagonal("d")), false));
        says(
                "Expected 1 numbers in a row, one for each column, but found 2. Give as many.",
                () -> Heatmap.of("h", List.of("a"), List.of("b"), new double[][] {{1, 2}}));
    }

    private static void says(String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
