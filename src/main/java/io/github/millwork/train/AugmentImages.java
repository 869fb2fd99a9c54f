package io.github.millwork.train;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.RowOption;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Copies of images that are moved, flipped or turned, see {@link Augment#imageShifts}.
 *
 * @param amount by how many pixels at most, or by how many degrees; 1 for flips
 */
record AugmentImages(Kind kind, Columns columns, int width, int height, double amount)
        implements RowOption<Prediction> {
    enum Kind {
        SHIFTS,
        FLIPS,
        ROTATIONS
    }

    /** Where in the image a pixel of the copy comes from: x' = a x + b y + c, y' = d x + e y + f. */
    private record Warp(double a, double b, double c, double d, double e, double f) {
        static Warp shift(int right, int down) {
            return new Warp(1, 0, -right, 0, 1, -down);
        }

        static Warp flip(int width) {
            return new Warp(-1, 0, width - 1, 0, 1, 0);
        }

        static Warp rotation(double degrees, int width, int height) {
            double cos = StrictMath.cos(StrictMath.toRadians(degrees));
            double sin = StrictMath.sin(StrictMath.toRadians(degrees));
            double x = (width - 1) / 2.0;
            double y = (height - 1) / 2.0;
            return new Warp(cos, sin, x - cos * x - sin * y, -sin, cos, y + sin * x - cos * y);
        }
    }

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    static final Codec<AugmentImages> CODEC = Codec.of(
            "augment-images",
            AugmentImages.class,
            images -> State.empty()
                    .with("kind", images.kind.name())
                    .with("columns", images.columns.toString())
                    .with("width", images.width)
                    .with("height", images.height)
                    .with("amount", images.amount),
            state -> new AugmentImages(
                    Kind.valueOf(state.string("kind")),
                    Columns.parse(state.string("columns")),
                    state.integer("width"),
                    state.integer("height"),
                    state.number("amount")));

    AugmentImages {
        if (width < 1 || height < 1 || (long) width * height > 10_000_000) {
            throw new IllegalArgumentException(
                    "Expected an image of at least 1 x 1 pixel and at most 10,000,000 but found " + width + " x "
                            + height + ".");
        }
        boolean shift = kind == Kind.SHIFTS && amount == Math.rint(amount) && amount >= 1;
        if (kind == Kind.SHIFTS && !(shift && amount < width && amount < height)) {
            throw new IllegalArgumentException("Expected a shift of at least one pixel that leaves some of an image of "
                    + width + " x " + height + " but found " + amount + ".");
        }
        if (kind == Kind.ROTATIONS && !(amount > 0 && amount <= 180)) {
            throw new IllegalArgumentException(
                    "Expected a rotation above 0 and of at most 180 degrees but found " + amount + ".");
        }
    }

    @Override
    public String describe() {
        return "image " + kind.name().toLowerCase(Locale.ROOT) + " over " + width + " x " + height + " pixels in "
                + columns.describe();
    }

    @Override
    public Phase phase() {
        return Phase.AUGMENT;
    }

    @Override
    public Dataset apply(Dataset training, FitContext context) {
        List<Column> pixels = pixels(training);
        List<Warp> warps = warps();
        int rows = training.rowCount();
        Dataset all = Augment.repeated(training, warps.size());
        double[][] image = pixels.stream().map(Column::toDoubles).toArray(double[][]::new);
        for (int place = 0; place < image.length; place++) {
            context.checkCancelled();
            int x = place % width;
            int y = place / width;
            NewCells.Change change = (row, cell) -> sample(image, row % rows, warps.get(row / rows - 1), x, y);
            all = all.with(NewCells.of(all.column(pixels.get(place).name()), rows, change));
        }
        return all;
    }

    private List<Warp> warps() {
        return switch (kind) {
            case FLIPS -> List.of(Warp.flip(width));
            case ROTATIONS -> List.of(Warp.rotation(-amount, width, height), Warp.rotation(amount, width, height));
            case SHIFTS -> {
                List<Warp> shifts = new ArrayList<>();
                for (int far = 1; far <= amount; far++) {
                    shifts.addAll(
                            List.of(Warp.shift(-far, 0), Warp.shift(far, 0), Warp.shift(0, -far), Warp.shift(0, far)));
                }
                yield shifts;
            }
        };
    }

    /** The pixel of the image that a place of the copy comes from, between pixels by linear interpolation. */
    private double sample(double[][] image, int row, Warp warp, int toX, int toY) {
        double x = warp.a * toX + warp.b * toY + warp.c;
        double y = warp.d * toX + warp.e * toY + warp.f;
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double sum = 0;
        for (int dy = 0; dy <= 1; dy++) {
            for (int dx = 0; dx <= 1; dx++) {
                double share = (dx == 0 ? 1 - (x - left) : x - left) * (dy == 0 ? 1 - (y - top) : y - top);
                boolean inside = left + dx >= 0 && left + dx < width && top + dy >= 0 && top + dy < height;
                if (share > 0 && inside) sum += share * image[(top + dy) * width + left + dx][row];
            }
        }
        return sum;
    }

    private List<Column> pixels(Dataset training) {
        List<Column> chosen =
                Selection.of(columns, ColumnType.NUMBER, ColumnType.INTEGER).in(training, describe());
        if (chosen.size() != width * height) {
            throw new DataException("Expected a column for each of " + width + " x " + height + " pixels but "
                    + columns.describe() + " chooses " + chosen.size()
                    + " columns of numbers. Mend the selector, or the width and height.");
        }
        boolean alike =
                chosen.stream().map(column -> pattern(column.name())).distinct().count() == 1;
        if (!alike) return chosen;
        return chosen.stream()
                .sorted(Comparator.comparing(column -> numbers(column.name()), Arrays::compare))
                .toList();
    }

    private static String pattern(String name) {
        return NUMBER.matcher(name).replaceAll("0");
    }

    private static BigInteger[] numbers(String name) {
        return NUMBER.matcher(name)
                .results()
                .map(found -> new BigInteger(found.group()))
                .toArray(BigInteger[]::new);
    }
}
