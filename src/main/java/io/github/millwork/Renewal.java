package io.github.millwork;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.deploy.Alias;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.RegistryNote;
import io.github.millwork.monitor.RetrainingReason;
import io.github.millwork.monitor.RetrainingTrigger;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which version of a model is in use, and what moves it: a challenger when the policy asks for one, the version before where the
 * new one does worse, somebody else. Changed by one thread at a time; what is in use may be read by any.
 */
final class Renewal<P extends Prediction> {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

    /** More would not tell much more, and the newest rows are those that are most needed to fit to. */
    private static final int MOST_HELD_OUT = 300;

    private final ContinuousTraining<P> training;
    private final Registry registry;
    private final KeptRows kept;
    private final RetrainingTrigger trigger;
    private volatile Serving<P> serving;
    private @Nullable Probation<P> probation;
    private @Nullable Appeal<P> appeal;

    Renewal(ContinuousTraining<P> training, KeptRows kept, ModelVersion version) {
        this.training = training;
        this.registry = training.registry();
        this.kept = kept;
        this.trigger = RetrainingTrigger.of(
                training.settings().policy(), training.settings().monitor());
        this.serving = Serving.of(training, version);
        this.trigger.begin(serving.monitor(), serving.fitted().record().rows());
    }

    /** How many of the oldest rows are fitted to. */
    static int cut(int rows, double heldOut) {
        int held = Math.min(MOST_HELD_OUT, Math.max(2 * Refiner.FEWEST, (int) Math.round(rows * heldOut)));
        return Math.max(0, rows - held);
    }

    Serving<P> serving() {
        return serving;
    }

    RetrainingTrigger trigger() {
        return trigger;
    }

    Optional<Probation<P>> probation() {
        return Optional.ofNullable(probation);
    }

    /**
     * The version in use is compared with one that answered before.
     *
     * @param number which one
     * @param next at how many fresh rows; the first time where 0
     */
    void probation(int number, int next) {
        if (training.settings().probation() == 0) return;
        ModelVersion before = registry.version(training.model(), number);
        Probation<P> first = Probation.begin(
                FittedPipeline.load(before, training.pipeline().task().type()), before);
        probation = next == 0 ? first : new Probation<>(first.before(), before, next);
    }

    Optional<Appeal<P>> appeal() {
        return Optional.ofNullable(appeal);
    }

    /** Goes on with a challenger that was refused, from what {@link Appeal#toState} gave. */
    void appeal(State state) {
        ModelVersion version = registry.version(training.model(), state.integer("version"));
        FittedPipeline<P> refused =
                FittedPipeline.load(version, training.pipeline().task().type());
        appeal = new Appeal<>(refused, version, state.integer("held"), state.integer("rows"), state.integer("next"));
    }

    /** Someone else may have moved the alias. */
    void follow() {
        Optional<Alias> alias = registry.alias(training.model(), Alias.PRODUCTION);
        if (alias.isEmpty() || alias.get().version().equals(serving.version())) return;
        use(alias.get().version(), 0, null);
        kept.beginWith(serving.fitted());
    }

    private void use(ModelVersion version, int unseen, @Nullable Probation<P> next) {
        serving = Serving.of(training, version);
        probation = next;
        appeal = null;
        kept.begin(unseen);
        trigger.begin(serving.monitor(), serving.fitted().record().rows());
    }

    /**
     * Goes back, hears a challenger again, or fits one, where one of these is due.
     *
     * @param learned how many rows were new
     * @param ignored how many were not
     * @param renewing is called before another version may answer
     */
    TrainingStep<P> decided(int learned, int ignored, Runnable renewing) {
        if (appeal != null) appeal = appeal.after(learned);
        Optional<String> rollback = rollback();
        Optional<String> heard = rollback.isPresent() ? Optional.empty() : heard(renewing);
        Step<P> step = new Step<>(learned, ignored, rollback, heard);
        Optional<RetrainingReason> reason = trigger.check(serving.monitor());
        if (rollback.isPresent() || heard.isPresent() || reason.isEmpty()) {
            return step.with(Optional.empty(), Optional.empty(), Optional.empty());
        }
        try {
            int fewest = training.settings().fewest();
            WindowChoice choice = WindowChoice.of(
                    kept,
                    change(reason.get()),
                    reason.get(),
                    training.settings().recent());
            int rows = kept.size() - choice.start();
            if (rows < fewest) {
                String few = "waiting for " + fewest + " rows to fit to, of which there are " + rows
                        + (choice.clear() ? " since the errors have changed" : "");
                return step.with(reason, Optional.empty(), Optional.of(few));
            }
            renewing.run();
            Refinement<P> refinement = refined(choice, reason.get());
            return step.with(reason, Optional.of(refinement), Optional.empty());
        } catch (DataException | BundleException | IllegalArgumentException e) {
            String problem = "could not be fitted anew: " + e.getMessage();
            LOG.warn("{} {}", training.model(), problem, e);
            registry.note(training.model(), RegistryNote.of(problem + "; it was due since " + reason.get()));
            trigger.tried();
            trigger.inVain(serving.monitor(), kept.size(), Map.of()); // not again with the next row
            return step.with(reason, Optional.empty(), Optional.of(problem));
        }
    }

