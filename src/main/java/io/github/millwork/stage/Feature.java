package io.github.millwork.stage;

import java.util.List;

/**
 * One input of a model.
 *
 * @param name its name: that of the column, or of the dimension of a vector, such as {@code workclass=Private}
 * @param sources the columns of the collected data that it is computed from, in alphabetical order
 */
public record Feature(String name, List<String> sources) {
    /**
     * Copies the sources.
     *
     * @param name its name: that of the column, or of the dimension of a vector, such as {@code workclass=Private}
     * @param sources the columns of the collected data that it is computed from, in alphabetical order
     */
    public Feature {
        sources = List.copyOf(sources);
    }
}
