package io.github.millwork.train;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.RowOption;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Copies of rows whose texts have lost words, see {@link Augment#wordDrop(Columns, double)}. */
record AugmentWords(Columns columns, Hyperparameters hyperparameters) implements RowOption<Prediction> {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final String SHARE = "share";
    private static final Hyperparameters DEFAULTS = Augment.copies(Hyperparameters.none()
            .number(SHARE, 0.1, share -> share > 0 && share < 1, "above 0 and below 1, a share of the words,"));

    static final Codec<AugmentWords> CODEC = Codec.of(
            "augment-words",
            AugmentWords.class,
            words -> State.empty()
                    .with("columns", words.columns.toString())
                    .with("hyperparameters", words.hyperparameters.toState()),
            state -> new AugmentWords(
                    Columns.parse(state.string("columns")), DEFAULTS.withState(state.state("hyperparameters"))));

    AugmentWords {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    static AugmentWords of(Columns columns, double share, int copies) {
        return new AugmentWords(columns, DEFAULTS.with(SHARE, share).with(Augment.COPIES, copies));
    }

    static AugmentWords of(Columns columns, Range share) {
        return new AugmentWords(columns, DEFAULTS.with(SHARE, share));
    }

    @Override
    public AugmentWords withHyperparameters(Hyperparameters values) {
        return new AugmentWords(columns, values);
    }

    @Override
    public String describe() {
        return "a share of " + Augment.word(SHARE, hyperparameters) + " of the words left out in " + columns.describe();
    }

    @Override
    public Phase phase() {
        return Phase.AUGMENT;
    }

    @Override
    public Dataset apply(Dataset training, FitContext context) {
        Dataset all = Augment.repeated(training, hyperparameters.integer(Augment.COPIES));
        for (Column column : Selection.of(columns, ColumnType.TEXT).in(training, describe())) {
            SplittableRandom random =
                    new SplittableRandom(context.child(column.name()).seed());
            @Nullable String[] texts = new @Nullable String[all.rowCount()];
            for (int row = 0; row < texts.length; row++) {
                String text = column.string(row % training.rowCount());
                texts[row] = row < training.rowCount() || text == null ? text : fewer(text, random);
            }
            all = all.with(Column.texts(column.name(), texts).withRole(column.role()));
        }
        return all;
    }

    private String fewer(String text, SplittableRandom random) {
        String[] words = SPACE.split(text.strip());
        String kept = Arrays.stream(words)
                .filter(word -> random.nextDouble() >= hyperparameters.number(SHARE))
                .collect(Collectors.joining(" "));
        return kept.isEmpty() ? words[random.nextInt(words.length)] : kept;
    }
}
