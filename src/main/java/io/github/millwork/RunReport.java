package io.github.millwork;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Provenance;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Split;
import io.github.millwork.evaluate.CurveSections;
import io.github.millwork.evaluate.ErrorSections;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.evaluate.InfluenceSection;
import io.github.millwork.evaluate.LearningCurve;
import io.github.millwork.evaluate.ScoreSections;
import io.github.millwork.evaluate.SliceSections;
import io.github.millwork.evaluate.Slices;
import io.github.millwork.report.Facts;
import io.github.millwork.report.Flow;
import io.github.millwork.report.Report;
import io.github.millwork.report.Section;
import io.github.millwork.select.Ensemble;
import io.github.millwork.select.FrontSection;
import io.github.millwork.select.LeaderboardSection;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Step;
import io.github.millwork.train.Baseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The report of a run, put together of what each stage has to show. */
record RunReport<P extends Prediction>(
        FittedPipeline<P> fitted, Evaluation<P> evaluation, Dataset data, List<Cut> cuts, Plan.Evaluated<P> evaluated) {
    private static final List<Double> SHARES = List.of(0.1, 0.25, 0.5, 0.75, 1.0);
    private static final int FEWEST = 30;
    private static final Pattern LONG_NUMBER = Pattern.compile("\\b\\d+\\.\\d{6,}(E-?\\d+)?\\b");

    Report report() {
        FitContext context = FitContext.of(fitted.record().seed());
        Split split = cuts.get(0).of(data);
        Metric<P> metric = evaluated.metrics().get(0);
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("Pipeline", flow(), facts()));
        sections.add(ScoreSections.scores(evaluation, training(split, context)));
        baseline(context)
                .ifPresent(baseline -> sections.add(ScoreSections.compared(evaluation, baseline, evaluated.metrics())));
        fitted.board().ifPresent(board -> {
            sections.add(LeaderboardSection.of(board));
            FrontSection.of(board).ifPresent(sections::add);
        });
        sections.addAll(ErrorSections.errors(evaluation.assessment()));
        Dataset tested = tested();
        if (tested.rowCount() >= FEWEST) {
            sections.add(SliceSections.slices(Slices.worst(evaluation.assessment(), tested, metric, FEWEST)));
            SliceSections.groups(evaluation.assessment(), tested, FEWEST).ifPresent(sections::add);
        }
        Optional<Dataset> heldOut = cuts.size() == 1 ? Optional.of(split.test()) : Optional.empty();
        InfluenceSection.of(fitted, heldOut, split.test(), metric, context).ifPresent(sections::add);
        winner().ifPresent(estimator ->
                sections.add(CurveSections.learning(LearningCurve.of(estimator, split, metric, SHARES, context))));
        return Report.of(fitted.task().type().getSimpleName() + " of "
                        + String.join(", ", fitted.task().columns()))
                .subtitle(brief(fitted.learner()))
                .with(sections.toArray(Section[]::new));
    }

    /** The rows held out, in the order of the predictions, without what was to be predicted. */
    private Dataset tested() {
        int[] rows = cuts.stream().flatMapToInt(cut -> IntStream.of(cut.test())).toArray();
        String[] targets = fitted.task().columns().stream().filter(data::has).toArray(String[]::new);
        return data.rows(rows).drop(targets);
    }

    /** How the model does on rows that it knows; nothing where it is not the one that was evaluated. */
    private Optional<Evaluation<P>> training(Split split, FitContext context) {
        if (cuts.size() > 1) return Optional.empty();
        return Optional.of(Evaluation.of(fitted.assess(split.train(), null, context), evaluated.metrics()));
    }

    /** What someone who knows the target of the training rows and nothing else predicts for the rows held out. */
    private Optional<Assessment<P>> baseline(FitContext context) {
        Learner<P> learner = baseline(fitted.task().type());
        if (learner == null) return Optional.empty();
        Dataset blind = blind();
        List<Assessment<P>> parts = new ArrayList<>();
        for (Cut cut : cuts) {
            Split split = cut.of(blind);
            Chain<P> chain = new Chain<>(fitted.task(), List.of(), learner);
            parts.add(chain.fit(split.train(), context).assess(split.test(), null, context));
        }
        return Optional.of(Assessment.together(parts));
    }

    /** The target and the weights, beside a feature that tells nothing. */
    private Dataset blind() {
        List<String> kept = data.schema().fields().stream()
                .filter(field -> fitted.task().columns().contains(field.name()) || field.role() == Role.WEIGHT)
                .map(Field::name)
                .toList();
        String constant = "constant";
        while (kept.contains(constant)) constant += "'";
        return data.select(kept.toArray(String[]::new)).with(Column.numbers(constant, new double[data.rowCount()]));
    }

    @SuppressWarnings("unchecked") // the kind of prediction is compared
    private static <P extends Prediction> @Nullable Learner<P> baseline(Class<P> type) {
        if (type == Classification.class) return (Learner<P>) Baseline.classifier();
        return type == Regression.class ? (Learner<P>) Baseline.regressor() : null;
    }

    @SuppressWarnings("unchecked") // the record is of this pipeline
    private Optional<Estimator<P>> winner() {
        return fitted.record().specification().map(state -> (Estimator<P>) Codecs.decode(state, Estimator.class));
    }

    private Flow flow() {
        Flow flow = Flow.of("From data to prediction");
        Estimator<P> winner = winner().orElse(null);
        if (winner instanceof Ensemble<P> ensemble) {
            for (Chain<P> member : ensemble.members()) flow = flow.box("models", brief(member.describe()));
            return flow.box("together", "mean of " + ensemble.members().size() + " models");
        }
        List<Step> steps = winner instanceof Chain<P> chain ? chain.steps() : List.of();
        for (Step step : steps) flow = flow.box(step.stage(), step.transformer().describe());
        return flow.box("train", brief(fitted.learner()));
    }

    /** With four digits of numbers that were found by a search, which are more than anyone reads. */
    private static String brief(String description) {
        return LONG_NUMBER
                .matcher(description)
                .replaceAll(found -> String.format(Locale.ROOT, "%.4g", Double.valueOf(found.group())));
    }

    private Facts facts() {
        Facts facts =
                Facts.create().with("target", String.join(", ", fitted.task().columns()));
        for (Provenance from : fitted.record().sources()) facts = facts.with("collected", from.toString());
        for (Finding found : fitted.findings()) facts = facts.with("found by the fit", found.toString());
        return facts.with("training rows", Integer.toString(fitted.record().rows()))
                .with("rows held out", Integer.toString(evaluation.rows()))
                .with("held out by", evaluated.resampling().describe())
                .with("columns read", Integer.toString(fitted.inputs().size()))
                .with("features", Integer.toString(fitted.features().size()))
                .with("seed", Long.toString(fitted.record().seed()))
                .with("fingerprint", fitted.fingerprint().substring(0, 16))
                .with("data", fitted.record().data().substring(0, 16));
    }
}
