package io.github.millwork.train;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One fit of boosting on binned columns: the loss, the rounds, and the model that comes of them. */
final class BoostingFit {
    private final TreesFit fit;
    private final Hyperparameters settings;
    private final FitContext context;

    /** What numbers are scaled by; null for classes, and for counts, which are not. */
    private final @Nullable SquaresCriterion scaled;

    BoostingFit(TrainingData data, Hyperparameters settings, FitContext context) {
        this.fit = new TreesFit(data, false, context);
        this.settings = settings;
        this.context = context;
        this.scaled = fit.by() instanceof SquaresCriterion by && !poisson() ? by : null;
    }

    private boolean poisson() {
        return fit.by() instanceof SquaresCriterion
                && settings.text(HistogramBoosting.LOSS).equals(HistogramBoosting.POISSON);
    }

    <P extends Prediction> BoostedModel<P> model() {
        Loss loss = loss(fit.data(), fit.codes(fit.data()));
        double unit = scaled == null ? 1 : scaled.scale();
        double alpha = settings.number(BoostingSettings.ALPHA);
        GradientRules rules = new GradientRules(
                settings.integer(BoostingSettings.LEAVES),
                settings.integer(BoostingSettings.DEPTH),
                settings.integer(BoostingSettings.LEAF),
                settings.number(BoostingSettings.CHILD),
                settings.number(BoostingSettings.LAMBDA),
                loss instanceof Loss.Squared ? alpha / unit : alpha);
        BoostingRounds rounds = new BoostingRounds(fit.columns(), loss, fit.weights(), context);
        BoostingWatch watch = watch(rounds.start());
        DecisionTrees trees = rounds.grow(settings, rules, watch);
        double[] start = rounds.start();
        List<Finding> findings = new ArrayList<>();
        if (watch != null) {
            findings.add(new Finding(BoostingWatch.KEPT, watch.kept()));
            double lowest = watch.lowest() * (loss instanceof Loss.Squared ? unit * unit : unit);
            findings.add(new Finding(BoostingWatch.LOSS, lowest));
        }
        if (scaled != null) {
            start[0] = scaled.centre() + start[0] * unit;
            for (int i = 0; i < trees.says().length; i++) trees.says()[i] *= unit;
        }
        return fit.boosted(start, trees, poisson(), findings);
    }

    /** The rows that were cut off, of those classes that training has rows of; null where there are none. */
    private @Nullable BoostingWatch watch(double[] start) {
        TrainingData heldOut = fit.data().heldOut().orElse(null);
        if (heldOut == null) return null;
        int[] codes = fit.codes(heldOut);
        TrainingData known = heldOut.rows(IntStream.range(0, heldOut.rows())
                .filter(row -> heldOut.weight(row) > 0 && (codes.length == 0 || codes[row] >= 0))
                .toArray());
        if (known.rows() == 0) return null;
        return new BoostingWatch(
                known, loss(known, fit.codes(known)), start, settings.integer(BoostingSettings.PATIENCE));
    }

    private Loss loss(TrainingData rows, int[] codes) {
        if (fit.by() instanceof ClassCriterion classes) {
            return classes.second() ? new Loss.Logistic(codes) : new Loss.Softmax(codes, classes.classes());
        }
        if (scaled == null) return new Loss.Poisson(counts(rows.numbers()));
        double[] targets = Arrays.stream(rows.numbers())
                .map(number -> (number - scaled.centre()) / scaled.scale())
                .toArray();
        return switch (settings.text(HistogramBoosting.LOSS)) {
            case HistogramBoosting.ABSOLUTE -> new Loss.Quantile(targets, 0.5);
            case HistogramBoosting.QUANTILE -> new Loss.Quantile(targets, settings.number(HistogramBoosting.AT));
            default -> new Loss.Squared(targets);
        };
    }

    private static double[] counts(double[] targets) {
        boolean any = false;
        for (double target : targets) {
            any |= target > 0;
            if (target >= 0) continue;
            throw new DataException("Expected no target below zero for the Poisson loss but found " + target
                    + ". Leave the row out, or use another loss.");
        }
        if (any) return targets;
        throw new DataException(
                "Expected a target above zero for the Poisson loss but all that count are zero. Collect "
                        + "other rows, or use another loss.");
    }
}
