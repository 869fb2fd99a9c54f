package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.Arrays;
import java.util.List;

/**
 * Puts a histogram of oriented gradients in the place of the pixels of an image (Dalal and Triggs 2005): how strong edges of
 * each direction are in each cell of the image, normalised over blocks of neighbouring cells. It learns nothing. The
 * definition is that of scikit-image's hog with its defaults: gradients are differences of neighbours and zero at the rim, each
 * counts fully for its direction, blocks overlap, and pixels beyond the last whole cell are left out.
 *
 * <p>The numbers are named {@code <column>_001} and so on, block after block, and in each cell after cell. An image with a
 * missing pixel has only missing numbers.
 *
 * @param column the vector of pixels, row after row, as Pixels makes it; it is replaced
 * @param height the rows of the image
 * @param width the pixels of a row
 * @param hyperparameters {@code directions}, {@code cell} (its height and width in pixels), {@code block} (its height and width
 *     in cells), {@code norm} and {@code root} (whether the root of each pixel is taken first)
 */
public record OrientedGradients(String column, int height, int width, Hyperparameters hyperparameters)
        implements Transformer {
    private static final String DIRECTIONS = "directions";
    private static final String CELL = "cell";
    private static final String BLOCK = "block";
    private static final String NORM = "norm";
    private static final String ROOT = "root";

    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(DIRECTIONS, 9, value -> value >= 1, "at least 1")
            .integer(CELL, 8, value -> value >= 1, "at least 1")
            .integer(BLOCK, 3, value -> value >= 1, "at least 1")
            .choice(NORM, "l2-hys", List.of("l2-hys", "l2", "l1", "l1-sqrt"))
            .choice(ROOT, "no", List.of("no", "yes"));

    /**
     * Checks the size.
     *
     * @param column the vector of pixels, row after row, as Pixels makes it; it is replaced
     * @param height the rows of the image
     * @param width the pixels of a row
     * @param hyperparameters {@code directions}, {@code cell} (its height and width in pixels), {@code block} (its height and
     *     width in cells), {@code norm} and {@code root} (whether the root of each pixel is taken first)
     */
    public OrientedGradients {
        Pixels.checkSize(height, width);
    }

    /**
     * {@return the step for images of one size}
     *
     * @param column the vector of pixels
     * @param height the rows of the image
     * @param width the pixels of a row
     */
    public static OrientedGradients of(String column, int height, int width) {
        return new OrientedGradients(column, height, width, DEFAULTS);
    }

    /**
     * {@return this step with more or fewer directions told apart}
     *
     * @param count at least 1; the default is 9
     */
    public OrientedGradients directions(int count) {
        return withHyperparameters(hyperparameters.with(DIRECTIONS, count));
    }

    /**
     * {@return this step with cells of another size}
     *
     * @param pixels height and width, at least 1; the default is 8
     */
    public OrientedGradients cell(int pixels) {
        return withHyperparameters(hyperparameters.with(CELL, pixels));
    }

    /**
     * {@return this step with blocks of another size}
     *
     * @param cells height and width, at least 1; the default is 3
     */
    public OrientedGradients block(int cells) {
        return withHyperparameters(hyperparameters.with(BLOCK, cells));
    }

    /**
     * {@return this step with blocks normalised in another way}
     *
     * @param norm {@code "l2-hys"} (length 1, cut at 0.2, length 1 again; the default), {@code "l2"}, {@code "l1"} or {@code
     *     "l1-sqrt"}
     */
    public OrientedGradients norm(String norm) {
        return withHyperparameters(hyperparameters.with(NORM, norm));
    }

    /** {@return this step with the root of each pixel taken first, against shadows; no pixel may be below zero} */
    public OrientedGradients rooted() {
        return withHyperparameters(hyperparameters.with(ROOT, "yes"));
    }

    @Override
    public OrientedGradients withHyperparameters(Hyperparameters values) {
        return new OrientedGradients(column, height, width, values);
    }

    private Gradients gradients() {
        return new Gradients(
                height,
                width,
                hyperparameters.integer(DIRECTIONS),
                hyperparameters.integer(CELL),
                hyperparameters.integer(BLOCK),
                hyperparameters.text(NORM),
                hyperparameters.text(ROOT).equals("yes"));
    }

    /** Does what it was told to. */
    record Fitted(OrientedGradients step) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            Gradients gradients = step.gradients();
            int[] all = new int[gradients.size()];
            Arrays.setAll(all, i -> i);
            Field written =
                    new Field(step.column, VECTOR, Role.FEATURE, -1, Block.numbered(step.column, gradients.size()));
            return List.of(new Operation(List.of(step.column), List.of(written), true, (in, out) -> frame -> {
                double[] pixels = new double[step.height * step.width];
                if (frame.object(in[0]) instanceof SparseVector vector) {
                    for (int i = 0; i < vector.size(); i++) pixels[vector.index(i)] = vector.value(i);
                }
                frame.set(out[0], SparseVector.of(all, gradients.of(pixels)));
            }));
        }
    }

    private State toState() {
        return State.empty()
                .with("column", column)
                .with("height", height)
                .with("width", width)
                .with("hyperparameters", hyperparameters.toState());
    }

    private static OrientedGradients fromState(State state) {
        return new OrientedGradients(
                state.string("column"),
                state.integer("height"),
                state.integer("width"),
                DEFAULTS.withState(state.state("hyperparameters")));
    }

    static final Codec<OrientedGradients> CODEC = Codec.of(
            "oriented-gradients", OrientedGradients.class, OrientedGradients::toState, OrientedGradients::fromState);

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "oriented-gradients.fitted",
            Fitted.class,
            fitted -> fitted.step.toState(),
            state -> new Fitted(fromState(state)));

    @Override
    public String describe() {
        return "histogram of oriented gradients of '" + column + "'";
    }

    private Selection selection() {
        return Selection.of(Columns.named(column), VECTOR);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        int needed = hyperparameters.integer(CELL) * hyperparameters.integer(BLOCK);
        if (needed > Math.min(height, width)) {
            throw new IllegalArgumentException("Expected images of at least " + needed + " x " + needed
                    + " pixels, which a block takes, but they are " + height + " x " + width
                    + ". Take smaller cells or blocks.");
        }
        return KeptFeatures.plan(selection().in(input));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        Column pixels = selection().in(training, describe()).get(0);
        if (pixels.dimensions().size() != height * width) {
            throw new DataException("Expected " + height + " x " + width + " pixels in column '" + column
                    + "' but it has " + pixels.dimensions().size() + " dimensions. Give the size of the images.");
        }
        plan(training.schema());
        return TransformerFit.of(new Fitted(this));
    }
}
