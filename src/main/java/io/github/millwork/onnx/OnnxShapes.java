package io.github.millwork.onnx;

import io.github.millwork.data.DataException;
import io.github.millwork.onnx.OnnxWiring.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the shape in which an input reads what one row gives. */
final class OnnxShapes {
    private static final int SHOWN = 5;

    private OnnxShapes() {}

    /**
     * {@return the sizes behind that of rows}
     *
     * @param input the input
     * @param use what was said of it
     * @param columns what it is given
     * @throws DataException if there is no such shape, or more than one
     */
    static List<Long> of(OnnxPlace input, OnnxUse use, List<Source> columns) {
        int count = columns.stream().mapToInt(Source::width).sum();
        List<Long> asked = input.ofOneRow();
        OnnxImage image = use.image();
        if (image != null) return image(input, image, count, columns);
        List<Long> sizes = use.shape().isEmpty()
                ? asked
                : use.shape().stream().map(Integer::longValue).toList();
        if (!suits(asked, sizes)) {
            throw new DataException("Expected a shape that suits input '" + input.name() + "' of the ONNX model, "
                    + input + ", but found " + use.shape() + ". Leave out the size for rows.");
        }
        long open = sizes.stream().filter(size -> size < 0).count();
        if (open > 1) {
            throw new DataException(
                    "Expected to know the shape of input '" + input.name() + "' of the ONNX model, " + input
                            + ", but its sizes are open. Say what a row is, such as shape(3, 224, 224), or that it is an image.");
        }
        long known = sizes.stream().filter(size -> size >= 0).reduce(1L, Math::multiplyExact);
        boolean fits = open == 0 ? known == count : known > 0 && count % known == 0;
        if (!fits) throw count(input, (open == 0 ? "" : "a multiple of ") + known, count, columns);
        List<Long> shape = new ArrayList<>();
        for (long size : sizes) shape.add(size < 0 ? count / known : size);
        return List.copyOf(shape);
    }

    private static List<Long> image(OnnxPlace input, OnnxImage image, int count, List<Source> columns) {
        if (count != image.size()) throw count(input, String.valueOf(image.size()), count, columns);
        return image.shapes().stream()
                .filter(shape -> suits(input.ofOneRow(), shape))
                .findFirst()
                .orElseThrow(() -> new DataException("Expected input '" + input.name() + "' of the ONNX model to take "
                        + "images of " + image.height() + " x " + image.width() + " pixels with " + image.channels()
                        + (image.channels() == 1 ? " channel" : " channels") + " but it is " + input
                        + ". Scale the images to its size."));
    }

    private static boolean suits(List<Long> asked, List<Long> sizes) {
        if (asked.size() != sizes.size()) return false;
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i) >= 0 && !asked.get(i).equals(sizes.get(i))) return false;
        }
        return true;
    }

    private static DataException count(OnnxPlace input, String wanted, int count, List<Source> columns) {
        String found = columns.stream()
                .limit(SHOWN)
                .map(column -> "'" + column.name() + "'" + (column.width() == 1 ? "" : " (" + column.width() + ")"))
                .collect(Collectors.joining(", "));
        int more = columns.size() - SHOWN;
        return new DataException("Expected " + wanted + (input.text() ? " texts" : " numbers") + " for input '"
                + input.name() + "' of the ONNX model, " + input + ", but found " + count
                + (columns.isEmpty() ? "" : ": " + found) + (more > 0 ? " and " + more + " more" : "")
                + ". Choose as many as it was trained with, in its order.");
    }
}
