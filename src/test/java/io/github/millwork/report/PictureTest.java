package io.github.millwork.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** Charts as one file of SVG. */
class PictureTest {
    private static XyChart chart(String title) {
        return XyChart.of(title, Axis.of("rows"), Axis.of("accuracy"))
                .with(
                        Series.line("never", new double[] {1, 2, 3}, new double[] {0.5, 0.4, 0.3}),
                        Series.line("a < b", new double[] {1, 2, 3}, new double[] {0.5, 0.6, 0.7}));
    }

    @Test
    void itIsWellFormedAndNeedsNothingElse(@TempDir Path folder) throws Exception {
        Picture picture =
                Picture.of("Over time", List.of(chart("first"), chart("second & last"), chart("c"), chart("d")));
        picture.write(folder.resolve("picture.svg"));

        String text = Files.readString(folder.resolve("picture.svg"));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("desc").getLength()).isEqualTo(4);
        assertThat(text).contains("second &amp; last", "a &lt; b", "<style>").doesNotContain("<script", "href", "url(");
        assertThat(text).isEqualTo(picture.toSvg());
    }

    @Test
    void withoutAChartThereIsNone() {
        assertThatThrownBy(() -> Picture.of("Nothing", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected at least one chart but found none. Add one.");
    }
}
