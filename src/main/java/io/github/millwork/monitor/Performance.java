package io.github.millwork.monitor;

import io.github.millwork.data.Outputs;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.JudgedRow;
import io.github.millwork.stage.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares the performance on rows whose truth is known with that on the rows held out, those of a slice with those of the
 * same slice. The interval is that of windows of as many rows where nothing has changed: both sides are drawn again from the
 * rows held out (Efron's bootstrap), since both vary by chance.
 */
final class Performance {
    private static final int DRAWS = 200;
    private static final int LARGEST = 5_000; // more rows are taken as that many: the interval is rather too wide
    private static final long FEWEST = 30;

    /** Rows held out, and what the metrics are on them. */
    private record Known(List<JudgedRow> rows, Map<String, Double> metrics) {}

    private final Outputs<?> meaning;
    private final Map<String, Known> known = new HashMap<>(); // by slice; the empty one is of all

    Performance(Profile profile, Outputs<?> meaning, List<String> slices) {
        this.meaning = meaning;
        List<JudgedRow> judged = Outcomes.suits(meaning) ? profile.judged() : List.of();
        known.put("", known(judged));
        for (int i = 0; i < profile.inputs().size(); i++) {
            ColumnProfile column = profile.inputs().get(i);
            int place = i;
            if (!slices.contains(column.name())) continue;
            judged.stream()
                    .collect(Collectors.groupingBy(row -> SliceReader.slice(column, row.cells()[place])))
                    .forEach((slice, rows) -> known.put(slice, known(rows)));
        }
    }

    private Known known(List<JudgedRow> rows) {
        Outcomes outcomes = new Outcomes(meaning);
        for (JudgedRow row : rows) outcomes.add(row.out(), row.truth());
        return new Known(rows, outcomes.metrics());
    }

    List<MetricReport> reports(PredictionLog.Known now) {
        List<MetricReport> reports = new ArrayList<>();
        add(reports, "", now.outcomes());
        new TreeMap<>(now.slices()).forEach((slice, outcomes) -> add(reports, slice, outcomes));
        return reports;
    }

    private void add(List<MetricReport> reports, String slice, Outcomes outcomes) {
        Known before = known.getOrDefault(slice, new Known(List.of(), Map.of()));
        Map<String, double[]> intervals =
                outcomes.rows() >= FEWEST && before.rows().size() >= FEWEST
                        ? intervals(before, outcomes.rows())
                        : Map.of();
        outcomes.metrics().forEach((name, value) -> {
            double[] interval = intervals.getOrDefault(name, new double[] {Double.NaN, Double.NaN});
            boolean loss = Outcomes.LOSSES.contains(name);
            boolean worse = loss ? value > interval[1] : value < interval[0];
            double expected = before.metrics().getOrDefault(name, Double.NaN);
            reports.add(
                    new MetricReport(slice, name, value, outcomes.rows(), expected, interval[0], interval[1], worse));
        });
    }

    private Map<String, double[]> intervals(Known known, long rows) {
        Map<String, double[]> intervals = new LinkedHashMap<>();
        List<JudgedRow> judged = known.rows();
        SplittableRandom random = new SplittableRandom(judged.size() * 31L + rows);
        Map<String, double[]> draws = new LinkedHashMap<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            Map<String, Double> before = resampled(random, judged, judged.size());
            Map<String, Double> now = resampled(random, judged, (int) Math.min(LARGEST, rows));
            for (Map.Entry<String, Double> metric : now.entrySet()) {
                double[] values = draws.computeIfAbsent(metric.getKey(), any -> new double[DRAWS]);
                double centre = known.metrics().getOrDefault(metric.getKey(), Double.NaN);
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

    private Map<String, Double> resampled(SplittableRandom random, List<JudgedRow> judged, int rows) {
        Outcomes outcomes = new Outcomes(meaning);
        for (int i = 0; i < rows; i++) {
            JudgedRow row = judged.get(random.nextInt(judged.size()));
            outcomes.add(row.out(), row.truth());
        }
        return outcomes.metrics();
    }
}
