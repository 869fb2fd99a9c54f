package io.github.millwork.evaluate;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.report.Axis;
import io.github.millwork.report.Format;
import io.github.millwork.report.Heatmap;
import io.github.millwork.report.Histogram;
import io.github.millwork.report.Section;
import io.github.millwork.report.Table;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.TargetValues;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What clusters and anomalies were found, beside the truth where it is known, as sections of a report. */
final class StructureErrors {
    private StructureErrors() {}

    /** The size of each cluster, and of which classes it is. */
    static Section clusters(Assessment<Cluster> assessment) {
        int count = ((ClusterOutputs) assessment.predictions().outputs()).clusters();
        int[] sizes = new int[count + 1]; // noise comes last
        double[] distances = new double[count + 1];
        int[] places = new int[assessment.rows()];
        for (int row = 0; row < places.length; row++) {
            Cluster cluster = assessment.predictions().get(row);
            places[row] = cluster.index() < 0 ? count : cluster.index();
            sizes[places[row]]++;
            distances[places[row]] += cluster.distance();
        }
        Table table = Table.of(
                Table.text("cluster"),
                Table.number("rows", Format.count()),
                Table.number("share", Format.decimals(3)),
                Table.number("mean distance from its centre"));
        List<String> names = new ArrayList<>();
        for (int c = 0; c <= count; c++) {
            names.add(c == count ? "noise" : Integer.toString(c));
            if (c == count && sizes[c] == 0) continue;
            table = table.row(names.get(c), sizes[c], (double) sizes[c] / places.length, distances[c] / sizes[c]);
        }
        Section section = Section.of("Clusters", table);
        return assessment.truth() instanceof TargetValues.Classes classes
                ? section.with(beside(classes, places, sizes[count] > 0 ? names : names.subList(0, count)))
                : section;
    }

    private static Heatmap beside(TargetValues.Classes classes, int[] places, List<String> clusters) {
        List<String> labels = IntStream.range(0, classes.size())
                .mapToObj(classes::label)
                .distinct()
                .sorted()
                .toList();
        double[][] counts = new double[labels.size()][clusters.size()];
        for (int row = 0; row < places.length; row++) counts[labels.indexOf(classes.label(row))][places[row]]++;
        return Heatmap.of("Classes in clusters", labels, clusters, counts)
                .titles("truth", "cluster")
                .format(Format.count())
                .shadeByRow();
    }

    /** How the scores are spread, and the verdicts. */
    static Section anomalies(Assessment<Anomaly> assessment) {
        double[] scores = new double[assessment.rows()];
        boolean[] verdicts = new boolean[scores.length];
        for (int row = 0; row < scores.length; row++) {
            Anomaly found = assessment.predictions().get(row);
            scores[row] = found.score();
            verdicts[row] = found.anomalous();
        }
        Histogram spread = Histogram.of("Scores", Axis.of("score, larger is odder"), Histogram.bins(scores));
        boolean known = assessment.truth() instanceof TargetValues.Classes classes && classes.positive() != null;
        if (!known) return Section.of("Anomalies", spread.counting("rows", scores), verdicts(verdicts, null));
        boolean[] truth = AnomalyTruth.of(assessment);
        return Section.of(
                "Anomalies",
                spread.counting("usual in truth", of(scores, truth, false))
                        .counting("anomalous in truth", of(scores, truth, true))
                        .shares(),
                verdicts(verdicts, truth));
    }

    private static double[] of(double[] scores, boolean[] truth, boolean wanted) {
        return IntStream.range(0, scores.length)
                .filter(row -> truth[row] == wanted)
                .mapToDouble(row -> scores[row])
                .toArray();
    }

    private static Heatmap verdicts(boolean[] found, boolean @Nullable [] truth) {
        List<String> rows = truth == null ? List.of("all rows") : List.of("usual", "anomalous");
        double[][] counts = new double[rows.size()][2];
        for (int row = 0; row < found.length; row++) counts[truth != null && truth[row] ? 1 : 0][found[row] ? 1 : 0]++;
        return Heatmap.of("Verdicts", rows, List.of("usual", "anomalous"), counts)
                .titles("truth", "verdict")
                .format(Format.count())
                .shadeByRow();
    }
}
