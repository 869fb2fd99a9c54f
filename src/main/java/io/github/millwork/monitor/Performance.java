package io.github.millwork.monitor;

import io.github.millwork.data.Outputs;
import io.github.millwork.stage.JudgedRow;
import io.github.millwork.stage.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Compares the performance on rows whose truth is known with that on the rows held out. The interval is that of windows of
 * as many rows where nothing has changed: both sides are drawn again from the rows held out (Efron's bootstrap), since both
 * vary by chance.
 */
final class Performance {
    private static final int DRAWS = 200;
    private static final int LARGEST = 5_000; // more rows are taken as that many: the interval is rather too wide
    private static final long FEWEST = 30;

    private final Outputs<?> meaning;
    private final List<JudgedRow> judged;
    private final Map<String, Double> reference;

    Performance(Profile profile, Outputs<?> meaning) {
        this.meaning = meaning;
        this.judged = Outcomes.suits(meaning) ? profile.judged() : List.of();
        this.reference = drawn(judged).metrics();
    }

    private Outcomes drawn(List<JudgedRow> rows) {
        Outcomes outcomes = new Outcomes(meaning);
        for (JudgedRow row : rows) outcomes.add(row.out(), row.truth());
        return outcomes;
    }

    List<MetricReport> reports(PredictionLog.Known known) {
        List<MetricReport> reports = new ArrayList<>();
        add(reports, "", known.outcomes());
        new TreeMap<>(known.slices()).forEach((slice, outcomes) -> add(reports, slice, outcomes));
        return reports;
    }

    /** Slices are shown beside the metric of all rows held out, but it is not expected of each of them. */
    private void add(List<MetricReport> reports, String slice, Outcomes outcomes) {
        Map<String, double[]> intervals =
                slice.isEmpty() && outcomes.rows() >= FEWEST ? intervals(outcomes.rows()) : Map.of();
        outcomes.metrics().forEach((name, value) -> {
            double[] interval = intervals.getOrDefault(name, new double[] {Double.NaN, Double.NaN});
            boolean loss = Outcomes.LOSSES.contains(name);
            boolean worse = loss ? value > interval[1] : value < interval[0];
            double expected = reference.getOrDefault(name, Double.NaN);
            reports.add(
                    new MetricReport(slice, name, value, outcomes.rows(), expected, interval[0], interval[1], worse));
        });
    }

    private Map<String, double[]> intervals(long rows) {
        Map<String, double[]> intervals = new LinkedHashMap<>();
        if (judged.size() < FEWEST) return intervals;
        SplittableRandom random = new SplittableRandom(judged.size() * 31L + rows);
        Map<String, double[]> draws = new LinkedHashMap<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            Map<String, Double> before = resampled(random, judged.size());
            Map<String, Double> now = resampled(random, (int) Math.min(LARGEST, rows));
            for (Map.Entry<String, Double> metric : now.entrySet()) {
                double[] values = draws.computeIfAbsent(metric.getKey(), any -> new double[DRAWS]);
                double centre = reference.getOrDefault(metric.getKey(), Double.NaN);
                values[draw] = centre + metric.getValue() - before.getOrDefault(metric.getKey(), Double.NaN);
            }
        }
        draws.forEach((name, values) -> {
            double[] sorted =
                    Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
            if (sorted.length < DRAWS / 2) return;
            int tail = sorted.length / 40;
            intervals.put(name, new double[] {sorted[tail], sorted[sorted.length - 1 - tail]});
        });
        return intervals;
    }

    private Map<String, Double> resampled(SplittableRandom random, int rows) {
        Outcomes outcomes = new Outcomes(meaning);
        for (int i = 0; i < rows; i++) {
            JudgedRow row = judged.get(random.nextInt(judged.size()));
            outcomes.add(row.out(), row.truth());
        }
        return outcomes.metrics();
    }
}
