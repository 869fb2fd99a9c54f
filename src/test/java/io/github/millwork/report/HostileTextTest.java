package io.github.millwork.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Text is shown and never read: whatever it is, the page has the elements that it has with harmless text. */
class HostileTextTest {
    private static final List<String> PIECES = List.of(
            "<script>alert(1)</script>",
            "</style>",
            "</title>",
            "</svg>",
            "<!--",
            "-->",
            "]]>",
            "<![CDATA[",
            "<?xml",
            "&amp;",
            "&#0;",
            "&nbsp;",
            "&",
            "<",
            ">",
            "\"",
            "'",
            "` onload=alert(1) ",
            "\" onload=\"alert(1)",
            "' x='",
            "javascript:",
            "\0",
            "\u0007",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u009b",
            "\uFFFE",
            "\uFFFF",
            "\uD800",
            "\uDC00",
            "\uFDD0",
            "\u2028",
            "\u202E",
            "\uFEFF",
            "\r\n",
            "\n",
            "\t",
            "👩‍🔬",
            "\uD83D",
            "e\u0301",
            "漢字",
            "%s",
            "${x}",
            "\\",
            "url(http:",
            "a",
            " ");

    private static String hostile(Random random) {
        StringBuilder text = new StringBuilder("t");
        int pieces = random.nextInt(12);
        for (int i = 0; i < pieces; i++) text.append(PIECES.get(random.nextInt(PIECES.size())));
        return text.toString();
    }

    /** As wide, and nothing that means anything anywhere. */
    private static String harmless(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isWhitespace(point)) out.append(' ');
            else out.append(Letters.width(Character.toString(point)) > Letters.width("x") ? '漢' : 'x');
        });
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noTextChangesTheElementsOfAPage(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            String text = hostile(random);
            Document page = Pages.parse(Pages.everywhere(text));
            Document plain = Pages.parse(Pages.everywhere(harmless(text)));
            assertThat(Pages.structure(page)).as(text).isEqualTo(Pages.structure(plain));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void textIsShownAsItIs(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            String text = hostile(random);
            Document page = Pages.parse(Pages.everywhere(text));
            String shown = shown(text);
            assertThat(Pages.elements(page, "h1").get(0).getTextContent()).isEqualTo(shown);
            assertThat(Pages.elements(page, "h2"))
                    .allMatch(heading -> heading.getTextContent().equals(shown));
            assertThat(Pages.elements(page, "dt"))
                    .allMatch(name -> name.getTextContent().equals(shown));
            assertThat(Pages.elements(page, "bdi"))
                    .isNotEmpty()
                    .allMatch(name -> name.getTextContent().startsWith(shown));
            for (Element region : Pages.elements(page, "div")) {
                if (region.hasAttribute("aria-label")) {
                    assertThat(region.getAttribute("aria-label")).isEqualTo(Letters.line(text));
                }
            }
        }
    }

    private static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.replace("\r\n", "\n")
                .codePoints()
                .forEach(point -> out.appendCodePoint(Letters.isShown(point) ? point : 0xFFFD));
        return out.toString();
    }

    @Test
    void everyCharacterGivesAPage() {
        // All of the first plane, with its controls, surrogates and what is none; in a hundred pages.
        for (int start = 0; start < 0x10000; start += 656) {
            StringBuilder text = new StringBuilder("t");
            for (int point = start; point < Math.min(0x10000, start + 656); point++) text.append((char) point);
            Document page = Pages.parse(Report.of(text.toString(), Section.of("s", Note.of(text.toString()))));
            assertThat(Pages.elements(page, "h1").get(0).getTextContent()).startsWith("t");
        }
    }

    @Test
    void aConsoleIsSentNoCommands() {
        Random random = new Random(9);
        for (int i = 0; i < 30; i++) {
            String text = Pages.everywhere(hostile(random)).toText();
            assertThat(text.codePoints().filter(point -> point != '\n')).noneMatch(Character::isISOControl);
        }
    }

    @Test
    void longTextIsNotCutWithinACharacter() {
        for (String start : new String[] {"", "t"}) {
            Report report = Pages.everywhere("t" + start + "👩".repeat(200));
            assertThat(report.toText().codePoints()).noneMatch(point -> point >= 0xD800 && point < 0xE000);
            assertThat(report.toHtml()).doesNotContain("\uFFFD");
        }
    }

    @Test
    void whatIsWrittenCanBeReadAsUtf8() {
        String html = Pages.everywhere("\uD83D broken \uDC00 pairs").toHtml();
        byte[] bytes = html.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(html);
        assertThat(html).contains("\uFFFD broken \uFFFD pairs");
    }
}
