package io.github.millwork;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Splitter;
import io.github.millwork.evaluate.LeakAudit;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Resampling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Audits what a challenger was fitted from, on some of the very rows that it was fitted to and compared on. Whether a step
 * looks where it should not is a matter of the step and not of the number of rows, so a part of them will do.
 */
final class RefinementAudit<P extends Prediction> {
    private static final int TRAINING = 2_000;
    private static final int HELD_OUT = 500;

    private final Pipeline<P> pipeline;
    private final FitContext context;

    RefinementAudit(Pipeline<P> pipeline, FitContext context) {
        this.pipeline = pipeline;
        this.context = context;
    }

    /** The cut that is given: the first rows are for training. */
    private record Given(int training) implements Resampling {
        @Override
        public List<Cut> cuts(Dataset data, Splitter.Request request) {
            return List.of(new Cut(
                    IntStream.range(0, training).toArray(),
                    IntStream.range(training, data.rowCount()).toArray()));
        }

        @Override
        public String describe() {
            return "the rows given";
        }
    }

    /** What was found: whether it must not answer, and what is to be told. */
    record Verdict(boolean failed, String detail) {}

    Verdict of(FittedPipeline<P> challenger, Dataset training, Dataset heldOut) {
        Optional<Estimator<P>> estimator = estimator(challenger);
        if (estimator.isEmpty()) return new Verdict(false, "not audited, since what was fitted has no codec");
        String[] shared =
                training.schema().names().stream().filter(heldOut::has).toArray(String[]::new);
        Dataset fitted = some(training.select(shared), TRAINING);
        try {
            Dataset both = fitted.union(some(heldOut.select(shared), HELD_OUT));
            LeakAudit audit = LeakAudit.of(estimator.get(), both, new Given(fitted.rowCount()), context);
            return new Verdict(
                    !audit.passed(),
                    audit.findings().stream()
                            .filter(finding -> finding.verdict() == LeakAudit.Verdict.FAILED)
                            .map(finding -> finding.check() + ": " + finding.detail())
                            .collect(Collectors.joining("; ")));
        } catch (DataException | IllegalArgumentException e) {
            return new Verdict(false, "not audited: " + e.getMessage());
        }
    }

    /** Rows spread evenly, in their order, which may be that of time. */
    private static Dataset some(Dataset rows, int most) {
        int count = rows.rowCount();
        if (count <= most) return rows;
        return rows.rows(IntStream.range(0, most)
                .map(i -> (int) ((long) i * count / most))
                .toArray());
    }

    /** After a search what won, and not the search again. */
    @SuppressWarnings("unchecked") // it was fitted by this pipeline, so it is of its kind
    private Optional<Estimator<P>> estimator(FittedPipeline<P> challenger) {
        if (!pipeline.searches()) return Optional.of(pipeline);
        return challenger.record().specification().map(saved -> (Estimator<P>) Codecs.decode(saved, Estimator.class));
    }
}
