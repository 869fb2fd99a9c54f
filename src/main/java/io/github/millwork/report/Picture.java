package io.github.millwork.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Charts side by side as one picture of SVG that needs nothing else, for a document that cannot show a page. All charts have
 * the series of the first, whose names stand above them. Immutable; equal by value.
 *
 * @param title what the picture shows; not blank
 * @param charts the charts, at least one
 */
public record Picture(String title, List<XyChart> charts) {
    private static final int COLUMNS = 3;
    private static final double GAP = 36;
    private static final double HEAD = 62;
    private static final double CAPTION = 26;
    private static final double KEY = 30;

    /**
     * Checks that there is something to show.
     *
     * @param title what the picture shows; not blank
     * @param charts the charts, at least one; copied
     * @throws IllegalArgumentException if the title is blank, or there is no chart
     */
    public Picture {
        Check.title(title, "picture");
        charts = List.copyOf(charts);
        if (charts.isEmpty())
            throw new IllegalArgumentException("Expected at least one chart but found none. Add one.");
    }

    /**
     * Makes a picture.
     *
     * @param title what the picture shows; not blank
     * @param charts the charts, at least one
     * @return the picture
     * @throws IllegalArgumentException if the title is blank, or there is no chart
     */
    public static Picture of(String title, List<XyChart> charts) {
        return new Picture(title, charts);
    }

    /** {@return the picture as SVG} Equal pictures give equal text. */
    public String toSvg() {
        List<XyDrawing> drawings = charts.stream().map(XyDrawing::new).toList();
        int columns = Math.min(COLUMNS, drawings.size());
        double row = drawings.stream().mapToDouble(Drawing::height).max().orElse(0) + CAPTION + GAP;
        double width = columns * (Drawing.WIDTH + GAP) + GAP;
        int lines = (drawings.size() + columns - 1) / columns;
        double height = HEAD + row * lines;
        Markup out = new Markup();
        out.open(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "viewBox",
                        "0 0 " + PathData.place(width) + " " + PathData.place(height),
                        "font-family",
                        "system-ui, sans-serif",
                        "role",
                        "img")
                .line();
        out.leaf("title", Letters.line(title)).line();
        out.style(Stylesheet.TEXT + ".sheet{fill:var(--paper)}").line();
        out.empty("rect", "class", "sheet", "width", "100%", "height", "100%").line();
        Drawing.text(out, title, GAP, 24, "start", "ink");
        keys(out);
        for (int i = 0; i < drawings.size(); i++) {
            double x = GAP + i % columns * (Drawing.WIDTH + GAP);
            int line = i / columns;
            double y = HEAD + line * row;
            Drawing.text(out, drawings.get(i).title(), x, y + CAPTION - 10, "start", "ink");
            nested(out, drawings.get(i), x, y + CAPTION);
        }
        return out.close() + "\n";
    }

    private static void nested(Markup out, Drawing drawing, double x, double y) {
        out.open("g", "transform", "translate(" + PathData.place(x) + " " + PathData.place(y) + ")")
                .line();
        out.leaf("desc", Letters.line(drawing.description())).line();
        drawing.draw(out);
        out.close().line();
    }

    /** The names of the series, one beside the other. */
    private void keys(Markup out) {
        double x = GAP;
        List<Series> series = charts.get(0).series();
        for (int i = 0; i < series.size(); i++) {
            Drawing.path(out, new PathData().move(x, 42).line(x + KEY, 42), Drawing.style("line", i));
            String name = Letters.line(series.get(i).name());
            Drawing.text(out, name, x + KEY + 8, 46, "start", "ink");
            x += KEY + 8 + Letters.width(name) + 24;
        }
    }

    /**
     * Writes the picture to a file.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced whole or not at all
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        PageFile.write(file, toSvg().getBytes(StandardCharsets.UTF_8));
    }
}
