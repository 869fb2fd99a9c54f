package io.github.millwork.monitor;

import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.NumberGrid;
import io.github.millwork.stage.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says of each column whether it has drifted: where the effect passes its floor, and what chance makes of it at that number
 * of values, and the false discovery rate over all columns. So the verdict does not depend on how many values there are,
 * but for how small a change can be told at all. Thread-safe.
 */
final class Judge {
    private static final double USUAL = 0.01;
    private static final double CONSTANT_FLOOR = 0.05;

    /** How a column is decided on. */
    private record Decider(
            ColumnProfile reference,
            DriftTest test,
            double floor,
            NullDraws draws,
            boolean judged,
            int[] cells,
            ColumnProfile folded) {
        double size(ColumnProfile column) {
            if (column.present() == 0 || reference.present() == 0) return Double.NaN;
            return Math.abs(
                    test.measure(folded, RareLevels.folded(column, cells)).statistic());
        }
    }

    private final Profile reference;
    private final MonitorOptions options;
    private final List<Decider> deciders = new ArrayList<>();

    Judge(Profile reference, MonitorOptions options) {
        this.reference = reference;
        this.options = options;
        for (ColumnProfile column : reference.inputs()) deciders.add(decider(column, true));
        for (ColumnProfile column : reference.outputs()) deciders.add(decider(column, reference.heldOut()));
    }

    private Decider decider(ColumnProfile column, boolean judged) {
        boolean categorical = column.grid().categorical();
        // A column that was constant has no deviation to measure by: any other value is a change.
        boolean constant = column.grid() instanceof NumberGrid numbers && numbers.edges() < 2;
        DriftTest test = constant && !categorical
                ? DriftTests.KOLMOGOROV_SMIRNOV
                : options.drift().decider(categorical);
        double floor =
                constant && !categorical ? CONSTANT_FLOOR : options.drift().floor(categorical);
        int[] cells = RareLevels.cells(column);
        ColumnProfile folded = RareLevels.folded(column, cells);
        NullDraws draws = new NullDraws(test, folded, column.name().hashCode());
        return new Decider(column, test, floor, draws, judged, cells, folded);
    }

    /** Judges the inputs, and after them the outputs. */
    List<ColumnReport> judge(List<ColumnProfile> inputs, List<ColumnProfile> outputs) {
        List<ColumnProfile> current = new ArrayList<>(inputs);
        current.addAll(outputs);
        double[] sizes = new double[current.size()];
        double[] pValues = new double[current.size()];
        double[] usual = new double[current.size()];
        for (int i = 0; i < sizes.length; i++) {
            Decider decider = deciders.get(i);
            long values = current.get(i).present();
            sizes[i] = decider.size(current.get(i));
            pValues[i] = !decider.judged || values < options.drift().fewest() ? Double.NaN : 1;
            usual[i] = Double.NaN;
            if (!(sizes[i] >= decider.floor) || Double.isNaN(pValues[i])) continue;
            pValues[i] = decider.draws.pValue(values, sizes[i]);
            usual[i] = decider.draws.quantile(values, USUAL);
        }
        boolean[] found = options.drift().correction().rejected(pValues);
        double shift = shift(outputs);
        List<ColumnReport> reports = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            Decider decider = deciders.get(i);
            ColumnProfile column = current.get(i);
            Drift verdict = Drift.STABLE;
            if (!decider.judged) verdict = Drift.NOT_JUDGED;
            else if (column.present() < options.drift().fewest()) verdict = Drift.INSUFFICIENT_DATA;
            else if (found[i] && sizes[i] >= decider.floor && sizes[i] > usual[i]) verdict = Drift.DRIFTED;
            reports.add(new ColumnReport(
                    column.name(),
                    verdict,
                    decider.test.name(),
                    sizes[i],
                    decider.floor,
                    usual[i],
                    pValues[i],
                    column.present(),
                    column.missingShare(),
                    change(decider.reference, column),
                    i < inputs.size() && shift != 0 ? response(i, column) / shift : Double.NaN,
                    Double.NaN,
                    verdict == Drift.DRIFTED ? Share.of(decider.reference, column) : List.of(),
                    measured(decider.reference, column)));
        }
        return reports;
    }

    private Map<String, DriftTest.Measured> measured(ColumnProfile expected, ColumnProfile column) {
        Map<String, DriftTest.Measured> measured = new LinkedHashMap<>();
        if (expected.present() == 0 || column.present() == 0) return measured;
        for (DriftTest test : options.drift().tests()) {
            if (test.suits(expected.grid())) measured.put(test.name(), test.measure(expected, column));
        }
        return measured;
    }

    /** How much the mean of the main output has changed. */
    private double shift(List<ColumnProfile> outputs) {
        double shift = 0;
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).grid() instanceof NumberGrid && outputs.get(i).present() > 0) {
                shift = outputs.get(i).mean() - reference.outputs().get(i).mean();
            }
        }
        return Double.isFinite(shift) ? shift : 0;
    }

    /** How much it would have changed by this column alone, were the mean output in each cell as in the reference. */
    private double response(int input, ColumnProfile column) {
        if (reference.responses().isEmpty() || column.present() + column.missing() == 0) return Double.NaN;
        ColumnProfile expected = reference.inputs().get(input);
        double[] responses = reference.responses().get(input);
        double sum = 0;
        double before = expected.present() + expected.missing();
        double now = column.present() + column.missing();
        for (int cell = 0; cell < responses.length - 1; cell++) {
            sum += (column.count(cell) / now - expected.count(cell) / before) * responses[cell];
        }
        return sum + (column.missing() / now - expected.missing() / before) * responses[responses.length - 1];
    }

    private static String change(ColumnProfile expected, ColumnProfile column) {
        if (column.present() == 0 || expected.present() == 0) return "";
        if (expected.grid() instanceof NumberGrid numbers && !numbers.categorical()) {
            return String.format(
                    Locale.ROOT,
                    "mean %.6g to %.6g, deviation %.6g to %.6g",
                    expected.mean(),
                    column.mean(),
                    expected.deviation(),
                    column.deviation());
        }
        double[] before = expected.shares();
        double[] now = column.shares();
        int most = 0;
        for (int cell = 1; cell < now.length; cell++) {
            if (Math.abs(now[cell] - before[cell]) > Math.abs(now[most] - before[most])) most = cell;
        }
        return String.format(
                Locale.ROOT, "%s %.1f %% to %.1f %%", expected.grid().label(most), 100 * before[most], 100 * now[most]);
    }

    /** Those that drifted, the one that changed most first. */
    static List<ColumnReport> ranked(List<ColumnReport> columns) {
        return columns.stream()
                .filter(ColumnReport::drifted)
                .sorted(Comparator.comparingDouble(ColumnReport::weight).reversed())
                .toList();
    }
}
