package io.github.millwork.engineer;

import io.github.millwork.data.DataException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads images of cells: data URIs, and files of one folder.
 *
 * @param column whose cells they are, for messages
 * @param folder where files are; empty for none
 */
record ImageReading(String column, String folder) {
    private static final long MOST_PIXELS = 64_000_000;
    private static final long MOST_BYTES = 256L << 20;
    private static final int SHOWN = 60;

    /** The pixels of an image, each one number or three, row after row. */
    record Image(int height, int width, int channels, double[] values) {
        /** An image of another size, each of whose pixels is the mean of the area that it covers. */
        double[] scaled(int toHeight, int toWidth) {
            double[] narrow = new double[height * toWidth * channels];
            for (int x = 0; x < toWidth; x++) {
                for (int from = first(x, width, toWidth); from < width; from++) {
                    double share = overlap(x, from, width, toWidth);
                    if (share <= 0) break;
                    for (int y = 0; y < height; y++) {
                        for (int channel = 0; channel < channels; channel++) {
                            narrow[(y * toWidth + x) * channels + channel] +=
                                    share * values[(y * width + from) * channels + channel];
                        }
                    }
                }
            }
            int row = toWidth * channels;
            double[] scaled = new double[toHeight * row];
            for (int y = 0; y < toHeight; y++) {
                for (int from = first(y, height, toHeight); from < height; from++) {
                    double share = overlap(y, from, height, toHeight);
                    if (share <= 0) break;
                    for (int i = 0; i < row; i++) scaled[y * row + i] += share * narrow[from * row + i];
                }
            }
            return scaled;
        }

        private static int first(int place, int size, int toSize) {
            return (int) ((long) place * size / toSize);
        }

        /** Which share of a new pixel an old one covers; in whole numbers but for the last division. */
        private static double overlap(int place, int from, int size, int toSize) {
            long begin = Math.max((long) place * size, (long) from * toSize);
            long end = Math.min((place + 1L) * size, (from + 1L) * toSize);
            return (double) (end - begin) / size;
        }
    }

    Image pixels(String cell, boolean colours) {
        try (MemoryCacheImageInputStream stream =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes(cell)))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) throw unreadable(cell, "it is in no format that is known");
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                long size = (long) reader.getWidth(0) * reader.getHeight(0);
                if (size > MOST_PIXELS) throw unreadable(cell, "it has " + size + " pixels");
                return image(reader.read(0), colours);
            } finally {
                reader.dispose();
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw unreadable(cell, String.valueOf(e.getMessage()).replaceFirst("\\.$", ""), e);
        }
    }

    private byte[] bytes(String cell) throws IOException {
        if (cell.startsWith("data:")) {
            int comma = cell.indexOf(',');
            if (comma < 0 || !cell.substring(0, comma).endsWith(";base64")) {
                throw unreadable(cell, "it is a data URI that is not in base 64");
            }
            return Base64.getMimeDecoder().decode(cell.substring(comma + 1));
        }
        if (folder.isEmpty()) throw unreadable(cell, "it is no data URI, and no folder for files was given");
        Path file = inside(cell);
        if (Files.size(file) > MOST_BYTES) throw unreadable(cell, "it has " + Files.size(file) + " bytes");
        return Files.readAllBytes(file);
    }

    /** The file, wherever links lead, if it is in the folder. */
    private Path inside(String cell) throws IOException {
        try {
            Path place = Path.of(folder).toRealPath();
            Path file = place.resolve(cell).normalize();
            if (file.startsWith(place)
                    && Files.isRegularFile(file)
                    && file.toRealPath().startsWith(place)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw unreadable(cell, "it is no name of a file", e);
        }
        throw unreadable(cell, "there is no such file in " + folder);
    }

    private DataException unreadable(String cell, String why) {
        return new DataException(message(cell, why));
    }

    private DataException unreadable(String cell, String why, Exception cause) {
        return new DataException(message(cell, why), cause);
    }

    private String message(String cell, String why) {
        String shown = cell.length() > SHOWN ? cell.substring(0, SHOWN) + "..." : cell;
        return "Expected an image in column '" + column + "' but '" + shown + "' cannot be read: "
                + why + ". Give a PNG, JPEG, GIF, BMP or TIFF of at most " + MOST_PIXELS
                + " pixels, as a data URI or as a file of the folder that the step was given.";
    }

    /** Grey images as they are: what the JDK makes of them as colours is brightened for the eye. */
    private static Image image(BufferedImage image, boolean colours) {
        int channels = colours ? 3 : 1;
        double[] values = new double[image.getHeight() * image.getWidth() * channels];
        boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && !(image.getColorModel() instanceof IndexColorModel);
        double white = grey ? (1L << image.getColorModel().getComponentSize(0)) - 1 : 255;
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (grey) {
                    double value = image.getRaster().getSample(x, y, 0) / white;
                    for (int channel = 0; channel < channels; channel++) values[at++] = value;
                    continue;
                }
                int rgb = image.getRGB(x, y);
                double red = (rgb >> 16 & 255) / white;
                double green = (rgb >> 8 & 255) / white;
                double blue = (rgb & 255) / white;
                if (colours) {
                    values[at++] = red;
                    values[at++] = green;
                    values[at++] = blue;
                } else {
                    values[at++] = 0.2125 * red + 0.7154 * green + 0.0721 * blue;
                }
            }
        }
        return new Image(image.getHeight(), image.getWidth(), channels, values);
    }
}
