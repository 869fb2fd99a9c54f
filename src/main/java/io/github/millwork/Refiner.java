package io.github.millwork;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.deploy.Alias;
import io.github.millwork.deploy.EvaluationRecord;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.RegistryNote;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.evaluate.PairedComparison;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.RowDigests;
import io.github.millwork.stage.State;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits a challenger, compares it with the champion on rows that neither has seen, and has the better one answer. */
final class Refiner<P extends Prediction> {
    private static final Logger LOG = LoggerFactory.getLogger(Refiner.class);

    /** With fewer rows, hardly any difference would show. */
    static final int FEWEST = 30;

    private final Pipeline<P> pipeline;
    private final Registry registry;
    private final String model;
    private final Metric<P> metric;
    private final FitContext context;

    Refiner(Pipeline<P> pipeline, Registry registry, String model, Metric<P> metric, FitContext context) {
        this.pipeline = pipeline;
        this.registry = registry;
        this.model = model;
        this.metric = metric;
        this.context = context;
    }

    /** What was decided, and by what. */
    private record Decision(boolean promotes, Optional<PairedComparison> comparison, String why) {}

    Refinement<P> refine(Dataset training, Dataset heldOut) {
        Optional<Alias> alias = registry.alias(model, Alias.PRODUCTION);
        FittedPipeline<P> champion = alias.map(held ->
                        FittedPipeline.load(held.version(), pipeline.task().type()))
                .orElse(null);
        // Before the fit, since it is quick and may show that the fit would be in vain.
        Optional<RowDigests> seen =
                champion == null ? Optional.empty() : champion.record().digests();
        Dataset unseen = unknown(heldOut, training, seen);
        FittedPipeline<P> challenger =
                pipeline.fit(training, context.part(0, 0.9), champion == null ? Optional.empty() : chain(champion));
        Assessment<P> assessed = challenger.assess(unseen, training, context);
        Evaluation<P> evaluation = Evaluation.of(assessed, List.of(metric));
        Decision decision = champion == null
                ? new Decision(true, Optional.empty(), "there was no version that answered")
                : decide(assessed, champion, unseen, training);
        EvaluationRecord how =
                new EvaluationRecord("rows unknown to champion and challenger", evaluation.rows(), evaluation.scores());
        ModelVersion version =
                registry.publish(model, challenger.with(challenger.facts().with(how)));
        String why = decision.why();
        if (champion != null && seen.isEmpty()) {
            why += "; the champion keeps no digests of its rows, so it may have known some of these, to its advantage";
        }
        boolean promoted = decision.promotes();
        if (promoted) {
            promoted = version.promoteIf(
                            Alias.PRODUCTION, alias.map(Alias::generation).orElse(0L), why)
                    .isPresent();
            if (!promoted) why = "another version was made to answer in the meantime";
        }
        if (!promoted) registry.note(model, note(version, why, decision.comparison()));
        LOG.info("{} {}: {}", version, promoted ? "was promoted" : "was not promoted", why);
        return new Refinement<>(
                version,
                alias.map(Alias::version),
                evaluation,
                decision.comparison(),
                heldOut.rowCount() - unseen.rowCount(),
                promoted,
                why);
    }

    /** The rows that are neither among the training rows of the challenger nor, as far as is known, of the champion. */
    private Dataset unknown(Dataset heldOut, Dataset training, Optional<RowDigests> seen) {
        List<String> shared =
                heldOut.schema().names().stream().filter(training::has).sorted().toList();
        BitSet known = RowDigests.of(training, shared).in(heldOut);
        seen.ifPresent(digests -> known.or(digests.in(heldOut)));
        Dataset unknown = heldOut.rows(IntStream.range(0, heldOut.rowCount())
                .filter(row -> !known.get(row))
                .toArray());
        if (unknown.rowCount() >= FEWEST) return unknown;
        throw new DataException("Expected at least " + FEWEST
                + " rows that neither champion nor challenger has seen, to compare them on, but of "
                + heldOut.rowCount() + " rows " + known.cardinality() + " are among their training rows. "
                + "Hold newer rows out.");
    }

    private Decision decide(Assessment<P> challenger, FittedPipeline<P> champion, Dataset unseen, Dataset training) {
        PairedComparison comparison;
        try {
            comparison = PairedComparison.bootstrap(metric, challenger, champion.assess(unseen, training, context));
        } catch (DataException | IllegalArgumentException e) {
            // Such as a column that is gone, or a class that came: then people must decide.
            return new Decision(false, Optional.empty(), "the champion cannot be compared with it: " + e.getMessage());
        }
        boolean better = comparison.verdict() == PairedComparison.Verdict.FIRST;
        String why = switch (comparison.verdict()) {
            case FIRST -> "it is better than the champion";
            case SECOND -> "the champion is better";
            case TIED -> "it is not shown to be better than the champion";
        };
        return new Decision(better, Optional.of(comparison), why + " by " + comparison);
    }

    /** The chain that the champion was fitted from: the first to try where there is a search. */
    @SuppressWarnings("unchecked") // the kind of prediction is compared first
    private Optional<Chain<P>> chain(FittedPipeline<P> champion) {
        try {
            return champion.record()
                    .specification()
                    .map(saved -> Codecs.decode(saved, Estimator.class))
                    .filter(estimator ->
                            estimator instanceof Chain<?> && pipeline.task().equals(estimator.task()))
                    .map(estimator -> (Chain<P>) estimator);
        } catch (RuntimeException e) {
            LOG.debug("The search starts anew, since what the champion was fitted from cannot be read.", e);
            return Optional.empty();
        }
    }

    private static RegistryNote note(ModelVersion version, String why, Optional<PairedComparison> comparison) {
        RegistryNote note = RegistryNote.of("not promoted: " + why).about(version.number());
        return comparison
                .map(found -> note.with(State.empty()
                        .with("metric", found.metric())
                        .with("difference", found.difference())
                        .with("low", found.low())
                        .with("high", found.high())
                        .with("p", found.pValue())))
                .orElse(note);
    }
}
