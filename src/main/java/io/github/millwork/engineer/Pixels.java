package io.github.millwork.engineer;

import io.github.millwork.data.Columns;

/**
 * Makes a vector of pixels, row after row, of images: for learners as it is, or for {@link OrientedGradients}.
 *
 * <pre>{@code
 * Pixels.grid("pixels", matching("pixel_.*"), 8, 8)
 * Pixels.images("photo", 32, 32).in(Path.of("photos"))
 * }</pre>
 */
public final class Pixels {
    private static final int MOST = 1 << 22;

    private Pixels() {}

    static void checkSize(int height, int width) {
        if (height >= 1 && width >= 1 && (long) height * width <= MOST) return;
        throw new IllegalArgumentException("Expected images of at least one pixel and at most " + MOST + " but found "
                + height + " x " + width + ". Give the height, then the width.");
    }

    /**
     * {@return the step that puts a vector of pixels in the place of columns with a pixel each}
     *
     * @param name the vector that is written
     * @param columns numbers, integers and booleans: as many as there are pixels, in the order of the columns, row after row
     * @param height the rows of the image, at least 1
     * @param width the pixels of a row, at least 1
     */
    public static PixelGrid grid(String name, Columns columns, int height, int width) {
        return new PixelGrid(name, columns, height, width);
    }

    /**
     * {@return the step that puts a vector of pixels in the place of images, scaled to one size}
     *
     * @param column texts or categories: images as data URIs ({@code data:image/png;base64,...}), or names of files if {@link
     *     ImagePixels#in} says where they are
     * @param height the rows of the vector's image, at least 1
     * @param width the pixels of a row, at least 1
     */
    public static ImagePixels images(String column, int height, int width) {
        return new ImagePixels(column, height, width, false, "");
    }
}
