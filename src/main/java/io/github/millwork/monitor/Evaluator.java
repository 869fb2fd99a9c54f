package io.github.millwork.monitor;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the report of a window. */
final class Evaluator {
    private static final int FEWEST_TOGETHER = 200;

    private final String model;
    private final Profile reference;
    private final MonitorOptions options;
    private final Judge judge;
    private final Quality quality;
    private final Performance performance;
    private final Estimates estimates;
    private final Encoded encoded;
    private final LossByCell losses;
    private final Outputs<?> meaning;
    private @Nullable LossModel lossModel; // fitted when it is first asked
    private @Nullable Reconstruction reconstruction; // likewise

    Evaluator(String model, Profile reference, Outputs<?> meaning, MonitorOptions options) {
        this.model = model;
        this.reference = reference;
        this.options = options;
        this.meaning = meaning;
        this.judge = new Judge(reference, options);
        this.quality = new Quality(reference, options);
        this.performance = new Performance(reference, meaning, options.slices());
        this.estimates = Estimates.of(reference, meaning);
        this.encoded = new Encoded(reference.inputs());
        this.losses = new LossByCell(reference, meaning);
    }

    MonitorReport report(
            Observed window,
            PredictionLog.Known known,
            List<StreamReport> streams,
            long newest,
            boolean closed,
            long now) {
        List<ColumnReport> columns = judge.judge(window.inputs(), window.outputs());
        int inputs = window.inputs().size();
        PredictionLog.Counted counted = known.counted();
        return new MonitorReport(
                model,
                window.rows(),
                time(window.rows() == 0, window.first()),
                time(window.rows() == 0, window.last()),
                closed,
                IntStream.range(0, inputs)
                        .mapToObj(i -> columns.get(i)
                                .withLoss(losses.change(i, window.inputs().get(i))))
                        .toList(),
                columns.subList(inputs, columns.size()),
                together(window),
                streams,
                quality.findings(window, newest, now, closed),
                new LabelCoverage(
                        counted.predictions(),
                        counted.joined(),
                        counted.duplicate(),
                        counted.contradictory(),
                        counted.unknown()),
                Outcomes.suits(meaning) ? performance.reports(known) : List.of(),
                expected(window),
                List.of());
    }

    private static Optional<Instant> time(boolean none, long millis) {
        return none ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private List<Together> together(Observed window) {
        List<Together> found = new ArrayList<>();
        if (reference.sample().size() < FEWEST_TOGETHER || window.sample().size() < FEWEST_TOGETHER) return found;
        if (reference.inputs().size() < 2) return found;
        List<double[]> now = encoded.rows(SampledRow.cells(window.sample()));
        Reconstruction known = reconstruction;
        if (known == null) known = Reconstruction.of(encoded.rows(reference.sample()));
        reconstruction = known;
        found.add(known.compare(now));
        options.drift()
                .domains()
                .ifPresent(learner -> found.add(Domains.compare(encoded.rows(reference.sample()), now, learner)));
        return found;
    }

    private Map<String, Double> expected(Observed window) {
        Map<String, Double> expected = new LinkedHashMap<>(estimates.metrics(window.confidence()));
        if (options.losses() != null
                && meaning instanceof RegressionOutputs
                && reference.judged().size() >= FEWEST_TOGETHER) {
            if (lossModel == null) lossModel = new LossModel(encoded, reference.judged(), options.losses());
            expected.putAll(lossModel.metrics(window.sample()));
        }
        return expected;
    }

    /** What alerts go by of the time since the newest row; it does not wait for a window to close. */
    AlertBook.Condition freshness(long newest, long now) {
        Optional<QualityFinding> stale = quality.stale(newest, now);
        return new AlertBook.Condition(
                name(QualityFinding.Check.FRESHNESS),
                "",
                Optional.of(stale.isPresent()),
                stale.map(QualityFinding::message).orElse(""));
    }

    private static String name(QualityFinding.Check check) {
        return check.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What alerts go by. */
    static List<AlertBook.Condition> conditions(MonitorReport report) {
        List<AlertBook.Condition> conditions = new ArrayList<>();
        boolean broken = false;
        Map<String, QualityFinding> wrong = new LinkedHashMap<>();
        for (QualityFinding finding : report.quality()) {
            wrong.put(finding.check() + "\n" + finding.column(), finding);
            broken |= finding.check() == QualityFinding.Check.REFUSED;
        }
        for (ColumnReport column : report.columns()) addDrift(conditions, column, broken || gone(wrong, column));
        for (ColumnReport column : report.predictions()) addDrift(conditions, column, broken);
        for (Together together : report.together()) {
            conditions.add(new AlertBook.Condition(
                    together.method(),
                    "",
                    broken ? Optional.empty() : Optional.of(together.drifted()),
                    String.format(
                            Locale.ROOT,
                            "The columns together have drifted: %.4g against %.4g.",
                            together.size(),
                            together.floor())));
        }
        for (StreamReport stream : report.streams()) conditions.add(condition(stream));
        for (QualityFinding.Check check : QualityFinding.Check.values()) {
            List<String> columns = new ArrayList<>(List.of(""));
            report.columns().forEach(column -> columns.add(column.name()));
            for (String column : columns) {
                QualityFinding finding = wrong.get(check + "\n" + column);
                conditions.add(new AlertBook.Condition(
                        name(check), column, Optional.of(finding != null), finding == null ? "" : finding.message()));
            }
        }
        for (MetricReport metric : report.metrics()) {
            if (!metric.slice().isEmpty() || Double.isNaN(metric.low())) continue;
            conditions.add(new AlertBook.Condition(
                    metric.name(),
                    "",
                    Optional.of(metric.worse()),
                    String.format(
                            Locale.ROOT,
                            "Expected %s between %.4g and %.4g but it is %.4g on %d rows.",
                            metric.name(),
                            metric.low(),
                            metric.high(),
                            metric.value(),
                            metric.rows())));
        }
        return conditions;
    }

    /** What alerts go by of a stream; it is told as soon as it is found. */
    static AlertBook.Condition condition(StreamReport stream) {
        return new AlertBook.Condition(
                stream.detector(),
                stream.stream(),
                Optional.of(stream.drifted()),
                stream.detector() + " found that the mean of " + stream.stream() + " has changed.");
    }

    /** A column that is not sent any more has not drifted: it is gone, and that is said already. */
    private static boolean gone(Map<String, QualityFinding> wrong, ColumnReport column) {
        return column.missing() == 1 && wrong.containsKey(QualityFinding.Check.MISSING + "\n" + column.name());
    }

    private static void addDrift(List<AlertBook.Condition> conditions, ColumnReport column, boolean silenced) {
        boolean told = column.verdict() == Drift.DRIFTED || column.verdict() == Drift.STABLE;
        conditions.add(new AlertBook.Condition(
                "drift",
                column.name(),
                silenced || !told ? Optional.empty() : Optional.of(column.drifted()),
                String.format(
                        Locale.ROOT,
                        "%s is %.4g, where %s matters and %.4g is usual: %s.",
                        column.effect(),
                        column.size(),
                        column.floor(),
                        column.usual(),
                        column.change())));
    }
}
