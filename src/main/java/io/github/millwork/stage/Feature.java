package io.github.millwork.stage;

import java.util.List;

/**
 * One input of a model.
 *
 * @param name its name: that of the column, or of the dimension of a vector, such as {@code workclass=Private}
 * @param sources the columns of the collected data that it is computed from, in alphabetical order
 * @param levels for a category that reaches the model as it is, the categories that its values 0, 1, 2 and so on stand
 *     for, NaN being a missing or unknown one; empty for a number
 */
public record Feature(String name, List<String> sources, List<String> levels) {
    /**
     * Makes a feature that is a number.
     *
     * @param name its name: that of the column, or of the dimension of a vector, such as {@code workclass=Private}
     * @param sources the columns of the collected data that it is computed from, in alphabetical order
     */
    public Feature(String name, List<String> sources) {
        this(name, sources, List.of());
    }

    /**
     * Copies the lists.
     *
     * @param name its name: that of the column, or of the dimension of a vector, such as {@code workclass=Private}
     * @param sources the columns of the collected data that it is computed from, in alphabetical order
     * @param levels for a category that reaches the model as it is, the categories that its values 0, 1, 2 and so on stand
     *     for, NaN being a missing or unknown one; empty for a number
     */
    public Feature {
        sources = List.copyOf(sources);
        levels = List.copyOf(levels);
    }
}
