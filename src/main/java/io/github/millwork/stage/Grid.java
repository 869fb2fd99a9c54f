package io.github.millwork.stage;

/**
 * The cells in which the values of one column are counted. They are fixed when the reference is made, so counts of the same
 * cells can be added, exactly and in any order. Immutable; equal by value.
 */
public sealed interface Grid permits NumberGrid, LevelGrid {
    /** {@return how many cells there are} */
    int cells();

    /**
     * {@return what is counted in a cell, in words}
     *
     * @param cell its number, from 0
     */
    String label(int cell);

    /** {@return whether the values are categories, whose order means nothing} */
    boolean categorical();

    /** {@return the grid as data} */
    State toState();

    /**
     * Reads a grid.
     *
     * @param state what {@link #toState} gave
     * @return an equal grid
     * @throws BundleException if it is none
     */
    static Grid of(State state) {
        return state.has("edges") ? NumberGrid.read(state) : LevelGrid.read(state);
    }
}
