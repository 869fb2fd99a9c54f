package io.github.millwork.report;

import java.util.List;

/**
 * A part of a report under a heading. Charts that follow one another stand side by side where there is room. Immutable.
 *
 * @param title the heading; not blank
 * @param note a sentence on what is shown; empty for none
 * @param blocks what is shown, in order
 */
public record Section(String title, String note, List<Block> blocks) {
    /**
     * Makes a section.
     *
     * @param title the heading; not blank
     * @param note a sentence on what is shown; empty for none
     * @param blocks what is shown, in order; copied
     * @throws IllegalArgumentException if the title is blank
     */
    public Section {
        Check.title(title, "section");
        blocks = List.copyOf(blocks);
    }

    /**
     * Makes a section without a note.
     *
     * @param title the heading; not blank
     * @param blocks what is shown, in order
     * @return the section
     * @throws IllegalArgumentException if the title is blank
     */
    public static Section of(String title, Block... blocks) {
        return new Section(title, "", List.of(blocks));
    }

    /**
     * Sets the note.
     *
     * @param note a sentence on what is shown
     * @return a section with that note
     */
    public Section note(String note) {
        return new Section(title, note, blocks);
    }

    /**
     * Adds blocks at the end.
     *
     * @param more what is added
     * @return a section with those too
     */
    public Section with(Block... more) {
        return new Section(title, note, Check.joined(blocks, more));
    }
}
