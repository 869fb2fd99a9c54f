package io.github.millwork.engineer;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Moments;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.tribuo.SymmetricEigen;
import java.util.Arrays;
import java.util.List;

/**
 * Puts principal components in the place of columns: the directions in which the training rows vary most, one after the
 * other, each at a right angle to those before. The definition is that of scikit-learn's PCA (full): columns are centred and
 * not scaled, so put Scale before where their units differ; a variance is divided by n - 1. They become a vector of numbers
 * {@code <name>_1}, {@code <name>_2} and so on, by Tribuo's eigendecomposition of the covariance.
 *
 * <p>The sign of a component is chosen so that its largest loading is above zero (scikit-learn since 1.5; before that it
 * looked at the rows). Components in which the training rows do not vary, beyond rounding, are left out, so that there may
 * be fewer than asked for. Training rows with a missing cell are refused; at scoring such a row has missing components.
 * Weights of rows are not looked at.
 *
 * @param name the vector that is written
 * @param columns which columns; by type, only numbers, integers, booleans and vectors
 * @param hyperparameters {@code rule} (count or share), the number that belongs to each, and {@code whiten}
 */
public record PrincipalComponents(String name, Columns columns, Hyperparameters hyperparameters)
        implements Transformer {
    private static final String RULE = "rule";
    private static final String COUNT = "count";
    private static final String SHARE = "share";
    private static final String WHITEN = "whiten";
    private static final int WIDEST = 4096;

    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .choice(RULE, COUNT, List.of(COUNT, SHARE))
            .integer(COUNT, Integer.MAX_VALUE, value -> value >= 1, "at least 1")
            .onlyIf(COUNT, RULE, COUNT)
            .number(SHARE, 0.95, value -> value > 0 && value < 1, "above 0 and below 1")
            .onlyIf(SHARE, RULE, SHARE)
            .choice(WHITEN, "no", List.of("no", "yes"));

    /**
     * {@return the step that gives all components in which the training rows vary}
     *
     * @param name the vector that is written
     * @param columns numbers, integers, booleans and vectors, at most 4,096 features together
     */
    public static PrincipalComponents of(String name, Columns columns) {
        return new PrincipalComponents(name, columns, DEFAULTS);
    }

    /**
     * {@return this step with only the first components}
     *
     * @param count how many, at least 1; the default is all
     */
    public PrincipalComponents components(int count) {
        return withHyperparameters(hyperparameters.with(RULE, COUNT).with(COUNT, count));
    }

    /**
     * {@return this step with the number of components left to tuning}
     *
     * @param count where to search
     */
    public PrincipalComponents components(Range count) {
        return withHyperparameters(hyperparameters.with(RULE, COUNT).with(COUNT, count));
    }

    /**
     * {@return this step with as few components as explain more than a share of the variance}
     *
     * @param share above 0 and below 1
     */
    public PrincipalComponents explaining(double share) {
        return withHyperparameters(hyperparameters.with(RULE, SHARE).with(SHARE, share));
    }

    /**
     * {@return this step with the share of the variance left to tuning}
     *
     * @param share where to search
     */
    public PrincipalComponents explaining(Range share) {
        return withHyperparameters(hyperparameters.with(RULE, SHARE).with(SHARE, share));
    }

    /** {@return this step with each component divided by its standard deviation over the training rows} */
    public PrincipalComponents whitened() {
        return withHyperparameters(hyperparameters.with(WHITEN, "yes"));
    }

    @Override
    public PrincipalComponents withHyperparameters(Hyperparameters values) {
        return new PrincipalComponents(name, columns, values);
    }

    static final Codec<PrincipalComponents> CODEC = Codec.of(
            "principal-components",
            PrincipalComponents.class,
            step -> State.empty()
                    .with("name", step.name)
                    .with("columns", step.columns.toString())
                    .with("hyperparameters", step.hyperparameters.toState()),
            state -> new PrincipalComponents(
                    state.string("name"),
                    Columns.parse(state.string("columns")),
                    DEFAULTS.withState(state.state("hyperparameters"))));

    @Override
    public String describe() {
        return "find principal components of " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return Projection.plan(name, Block.selection(columns).in(input));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = Block.selection(columns).in(training, describe());
        Block block = Block.of(chosen);
        if (chosen.isEmpty()) return TransformerFit.of(Projection.along(name, block, new double[0], new double[0][]));
        checkSize(block, training.rowCount());
        Moments moments = Moments.of(block.names(), Block.complete(chosen, describe()));
        context.checkCancelled();
        double[][] covariance = moments.products();
        for (double[] row : covariance) {
            for (int i = 0; i < row.length; i++) row[i] /= training.rowCount() - 1;
        }
        SymmetricEigen eigen = SymmetricEigen.of(covariance);
        int count = count(eigen.values());
        double[][] directions = new double[count][];
        for (int component = 0; component < count; component++) {
            double scale = hyperparameters.text(WHITEN).equals("yes") ? Math.sqrt(eigen.values()[component]) : 1;
            directions[component] = Arrays.stream(eigen.vectors()[component])
                    .map(loading -> loading / scale)
                    .toArray();
        }
        return TransformerFit.of(Projection.along(name, block, moments.means(), directions));
    }

    private void checkSize(Block block, int rows) {
        if (rows < 2) {
            throw new DataException(
                    "Expected at least two training rows to " + describe() + " but found " + rows + ". Collect more.");
        }
        if (block.width() > WIDEST) {
            throw new DataException("Expected at most " + WIDEST + " features to " + describe() + " but found "
                    + block.width() + ". Use TruncatedSvd, or keep fewer of them.");
        }
    }

    /** How many components are kept, of those in which rows vary. */
    private int count(double[] variances) {
        double nothing = variances[0] * variances.length * Math.ulp(1.0);
        int varying = 0;
        double all = 0;
        for (double variance : variances) {
            if (variance > nothing) varying++;
            all += Math.max(0, variance);
        }
        if (hyperparameters.text(RULE).equals(COUNT)) return Math.min(varying, hyperparameters.integer(COUNT));
        double share = hyperparameters.number(SHARE);
        double explained = 0;
        for (int count = 0; count < varying; count++) {
            explained += variances[count] / all;
            if (explained > share) return count + 1;
        }
        return varying;
    }
}
