package io.github.millwork;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Role;
import io.github.millwork.deploy.Alias;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.RegistryNote;
import io.github.millwork.monitor.Monitor;
import io.github.millwork.monitor.RetrainingReason;
import io.github.millwork.monitor.RetrainingTrigger;
import io.github.millwork.monitor.StateFile;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.RowObserver;
import io.github.millwork.stage.ScoredBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A training that goes on while its model is used: it watches what is scored, is told what came true, fits a challenger when
 * the policy asks for it, has the better one answer, and goes back where the new one does worse than the one before would have.
 * Whatever is decided is in the history of the registry, with the reasons. Thread-safe: rows may be scored while a challenger
 * is fitted.
 *
 * @param <P> the kind of prediction
 */
public final class TrainingLoop<P extends Prediction> implements RowObserver {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);

    /** More would not tell much more, and the newest rows are those that are most needed to fit to. */
    private static final int MOST_HELD_OUT = 500;

    private final ContinuousTraining<P> training;
    private final Registry registry;
    private final KeptRows kept;
    private final RetrainingTrigger trigger;
    private volatile Serving<P> serving;
    private @Nullable Probation<P> probation;
    private long numbered; // rows that came without an id
    private long saved; // windows that were closed when the state was saved

    private TrainingLoop(ContinuousTraining<P> training, ModelVersion version) {
        this.training = training;
        this.registry = training.registry();
        String target = training.pipeline().task().column().orElseThrow();
        this.kept = new KeptRows(target, training.settings().kept());
        this.trigger = RetrainingTrigger.of(
                training.settings().policy(), training.settings().monitor());
        this.serving = Serving.of(training, version);
        this.trigger.begin(serving.monitor(), serving.fitted().record().rows());
    }

    static <P extends Prediction> TrainingLoop<P> start(ContinuousTraining<P> training, Dataset known) {
        Optional<Alias> alias = training.registry().alias(training.model(), Alias.PRODUCTION);
        if (alias.isPresent()) {
            TrainingLoop<P> loop = new TrainingLoop<>(training, alias.get().version());
            loop.resume(known);
            return loop;
        }
        int cut = cut(known.rowCount(), training.settings().heldOut());
        Refinement<P> first = training.refiner()
                .refine(
                        known.rows(IntStream.range(0, cut).toArray()),
                        known.rows(IntStream.range(cut, known.rowCount()).toArray()),
                        "");
        if (!first.promoted()) throw new DataException("Expected a first version that may answer but " + first.why());
        TrainingLoop<P> loop = new TrainingLoop<>(training, first.challenger());
        loop.kept.add(loop.kept.unknown(known));
        loop.kept.begin(known.rowCount() - cut);
        loop.save();
        return loop;
    }

    /** How many of the oldest rows are fitted to. */
    private static int cut(int rows, double heldOut) {
        int held = Math.min(MOST_HELD_OUT, Math.max(2 * Refiner.FEWEST, (int) Math.round(rows * heldOut)));
        return Math.max(0, rows - held);
    }

    /**
     * Watches rows that a server or a scorer scores with the version in use; rows of other versions are not looked at. The
     * listener goes on as versions change.
     */
    @Override
    public Optional<RowListener> listener(Fitted<?> scoring) {
        return Optional.of(new Serving.Listener(scoring, () -> serving, trigger::scored));
    }

    /**
     * Predicts rows with the version in use, and watches them.
     *
     * @param rows rows with the columns that the pipeline reads; an id, by which their truth is told later, in a column of that
     *     role
     * @return the predictions
     * @throws DataException if the rows do not suit; nothing was observed then
     */
    public Predictions<P> predict(Dataset rows) {
        Serving<P> now = serving;
        Predictions<P> predictions;
        if (now.fitted().looksBack()) {
            Dataset earlier;
            synchronized (this) {
                earlier = kept.part(0, kept.size());
            }
            predictions =
                    now.fitted().predict(rows, earlier, training.pipeline().context());
        } else {
            predictions = now.fitted().predict(rows);
        }
        ScoredBatch.show(
                now.fitted(),
                rows,
                predictions,
                now.monitor().listener(now.fitted()).orElseThrow());
        trigger.scored(rows.rowCount());
        return predictions;
    }

    /**
     * Takes rows whose truth is known: tells the monitor, keeps them to fit to, asks the policy, and does what is to be done.
     * May take as long as a fit. What goes wrong with a fit is told in the result, in the log and in the history of the
     * registry, and does not end the training.
     *
     * @param labelled rows with the target, the oldest first; with their ids, where they were scored with them
     * @return what was done
     * @throws DataException if there is no target; nothing has changed then
     */
    public synchronized TrainingStep<P> learn(Dataset labelled) {
        follow();
        Dataset unknown = kept.unknown(labelled);
        tell(unknown);
        kept.add(unknown);
        trigger.labelled(unknown.rowCount());
        TrainingStep<P> step = decided(unknown.rowCount(), labelled.rowCount() - unknown.rowCount());
        boolean changed = step.refinement().isPresent()
                || step.rollback().isPresent()
                || serving.monitor().closed() != saved;
        if (changed) save();
        return step;
    }

    /**
     * Predicts rows whose truth is there already, as in a stream that is replayed, and then learns from them. Rows without an id
     * are numbered.
     *
     * @param labelled rows with the target
     * @return what was done
     * @throws DataException if the rows do not suit; nothing has changed then
     */
    public synchronized TrainingStep<P> step(Dataset labelled) {
        Dataset rows = labelled;
        if (KeptRows.ids(labelled) == null) {
            String[] ids = IntStream.range(0, labelled.rowCount())
                    .mapToObj(row -> "row " + (numbered + row))
                    .toArray(String[]::new);
            numbered += ids.length;
            rows = labelled.with(Column.categories("row id", ids).withRole(Role.ID));
        }
        predict(rows);
        return learn(rows);
    }

    private void tell(Dataset unknown) {
        Column id = KeptRows.ids(unknown);
        if (id == null) return;
        Column truth = unknown.column(training.pipeline().task().column().orElseThrow());
        for (int row = 0; row < unknown.rowCount(); row++) {
            if (id.isMissing(row)) continue;
            Object value = truth.type().isString() ? KeptRows.text(truth, row) : truth.value(row);
            try {
                serving.monitor().label(KeptRows.text(id, row), Objects.requireNonNull(value));
            } catch (IllegalArgumentException e) {
                LOG.debug("A class that the version in use does not know counts for the next one.", e);
            }
        }
    }

    /** Someone else may have moved the alias. */
    private void follow() {
        Optional<Alias> alias = registry.alias(training.model(), Alias.PRODUCTION);
        if (alias.isEmpty() || alias.get().version().equals(serving.version())) return;
        use(alias.get().version(), 0, null);
    }

    private void use(ModelVersion version, int unseen, @Nullable Probation<P> next) {
        serving = Serving.of(training, version);
        probation = next;
        kept.begin(unseen);
        trigger.begin(serving.monitor(), serving.fitted().record().rows());
    }

    private TrainingStep<P> decided(int learned, int ignored) {
        Optional<String> rollback = rollback();
        Optional<RetrainingReason> reason = trigger.check(serving.monitor());
        if (rollback.isPresent() || reason.isEmpty()) {
            return new TrainingStep<>(learned, ignored, Optional.empty(), Optional.empty(), rollback, Optional.empty());
        }
        try {
            int from = since(reason.get());
            if (kept.size() - from < training.settings().fewest()) {
                String few = "waiting for " + training.settings().fewest() + " rows to fit to, of which there are "
                        + (kept.size() - from) + (from > 0 ? " since the errors have changed" : "");
                return new TrainingStep<>(learned, ignored, reason, Optional.empty(), rollback, Optional.of(few));
            }
            Refinement<P> refinement = refined(from, reason.get());
            return new TrainingStep<>(learned, ignored, reason, Optional.of(refinement), rollback, Optional.empty());
        } catch (DataException | BundleException | IllegalArgumentException e) {
            String problem = "could not be fitted anew: " + e.getMessage();
            LOG.warn("{} {}", training.model(), problem, e);
            registry.note(training.model(), RegistryNote.of(problem + "; it was due since " + reason.get()));
            trigger.inVain(serving.monitor(), kept.size(), Map.of()); // not again with the next row
            return new TrainingStep<>(learned, ignored, reason, Optional.empty(), rollback, Optional.of(problem));
        }
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

    /** The first of the rows kept that is fitted to. */
    private int since(RetrainingReason reason) {
        int first = kept.size() - kept.unseen();
        Dataset unseen = kept.part(first, kept.size());
        Dataset earlier = kept.part(0, first);
        Predictions<P> predictions = serving.fitted()
                .predict(
                        unseen,
                        serving.fitted().looksBack() ? earlier : null,
                        training.pipeline().context());
        int change = ErrorChange.since(
                serving.fitted(), predictions, unseen, reason.rule().contains("decay"));
        return change == 0 ? kept.start() : Math.max(kept.start(), first + change);
    }

    private Refinement<P> refined(int from, RetrainingReason reason) {
        int count = kept.size() - from;
        int cut = from + cut(count, training.settings().heldOut());
        FittedPipeline<P> before = serving.fitted();
        ModelVersion version = serving.version();
        Refinement<P> refinement =
                training.refiner().refine(kept.part(from, cut), kept.part(cut, kept.size()), reason.why());
        if (refinement.promoted()) {
            kept.startAt(from);
            boolean tried = training.settings().probation() > 0;
            use(refinement.challenger(), count - (cut - from), tried ? Probation.begin(before, version) : null);
        } else {
            trigger.inVain(serving.monitor(), cut - from, unbettered(refinement));
        }
        return refinement;
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

    /** {@return the version in use} */
    public ModelVersion version() {
        return serving.version();
    }

    /** {@return the fitted pipeline in use} */
    public FittedPipeline<P> fitted() {
        return serving.fitted();
    }

    /** {@return who watches the version in use} */
    public Monitor<P> monitor() {
        return serving.monitor();
    }

    /**
     * Saves what a restart must not forget, if there is a file for it. It is done anyway whenever a window was closed or another
     * version answers; rows that are scored after that are not in it.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public synchronized void save() {
        Optional<Path> file = training.settings().state();
        saved = serving.monitor().closed();
        if (file.isEmpty()) return;
        Probation<P> trial = probation;
        LoopState state = new LoopState(
                training.model(),
                serving.version().number(),
                serving.monitor().toState(),
                trigger.toState(),
                kept.size(),
                kept.fresh(),
                kept.unseen(),
                kept.start(),
                kept.startBefore(),
                kept.learned(),
                numbered,
                trial == null ? 0 : trial.version().number(),
                trial == null ? 0 : trial.next());
        StateFile.write(file.get(), state.toState());
    }

    /** Goes on from where the state was saved; rows that came after that are learned from now. */
    private void resume(Dataset known) {
        LoopState state = training.settings()
                .state()
                .filter(Files::exists)
                .map(file -> LoopState.read(StateFile.read(file)))
                .filter(read -> read.model().equals(training.model()))
                .filter(read -> read.version() == serving.version().number())
                .orElse(null);
        if (state == null) { // there was none, or another version was made to answer since
            kept.add(kept.unknown(known));
            kept.begin(0);
            return;
        }
        Dataset since = kept.resume(known, state.learned(), state.kept());
        kept.restore(state.fresh(), state.unseen());
        kept.restoreStarts(state.start(), state.startBefore());
        serving.monitor().restore(state.monitor());
        trigger.restore(state.trigger());
        numbered = state.numbered();
        saved = serving.monitor().closed();
        if (state.before() > 0) {
            ModelVersion before = registry.version(training.model(), state.before());
            FittedPipeline<P> fitted =
                    FittedPipeline.load(before, training.pipeline().task().type());
            probation = new Probation<>(fitted, before, state.next());
        }
        if (since.rowCount() > 0) learn(since);
    }
}
