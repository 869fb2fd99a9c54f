package io.github.millwork;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.deploy.Alias;
import io.github.millwork.deploy.EvaluationRecord;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.Saving;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.RowDigests;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits a challenger, compares it with the champion on rows that neither has seen, and has the better one answer. */
final class Refiner<P extends Prediction> {
    private static final Logger LOG = LoggerFactory.getLogger(Refiner.class);

    /** How sure it must be where nobody says: what is significant at 5 %, on both sides. */
    static final double SURE = 0.975;

    /** With fewer rows, hardly any difference would show. */
    static final int FEWEST = 30;

    private final Pipeline<P> pipeline;
    private final Registry registry;
    private final String model;
    private final Metric<P> metric;
    private final List<Metric<P>> guards;
    private final double confidence;
    private final FitContext context;

    Refiner(
            Pipeline<P> pipeline,
            Registry registry,
            String model,
            Metric<P> metric,
            List<Metric<P>> guards,
            double confidence) {
        this.pipeline = pipeline;
        this.registry = registry;
        this.model = model;
        this.metric = metric;
        this.guards = guards.stream()
                .distinct()
                .filter(guard -> !guard.equals(metric))
                .toList();
        this.confidence = confidence;
        this.context = pipeline.context();
    }

    /** Refines; the cause is why that is done at all, or empty. */
    Refinement<P> refine(Dataset training, Dataset heldOut, String cause) {
        Optional<Champion<P>> champion = Champion.of(registry, model, pipeline.task());
        // Before the fit, since it is quick and may show that the fit would be in vain.
        Optional<RowDigests> seen = champion.flatMap(Champion::rows);
        Dataset unseen = unknown(heldOut, training, seen);
        FittedPipeline<P> fitted = pipeline.searching(training)
                .fit(
                        training,
                        context.part(0, 0.9),
                        champion.map(Champion::warmStart).orElse(List.of()));
        Assessment<P> assessed = fitted.assess(unseen, training, context);
        List<Metric<P>> measured =
                Stream.concat(Stream.of(metric), guards.stream()).toList();
        Evaluation<P> evaluation = Evaluation.of(assessed, measured);
        EvaluationRecord how =
                new EvaluationRecord("rows unknown to champion and challenger", evaluation.rows(), evaluation.scores());
        // What a monitor will compare with: so far no row is known to it that it was not fitted to.
        FittedPipeline<P> challenger =
                fitted.withHeldOut(unseen, assessed).with(fitted.facts().with(how));
        Contest contest = champion.map(held -> new Contest.Terms<>(metric, guards, confidence)
                        .between(assessed, () -> held.fitted().assess(unseen, training, context)))
                .orElseGet(Contest::unopposed);
        RefinementAudit.Verdict audit = new RefinementAudit<>(pipeline, context).of(challenger, training, unseen);
        if (audit.failed()) contest = contest.refused("it failed the leak audit: " + audit.detail());
        ModelVersion version = registry.publish(model, challenger, Saving.DEFAULT, cause);
        String why = why(contest, audit, champion.isPresent() && seen.isEmpty(), cause);
        boolean promoted = contest.promotes();
        if (promoted) {
            long generation =
                    champion.map(Champion::alias).map(Alias::generation).orElse(0L);
            promoted = version.promoteIf(Alias.PRODUCTION, generation, why).isPresent();
            if (!promoted) why = "another version was made to answer in the meantime";
        }
        if (!promoted) registry.note(model, contest.note(version.number(), why));
        LOG.info("{} {}: {}", version, promoted ? "was promoted" : "was not promoted", why);
        return new Refinement<>(
                version,
                champion.map(held -> held.alias().version()),
                evaluation,
                contest.comparisons().stream().findFirst(),
                contest.comparisons().stream().skip(1).toList(),
                heldOut.rowCount() - unseen.rowCount(),
                audit.failed(),
                promoted,
                why);
    }

    private static String why(Contest contest, RefinementAudit.Verdict audit, boolean blind, String cause) {
        StringBuilder why = new StringBuilder(contest.why());
        if (blind) {
            why.append("; the champion keeps no digests of its rows, so it may have known some of these, "
                    + "to its advantage");
        }
        if (!audit.failed() && !audit.detail().isEmpty()) why.append("; ").append(audit.detail());
        if (!cause.isEmpty()) why.append("; it was fitted since ").append(cause);
        return why.toString();
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
}
