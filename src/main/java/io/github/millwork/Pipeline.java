package io.github.millwork;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.data.Truth;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Drop;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Observer;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.Source;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.Transformer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how to get from collected data to a model: which steps, which learner, how to evaluate. Nothing is done until
 * {@link #fit(Dataset)} or {@link #run()}. Every method gives a new pipeline; a pipeline is immutable and safe to share
 * between threads.
 *
 * <p>Steps run in the order in which they are written, whatever their verb. Whatever learns from data is fitted inside
 * {@code fit}, on training rows alone.
 *
 * @param <P> the kind of prediction
 */
public final class Pipeline<P extends Prediction> implements Estimator<P> {
    private final Task<P> task;
    private final List<Step> steps;
    private final @Nullable Learner<P> learner;
    private final @Nullable Source source;
    private final @Nullable Resampling resampling;
    private final List<Metric<P>> metrics;
    private final Settings settings;

    /** What does not change what is learned, but for the seed. */
    private record Settings(long seed, int threads, Observer observer) {}

    private Pipeline(
            Task<P> task,
            List<Step> steps,
            @Nullable Learner<P> learner,
            @Nullable Source source,
            @Nullable Resampling resampling,
            List<Metric<P>> metrics,
            Settings settings) {
        this.task = task;
        this.steps = steps;
        this.learner = learner;
        this.source = source;
        this.resampling = resampling;
        this.metrics = metrics;
        this.settings = settings;
    }

    private static <P extends Prediction> Pipeline<P> of(Task<P> task) {
        Settings settings = new Settings(0, Runtime.getRuntime().availableProcessors(), Observer.NONE);
        return new Pipeline<>(task, List.of(), null, null, null, List.of(), settings);
    }

    /**
     * {@return a pipeline that tells classes apart}
     *
     * @param target the column that holds the class: a category, integer or boolean
     */
    public static Pipeline<Classification> classify(String target) {
        return classify(Target.of(target));
    }

    /**
     * {@return a pipeline that tells classes apart}
     *
     * @param target the column that holds the class, and which class is looked for
     */
    public static Pipeline<Classification> classify(Target target) {
        return of(Task.classify(target));
    }

    /**
     * {@return a pipeline that finds which labels a row has, any number of them}
     *
     * @param target a boolean (or 0 and 1) column for each label: {@code Target.labels("red", "blue")}; or a column of
     *     labels and what separates them: {@code Target.of("tags").separatedBy(";")}
     */
    public static Pipeline<MultiLabel> classifyLabels(Target target) {
        return of(Task.classifyLabels(target));
    }

    /**
     * {@return a pipeline that predicts a number}
     *
     * @param target the column that holds the number
     */
    public static Pipeline<Regression> regress(String target) {
        return of(Task.regress(Target.of(target)));
    }

    /** {@return a pipeline that finds groups of rows} */
    public static Pipeline<Cluster> cluster() {
        return of(Task.cluster(null));
    }

    /**
     * {@return a pipeline that finds groups of rows}
     *
     * @param truth what the groups are compared with; nothing is learned from it
     */
    public static Pipeline<Cluster> cluster(Truth truth) {
        return of(Task.cluster(truth));
    }

    /** {@return a pipeline that finds unusual rows} */
    public static Pipeline<Anomaly> detectAnomalies() {
        return of(Task.detectAnomalies(null));
    }

    /**
     * {@return a pipeline that finds unusual rows}
     *
     * @param truth which rows are unusual; nothing is learned from it
     */
    public static Pipeline<Anomaly> detectAnomalies(Truth truth) {
        return of(Task.detectAnomalies(truth));
    }

    /**
     * {@return this pipeline with a source for {@link #run()}}
     *
     * @param from where the data comes from
     */
    public Pipeline<P> collect(Source from) {
        return new Pipeline<>(task, steps, learner, from, resampling, metrics, settings);
    }

    /**
     * {@return this pipeline with columns removed at this point}
     *
     * @param columns names of columns, each of which must exist
     */
    public Pipeline<P> drop(String... columns) {
        return drop(Columns.named(columns));
    }

    /**
     * {@return this pipeline with columns removed at this point}
     *
     * @param columns which columns
     */
    public Pipeline<P> drop(Columns columns) {
        return withSteps("drop", new Drop(columns));
    }

    /**
     * {@return this pipeline with steps that clean, impute, scale or encode}
     *
     * @param transformers the steps, in order
     */
    public Pipeline<P> preprocess(Transformer... transformers) {
        return withSteps("preprocess", transformers);
    }

    /**
     * {@return this pipeline with steps that make features}
     *
     * @param transformers the steps, in order
     */
    public Pipeline<P> engineer(Transformer... transformers) {
        return withSteps("engineer", transformers);
    }

    private Pipeline<P> withSteps(String stage, Transformer... transformers) {
        List<Step> more = new ArrayList<>(steps);
        for (Transformer transformer : transformers) more.add(new Step(stage, transformer));
        return new Pipeline<>(task, List.copyOf(more), learner, source, resampling, metrics, settings);
    }

    /**
     * {@return this pipeline with a learner}
     *
     * @param algorithm the learner, for the kind of prediction that this pipeline makes
     * @throws IllegalArgumentException if there is a learner already
     */
    public Pipeline<P> train(Learner<P> algorithm) {
        if (learner != null) {
            throw new IllegalArgumentException("Expected one learner but found a second, " + algorithm.describe()
                    + ", after " + learner.describe() + ". Call train once.");
        }
        return new Pipeline<>(task, steps, algorithm, source, resampling, metrics, settings);
    }

    /**
     * {@return this pipeline with an evaluation in {@link #run()}}
     *
     * @param how which rows are held out
     * @param measures what is measured on them, at least one metric
     */
    @SafeVarargs
    public final Pipeline<P> evaluate(Resampling how, Metric<P>... measures) {
        if (measures.length == 0) {
            throw new IllegalArgumentException("Expected at least one metric but found none. Name what to measure.");
        }
        return new Pipeline<>(task, steps, learner, source, how, List.of(measures), settings);
    }

    /**
     * {@return this pipeline with a seed, from which all others are derived; 0 by default}
     *
     * @param value any number
     */
    public Pipeline<P> seed(long value) {
        return withSettings(new Settings(value, settings.threads, settings.observer));
    }

    /**
     * {@return this pipeline with a number of threads; as many as there are processors by default} The number changes
     * how long a fit takes, and no bit of what comes of it.
     *
     * @param count at least 1
     */
    public Pipeline<P> threads(int count) {
        if (count < 1) throw new IllegalArgumentException("Expected at least one thread but found " + count + ".");
        return withSettings(new Settings(settings.seed, count, settings.observer));
    }

    /**
     * {@return this pipeline with an observer that is told of progress}
     *
     * @param observer whom to tell
     */
    public Pipeline<P> observe(Observer observer) {
        return withSettings(new Settings(settings.seed, settings.threads, observer));
    }

    private Pipeline<P> withSettings(Settings changed) {
        return new Pipeline<>(task, steps, learner, source, resampling, metrics, changed);
    }

    /**
     * Fits steps and learner to rows. Source and evaluation are not looked at.
     *
     * @param training the rows
     * @return the fitted pipeline
     * @throws io.github.millwork.data.DataException if the rows do not suit
     * @throws IllegalStateException if there is no learner
     */
    public FittedPipeline<P> fit(Dataset training) {
        return fit(training, context());
    }

    /** As {@link #fit(Dataset)}, with the seed, threads and observer of a context instead of this pipeline's. */
    @Override
    public FittedPipeline<P> fit(Dataset training, FitContext context) {
        Chain<P> chain = chain();
        FittedChain<P> fitted = chain.fit(training, context);
        return new FittedPipeline<>(fitted, FitRecord.of(chain, fitted, training, context.seed()));
    }

    @Override
    public Task<P> task() {
        return task;
    }

    @Override
    public String describe() {
        return chain().describe();
    }

    @Override
    public String digest() {
        return chain().digest();
    }

    /**
     * Collects, holds out rows, fits on the others, and evaluates on those held out.
     *
     * @return the fitted pipeline and its evaluation
     * @throws io.github.millwork.data.DataException if the data does not suit
     * @throws IllegalStateException if there is no source, no learner or no evaluation
     */
    public Run<P> run() {
        Chain<P> chain = chain();
        if (source == null) throw absent("a source", "collect");
        if (resampling == null) throw absent("an evaluation", "evaluate");
        return Run.of(chain, source, resampling, metrics, context());
    }

    private Chain<P> chain() {
        if (learner == null) throw absent("a learner", "train");
        return new Chain<>(task, steps, learner);
    }

    private FitContext context() {
        return FitContext.of(settings.seed).withThreads(settings.threads).withObserver(settings.observer);
    }

    private static IllegalStateException absent(String what, String verb) {
        return new IllegalStateException("Expected " + what + " but the pipeline has none. Call " + verb + " before.");
    }
}
