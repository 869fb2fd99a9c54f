package io.github.millwork.monitor;

import io.github.millwork.monitor.QualityFinding.Check;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.Grid;
import io.github.millwork.stage.LevelGrid;
import io.github.millwork.stage.NumberGrid;
import io.github.millwork.stage.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with the rows of a window. A share counts where it is more than matters and more than chance explains. */
final class Quality {
    private static final double MISSING_FLOOR = 0.05;
    private static final double FLOOR = 0.01;

    private final Profile reference;
    private final MonitorOptions options;

    Quality(Profile reference, MonitorOptions options) {
        this.reference = reference;
        this.options = options;
    }

    List<QualityFinding> findings(Observed window, long newest, long now, boolean closed) {
        List<QualityFinding> found = new ArrayList<>();
        for (int i = 0; i < reference.inputs().size(); i++) {
            ColumnProfile expected = reference.inputs().get(i);
            ColumnProfile column = window.inputs().get(i);
            if (column.present() + column.missing() < options.drift().fewest()) continue;
            missing(found, expected, column);
            if (column.present() >= options.drift().fewest()) strange(found, expected, column);
        }
        long all = window.rows() + window.refused();
        if (window.refused() > 0 && (double) window.refused() / all >= FLOOR) {
            found.add(new QualityFinding(
                    Check.REFUSED,
                    "",
                    (double) window.refused() / all,
                    "Expected rows that can be scored but " + window.refused() + " of " + all
                            + " were refused, the last one so: " + window.refusal()));
        }
        stale(newest, now).ifPresent(found::add);
        if (closed && (window.rows() < options.leastRows() || window.rows() > options.mostRows())) {
            found.add(new QualityFinding(
                    Check.VOLUME,
                    "",
                    Double.NaN,
                    "Expected between " + options.leastRows() + " and " + options.mostRows()
                            + " rows in a window but found " + window.rows() + ". Check what sends them."));
        }
        return found;
    }

    /** Whether no row has come for too long. */
    Optional<QualityFinding> stale(long newest, long now) {
        long longest = options.freshness().toMillis();
        if (longest <= 0 || now - newest <= longest) return Optional.empty();
        return Optional.of(new QualityFinding(
                Check.FRESHNESS,
                "",
                Double.NaN,
                "Expected a row at least every " + options.freshness() + " but none came for "
                        + Duration.ofMillis(now - newest) + ". Check what sends them."));
    }

    private void missing(List<QualityFinding> found, ColumnProfile expected, ColumnProfile column) {
        double share = column.missingShare();
        double more = share - expected.missingShare();
        if (more < MISSING_FLOOR) return;
        if (chance(expected.missing(), expected, column.missing(), column)) return;
        found.add(new QualityFinding(
                Check.MISSING,
                column.name(),
                share,
                String.format(
                        Locale.ROOT,
                        "Expected about %.1f %% of '%s' to be missing, as in the reference, but %.1f %% are.",
                        100 * expected.missingShare(),
                        column.name(),
                        100 * share)));
    }

    private void strange(List<QualityFinding> found, ColumnProfile expected, ColumnProfile column) {
        Grid grid = column.grid();
        if (grid instanceof LevelGrid levels) {
            long unseen = column.count(levels.unseen());
            report(
                    found,
                    Check.UNSEEN,
                    expected,
                    RareLevels.once(expected),
                    column,
                    unseen,
                    "levels that the reference has");
        } else if (grid instanceof NumberGrid numbers && numbers.edges() > 0) {
            long outside = column.count(0) + column.count(grid.cells() - 1);
            String range = "numbers from " + numbers.edge(0) + " to " + numbers.edge(numbers.edges() - 1);
            report(found, Check.OUT_OF_RANGE, expected, 2, column, outside, range);
        }
    }

    private void report(
            List<QualityFinding> found,
            Check check,
            ColumnProfile expected,
            long usual,
            ColumnProfile column,
            long strange,
            String what) {
        double share = (double) strange / column.present();
        double more = share - (double) usual / expected.present();
        if (more < FLOOR || chance(usual, expected, strange, column)) return;
        found.add(new QualityFinding(
                check,
                column.name(),
                share,
                String.format(
                        Locale.ROOT,
                        "Expected %s in '%s' but %.1f %% of the values are others.",
                        what,
                        column.name(),
                        100 * share)));
    }

    /** Whether chance explains the difference, with the false discovery rate shared among the columns. */
    private boolean chance(long before, ColumnProfile expected, long now, ColumnProfile column) {
        long first = expected.present() + expected.missing();
        long second = column.present() + column.missing();
        double z = ZTest.proportions(before, first, now, second);
        return !(ChiSquare.normalTwoSided(z)
                < options.drift().correction().rate() / reference.inputs().size());
    }
}
