package io.github.millwork.engineer;

import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetNumbers;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.tribuo.FeatureRanking;
import java.util.List;
import java.util.Locale;

/**
 * Keeps features that together say much of the classes: the one with the most mutual information first, then one after the
 * other by a criterion that takes those before into account, so that what two features have in common counts once. Tribuo
 * chooses them. A feature with more than ten different values is cut into ten bins of equally many rows first. As for every
 * selection, each column becomes a vector of the dimensions that are kept.
 *
 * <p>It is for some hundreds of features: each one that is kept costs a pass over all cells of all others, and the cells are
 * held at once. Features that are equally good are taken in their order. Training rows with a missing cell are refused; at
 * scoring it stays missing. Weights of rows are not looked at.
 *
 * @param columns which columns; by type, only numbers, integers, booleans and vectors
 * @param criterion what the next feature is chosen by
 * @param hyperparameters {@code best}
 */
public record SelectJointly(Columns columns, JointCriterion criterion, Hyperparameters hyperparameters)
        implements Transformer {
    private static final String BEST = "best";
    private static final long MOST_CELLS = 100_000_000;

    private static final Hyperparameters DEFAULTS =
            Hyperparameters.none().integer(BEST, 10, value -> value >= 1, "at least 1");

    static SelectJointly of(JointCriterion criterion, Columns columns) {
        return new SelectJointly(columns, criterion, DEFAULTS);
    }

    /**
     * {@return this step with so many features kept}
     *
     * @param count at least 1; the default is 10
     */
    public SelectJointly best(int count) {
        return withHyperparameters(hyperparameters.with(BEST, count));
    }

    /**
     * {@return this step with the number of features left to tuning}
     *
     * @param count where to search
     */
    public SelectJointly best(Range count) {
        return withHyperparameters(hyperparameters.with(BEST, count));
    }

    @Override
    public SelectJointly withHyperparameters(Hyperparameters values) {
        return new SelectJointly(columns, criterion, values);
    }

    static final Codec<SelectJointly> CODEC = Codec.of(
            "select-jointly",
            SelectJointly.class,
            select -> State.empty()
                    .with("columns", select.columns.toString())
                    .with("criterion", select.criterion.name())
                    .with("hyperparameters", select.hyperparameters.toState()),
            state -> new SelectJointly(
                    Columns.parse(state.string("columns")),
                    JointCriterion.valueOf(state.string("criterion")),
                    DEFAULTS.withState(state.state("hyperparameters"))));

    @Override
    public String describe() {
        return "select by " + criterion.name().toLowerCase(Locale.ROOT) + " from " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        TargetNumbers.checkClasses(input);
        return KeptFeatures.plan(Block.selection(columns).in(input));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        Candidates candidates = new Candidates(Block.selection(columns).in(training, describe()));
        TargetValues.Classes classes =
                (TargetValues.Classes) TargetNumbers.perClass(training).values();
        if ((long) candidates.size() * training.rowCount() > MOST_CELLS) {
            throw new DataException("Expected at most " + MOST_CELLS + " cells to " + describe() + " but found "
                    + candidates.size() + " features of " + training.rowCount()
                    + " rows. Keep some of them by SelectFeatures.by(MUTUAL_INFORMATION, ...) first.");
        }
        int[][] codes = new int[candidates.size()][];
        for (int feature = 0; feature < codes.length; feature++) {
            double[] cells = candidates.cells(feature);
            for (int row = 0; row < cells.length; row++) {
                Block.checked(cells[row], candidates.column(feature), row, describe());
            }
            codes[feature] = FeatureScore.codes(cells);
        }
        context.checkCancelled();
        int count = Math.min(codes.length, hyperparameters.integer(BEST));
        return TransformerFit.of(candidates.keep(ranked(codes, classes, count)));
    }

    private int[] ranked(int[][] codes, TargetValues.Classes classes, int count) {
        if (count == 0) return new int[0];
        FeatureRanking ranking = new FeatureRanking(codes, FeatureScore.BINS, classes);
        return switch (criterion) {
            case MRMR -> ranking.minimumRedundancy(count);
            case JMI -> ranking.jointInformation(count);
            case CMIM -> ranking.conditionalInformation(count);
        };
    }
}
