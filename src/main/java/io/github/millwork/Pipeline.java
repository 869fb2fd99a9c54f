package io.github.millwork;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Condition;
import io.github.millwork.data.ContentDigest;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expectations;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.data.Truth;
import io.github.millwork.deploy.Deployment;
import io.github.millwork.deploy.Gate;
import io.github.millwork.deploy.Lineage;
import io.github.millwork.deploy.ModelFacts;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.SearchRecord;
import io.github.millwork.select.ModelChoice;
import io.github.millwork.select.Portfolio;
import io.github.millwork.select.Rule;
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
import io.github.millwork.stage.Workers;
import io.github.millwork.tune.Limits;
import io.github.millwork.tune.SearchStrategy;
import java.util.List;

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
    private final Plan<P> plan;

    private Pipeline(Plan<P> plan) {
        this.plan = plan;
    }

    private static <P extends Prediction> Pipeline<P> of(Task<P> task) {
        return new Pipeline<>(Plan.of(task));
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
        return new Pipeline<>(plan.with(from));
    }

    /**
     * {@return this pipeline with a check of the collected data in {@link #run()}, before rows are held out} Where something
     * is not as expected the run fails and names rows. To be warned instead, give {@link Source#warningUnless} to collect.
     *
     * @param expectations what is expected; with what was expected before
     * @throws IllegalStateException if there is no source
     */
    public Pipeline<P> expect(Expectations expectations) {
        Source source = plan.source();
        if (source == null) throw absent("a source", "collect");
        return new Pipeline<>(plan.with(source.expecting(expectations)));
    }

    /**
     * {@return this pipeline with fewer rows collected: those for which a condition holds} Rows that are fitted to or scored
     * otherwise are not looked at. {@code where(text("status").isMissing().not())} leaves out those whose target is not known.
     *
     * @param condition which rows are kept; those where it is missing are left out
     * @throws IllegalStateException if there is no source yet
     */
    public Pipeline<P> where(Condition condition) {
        Source source = plan.source();
        if (source == null) throw absent("a source", "collect");
        return new Pipeline<>(plan.with(new KeptSource(source, condition)));
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
        Plan<P> more = plan;
        for (Transformer transformer : transformers) more = more.with(new Step(stage, transformer));
        return new Pipeline<>(more);
    }

    /**
     * {@return this pipeline with a learner}
     *
     * @param algorithm the learner, for the kind of prediction that this pipeline makes
     * @throws IllegalArgumentException if there is a learner already
     */
    public Pipeline<P> train(Learner<P> algorithm) {
        checkNoLearner(algorithm.describe());
        return new Pipeline<>(plan.with(List.of(algorithm), false));
    }

    /**
     * {@return this pipeline with a choice among learners} They are compared on folds of the training rows, the whole
     * pipeline refitted in each, and the winner is fitted to all of them. With {@link #tune} their hyperparameters are
     * searched too; without it they are compared as they are, ranges on a grid, on five folds, by the metric of
     * {@link Portfolio#metric}: ROC AUC for classes, root mean squared error for numbers.
     *
     * @param candidates the learners; none for the {@link Portfolio} that suits the kind of prediction and the number of rows
     * @throws IllegalArgumentException if there is a learner already
     */
    @SafeVarargs
    public final Pipeline<P> select(Learner<P>... candidates) {
        checkNoLearner("select");
        return new Pipeline<>(plan.with(List.of(candidates), true));
    }

    /**
     * {@return this pipeline with a rule for the winner of {@link #select} and {@link #tune}; the best by default}
     *
     * @param rule which trial wins
     */
    public Pipeline<P> choose(Rule rule) {
        return new Pipeline<>(plan.with(rule));
    }

    private void checkNoLearner(String second) {
        if (plan.learners().isEmpty() && !plan.selects()) return;
        String first = plan.selects() ? "select" : plan.learners().get(0).describe();
        throw new IllegalArgumentException("Expected one learner but found a second, " + second + ", after " + first
                + ". Call train once, or select once with all candidates.");
    }

    /**
     * {@return this pipeline with a search for hyperparameters and open steps} It searches the ranges of the learners and
     * steps, or where there are none what each learner declares, on folds of the training rows.
     *
     * @param strategy which values are tried, such as {@code RandomSearch.trials(30)}
     * @param folds which rows are fitted and tested on, such as {@code CrossValidation.stratified(5)}
     * @param metrics what is measured, at least one; the first decides
     */
    @SafeVarargs
    public final Pipeline<P> tune(SearchStrategy strategy, Resampling folds, Metric<P>... metrics) {
        return tune(strategy, folds, Limits.NONE, metrics);
    }

    /**
     * {@return this pipeline with a search that has limits, or a journal to go on from}
     *
     * @param strategy which values are tried, such as {@code RandomSearch.trials(30)}
     * @param folds which rows are fitted and tested on, such as {@code CrossValidation.stratified(5)}
     * @param limits when to stop, and where to write
     * @param metrics what is measured, at least one; the first decides
     */
    @SafeVarargs
    public final Pipeline<P> tune(SearchStrategy strategy, Resampling folds, Limits limits, Metric<P>... metrics) {
        if (metrics.length == 0) {
            throw new IllegalArgumentException("Expected a metric to decide by but found none. Name one.");
        }
        return new Pipeline<>(plan.with(new Plan.Tuned<>(strategy, folds, List.of(metrics), limits)));
    }

    /**
     * {@return this pipeline with an evaluation in {@link #run()}}
     *
     * @param how which rows are held out: once, and the rest is deployed; or in folds, each with a fit and a search of its
     *     own, and all rows are deployed
     * @param measures what is measured on them, at least one metric
     */
    @SafeVarargs
    public final Pipeline<P> evaluate(Resampling how, Metric<P>... measures) {
        if (measures.length == 0) {
            throw new IllegalArgumentException("Expected at least one metric but found none. Name what to measure.");
        }
        return new Pipeline<>(plan.with(new Plan.Evaluated<>(how, List.of(measures))));
    }

    /**
     * {@return this pipeline with a registry that {@link #run()} publishes the fit in} It answers, as {@code production}, if
     * the gates let it pass by the lower end of the interval of each score (the upper end, where less is better); else the
     * version is kept, and the history tells why. See {@link Run#promotion()}.
     *
     * @param registry where to
     * @param model under which name
     * @param gates how good it must be, by metrics that are evaluated; none where anything will do
     * @throws IllegalArgumentException if no model can have that name
     */
    @SafeVarargs
    public final Pipeline<P> deploy(Registry registry, String model, Gate<P>... gates) {
        return new Pipeline<>(plan.with(new Deployment<>(registry, model, List.of(gates))));
    }

    /**
     * {@return this pipeline with a seed, from which all others are derived; 0 by default}
     *
     * @param value any number
     */
    public Pipeline<P> seed(long value) {
        return with(new Plan.Settings(
                value, plan.settings().workers(), plan.settings().observer()));
    }

    /**
     * {@return this pipeline with a number of threads; as many as there are processors by default} The number changes
     * how long a fit takes, and no bit of what comes of it.
     *
     * @param count at least 1
     */
    public Pipeline<P> threads(int count) {
        return threads(Workers.of(count));
    }

    /**
     * {@return this pipeline with threads of the application's choice, for steps, learners, trials and cuts alike}
     *
     * @param workers how many, and where they come from: {@code Workers.on(executor, 4)}
     */
    public Pipeline<P> threads(Workers workers) {
        return with(new Plan.Settings(
                plan.settings().seed(), workers, plan.settings().observer()));
    }

    /**
     * {@return this pipeline with an observer that is told of progress}
     *
     * @param observer whom to tell
     */
    public Pipeline<P> observe(Observer observer) {
        return with(new Plan.Settings(plan.settings().seed(), plan.settings().workers(), observer));
    }

    private Pipeline<P> with(Plan.Settings changed) {
        return new Pipeline<>(plan.with(changed));
    }

    /**
     * Fits steps and learner to rows, or searches first if there is something to choose. Source and evaluation are not
     * looked at.
     *
     * @param training the rows
     * @return the fitted pipeline
     * @throws io.github.millwork.data.DataException if the rows do not suit
     * @throws IllegalStateException if there is no learner
     */
    public FittedPipeline<P> fit(Dataset training) {
        return fit(training, plan.settings().context());
    }

    /** As {@link #fit(Dataset)}, with the seed, threads and observer of a context instead of this pipeline's. */
    @Override
    public FittedPipeline<P> fit(Dataset training, FitContext context) {
        return fit(training, context, List.of());
    }

    /** Where there is a search, it begins with the chains that did well in an earlier one. */
    FittedPipeline<P> fit(Dataset training, FitContext context, List<Chain<P>> earlier) {
        if (!plan.searches()) {
            Chain<P> chain = chain();
            FittedChain<P> fitted = chain.fit(training, context);
            FitRecord record = FitRecord.of(chain, fitted, training, context);
            return new FittedPipeline<>(fitted, record, ModelFacts.NONE.with(Lineage.here()), null);
        }
        if (!plan.selects()) chain(); // there must be a learner to tune
        ModelChoice<P> choice = plan.choice(training.rowCount()).after(earlier);
        ModelChoice.Chosen<P> chosen = choice.choose(training, context);
        FitRecord record = FitRecord.of(chosen.winner(), chosen.fitted(), training, context);
        SearchRecord search = SearchSummary.of(choice.describe(), chosen.leaderboard());
        ModelFacts facts = ModelFacts.NONE.with(Lineage.here()).with(search);
        return new FittedPipeline<>(chosen.fitted(), record, facts, chosen.leaderboard());
    }

    /** This pipeline as it is searched on other rows: with a journal of its own. */
    Pipeline<P> searching(Dataset rows) {
        return new Pipeline<>(plan.journalFor(rows));
    }

    FitContext context() {
        return plan.settings().context();
    }

    boolean searches() {
        return plan.searches();
    }

    /**
     * Fits a challenger to newer rows, and has it answer instead of the champion, which is in production now, if it is better
     * by a paired bootstrap on the same rows, and worse by none of the guards. A search begins with what won and with the
     * best of what was tried when the champion was chosen, besides what its strategy proposes; its journal, if it has one, is
     * a file for these rows beside the one that was named. Rows that either of the two was fitted to are left out of the
     * comparison, by the digests that a fitted pipeline keeps of its training rows. A challenger that fails the
     * {@linkplain io.github.millwork.evaluate.LeakAudit leak audit}, made on at most 2,000 of the rows, does not answer. It is
     * published in any case, and the history of the model tells what was decided, and why.
     *
     * @param registry where the champion is, and the challenger goes
     * @param model the name of the model; where none answers yet, the challenger does
     * @param training the rows to fit to, those of the champion and newer ones for example
     * @param heldOut rows to compare the two on, at least 30 of which neither has seen
     * @param metric what decides
     * @param guards by what the challenger must not be worse
     * @return which of the two answers now, and why
     * @throws io.github.millwork.data.DataException if the rows do not suit, or too few are unknown; nothing has changed then
     * @throws io.github.millwork.stage.BundleException if the champion does not prove itself, or the challenger would not be
     *     read back bit for bit
     */
    @SafeVarargs
    public final Refinement<P> refine(
            Registry registry, String model, Dataset training, Dataset heldOut, Metric<P> metric, Metric<P>... guards) {
        return new Refiner<>(this, registry, model, metric, List.of(guards), Refiner.SURE)
                .refine(training, heldOut, "");
    }

    @Override
    public Task<P> task() {
        return plan.task();
    }

    @Override
    public String describe() {
        return plan.searches() ? plan.choice(Plan.USUAL_ROWS).describe() : chain().describe();
    }

    /** The digest of the steps and the learner, or of all candidates. */
    @Override
    public String digest() {
        if (!plan.searches()) return chain().digest();
        ModelChoice<P> choice = plan.choice(Plan.USUAL_ROWS);
        ContentDigest digest = new ContentDigest().put(choice.describe());
        choice.candidates().forEach(candidate -> digest.put(candidate.digest()));
        return digest.hex();
    }

    /**
     * Collects, holds out rows, fits on the others (which includes any search), evaluates on those held out, and deploys the
     * fit if {@link #deploy} says so.
     *
     * @return the fitted pipeline and its evaluation
     * @throws io.github.millwork.data.DataException if the data does not suit
     * @throws IllegalStateException if there is no source, no learner or no evaluation
     * @throws IllegalArgumentException if a gate is by a metric that is not evaluated, or a step has no codec and so could not
     *     be deployed
     */
    public Run<P> run() {
        if (!plan.selects()) chain();
        Source source = plan.source();
        Plan.Evaluated<P> evaluated = plan.evaluated();
        if (source == null) throw absent("a source", "collect");
        if (evaluated == null) throw absent("an evaluation", "evaluate");
        plan.checkGates(evaluated);
        plan.checkCodecs();
        return Run.of(
                this, source, evaluated, plan.deployment(), plan.settings().context());
    }

    /** {@return the steps and the learners, in a line} */
    @Override
    public String toString() {
        return plan.describe();
    }

    private Chain<P> chain() {
        if (plan.learners().isEmpty()) throw absent("a learner", "train");
        return plan.chain(plan.learners().get(0));
    }

    private static IllegalStateException absent(String what, String verb) {
        return new IllegalStateException("Expected " + what + " but the pipeline has none. Call " + verb + " before.");
    }
}
