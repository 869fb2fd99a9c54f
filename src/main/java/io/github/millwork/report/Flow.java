package io.github.millwork.report;

import java.util.List;

/**
 * A diagram of things that are done one after the other: boxes in order, those of one stage together, with arrows between.
 * Immutable.
 *
 * @param title what it shows; not blank
 * @param note more of that, in a sentence; empty for none
 * @param boxes the boxes, in order
 */
public record Flow(String title, String note, List<Box> boxes) implements Block {
    /**
     * A box.
     *
     * @param stage what it belongs to; boxes that follow one another in one stage stand together
     * @param name what is done
     * @param lines details, in small letters
     */
    public record Box(String stage, String name, List<String> lines) {
        /**
         * Makes a box.
         *
         * @param stage what it belongs to
         * @param name what is done
         * @param lines details, in small letters; copied
         */
        public Box {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Makes a diagram.
     *
     * @param title what it shows; not blank
     * @param note more of that, in a sentence; empty for none
     * @param boxes the boxes, in order; copied
     * @throws IllegalArgumentException if the title is blank
     */
    public Flow {
        Check.title(title, "diagram");
        boxes = List.copyOf(boxes);
    }

    /**
     * Makes a diagram without boxes.
     *
     * @param title what it shows; not blank
     * @return the diagram
     * @throws IllegalArgumentException if the title is blank
     */
    public static Flow of(String title) {
        return new Flow(title, "", List.of());
    }

    /**
     * Adds a box at the end.
     *
     * @param stage what it belongs to
     * @param name what is done
     * @param lines details, in small letters
     * @return a diagram with that box too
     */
    public Flow box(String stage, String name, String... lines) {
        return new Flow(title, note, Check.joined(boxes, new Box(stage, name, List.of(lines))));
    }

    /**
     * Sets the note.
     *
     * @param note more of what is shown, in a sentence
     * @return a diagram with that note
     */
    public Flow note(String note) {
        return new Flow(title, note, boxes);
    }
}
