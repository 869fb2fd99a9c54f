package io.github.millwork.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.report.Section;
import io.github.millwork.report.Table;
import io.github.millwork.report.XyChart;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Range;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.tune.Limits;
import io.github.millwork.tune.RandomSearch;
import io.github.millwork.tune.Searches;
import io.github.millwork.tune.Trial;
import io.github.millwork.tune.Tuner;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be had of one metric for how much of another. */
class FrontSectionTest {
    private static final FitContext CONTEXT = FitContext.of(3).withThreads(2);

    private final Dataset data = Searches.rows(200, 4);
    private final List<Chain<Classification>> candidates = List.of(
            Searches.chain(LogisticRegression.create().cost(Range.log(0.001, 10))),
            Searches.chain(
                    GradientBoosting.classifier().trees(Range.between(2, 20)).depth(Range.between(1, 3))));

    @SafeVarargs
    private Leaderboard<Classification> board(Metric<Classification>... metrics) {
        Tuner<Classification> tuner =
                new Tuner<>(RandomSearch.trials(30), CrossValidation.stratified(3), List.of(metrics), Limits.NONE);
        return new ModelChoice<>(candidates, tuner, false, Rule.best())
                .choose(data, CONTEXT)
                .leaderboard();
    }

    @Test
    void theFrontIsWhatNoOtherTrialBeatsInEveryMetric() {
        Leaderboard<Classification> board = board(ClassificationMetrics.ROC_AUC, ClassificationMetrics.BRIER);
        List<Trial<Classification>> all = board.trials().all();
        List<Integer> expected = all.stream()
                .filter(one -> all.stream()
                        .noneMatch(other -> other.mean(0) >= one.mean(0)
                                && other.mean(1) <= one.mean(1)
                                && (other.mean(0) > one.mean(0) || other.mean(1) < one.mean(1))))
                .map(Trial::number)
                .toList();
        assertThat(board.front()).extracting(Leaderboard.Entry::trial).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(board.front().get(0)).isEqualTo(board.best());
        assertThat(board.front()).hasSizeLessThan(all.size());

        Section section = FrontSection.of(board).orElseThrow();
        XyChart chart = (XyChart) section.blocks().get(0);
        assertThat(chart.x().label()).isEqualTo("ROC AUC (more is better)");
        assertThat(chart.y().label()).isEqualTo("Brier score (less is better)");
        assertThat(chart.series().get(chart.series().size() - 1).size()).isEqualTo(expected.size());
        assertThat(chart.series().get(0).size()).isBetween(1, all.size() - expected.size());
        Table table = (Table) section.blocks().get(1);
        assertThat(table.rows()).hasSize(expected.size());
        assertThat(table.rows().get(0).highlighted()).isTrue();
    }

    @Test
    void aSingleMetricHasNoTradeOffs() {
        Leaderboard<Classification> board = board(ClassificationMetrics.ROC_AUC);
        assertThat(FrontSection.of(board)).isEmpty();
        assertThat(board.front()).first().isEqualTo(board.best());
    }
}
