package io.github.millwork.report;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A report: sections of text, tables, charts and diagrams under one title. It is shown as an HTML page that needs nothing
 * from elsewhere, or as plain text. Equal reports give equal pages: nothing depends on time, place or language.
 *
 * <p>Everything in it is shown as it is: text is never read as markup. Characters that a page cannot hold (control
 * characters, broken surrogates) are shown as the replacement character. Immutable.
 *
 * @param title what it is about; not blank
 * @param subtitle more of that, in a sentence; empty for none
 * @param sections its parts
 */
public record Report(String title, String subtitle, List<Section> sections) {
    /**
     * Makes a report.
     *
     * @param title what it is about; not blank
     * @param subtitle more of that, in a sentence; empty for none
     * @param sections its parts; copied
     * @throws IllegalArgumentException if the title is blank
     */
    public Report {
        Check.title(title, "report");
        sections = List.copyOf(sections);
    }

    /**
     * Makes a report without a subtitle.
     *
     * @param title what it is about; not blank
     * @param sections its parts
     * @return the report
     * @throws IllegalArgumentException if the title is blank
     */
    public static Report of(String title, Section... sections) {
        return new Report(title, "", List.of(sections));
    }

    /**
     * Sets the subtitle.
     *
     * @param subtitle what stands under the title
     * @return a report with that subtitle
     */
    public Report subtitle(String subtitle) {
        return new Report(title, subtitle, sections);
    }

    /**
     * Adds sections at the end.
     *
     * @param more what is added
     * @return a report with those too
     */
    public Report with(Section... more) {
        return new Report(title, subtitle, Check.joined(sections, more));
    }

    /**
     * {@return the report as an HTML page, with styles and pictures in it and no script; also well-formed XML. It follows
     * the reader's light or dark scheme, fits a phone, and prints}
     */
    public String toHtml() {
        return HtmlRenderer.page(this);
    }

    /** {@return the report as plain text: tables with aligned columns, charts as tables of what they show} */
    public String toText() {
        return TextRenderer.text(this);
    }

    /**
     * Writes the HTML page to a file, which appears whole or not at all; one that is there is replaced.
     *
     * @param file where; folders that are not there are made
     * @throws IllegalArgumentException if the path has no file name
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        PageFile.write(file, toHtml().getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the same as {@link #toText()}} */
    @Override
    public String toString() {
        return toText();
    }
}
