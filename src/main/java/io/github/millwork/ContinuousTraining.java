package io.github.millwork;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.deploy.Registry;
import io.github.millwork.monitor.MonitorOptions;
import io.github.millwork.monitor.RetrainingPolicy;
import io.github.millwork.monitor.Window;
import io.github.millwork.stage.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says how a model is kept good while the world changes: how it is watched, when it is fitted anew, to which rows, and by what
 * a challenger is judged. Nothing is done until {@link #start}. Immutable and safe to share between threads.
 *
 * @param <P> the kind of prediction: a class or a number
 */
public final class ContinuousTraining<P extends Prediction> {
    /** What does not depend on the kind of prediction. Not changed once it is in use. */
    static final class Settings {
        private RetrainingPolicy policy;
        private MonitorOptions monitor = MonitorOptions.standard().window(Window.ofRows(300));
        private int kept = 10_000;
        private int recent = 2_300;
        private int fewest = 200;
        private double heldOut = 0.2;
        private double confidence = 0.5;
        private int probation = 1_000;
        private @Nullable Path state;

        private Settings(RetrainingPolicy policy) {
            this.policy = policy;
        }

        /** {@return a copy in which something is changed} */
        private Settings with(Consumer<Settings> change) {
            Settings copy = new Settings(policy);
            copy.monitor = monitor;
            copy.kept = kept;
            copy.recent = recent;
            copy.fewest = fewest;
            copy.heldOut = heldOut;
            copy.confidence = confidence;
            copy.probation = probation;
            copy.state = state;
            change.accept(copy);
            return copy;
        }

        RetrainingPolicy policy() {
            return policy;
        }

        MonitorOptions monitor() {
            return monitor;
        }

        int kept() {
            return kept;
        }

        int recent() {
            return recent;
        }

        int fewest() {
            return fewest;
        }

        double heldOut() {
            return heldOut;
        }

        double confidence() {
            return confidence;
        }

        int probation() {
            return probation;
        }

        Optional<Path> state() {
            return Optional.ofNullable(state);
        }
    }

    private final Pipeline<P> pipeline;
    private final Registry registry;
    private final String model;
    private final Metric<P> metric;
    private final List<Metric<P>> guards;
    private final Settings settings;

    private ContinuousTraining(
            Pipeline<P> pipeline,
            Registry registry,
            String model,
            Metric<P> metric,
            List<Metric<P>> guards,
            Settings settings) {
        this.pipeline = pipeline;
        this.registry = registry;
        this.model = model;
        this.metric = metric;
        this.guards = guards;
        this.settings = settings;
    }

    /**
     * {@return the training of a model, with a policy that looks at this metric and at new labels, windows of 300 rows, and the
     * last 10,000 rows to fit to}
     *
     * @param <P> the kind of prediction
     * @param pipeline what is fitted, or searched
     * @param registry where the versions are
     * @param model the name of the model
     * @param metric what decides between champion and challenger; it should be one that a monitor knows, since the policy goes
     *     by it
     * @throws IllegalArgumentException if the pipeline predicts neither a class nor a number
     */
    public static <P extends Prediction> ContinuousTraining<P> of(
            Pipeline<P> pipeline, Registry registry, String model, Metric<P> metric) {
        Class<P> type = pipeline.task().type();
        if (type != Classification.class && type != Regression.class) {
            throw new IllegalArgumentException(
                    "Expected a pipeline that predicts a class or a number, whose truth is told later, but this one "
                            + "predicts a " + type.getSimpleName()
                            + ". Refit it with Pipeline.fit when it has drifted.");
        }
        Settings settings = new Settings(RetrainingPolicy.onDecay(metric.name(), 0)
                .or(RetrainingPolicy.onLastingDecay(metric.name(), 0.5).cooldown(Duration.ZERO, 500))
                .or(RetrainingPolicy.onGrowth(1.5))
                .or(RetrainingPolicy.onLabels(1_250, 5_000))
                .cooldown(Duration.ZERO, 100)
                .budget(1_250, 3));
        return new ContinuousTraining<>(pipeline, registry, model, metric, List.of(), settings);
    }

    private ContinuousTraining<P> with(Consumer<Settings> change) {
        return new ContinuousTraining<>(pipeline, registry, model, metric, guards, settings.with(change));
    }

    /**
     * {@return this training with metrics by which a challenger must not be worse than the champion}
     *
     * @param others the metrics
     */
    @SafeVarargs
    public final ContinuousTraining<P> guards(Metric<P>... others) {
        return new ContinuousTraining<>(pipeline, registry, model, metric, List.of(others), settings);
    }

    /**
     * {@return this training with another policy} Unless told, a model is fitted anew where the metric decays; where a fit did
     * not mend that, and the labels since are half of the rows fitted to and 500 at least; where the labels since are one and a
     * half times those rows; after 1,250 labels, and twice as many with each fit in vain, to 5,000; but never before 100 labels
     * came since the last try, and in the long run once for 1,250 labels, of which three fits are saved.
     *
     * @param when when the model is fitted anew
     */
    public ContinuousTraining<P> policy(RetrainingPolicy when) {
        return with(changed -> changed.policy = when);
    }

    /**
     * {@return this training with another way to watch; the name of the model is set to this model and its version}
     *
     * @param options how the monitor watches; with windows that are closed
     */
    public ContinuousTraining<P> monitor(MonitorOptions options) {
        return with(changed -> changed.monitor = options);
    }

    /**
     * {@return this training with other rows to fit to: the newest whose truth is known} Rows of before a change of the
     * errors are not fitted to, once there are enough after it.
     *
     * @param most how many at most; 10,000 unless told
     * @param fewest with fewer it is waited for more; 200 unless told
     * @throws IllegalArgumentException if there would be none, or more at least than at most
     */
    public ContinuousTraining<P> rows(int most, int fewest) {
        if (fewest < 2 * Refiner.FEWEST || most < fewest) {
            throw new IllegalArgumentException("Expected at least " + 2 * Refiner.FEWEST
                    + " rows to fit to and to compare on, and no more of them than are kept, but found " + fewest
                    + " and "
                    + most + ".");
        }
        return with(changed -> {
            changed.kept = most;
            changed.fewest = fewest;
        });
    }

    /**
     * {@return this training with another number of rows that are fitted to where the world may be moving slowly} These are the
     * newest, on a decay without a clear change and on labels, rows or time alone. Fewer follow faster, more know more.
     *
     * @param newest how many, with those that challenger and champion are compared on; 2,300 unless told
     * @throws IllegalArgumentException if they are fewer than twice the fewest rows to compare on
     */
    public ContinuousTraining<P> recent(int newest) {
        if (newest < 2 * Refiner.FEWEST) {
            throw new IllegalArgumentException("Expected at least " + 2 * Refiner.FEWEST
                    + " rows to fit to and to compare on, but found " + newest + ".");
        }
        return with(changed -> changed.recent = newest);
    }

    /**
     * {@return this training with another share of the rows that champion and challenger are compared on, the newest of them, at most
     * 300}
     *
     * @param share between 0 and 1; 0.2 unless told
     * @throws IllegalArgumentException if it is not
     */
    public ContinuousTraining<P> heldOut(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("Expected a share between 0 and 1 but found " + share + ".");
        }
        return with(changed -> changed.heldOut = share);
    }

    /**
     * {@return this training with another probability with which a challenger must be better to answer} In a stream that
     * changes one mistake costs as much as the other, and a version that does worse is taken back ({@link #probation}); so the
     * one that is more likely the better one answers, and less is asked here than by {@link Pipeline#refine}.
     *
     * @param probability between 0.5 and 1, of a paired bootstrap; 0.5 unless told
     * @throws IllegalArgumentException if it is not
     */
    public ContinuousTraining<P> confidence(double probability) {
        if (!(probability >= 0.5 && probability < 1)) {
            throw new IllegalArgumentException("Expected a probability from 0.5 to 1 but found " + probability + ".");
        }
        return with(changed -> changed.confidence = probability);
    }

    /**
     * {@return this training with another number of labels after a promotion during which the version before is gone back to
     * if it would have done better on them}
     *
     * @param labels 0 for never; 1,000 unless told
     * @throws IllegalArgumentException if it is below zero
     */
    public ContinuousTraining<P> probation(int labels) {
        if (labels < 0) throw new IllegalArgumentException("Expected no fewer than 0 labels but found " + labels + ".");
        return with(changed -> changed.probation = labels);
    }

    /**
     * {@return this training with a file in which all is kept that a restart must not forget}
     *
     * @param file where; it is read by {@link #start} if it is there
     */
    public ContinuousTraining<P> state(Path file) {
        return with(changed -> changed.state = file);
    }

    /**
     * Starts: with the version in production, or where there is none with one that is fitted to these rows.
     *
     * @param known rows whose truth is known, the oldest first; those that the running training was told so far, after a
     *     restart. With a column of the role id, a row is never learned from twice.
     * @return the running training
     * @throws io.github.millwork.data.DataException if there is no version in production and the rows do not suit or are too
     *     few to fit one
     * @throws io.github.millwork.stage.BundleException if the version in production does not prove itself, or the file of the
     *     state is damaged
     */
    public TrainingLoop<P> start(Dataset known) {
        return TrainingLoop.start(this, known);
    }

    Pipeline<P> pipeline() {
        return pipeline;
    }

    Registry registry() {
        return registry;
    }

    String model() {
        return model;
    }

    Metric<P> metric() {
        return metric;
    }

    Refiner<P> refiner() {
        return new Refiner<>(pipeline, registry, model, metric, guards, settings.confidence);
    }

    /** By what a challenger that was refused is heard again. */
    Contest.Terms<P> appeal() {
        return new Contest.Terms<>(metric, guards, Math.max(Appeal.SURE, settings.confidence));
    }

    Settings settings() {
        return settings;
    }
}
