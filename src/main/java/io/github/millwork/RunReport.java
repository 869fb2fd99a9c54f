package io.github.millwork;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Split;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.evaluate.EvaluationSections;
import io.github.millwork.evaluate.LearningCurve;
import io.github.millwork.evaluate.Slices;
import io.github.millwork.report.Facts;
import io.github.millwork.report.Flow;
import io.github.millwork.report.Report;
import io.github.millwork.report.Section;
import io.github.millwork.select.LeaderboardSection;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Step;
import java.util.ArrayList;
import java.util.List;

/** The report of a run, put together of what each stage has to show. */
record RunReport<P extends Prediction>(
        Pipeline<P> pipeline,
        FittedPipeline<P> fitted,
        Evaluation<P> evaluation,
        Dataset tested,
        Split split,
        Plan.Evaluated<P> evaluated) {
    private static final List<Double> SHARES = List.of(0.1, 0.25, 0.5, 0.75, 1.0);
    private static final int FEWEST = 30;

    Report report() {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("Pipeline", flow(), facts()));
        sections.add(EvaluationSections.scores(evaluation));
        fitted.board().ifPresent(board -> sections.add(LeaderboardSection.of(board)));
        sections.addAll(EvaluationSections.errors(evaluation.assessment()));
        Metric<P> metric = evaluated.metrics().get(0);
        if (tested.rowCount() >= FEWEST) {
            sections.add(EvaluationSections.slices(
                    Slices.worst(evaluation.assessment(), tested.drop(targets()), metric, FEWEST)));
        }
        winner().ifPresent(chain -> sections.add(EvaluationSections.learning(LearningCurve.of(
                chain, split, metric, SHARES, FitContext.of(fitted.record().seed())))));
        return Report.of(fitted.task().type().getSimpleName() + " of "
                        + String.join(", ", fitted.task().columns()))
                .subtitle(fitted.learner())
                .with(sections.toArray(Section[]::new));
    }

    private String[] targets() {
        return fitted.task().columns().stream().filter(tested::has).toArray(String[]::new);
    }

    @SuppressWarnings("unchecked") // the record is of this pipeline
    private java.util.Optional<Chain<P>> winner() {
        return fitted.record().specification().map(state -> (Chain<P>) Codecs.decode(state, Chain.class));
    }

    private Flow flow() {
        Flow flow = Flow.of("From data to prediction");
        List<Step> steps = winner().map(Chain::steps).orElse(List.of());
        for (Step step : steps) flow = flow.box(step.stage(), step.transformer().describe());
        return flow.box("train", fitted.learner());
    }

    private Facts facts() {
        return Facts.create()
                .with("target", String.join(", ", fitted.task().columns()))
                .with("training rows", Integer.toString(fitted.record().rows()))
                .with("rows held out", Integer.toString(evaluation.rows()))
                .with("held out by", evaluated.resampling().describe())
                .with("columns read", Integer.toString(fitted.inputs().size()))
                .with("features", Integer.toString(fitted.features().size()))
                .with("seed", Long.toString(fitted.record().seed()))
                .with("fingerprint", fitted.fingerprint().substring(0, 16))
                .with("data", fitted.record().data().substring(0, 16));
    }
}
