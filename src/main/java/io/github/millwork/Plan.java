package io.github.millwork;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Prediction;
import io.github.millwork.deploy.Deployment;
import io.github.millwork.deploy.Gate;
import io.github.millwork.select.ModelChoice;
import io.github.millwork.select.Portfolio;
import io.github.millwork.select.Rule;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Observer;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.Source;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.Workers;
import io.github.millwork.tune.GridSearch;
import io.github.millwork.tune.Limits;
import io.github.millwork.tune.OneOf;
import io.github.millwork.tune.SearchStrategy;
import io.github.millwork.tune.Tuner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pipeline was told so far. */
record Plan<P extends Prediction>(
        Task<P> task,
        List<Step> steps,
        List<Learner<P>> learners,
        boolean selects,
        @Nullable Source source,
        @Nullable Evaluated<P> evaluated,
        @Nullable Tuned<P> tuned,
        @Nullable Deployment<P> deployment,
        Rule rule,
        Settings settings) {
    /** Neither few nor many, where advice is asked for without data. */
    static final int USUAL_ROWS = 10_000;

    private static final int FINGERPRINT = 12; // so many characters tell datasets apart

    /** How the whole is evaluated. */
    record Evaluated<P extends Prediction>(Resampling resampling, List<Metric<P>> metrics) {}

    /** How candidates and hyperparameters are searched. */
    record Tuned<P extends Prediction>(
            SearchStrategy strategy, Resampling resampling, List<Metric<P>> metrics, Limits limits) {}

    /** What does not change what is learned, but for the seed. */
    record Settings(long seed, Workers workers, Observer observer) {
        FitContext context() {
            return FitContext.of(seed).withWorkers(workers).withObserver(observer);
        }
    }

    static <P extends Prediction> Plan<P> of(Task<P> task) {
        Settings settings = new Settings(0, Workers.all(), Observer.NONE);
        return new Plan<>(task, List.of(), List.of(), false, null, null, null, null, Rule.best(), settings);
    }

    Plan<P> with(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Plan<>(
                task, List.copyOf(more), learners, selects, source, evaluated, tuned, deployment, rule, settings);
    }

    Plan<P> with(List<Learner<P>> candidates, boolean selecting) {
        return new Plan<>(
                task, steps, List.copyOf(candidates), selecting, source, evaluated, tuned, deployment, rule, settings);
    }

    Plan<P> with(Source from) {
        return new Plan<>(task, steps, learners, selects, from, evaluated, tuned, deployment, rule, settings);
    }

    Plan<P> with(Evaluated<P> how) {
        return new Plan<>(task, steps, learners, selects, source, how, tuned, deployment, rule, settings);
    }

    Plan<P> with(Tuned<P> how) {
        return new Plan<>(task, steps, learners, selects, source, evaluated, how, deployment, rule, settings);
    }

    Plan<P> with(Deployment<P> where) {
        return new Plan<>(task, steps, learners, selects, source, evaluated, tuned, where, rule, settings);
    }

    Plan<P> with(Rule which) {
        return new Plan<>(task, steps, learners, selects, source, evaluated, tuned, deployment, which, settings);
    }

    Plan<P> with(Settings changed) {
        return new Plan<>(task, steps, learners, selects, source, evaluated, tuned, deployment, rule, changed);
    }

    /** The chain, where there is nothing to choose. */
    Chain<P> chain(Learner<P> learner) {
        return new Chain<>(task, steps, learner);
    }

    /** Refuses, before any work, gates that no evaluation could open. */
    void checkGates(Evaluated<P> how) {
        if (deployment == null) return;
        for (Gate<P> gate : deployment.gates()) {
            if (how.metrics().contains(gate.metric())) continue;
            throw new IllegalArgumentException("Expected a gate by a metric that is evaluated but '"
                    + gate.metric().name() + "' is not. Add it to evaluate. There are: "
                    + Names.list(how.metrics().stream().map(Metric::name).toList()) + ".");
        }
    }

    /** Refuses, before any work, steps that could not be saved; of a choice of steps the search takes one. */
    void checkCodecs() {
        if (deployment == null) return;
        for (Step step : steps) {
            if (!(step.transformer() instanceof OneOf)) Codecs.encode(step.transformer());
        }
    }

    /** Says what there is so far: the steps, then the learners or candidates. */
    String describe() {
        String names = learners.isEmpty()
                ? selects ? "the portfolio" : "no learner yet"
                : learners.stream().map(Learner::describe).collect(Collectors.joining(" or "));
        return Stream.concat(steps.stream().map(step -> step.transformer().describe()), Stream.of(names))
                .collect(Collectors.joining(", "));
    }

    boolean searches() {
        return selects || tuned != null;
    }

    /** On other rows a search is another one, and has a journal of its own, beside the one that was named. */
    Plan<P> journalFor(Dataset rows) {
        Tuned<P> how = tuned;
        if (how == null || how.limits().journal().isEmpty()) return this;
        Path named = how.limits().journal().get();
        String own = named.getFileName() + "-" + rows.fingerprint().substring(0, FINGERPRINT);
        Limits limits = how.limits().journal(named.resolveSibling(own));
        return with(new Tuned<>(how.strategy(), how.resampling(), how.metrics(), limits));
    }

    /**
     * The choice among the candidates; without {@code tune} by the metric and the folds that are advised for so many rows,
     * of which five where candidates are named.
     */
    ModelChoice<P> choice(int rows) {
        boolean advised = learners.isEmpty();
        List<Learner<P>> candidates = advised ? Portfolio.of(task.type(), rows).learners() : learners;
        Tuned<P> how = tuned;
        Tuner<P> tuner = how == null
                ? new Tuner<>(
                        GridSearch.create(),
                        Portfolio.folds(task.type(), advised ? rows : USUAL_ROWS),
                        List.of(Portfolio.metric(task.type())),
                        Limits.NONE)
                : new Tuner<>(how.strategy(), how.resampling(), how.metrics(), how.limits());
        List<Chain<P>> chains = candidates.stream().map(this::chain).toList();
        return new ModelChoice<>(chains, tuner, how != null, rule);
    }
}
