package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Splitter;
import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The bootstrap: each cut fits on as many rows as there are, drawn with replacement, and tests the rows that were not drawn,
 * about 37 %. Its estimates are put together by the .632+ rule (Efron and Tibshirani 1997). For few rows; steps and
 * learners see some rows twice, which suits those badly that look for neighbours or tune themselves by folds.
 *
 * <p>A draw that leaves no row to test, or a single value of the target to fit on, is drawn again.
 *
 * @param draws how many cuts, at least 2
 * @param seed what decides which rows; if empty the seed of the request, else 0
 */
public record BootstrapResampling(int draws, OptionalLong seed) implements Resampling {
    static final Codec<BootstrapResampling> CODEC = Codec.of(
            "bootstrap-resampling",
            BootstrapResampling.class,
            BootstrapResampling::encode,
            BootstrapResampling::decode);

    private static final int FEWEST_ROWS = 3;

    /**
     * Checks the number of draws.
     *
     * @param draws how many cuts, at least 2
     * @param seed what decides which rows; if empty the seed of the request, else 0
     */
    public BootstrapResampling {
        if (draws < 2) {
            throw new IllegalArgumentException(
                    "Expected at least 2 draws but found " + draws + ". Use 50 or more for a steady estimate.");
        }
    }

    /**
     * {@return a bootstrap}
     *
     * @param draws how many cuts, at least 2; 50 to 200 are usual
     */
    public static BootstrapResampling of(int draws) {
        return new BootstrapResampling(draws, OptionalLong.empty());
    }

    /**
     * {@return this bootstrap with a seed of its own}
     *
     * @param newSeed the same seed draws the same rows
     */
    public BootstrapResampling seed(long newSeed) {
        return new BootstrapResampling(draws, OptionalLong.of(newSeed));
    }

    @Override
    public Aggregation aggregation() {
        return Aggregation.BOOTSTRAP_632_PLUS;
    }

    @Override
    public String describe() {
        return draws + " bootstrap draws";
    }

    @Override
    public List<Cut> cuts(Dataset data, Splitter.Request request) {
        int rows = data.rowCount();
        if (rows < FEWEST_ROWS) {
            throw new DataException("Expected at least " + FEWEST_ROWS + " rows for " + describe() + " but found "
                    + rows + ". Collect more rows.");
        }
        int[] classes = classes(data, request.target());
        SplittableRandom random =
                new SplittableRandom(seed.orElse(request.seed().orElse(0)));
        List<Cut> cuts = new ArrayList<>();
        while (cuts.size() < draws) {
            int[] times = new int[rows];
            for (int i = 0; i < rows; i++) times[random.nextInt(rows)]++;
            Cut cut = cut(times);
            if (cut.test().length > 0 && severalClasses(classes, cut.train())) cuts.add(cut);
        }
        return List.copyOf(cuts);
    }

    private static Cut cut(int[] times) {
        int left = (int) Arrays.stream(times).filter(each -> each == 0).count();
        int[] train = new int[times.length];
        int[] test = new int[left];
        int drawn = 0;
        int tested = 0;
        for (int row = 0; row < times.length; row++) {
            if (times[row] == 0) test[tested++] = row;
            for (int i = 0; i < times[row]; i++) train[drawn++] = row;
        }
        return new Cut(train, test);
    }

    /** The class of each row; none where there is no target, or no more than one value, or a measured number. */
    private static int[] classes(Dataset data, @Nullable String target) {
        if (target == null) return new int[0];
        Column column = data.column(target);
        ColumnType type = column.type();
        boolean discrete = type == ColumnType.CATEGORY || type == ColumnType.INTEGER || type == ColumnType.BOOLEAN;
        if (!discrete) return new int[0];
        RowKeys.Groups classes = RowKeys.classes(column, "CrossValidation.random");
        return classes.sizes().length < 2 ? new int[0] : classes.of();
    }

    private static boolean severalClasses(int[] classes, int[] train) {
        return classes.length == 0 || Arrays.stream(train).anyMatch(row -> classes[row] != classes[train[0]]);
    }

    private State encode() {
        State state = State.empty().with("draws", draws);
        return seed.isPresent() ? state.with("seed", seed.getAsLong()) : state;
    }

    private static BootstrapResampling decode(State state) {
        return new BootstrapResampling(
                state.integer("draws"), state.has("seed") ? OptionalLong.of(state.wide("seed")) : OptionalLong.empty());
    }
}
