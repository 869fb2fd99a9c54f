package io.github.millwork.tune;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import java.util.Locale;

/** Tells how far a search is, what the best score is so far, and how long the rest may take; of several threads at a time. */
final class Progressing<P extends Prediction> {
    private final FitContext context;
    private final double fits;
    private final Metric<P> metric;
    private final long began = System.nanoTime();
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
        double left = (System.nanoTime() - began) / 1e9 * Math.max(0, fits - done) / done;
        String step = String.format(Locale.ROOT, "%.0f of about %.0f fits%s, about %.0f s left", done, fits, so, left);
        context.progress("tune", step, done / fits);
    }
}
