package io.github.millwork;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.evaluate.PairedComparison;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import java.util.Locale;
import java.util.Optional;

/**
 * The time after a promotion: on rows that have come since, and that neither had any part of, the version before is compared
 * with the one that answers now. Looked at each time there are twice the rows, so that chance has few occasions.
 */
record Probation<P extends Prediction>(FittedPipeline<P> before, ModelVersion version, int next) {
    private static final int FIRST = 200;
    private static final double SURE = 0.01; // since it is looked at several times

    static <P extends Prediction> Probation<P> begin(FittedPipeline<P> before, ModelVersion version) {
        return new Probation<>(before, version, FIRST);
    }

    /** Whether it is time to look. */
    boolean due(int rows) {
        return rows >= next;
    }

    Probation<P> looked(int rows) {
        int further = next;
        while (further <= rows) further *= 2;
        return new Probation<>(before, version, further);
    }

    /** Why the version before is to answer again; empty where it is not. */
    Optional<String> regret(
            FittedPipeline<P> now, Dataset since, Dataset earlier, Metric<P> metric, FitContext context) {
        try {
            Assessment<P> old = before.assess(since, earlier, context);
            Assessment<P> current = now.assess(since, earlier, context);
            PairedComparison comparison = PairedComparison.bootstrap(metric, old, current);
            boolean better = comparison.verdict() == PairedComparison.Verdict.FIRST && comparison.pValue() < SURE;
            if (!better) return Optional.empty();
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the live %s fell to %.4f on the %d rows since the promotion, where version %d would have had %.4f: %s",
                    metric.name(),
                    metric.measure(current),
                    since.rowCount(),
                    version.number(),
                    metric.measure(old),
                    comparison));
        } catch (DataException | IllegalArgumentException e) {
            return Optional.empty(); // the version before cannot answer for such rows, so nobody would go back to it
        }
    }
}
