package io.github.millwork.report;

/** What is known of text without a font: which characters can be shown, and how wide they are, about. */
final class Letters {
    /** Stands for what cannot be shown. */
    static final int REPLACEMENT = 0xFFFD;

    /** The width of a letter of the size that charts are labelled in on a phone, where they are larger. */
    private static final double LETTER = 7.8;

    private Letters() {}

    /** Whether a character may stand in XML and in HTML: neither a control character nor half of a pair nor none at all. */
    static boolean isShown(int point) {
        if (point == '\t' || point == '\n') return true;
        boolean control = point < 0x20 || (point >= 0x7F && point < 0xA0);
        boolean surrogate = point >= 0xD800 && point < 0xE000;
        boolean none = (point >= 0xFDD0 && point <= 0xFDEF) || (point & 0xFFFE) == 0xFFFE;
        return !control && !surrogate && !none;
    }

    /** The same text with what cannot be shown replaced, on one line. */
    static String line(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isWhitespace(point)) out.append(' ');
            else out.appendCodePoint(isShown(point) ? point : REPLACEMENT);
        });
        return out.toString();
    }

    /** How wide a text is in a chart, rather too wide than too narrow. */
    static double width(String text) {
        return text.codePoints().mapToDouble(Letters::width).sum();
    }

    private static double width(int point) {
        // Hangul is the first of the wide scripts; what stands for the rest is wide too.
        return point < 0x1100 && isShown(point) ? LETTER : 2 * LETTER;
    }

    /** As much of a text as fits, with dots for the rest. */
    static String fit(String text, double most) {
        if (width(text) <= most) return text;
        StringBuilder out = new StringBuilder();
        double used = LETTER;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            used += width(point);
            if (used > most) break;
            out.appendCodePoint(point);
            i += Character.charCount(point);
        }
        return out.append('…').toString();
    }
}
