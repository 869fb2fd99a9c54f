package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.TEXT;
import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts a vector of pixels in the place of images, which may differ in size. Each pixel is the mean of the area of the image that
 * it covers, from 0 (black) to 1 (white): the brightness {@code 0.2125 R + 0.7154 G + 0.0721 B}, as scikit-image has it, or each
 * of the three colours. Transparency is not looked at. It learns nothing.
 *
 * <p>An image is a data URI ({@code data:image/png;base64,...}) or the name of a file in a given folder, and none of a file
 * elsewhere, so that a served model reads nothing else. It may be whatever the JDK reads: PNG, JPEG, GIF, BMP, TIFF. A missing
 * image has only missing pixels; one that cannot be read, or has more than 64 million pixels, is refused.
 *
 * @param column texts or categories
 * @param height the rows of the vector's image
 * @param width the pixels of a row
 * @param colours whether each pixel is three numbers instead of one
 * @param folder where files are; empty for none
 */
public record ImagePixels(String column, int height, int width, boolean colours, String folder) implements Transformer {
    /**
     * Checks the size.
     *
     * @param column texts or categories
     * @param height the rows of the vector's image
     * @param width the pixels of a row
     * @param colours whether each pixel is three numbers instead of one
     * @param folder where files are; empty for none
     */
    public ImagePixels {
        Pixels.checkSize(height, width);
    }

    /**
     * {@return this step for names of files}
     *
     * @param place the folder in which the files are, or its subfolders; it must be there when rows are scored, too
     */
    public ImagePixels in(Path place) {
        return new ImagePixels(column, height, width, colours, place.toString());
    }

    /** {@return this step with three numbers for each pixel: red, green and blue} */
    public ImagePixels inColour() {
        return new ImagePixels(column, height, width, true, folder);
    }

    private List<String> dimensions() {
        int rowDigits = Integer.toString(height - 1).length();
        int columnDigits = Integer.toString(width - 1).length();
        List<String> names = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                String name = column + "_" + padded(y, rowDigits) + "_" + padded(x, columnDigits);
                if (!colours) names.add(name);
                else for (String colour : List.of("red", "green", "blue")) names.add(name + "_" + colour);
            }
        }
        return names;
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    /** Does what it was told to. */
    record Fitted(ImagePixels step) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            List<String> dimensions = step.dimensions();
            Field written = new Field(step.column, VECTOR, Role.FEATURE, -1, dimensions);
            ImageReading reading = new ImageReading(step.column, step.folder);
            int[] all = new int[dimensions.size()];
            Arrays.setAll(all, i -> i);
            double[] missing = new double[all.length];
            Arrays.fill(missing, Double.NaN);
            return List.of(new Operation(List.of(step.column), List.of(written), true, (in, out) -> frame -> {
                String image = frame.string(in[0]);
                double[] pixels = image == null
                        ? missing
                        : reading.pixels(image, step.colours).scaled(step.height, step.width);
                frame.set(out[0], SparseVector.of(all, pixels));
            }));
        }
    }

    private State toState() {
        return State.empty()
                .with("column", column)
                .with("height", height)
                .with("width", width)
                .with("colours", colours)
                .with("folder", folder);
    }

    private static ImagePixels fromState(State state) {
        return new ImagePixels(
                state.string("column"),
                state.integer("height"),
                state.integer("width"),
                state.flag("colours"),
                state.string("folder"));
    }

    static final Codec<ImagePixels> CODEC =
            Codec.of("image-pixels", ImagePixels.class, ImagePixels::toState, ImagePixels::fromState);

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "image-pixels.fitted",
            Fitted.class,
            fitted -> fitted.step.toState(),
            state -> new Fitted(fromState(state)));

    @Override
    public String describe() {
        return "pixels of the images in '" + column + "'";
    }

    private Selection selection() {
        return Selection.of(Columns.named(column), TEXT, CATEGORY);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return KeptFeatures.plan(selection().in(input));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        selection().in(training, describe());
        return TransformerFit.of(new Fitted(this));
    }
}
