package io.github.millwork.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlPageTest {
    static Stream<Report> reports() {
        return Stream.of(
                SampleReports.small(),
                SampleReports.large(),
                Pages.everywhere("a name"),
                Report.of("Empty"),
                Report.of("Empty sections", Section.of("a"), Section.of("b"), Section.of("c"), Section.of("d")));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void aPageNeedsNothingFromElsewhere(Report report) {
        String html = report.toHtml();
        assertThat(html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")).doesNotContain("://", "url(", "@import");
        Document page = Pages.parse(html);
        for (Element element : Pages.elements(page, "*")) {
            assertThat(element.getTagName())
                    .isNotIn("script", "link", "img", "iframe", "object", "image", "use", "base");
            assertThat(element.hasAttribute("src")).isFalse();
            if (element.hasAttribute("href"))
                assertThat(element.getAttribute("href")).startsWith("#");
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                assertThat(element.getAttributes().item(i).getNodeName()).doesNotStartWith("on");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void headingsDescendByOneLevel(Report report) {
        int level = 0;
        List<String> titles = new ArrayList<>();
        for (Element element : Pages.elements(Pages.parse(report), "*")) {
            if (!element.getTagName().matches("h\\d")) continue;
            int next = element.getTagName().charAt(1) - '0';
            assertThat(next).isLessThanOrEqualTo(level + 1);
            level = next;
            if (next == 2) titles.add(element.getTextContent());
        }
        assertThat(titles)
                .isEqualTo(report.sections().stream().map(Section::title).toList());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void whatIsReferredToIsThereOnce(Report report) {
        Document page = Pages.parse(report);
        Set<String> ids = new HashSet<>();
        for (Element element : Pages.elements(page, "*")) {
            if (element.hasAttribute("id"))
                assertThat(ids.add(element.getAttribute("id"))).isTrue();
        }
        for (Element element : Pages.elements(page, "*")) {
            if (element.hasAttribute("aria-labelledby")) {
                assertThat(ids)
                        .containsAll(Arrays.asList(
                                element.getAttribute("aria-labelledby").split(" ")));
            }
            if (element.hasAttribute("href"))
                assertThat(ids).contains(element.getAttribute("href").substring(1));
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void picturesHaveATitleAndADescription(Report report) {
        Document page = Pages.parse(report);
        for (Element svg : Pages.elements(page, "svg")) {
            // Parts of pictures, and samples in legends, which are named beside them.
            if (Pages.isIn(svg, "svg") || svg.getAttribute("aria-hidden").equals("true")) continue;
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(Pages.elements(svg, "title").get(0).getTextContent()).isNotBlank();
            assertThat(Pages.elements(svg, "desc").get(0).getTextContent()).isNotBlank();
        }
        long charts = report.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(block -> block instanceof XyChart || block instanceof BarChart || block instanceof Histogram)
                .count();
        assertThat(Pages.elements(page, "desc").size()).isEqualTo((int) charts);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void headersOfTablesHaveAScope(Report report) {
        for (Element header : Pages.elements(Pages.parse(report), "th")) {
            String scope = header.getAttribute("scope");
            if (Pages.isIn(header, "thead")) assertThat(scope).isIn("col", "colgroup");
            else assertThat(scope).isEqualTo("row");
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyClassHasItsStyle(Report report) {
        Document page = Pages.parse(report);
        String style = Pages.elements(page, "style").get(0).getTextContent();
        // These are as the elements around them, and the solid line.
        Set<String> plain = Set.of("tick", "d0", "chart");
        for (Element element : Pages.elements(page, "*")) {
            if (!element.hasAttribute("class")) continue;
            for (String name : element.getAttribute("class").split(" ")) {
                if (!plain.contains(name)) assertThat(style).containsPattern("\\." + name + "\\b");
            }
        }
    }

    @Test
    void thePageIsForPhonesAndBothSchemesAndPaper() {
        String html = SampleReports.small().toHtml();
        assertThat(html)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("width=device-width", "prefers-color-scheme:dark", "@media print", "@media (max-width");
    }

    @Test
    void manySectionsAreListedAtTheTop() {
        Document page = Pages.parse(SampleReports.large());
        List<Element> links = Pages.elements(Pages.elements(page, "nav").get(0), "a");
        assertThat(links.stream().map(Element::getTextContent))
                .containsExactly("Summary", "Discrimination", "Importance", "Residuals and drift");
        assertThat(Pages.elements(Pages.parse(SampleReports.small()), "nav")).isEmpty();
    }

    @Test
    void equalReportsGiveEqualPages() {
        assertThat(SampleReports.large()).isEqualTo(SampleReports.large()).isNotSameAs(SampleReports.large());
        assertThat(SampleReports.large().toHtml())
                .isEqualTo(SampleReports.large().toHtml());
        assertThat(SampleReports.large().toText())
                .isEqualTo(SampleReports.large().toText());
    }

    @Test
    void tablesShowWhatIsMissingAndWhatWon() {
        Document page = Pages.parse(SampleReports.small());
        Element table = Pages.elements(page, "table").get(0);
        List<Element> rows = Pages.elements(table, "tr");
        assertThat(rows.get(1).getAttribute("class")).isEqualTo("high");
        assertThat(rows.get(1).getTextContent()).isEqualTo("ROC AUC0.83121,114");
        assertThat(rows.get(2).getAttribute("class")).isEmpty();
        assertThat(rows.get(2).getTextContent()).isEqualTo("log lossundefined1,114");
    }
}
