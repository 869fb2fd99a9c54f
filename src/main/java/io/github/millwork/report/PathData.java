package io.github.millwork.report;

/** What an SVG path is made of, with places to a tenth of a pixel. */
final class PathData {
    private final StringBuilder out = new StringBuilder();

    PathData move(double x, double y) {
        return to('M', x, y);
    }

    PathData line(double x, double y) {
        return to('L', x, y);
    }

    PathData shut() {
        out.append('z');
        return this;
    }

    /** Adds what is written relative to a place. */
    PathData shape(double x, double y, String rest) {
        move(x, y);
        out.append(rest);
        return this;
    }

    PathData rectangle(double x, double y, double right, double bottom) {
        return move(x, y).line(right, y).line(right, bottom).line(x, bottom).shut();
    }

    private PathData to(char command, double x, double y) {
        out.append(command);
        place(out, x);
        out.append(' ');
        place(out, y);
        return this;
    }

    boolean isEmpty() {
        return out.length() == 0;
    }

    static String place(double place) {
        StringBuilder out = new StringBuilder();
        place(out, place);
        return out.toString();
    }

    /** By hand, since there may be a hundred thousand. */
    private static void place(StringBuilder out, double place) {
        long tenths = Math.round(place * 10);
        if (tenths < 0) out.append('-');
        tenths = Math.abs(tenths);
        out.append(tenths / 10);
        if (tenths % 10 != 0) out.append('.').append(tenths % 10);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
