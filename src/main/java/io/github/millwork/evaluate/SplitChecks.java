package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Names;
import io.github.millwork.data.Role;
import io.github.millwork.data.Split;
import io.github.millwork.stage.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a cut itself gives away: groups and times on both sides, rows that come twice, a feature that is the target. */
final class SplitChecks {
    private static final double NEARLY_ALL = 0.999;
    private static final int BINS = 200;

    private final Task<?> task;
    private final Dataset train;
    private final Dataset test;

    SplitChecks(Task<?> task, Split split) {
        this.task = task;
        this.train = split.train();
        this.test = split.test();
    }

    List<LeakAudit.Finding> findings() {
        return List.of(groups(), times(), duplicates(), targets());
    }

    private static LeakAudit.Finding passed(String check) {
        return new LeakAudit.Finding(check, LeakAudit.Verdict.PASSED, "");
    }

    private LeakAudit.Finding groups() {
        String check = "no group is on both sides of the split";
        Field group = train.schema().withRole(Role.GROUP).orElse(null);
        if (group == null) return passed(check);
        Set<@Nullable Object> known = new HashSet<>();
        for (int row = 0; row < train.rowCount(); row++)
            known.add(train.column(group.name()).value(row));
        int both = 0;
        Set<String> shared = new HashSet<>();
        for (int row = 0; row < test.rowCount(); row++) {
            Object value = test.column(group.name()).value(row);
            if (!known.contains(value)) continue;
            both++;
            shared.add(String.valueOf(value));
        }
        if (both == 0) return passed(check);
        return new LeakAudit.Finding(
                check,
                LeakAudit.Verdict.FAILED,
                both + " of " + test.rowCount() + " rows held out belong to " + shared.size() + " groups of column '"
                        + group.name() + "' that were fitted on, such as '"
                        + shared.stream().sorted().findFirst().orElse("")
                        + "'. Use a grouped hold-out or cross-validation.");
    }

    private LeakAudit.Finding times() {
        String check = "what was fitted on is no later than what is held out";
        Field time = train.schema().withRole(Role.TIME).orElse(null);
        if (time == null || train.rowCount() == 0 || test.rowCount() == 0) return passed(check);
        double first = Double.POSITIVE_INFINITY;
        for (double each : test.column(time.name()).toDoubles()) if (each < first) first = each;
        int later = 0;
        for (double each : train.column(time.name()).toDoubles()) if (each >= first) later++;
        if (later == 0) return passed(check);
        return new LeakAudit.Finding(
                check,
                LeakAudit.Verdict.FAILED,
                later + " of " + train.rowCount() + " training rows are at or after the first row held out, by column '"
                        + time.name() + "'. Use a chronological hold-out or cross-validation.");
    }

    private LeakAudit.Finding duplicates() {
        String check = "no row is on both sides of the split";
        List<String> compared = train.schema().features().stream()
                .map(Field::name)
                .filter(test::has)
                .toList();
        if (compared.isEmpty()) return passed(check);
        Set<List<@Nullable Object>> known = new HashSet<>();
        for (int row = 0; row < train.rowCount(); row++) known.add(cells(train, compared, row));
        int twice = 0;
        for (int row = 0; row < test.rowCount(); row++) if (known.contains(cells(test, compared, row))) twice++;
        if (twice == 0) return passed(check);
        return new LeakAudit.Finding(
                check,
                LeakAudit.Verdict.WARNING,
                twice + " of " + test.rowCount()
                        + " rows held out have the very features of a training row. If they are "
                        + "copies, and not rows that happen to be alike, leave them out: dropDuplicates().");
    }

    private static List<@Nullable Object> cells(Dataset data, List<String> names, int row) {
        List<@Nullable Object> cells = new ArrayList<>(names.size());
        for (String name : names) cells.add(data.column(name).value(row));
        return cells;
    }

