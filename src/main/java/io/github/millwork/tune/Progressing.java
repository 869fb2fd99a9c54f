package io.github.millwork.tune;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import java.util.Locale;

/** Tells how far a search is, and what the best score is so far; of several threads at a time. */
final class Progressing<P extends Prediction> {
    private final FitContext context;
    private final double fits;
    private final Metric<P> metric;
    private double done;
    private double best = Double.NaN;

    Progressing(FitContext context, double fits, Metric<P> metric) {
        this.context = context;
        this.fits = fits;
        this.metric = metric;
    }

    synchronized void fitted(double share) {
        done += share;
        tell();
    }

    synchronized void finished(Trial<P> trial) {
        if (trial.failure().isPresent()) return;
        double value = trial.mean();
        boolean better = metric.higherIsBetter() ? value > best : value < best;
        if (Double.isNaN(best) || better) best = value;
    }

    private void tell() {
        String so = Double.isNaN(best) ? "" : String.format(Locale.ROOT, ", best %s %.4f", metric.name(), best);
        context.progress("tune", String.format(Locale.ROOT, "%.0f of about %.0f fits%s", done, fits, so), done / fits);
    }
}
