package io.github.millwork.onnx;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input or output of a model.
 *
 * @param name what it is called
 * @param kind what it holds
 * @param type the type of its elements, as onnxruntime calls it
 * @param shape its sizes, of which the first is that of rows; -1 where one is open; empty for maps
 */
record OnnxPlace(String name, Kind kind, String type, List<Long> shape) {
    /** What an input or output holds. */
    enum Kind {
        /** Strings. */
        TEXT,
        /** Floats and doubles. */
        NUMBERS,
        /** Integers and booleans. */
        WHOLE,
        /** For each row a map from classes to numbers, as scikit-learn's exporter writes it. */
        MAPS,
        /** Something that no row is made of or becomes. */
        OTHER
    }

    OnnxPlace {
        shape = List.copyOf(shape);
    }

    boolean text() {
        return kind == Kind.TEXT;
    }

    /** Whether one row alone can be put in, or comes out. */
    boolean takesOneRow() {
        return kind != Kind.OTHER
                && (kind == Kind.MAPS || (!shape.isEmpty() && (shape.get(0) < 0 || shape.get(0) == 1)));
    }

    /** {@return the sizes of what belongs to one row} */
    List<Long> ofOneRow() {
        return shape.isEmpty() ? shape : shape.subList(1, shape.size());
    }

    /** {@return the type and shape in words, such as {@code FLOAT of rows x 3 x ?}} */
    @Override
    public String toString() {
        if (kind == Kind.MAPS) return "a map for each row";
        if (shape.isEmpty()) return type + " alone";
        boolean open = shape.get(0) < 0;
        return type + " of " + (open ? "rows" : shape.get(0)) + words(ofOneRow());
    }

    private static String words(List<Long> sizes) {
        return sizes.stream().map(size -> " x " + (size < 0 ? "?" : size)).collect(Collectors.joining());
    }
}
