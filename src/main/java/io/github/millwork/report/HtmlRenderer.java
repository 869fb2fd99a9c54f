package io.github.millwork.report;

import java.util.List;

/** Makes the page of a report. */
final class HtmlRenderer {
    /** Were there ever a way to get markup into a page, no browser would load or run anything because of it. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /** Fewer sections are seen at once. */
    private static final int LISTED = 4;

    private final Markup out = new Markup();
    private int figures;

    private HtmlRenderer() {}

    static String page(Report report) {
        HtmlRenderer renderer = new HtmlRenderer();
        renderer.report(report);
        return "<!DOCTYPE html>\n" + renderer.out + "\n";
    }

    private void report(Report report) {
        out.open("html", "lang", "en").line().open("head").line();
        out.empty("meta", "charset", "utf-8").line();
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .line();
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        out.leaf("title", Letters.line(report.title())).line();
        // In XML the style is text like any other, and in HTML it is not; it holds nothing that one of them would
        // escape.
        out.style(Stylesheet.TEXT).line();
        out.close()
                .line()
                .open("body")
                .line()
                .open("main")
                .line()
                .open("header")
                .line();
        out.leaf("h1", report.title()).line();
        if (!report.subtitle().isBlank())
            out.leaf("p", report.subtitle(), "class", "subtitle").line();
        if (report.sections().size() >= LISTED) contents(report.sections());
        out.close().line();
        for (int i = 0; i < report.sections().size(); i++)
            section(report.sections().get(i), i + 1);
        out.close().line().close().line().close();
    }

    private void contents(List<Section> sections) {
        out.open("nav", "aria-label", "Sections").open("ul").line();
        for (int i = 0; i < sections.size(); i++) {
            out.open("li")
                    .leaf("a", sections.get(i).title(), "href", "#section-" + (i + 1))
                    .close()
                    .line();
        }
        out.close().close().line();
    }

    private void section(Section section, int number) {
        String id = "section-" + number;
        out.open("section", "id", id, "aria-labelledby", id + "-title").line();
        out.leaf("h2", section.title(), "id", id + "-title").line();
        if (!section.note().isBlank())
            out.leaf("p", section.note(), "class", "note").line();
        boolean beside = false;
        for (Block block : section.blocks()) {
            boolean chart = block instanceof XyChart || block instanceof BarChart || block instanceof Histogram;
            if (chart && !beside) out.open("div", "class", "charts").line();
            if (!chart && beside) out.close().line();
            beside = chart;
            block(block);
        }
        if (beside) out.close().line();
        out.close().line();
    }

    private void block(Block block) {
        // Only Java 21 can switch over the types of a sealed interface.
        if (block instanceof Note note) note(note);
        else if (block instanceof Facts facts) facts(facts);
        else if (block instanceof Table table) TableMarkup.table(out, table);
        else if (block instanceof Heatmap heatmap) TableMarkup.heatmap(out, heatmap);
        else if (block instanceof Flow flow) flow(flow);
        else chart(block);
    }

    private void note(Note note) {
        out.open("p", "class", note.warning() ? "text warning" : "text");
        if (note.warning()) out.leaf("strong", "Warning: ");
        out.text(note.text()).close().line();
    }

    private void facts(Facts facts) {
        // A list without entries is not valid.
        if (facts.facts().isEmpty()) return;
        out.open("dl", "class", "facts").line();
        for (Facts.Fact fact : facts.facts()) {
            out.open("div")
                    .leaf("dt", fact.name())
                    .leaf("dd", fact.value())
                    .close()
                    .line();
        }
        out.close().line();
    }

    private void flow(Flow flow) {
        out.open("figure", "class", "flow wide").line();
        Drawing.caption(out, flow.title(), List.of(flow.note()));
        if (!flow.boxes().isEmpty()) {
            out.open("ol").line();
            for (int i = 0; i < flow.boxes().size(); ) {
                String stage = flow.boxes().get(i).stage();
                out.open("li").leaf("h4", stage).open("ol").line();
                for (; i < flow.boxes().size() && flow.boxes().get(i).stage().equals(stage); i++) {
                    box(flow.boxes().get(i));
                }
                out.close().close().line();
            }
            out.close().line();
        }
        out.close().line();
    }

    private void box(Flow.Box box) {
        out.open("li").leaf("span", box.name());
        for (String line : box.lines()) out.leaf("small", line);
        out.close().line();
    }

    private void chart(Block block) {
        Drawing drawing;
        if (block instanceof XyChart chart) drawing = new XyDrawing(chart);
        else if (block instanceof BarChart chart) drawing = new BarDrawing(chart);
        else drawing = new HistogramDrawing((Histogram) block);
        drawing.write(out, "chart-" + ++figures);
    }
}
