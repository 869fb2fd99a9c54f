package io.github.millwork.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes elements that are both HTML and XML. All text and all values of attributes pass through one method that escapes
 * them, so no data can become markup.
 */
final class Markup {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn
     */
    Markup open(String name, String... attributes) {
        start(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    /** Ends the element that was begun last. */
    Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with text only. */
    Markup leaf(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** An element that cannot hold any: in HTML only some may be written so, in SVG all. */
    Markup empty(String name, String... attributes) {
        start(name, attributes);
        out.append("/>");
        return this;
    }

    private void start(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /** The style of the page, which is ours and is not escaped. */
    Markup style(String rules) {
        out.append("<style>\n").append(rules).append("</style>");
        return this;
    }

    /** A line break in the source, where white space means nothing. */
    Markup line() {
        out.append('\n');
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == '\r' && i < text.length() && text.charAt(i) == '\n') continue;
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\r' -> out.append('\n');
                default -> out.appendCodePoint(Letters.isShown(point) ? point : Letters.REPLACEMENT);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
