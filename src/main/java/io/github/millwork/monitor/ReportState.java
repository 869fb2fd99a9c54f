package io.github.millwork.monitor;

import io.github.millwork.stage.State;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes reports as data and reads them back. */
final class ReportState {
    private ReportState() {}

    static State of(MonitorReport report) {
        LabelCoverage coverage = report.coverage();
        return State.empty()
                .with("model", report.model())
                .with("rows", report.rows())
                .with("from", report.from().map(Instant::toString).orElse(""))
                .with("to", report.to().map(Instant::toString).orElse(""))
                .with("closed", report.closed())
                .with("verdict", ReportLayout.words(report.verdict()))
                .with("columns", report.columns().stream().map(ReportState::of).toList())
                .with(
                        "predictions",
                        report.predictions().stream().map(ReportState::of).toList())
                .with(
                        "together",
                        report.together().stream().map(ReportState::of).toList())
                .with("streams", report.streams().stream().map(ReportState::of).toList())
                .with("quality", report.quality().stream().map(ReportState::of).toList())
                .with(
                        "labels",
                        State.empty()
                                .with("predictions", coverage.predictions())
                                .with("joined", coverage.joined())
                                .with("duplicate", coverage.duplicate())
                                .with("contradictory", coverage.contradictory())
                                .with("unknown", coverage.unknown()))
                .with("metrics", report.metrics().stream().map(ReportState::of).toList())
                .with("estimates-note", Estimates.BLIND)
                .with(
                        "estimates",
                        report.estimates().entrySet().stream()
                                .map(each -> State.empty()
                                        .with("name", each.getKey())
                                        .with("value", each.getValue()))
                                .toList())
                .with("alerts", report.alerts().stream().map(Alert::toState).toList());
    }

    static MonitorReport read(State state) {
        Map<String, Double> estimates = new LinkedHashMap<>();
        for (State each : state.states("estimates")) estimates.put(each.string("name"), each.number("value"));
        State labels = state.state("labels");
        return new MonitorReport(
                state.string("model"),
                state.wide("rows"),
                time(state.string("from")),
                time(state.string("to")),
                state.flag("closed"),
                state.states("columns").stream().map(ReportState::column).toList(),
                state.states("predictions").stream().map(ReportState::column).toList(),
                state.states("together").stream()
                        .map(each -> new Together(
                                each.string("method"),
                                each.number("size"),
                                each.number("floor"),
                                each.number("p"),
                                each.flag("drifted")))
                        .toList(),
                state.has("streams")
                        ? state.states("streams").stream()
                                .map(ReportState::stream)
                                .toList()
                        : List.of(),
                state.states("quality").stream()
                        .map(each -> new QualityFinding(
                                QualityFinding.Check.valueOf(each.string("check")),
                                each.string("column"),
                                each.number("share"),
                                each.string("message")))
                        .toList(),
                new LabelCoverage(
                        labels.wide("predictions"),
                        labels.wide("joined"),
                        labels.wide("duplicate"),
                        labels.wide("contradictory"),
                        labels.wide("unknown")),
                state.states("metrics").stream().map(ReportState::metric).toList(),
                estimates,
                state.states("alerts").stream().map(Alert::read).toList());
    }

    private static Optional<Instant> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    private static State of(ColumnReport column) {
        return State.empty()
                .with("name", column.name())
                .with("verdict", column.verdict().name())
                .with("effect", column.effect())
                .with("size", column.size())
                .with("floor", column.floor())
                .with("usual", column.usual())
                .with("p", column.pValue())
                .with("present", column.present())
                .with("missing", column.missing())
                .with("change", column.change())
                .with("explained", column.explained())
                .with("loss", column.loss())
                .with(
                        "shares",
                        column.shares().stream()
                                .map(share -> State.empty()
                                        .with("values", share.values())
                                        .with("before", share.before())
                                        .with("now", share.now()))
                                .toList())
                .with(
                        "tests",
                        column.tests().entrySet().stream()
                                .map(test -> State.empty()
                                        .with("name", test.getKey())
                                        .with("statistic", test.getValue().statistic())
                                        .with("p", test.getValue().pValue()))
                                .toList());
    }

    private static ColumnReport column(State state) {
        Map<String, DriftTest.Measured> tests = new LinkedHashMap<>();
        for (State test : state.states("tests")) {
            tests.put(test.string("name"), new DriftTest.Measured(test.number("statistic"), test.number("p")));
        }
        return new ColumnReport(
                state.string("name"),
                Drift.valueOf(state.string("verdict")),
                state.string("effect"),
                state.number("size"),
                state.number("floor"),
                state.number("usual"),
                state.number("p"),
                state.wide("present"),
                state.number("missing"),
                state.string("change"),
                state.number("explained"),
                state.has("loss") ? state.number("loss") : Double.NaN,
                shares(state),
                tests);
    }

    private static List<Share> shares(State state) {
        if (!state.has("shares")) return List.of();
        return state.states("shares").stream()
                .map(share -> new Share(share.string("values"), share.number("before"), share.number("now")))
                .toList();
    }

    private static State of(Together together) {
        return State.empty()
                .with("method", together.method())
                .with("size", together.size())
                .with("floor", together.floor())
                .with("p", together.pValue())
                .with("drifted", together.drifted());
    }

    private static State of(StreamReport stream) {
        return State.empty()
                .with("stream", stream.stream())
                .with("detector", stream.detector())
                .with("values", stream.values())
                .with("mean", stream.mean())
                .with("changes", stream.changes())
                .with("changed", stream.changed().map(Instant::toString).orElse(""))
                .with("warning", stream.warning());
    }

    private static StreamReport stream(State state) {
        return new StreamReport(
                state.string("stream"),
                state.string("detector"),
                state.wide("values"),
                state.number("mean"),
                state.wide("changes"),
                time(state.string("changed")),
                state.flag("warning"));
    }

    private static State of(QualityFinding finding) {
        return State.empty()
                .with("check", finding.check().name())
                .with("column", finding.column())
                .with("share", finding.share())
                .with("message", finding.message());
    }

    private static State of(MetricReport metric) {
        return State.empty()
                .with("slice", metric.slice())
                .with("name", metric.name())
                .with("value", metric.value())
                .with("rows", metric.rows())
                .with("reference", metric.reference())
                .with("low", metric.low())
                .with("high", metric.high())
                .with("worse", metric.worse());
    }

    private static MetricReport metric(State state) {
        return new MetricReport(
                state.string("slice"),
                state.string("name"),
                state.number("value"),
                state.wide("rows"),
                state.number("reference"),
                state.number("low"),
                state.number("high"),
                state.flag("worse"));
    }
}
