package io.github.millwork.engineer;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TransformerFit;
import java.util.List;

/**
 * Keeps the features of which a learner makes most, once it is fitted to all of them: scikit-learn's SelectFromModel. What it
 * makes of them are the gains of trees or the coefficients of a linear model, see {@link
 * io.github.millwork.stage.Importances}; coefficients can be compared only where features are on one scale. As for every
 * selection, each column becomes a vector of the dimensions that are kept.
 *
 * <p>Its learner sees the chosen columns, with the target, weights, groups and times of the rows; its training options are
 * done too. What it needs of features (nothing missing, for example), it needs here.
 *
 * @param columns which columns; by type, only numbers, integers, booleans and vectors
 * @param learner what is fitted: a learner of classes or numbers
 * @param hyperparameters {@code rule} (best, percent or above) and the number that belongs to each
 */
public record SelectImportant(Columns columns, Learner<?> learner, Hyperparameters hyperparameters)
        implements LearnedSelection {
    /**
     * Checks the learner.
     *
     * @param columns which columns; by type, only numbers, integers, booleans and vectors
     * @param learner what is fitted: a learner of classes or numbers
     * @param hyperparameters {@code rule} (best, percent or above) and the number that belongs to each
     */
    public SelectImportant {
        LearnedImportance.check(learner);
    }

    static SelectImportant of(Learner<?> learner, Columns columns) {
        return new SelectImportant(columns, learner, KeepRule.DEFAULTS);
    }

    /**
     * {@return this step with so many features kept}
     *
     * @param count at least 1; the default is 10
     */
    public SelectImportant best(int count) {
        return withHyperparameters(KeepRule.best(hyperparameters, count));
    }

    /**
     * {@return this step with the number of features left to tuning}
     *
     * @param count where to search
     */
    public SelectImportant best(Range count) {
        return withHyperparameters(KeepRule.best(hyperparameters, count));
    }

    /**
     * {@return this step with a percentage of the features kept, at least one}
     *
     * @param percentage above 0 and at most 100
     */
    public SelectImportant percent(double percentage) {
        return withHyperparameters(KeepRule.percent(hyperparameters, percentage));
    }

    /**
     * {@return this step with the features kept whose importance is above a bound}
     *
     * @param bound the bound, in the unit of the learner's importances
     */
    public SelectImportant above(double bound) {
        return withHyperparameters(KeepRule.above(hyperparameters, bound));
    }

    @Override
    public SelectImportant withHyperparameters(Hyperparameters values) {
        return new SelectImportant(columns, learner, values);
    }

    static final Codec<SelectImportant> CODEC =
            LearnedSelection.codec("select-important", SelectImportant.class, KeepRule.DEFAULTS, SelectImportant::new);

    @Override
    public String describe() {
        return "select from " + columns.describe() + " by " + learner.describe();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = Block.selection(columns).in(training, describe());
        Candidates candidates = new Candidates(chosen);
        if (candidates.size() == 0) return TransformerFit.of(candidates.keep(new int[0]));
        double[] importances =
                LearnedImportance.of(learner, LearnedImportance.narrowed(training, chosen), context.child("selection"));
        return TransformerFit.of(candidates.keep(KeepRule.kept(hyperparameters, importances)));
    }
}
