package io.github.millwork.report;

import java.util.List;

/** A chart as a figure of a page: its caption, its picture and its legend. */
abstract class Drawing {
    /** The width of all pictures, in units of about a pixel. */
    static final double WIDTH = 460;

    abstract String title();

    /** What is written under the title. */
    abstract List<String> notes();

    /** What the picture shows, for those who do not see it. */
    abstract String description();

    abstract double height();

    /** Draws what is in the picture. */
    abstract void draw(Markup out);

    /** Writes the legend, if there is need of one. */
    abstract void legend(Markup out);

    final void write(Markup out, String id) {
        out.open("figure", "class", "chart").line();
        caption(out, title(), notes());
        out.open(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "viewBox",
                        "0 0 " + PathData.place(WIDTH) + " " + PathData.place(height()),
                        "role",
                        "img",
                        "aria-labelledby",
                        id + "-title " + id + "-description")
                .line();
        out.leaf("title", Letters.line(title()), "id", id + "-title").line();
        out.leaf("desc", Letters.line(description()), "id", id + "-description").line();
        draw(out);
        out.close().line();
        legend(out);
        out.close().line();
    }

    static void caption(Markup out, String title, List<String> notes) {
        out.open("figcaption").leaf("h3", title);
        for (String note : notes) {
            if (!note.isBlank()) out.leaf("p", note);
        }
        out.close().line();
    }

    /** Classes that give a series a colour and a dash: each its own, though colours come again after the last. */
    static String style(String kind, int series) {
        int colour = series % Palette.colours();
        int dash = (series + series / Palette.colours()) % Palette.colours();
        return kind + " c" + colour + " d" + dash;
    }

    static void text(Markup out, String text, double x, double y, String anchor, String style) {
        out.leaf(
                        "text",
                        Letters.line(text),
                        "x",
                        PathData.place(x),
                        "y",
                        PathData.place(y),
                        "text-anchor",
                        anchor,
                        "class",
                        style)
                .line();
    }

    static void path(Markup out, PathData path, String style) {
        if (!path.isEmpty())
            out.empty("path", "class", style, "d", path.toString()).line();
    }

    /** A picture of a few pixels in the legend. */
    static Markup key(Markup out) {
        return out.open("svg", "width", "28", "height", "12", "viewBox", "0 0 28 12", "aria-hidden", "true");
    }

    static void counted(StringBuilder out, int count, String one, String more) {
        out.append(Format.count().text(count)).append(' ').append(count == 1 ? one : more);
    }
}
