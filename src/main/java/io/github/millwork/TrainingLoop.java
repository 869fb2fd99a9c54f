package io.github.millwork;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Role;
import io.github.millwork.deploy.Alias;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.monitor.Monitor;
import io.github.millwork.monitor.StateFile;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.RowObserver;
import io.github.millwork.stage.ScoredBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
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

    private final ContinuousTraining<P> training;
    private final KeptRows kept;
    private final Renewal<P> renewal;
    private long numbered; // rows that came without an id
    private long saved; // windows that were closed when the state was saved

    private TrainingLoop(ContinuousTraining<P> training, ModelVersion version) {
        this.training = training;
        String target = training.pipeline().task().column().orElseThrow();
        this.kept = new KeptRows(target, training.settings().kept());
        this.renewal = new Renewal<>(training, kept, version);
    }

    static <P extends Prediction> TrainingLoop<P> start(ContinuousTraining<P> training, Dataset known) {
        Optional<Alias> alias = training.registry().alias(training.model(), Alias.PRODUCTION);
        if (alias.isPresent()) {
            TrainingLoop<P> loop = new TrainingLoop<>(training, alias.get().version());
            loop.resume(known);
            return loop;
        }
        int cut = Renewal.cut(known.rowCount(), training.settings().heldOut());
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

    /**
     * Watches rows that a server or a scorer scores with the version in use; rows of other versions are not looked at. The
     * listener goes on as versions change.
     */
    @Override
    public Optional<RowListener> listener(Fitted<?> scoring) {
        return Optional.of(new Serving.Listener(scoring, renewal::serving, renewal.trigger()::scored));
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
        Serving<P> now = renewal.serving();
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
        renewal.trigger().scored(rows.rowCount());
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
        renewal.follow();
        Dataset unknown = kept.unknown(labelled);
        tell(unknown);
        kept.add(unknown);
        renewal.trigger().labelled(unknown.rowCount());
        TrainingStep<P> step =
                renewal.decided(unknown.rowCount(), labelled.rowCount() - unknown.rowCount(), () -> save(true));
        boolean changed = step.refinement().isPresent()
                || step.rollback().isPresent()
                || step.heard().isPresent()
                || renewal.serving().monitor().closed() != saved;
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
                renewal.serving().monitor().label(KeptRows.text(id, row), Objects.requireNonNull(value));
            } catch (IllegalArgumentException e) {
                LOG.debug("A class that the version in use does not know counts for the next one.", e);
            }
        }
    }

    /** {@return the version in use} */
    public ModelVersion version() {
        return renewal.serving().version();
    }

    /** {@return the fitted pipeline in use} */
    public FittedPipeline<P> fitted() {
        return renewal.serving().fitted();
    }

    /** {@return who watches the version in use} */
    public Monitor<P> monitor() {
        return renewal.serving().monitor();
    }

    /**
     * Saves what a restart must not forget, if there is a file for it. It is done anyway whenever a window was closed or another
     * version answers; rows that are scored after that are not in it.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public synchronized void save() {
        save(false);
    }

    private void save(boolean renewing) {
        Optional<Path> file = training.settings().state();
        Serving<P> serving = renewal.serving();
        saved = serving.monitor().closed();
        if (file.isEmpty()) return;
        Optional<Probation<P>> trial = renewal.probation();
        LoopState state = new LoopState(
                training.model(),
                serving.version().number(),
                serving.monitor().toState(),
                renewal.trigger().toState(),
                kept.size(),
                kept.fresh(),
                kept.unseen(),
                kept.start(),
                kept.startBefore(),
                kept.changed(),
                kept.learned(),
                numbered,
                renewing,
                trial.map(found -> found.version().number()).orElse(0),
                trial.map(Probation::next).orElse(0),
                renewal.appeal().map(Appeal::toState));
        StateFile.write(file.get(), state.toState());
    }

    /** Goes on from where the state was saved; rows that came after that are learned from now. */
    private void resume(Dataset known) {
        Optional<LoopState> found = training.settings()
                .state()
                .filter(Files::exists)
                .map(file -> LoopState.read(StateFile.read(file)))
                .filter(read -> read.model().equals(training.model()));
        Serving<P> serving = renewal.serving();
        if (found.isEmpty()) {
            kept.add(kept.unknown(known));
            kept.beginWith(serving.fitted());
            return;
        }
        LoopState state = found.get();
        Dataset since = kept.resume(known, state.learned(), state.kept());
        numbered = state.numbered();
        if (state.version() == serving.version().number()) {
            kept.restore(state.fresh(), state.unseen());
            kept.restoreStarts(state.start(), state.startBefore(), state.changed());
            serving.monitor().restore(state.monitor());
            renewal.trigger().restore(state.trigger());
            if (state.before() > 0) renewal.probation(state.before(), state.next());
            state.appeal().ifPresent(renewal::appeal);
        } else { // the process ended when its challenger answered already, or somebody moved the alias
            kept.beginWith(serving.fitted());
            if (state.renewing() && serving.version().number() > state.version()) renewal.probation(state.version(), 0);
        }
        saved = serving.monitor().closed();
        if (since.rowCount() > 0) learn(since);
    }
}
