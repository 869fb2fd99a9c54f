package io.github.millwork.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules and examples of RFC 9309. */
class RobotsTxtTest {
    private static boolean allows(String rules, String path) {
        return RobotsTxt.parse(rules).allows(URI.create("https://example.org" + path));
    }

    @ParameterizedTest
    @CsvSource({
        "/, true",
        "/example/page.html, true",
        "/example/page/, true",
        "/example/disallowed.gif, false",
        "/example/other, true",
        "'', true",
    })
    void theLongestMatchDecides(String path, boolean allowed) {
        String rules = """
                User-Agent: foobot
                Disallow: /
                User-Agent: *
                Allow: /example/page/
                Allow: /example/page.html # a comment
                Disallow: /example/page
                Allow: /example/allowed.gif
                Disallow: /example/disallowed.gif
                """;
        assertThat(allows(rules, path)).isEqualTo(allowed);
    }

    @Test
    void groupsThatNameTheRobotHideThoseForAll() {
        String rules = "user-agent: *\ndisallow: /\n\nUser-agent: other\nUser-agent: MillWork/2\nDisallow: /a\n\n"
                + "User-agent: millwork\nDisallow: /b\n";
        assertThat(allows(rules, "/c")).isTrue();
        assertThat(allows(rules, "/a")).isFalse();
        assertThat(allows(rules, "/b")).isFalse();
        assertThat(allows("User-agent: millworker\nDisallow: /", "/a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/*.gif$, /a/b.gif, false",
        "/*.gif$, /a/b.gif?x, true",
        "/*.gif$, /a.gif.gif, false",
        "/a*b*c, /aXbYc/d, false",
        "/a*b*c, /acb, true",
        "/x$, /x, false",
        "/x$, /xy, true",
        "/search?q=, /search?q=1, false",
        "/, /anything, false",
        "'', /anything, true",
    })
    void starsAndDollars(String rule, String path, boolean allowed) {
        assertThat(allows("User-agent: *\nDisallow: " + rule, path)).isEqualTo(allowed);
    }

    @Test
    void ofTwoRulesOfOneLengthTheOneThatAllowsWins() {
        assertThat(allows("User-agent: *\nDisallow: /a\nAllow: /a", "/a")).isTrue();
        assertThat(allows("User-agent: *\nAllow: /a\nDisallow: /a", "/a")).isTrue();
    }

    @Test
    void theDelayIsRead() {
        assertThat(RobotsTxt.parse("User-agent: *\nCrawl-delay: 2.5").delay()).isEqualTo(Duration.ofMillis(2500));
        assertThat(RobotsTxt.parse("User-agent: *\nCrawl-delay: 999999").delay())
                .isEqualTo(Duration.ofHours(1));
        assertThat(RobotsTxt.parse("Crawl-delay: 3\nnonsense").delay()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aRuleOfManyStarsTakesNoTime() {
        assertThat(allows("User-agent: *\nDisallow: /" + "*a".repeat(500) + "b$", "/" + "a".repeat(5000)))
                .isTrue();
    }
}