    /** What is known of a step before it is asked for a fit. */
    private record Step<P extends Prediction>(
            int learned, int ignored, Optional<String> rollback, Optional<String> heard) {
        TrainingStep<P> with(
                Optional<RetrainingReason> reason, Optional<Refinement<P>> refinement, Optional<String> problem) {
            return new TrainingStep<>(learned, ignored, reason, refinement, rollback, heard, problem);
        }
    }

    private Optional<String> heard(Runnable renewing) {
        Appeal<P> refused = appeal;
        if (refused == null || !refused.due()) return Optional.empty();
        appeal = refused.further().orElse(null);
        renewing.run();
        Optional<Alias> alias = registry.alias(training.model(), Alias.PRODUCTION)
                .filter(found -> found.version().equals(serving.version()));
        int from = Math.max(0, kept.size() - refused.rows());
        Optional<String> granted = refused.granted(
                serving.fitted(),
                kept.part(from, kept.size()),
                kept.part(0, from),
                training.appeal(),
                training.pipeline().context());
        if (granted.isEmpty() || alias.isEmpty()) return Optional.empty();
        if (refused.version()
                .promoteIf(Alias.PRODUCTION, alias.get().generation(), granted.get())
                .isEmpty()) {
            return Optional.empty(); // another version was made to answer in the meantime
        }
        int unseen = refused.held() + refused.rows();
        kept.startBefore(refused.challenger().record().rows(), unseen);
        Probation<P> trial =
                training.settings().probation() > 0 ? Probation.begin(serving.fitted(), serving.version()) : null;
        use(refused.version(), unseen, trial);
        return granted;
    }

    private Optional<String> rollback() {
        Probation<P> trial = probation;
        if (trial == null || !trial.due(kept.fresh())) return Optional.empty();
        int from = kept.size() - kept.fresh();
        Optional<String> regret = trial.regret(
                serving.fitted(),
                kept.part(from, kept.size()),
                kept.part(0, from),
                training.metric(),
                training.pipeline().context());
        Probation<P> further = trial.looked(kept.fresh());
        probation = further.next() > training.settings().probation() ? null : further;
        if (regret.isEmpty()) return regret;
        Alias back = registry.rollback(training.model(), Alias.PRODUCTION, regret.get());
        kept.startAsBefore();
        use(back.version(), kept.fresh(), null);
        return regret;
    }

    /** The first of the rows kept since the errors have changed; 0 where they have not. */
    private int change(RetrainingReason reason) {
        int first = kept.size() - kept.unseen();
        Dataset unseen = kept.part(first, kept.size());
        Dataset earlier = kept.part(0, first);
        Predictions<P> predictions = serving.fitted()
                .predict(
                        unseen,
                        serving.fitted().looksBack() ? earlier : null,
                        training.pipeline().context());
        int change = ErrorChange.since(serving.fitted(), predictions, unseen, WindowChoice.decayed(reason));
        return change == 0 ? 0 : first + change;
    }

    private Refinement<P> refined(WindowChoice choice, RetrainingReason reason) {
        int from = choice.start();
        int cut = from + cut(kept.size() - from, training.settings().heldOut());
        FittedPipeline<P> before = serving.fitted();
        ModelVersion version = serving.version();
        Refinement<P> refinement =
                training.refiner().refine(kept.part(from, cut), kept.part(cut, kept.size()), reason.why());
        trigger.tried();
        if (refinement.promoted()) {
            kept.startAt(from, choice.clear());
            boolean tried = training.settings().probation() > 0;
            use(refinement.challenger(), kept.size() - cut, tried ? Probation.begin(before, version) : null);
        } else {
            trigger.inVain(serving.monitor(), cut - from, unbettered(refinement));
            appeal = refusal(refinement, kept.size() - cut);
        }
        return refinement;
    }

    /** Whoever could not be compared, or fails the audit, is not heard again. */
    private @Nullable Appeal<P> refusal(Refinement<P> refinement, int held) {
        if (refinement.leaky() || refinement.comparison().isEmpty()) return null;
        ModelVersion version = refinement.challenger();
        return Appeal.of(FittedPipeline.load(version, training.pipeline().task().type()), version, held);
    }

    /** How good the champion was on the rows compared. */
    private Map<String, Double> unbettered(Refinement<P> refinement) {
        double challenger = refinement.evaluation().score(training.metric()).value();
        return refinement
                .comparison()
                .map(found -> challenger - found.difference())
                .filter(Double::isFinite)
                .map(champion -> Map.of(training.metric().name(), champion))
                .orElse(Map.of());
    }
}
