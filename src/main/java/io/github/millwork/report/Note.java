package io.github.millwork.report;

/**
 * A paragraph of text. Immutable.
 *
 * @param text what it says; line breaks are kept
 * @param warning whether it must not be overlooked
 */
public record Note(String text, boolean warning) implements Block {
    /**
     * Makes a plain paragraph.
     *
     * @param text what it says
     * @return the paragraph
     */
    public static Note of(String text) {
        return new Note(text, false);
    }

    /**
     * Makes a paragraph that stands out.
     *
     * @param text what it says
     * @return the paragraph
     */
    public static Note warning(String text) {
        return new Note(text, true);
    }
}