    /** A feature that alone tells the target of nearly every row held out is more likely a copy of it than a cause. */
    private LeakAudit.Finding targets() {
        String check = "no feature is the target";
        String name = task.target() == null ? null : task.column().orElse(null);
        if (name == null || train.rowCount() == 0 || test.rowCount() == 0) return passed(check);
        Column known = train.column(name);
        Column held = test.column(name);
        List<String> suspects = new ArrayList<>();
        for (Field field : train.schema().features()) {
            if (field.name().equals(name) || field.type() == ColumnType.VECTOR || !test.has(field.name())) continue;
            Column from = train.column(field.name());
            Column to = test.column(field.name());
            boolean tells = isContinuous(known) ? equalsNumber(from, known) : tellsClass(from, known, to, held);
            if (tells) suspects.add(field.name());
        }
        if (suspects.isEmpty()) return passed(check);
        return new LeakAudit.Finding(
                check,
                LeakAudit.Verdict.FAILED,
                "Each of " + Names.list(suspects) + " alone tells the target '" + name
                        + "' of nearly every row held out. Drop it, unless it is known before the target is.");
    }

    private boolean isContinuous(Column target) {
        return task.type() == io.github.millwork.data.Regression.class
                && target.type().isNumeric();
    }

    /** Whether numbers are the target but for scale and origin: a correlation of nearly one. */
    private static boolean equalsNumber(Column feature, Column target) {
        if (!feature.type().isNumeric()) return false;
        double n = 0;
        double x = 0;
        double y = 0;
        for (int row = 0; row < feature.size(); row++) {
            if (feature.isMissing(row)) continue;
            n++;
            x += feature.number(row);
            y += target.number(row);
        }
        if (n < 3 || n < 0.5 * feature.size()) return false;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int row = 0; row < feature.size(); row++) {
            if (feature.isMissing(row)) continue;
            double dx = feature.number(row) - x / n;
            double dy = target.number(row) - y / n;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        return xx > 0 && yy > 0 && Math.abs(xy) / Math.sqrt(xx * yy) > NEARLY_ALL;
    }

    /** Whether the class that training rows of a value mostly have is that of nearly all rows held out, and no accident. */
    private static boolean tellsClass(Column feature, Column target, Column heldFeature, Column heldTarget) {
        double[] edges = feature.type().isString() ? new double[0] : edges(feature);
        Map<Object, Map<Object, Integer>> counts = new HashMap<>();
        Map<Object, Integer> all = new HashMap<>();
        for (int row = 0; row < feature.size(); row++) {
            Object label = String.valueOf(target.value(row));
            counts.computeIfAbsent(key(feature, row, edges), key -> new HashMap<>())
                    .merge(label, 1, Integer::sum);
            all.merge(label, 1, Integer::sum);
        }
        Object usual = most(all);
        int right = 0;
        int usually = 0;
        for (int row = 0; row < heldFeature.size(); row++) {
            Object label = String.valueOf(heldTarget.value(row));
            Map<Object, Integer> seen = counts.get(key(heldFeature, row, edges));
            if (seen != null && Objects.equals(most(seen), label)) right++;
            if (Objects.equals(usual, label)) usually++;
        }
        double rows = heldFeature.size();
        double wrongAnyway = 1 - usually / rows;
        return right / rows >= NEARLY_ALL && 1 - right / rows <= wrongAnyway / 20 && wrongAnyway > 0;
    }

    private static Object most(Map<Object, Integer> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<Object, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey().toString()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static Object key(Column column, int row, double[] edges) {
        if (column.isMissing(row)) return "missing";
        if (column.type().isString()) return Objects.requireNonNull(column.value(row));
        int at = java.util.Arrays.binarySearch(edges, column.number(row));
        return at >= 0 ? at : -1 - at + 0.5;
    }

    /** The distinct values where there are few, else quantiles. */
    private static double[] edges(Column column) {
        double[] sorted = java.util.Arrays.stream(column.toDoubles())
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double[] distinct = java.util.Arrays.stream(sorted).distinct().toArray();
        if (distinct.length <= BINS) return distinct;
        double[] edges = new double[BINS];
        for (int i = 0; i < BINS; i++) edges[i] = sorted[(int) ((long) i * sorted.length / BINS)];
        return java.util.Arrays.stream(edges).distinct().toArray();
    }
}
