package io.github.millwork.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Looks for two columns of numbers that together give a target, as the parts of a sum do. */
final class PairedLeaks {
    private static final double TOGETHER = 0.999; // of the variance
    private static final double ALONE = 0.995; // one that does so by itself is told of by itself
    private static final double ALIKE = 0.999; // of two that are nearly equal the arithmetic is unstable
    private static final int MOST = 30; // columns, the strongest ones, whose pairs grow with the square

    private final Dataset data;
    private final Column truth;

    /** One of the two: its cells, and how it correlates with the target. */
    private record Part(String name, double[] values, double r) {}

    /** Is told what was found. */
    interface Sink {
        void found(String text, String... columns);
    }

    PairedLeaks(Dataset data, Column truth) {
        this.data = data;
        this.truth = truth;
    }

    void find(Sink sink) {
        double[] target = truth.toDoubles();
        List<Part> parts = new ArrayList<>();
        for (Column column : data.columns()) {
            boolean numbers = column.type().fitsDouble() && column.role() == Role.FEATURE && column.missingCount() == 0;
            if (column == truth || !numbers) continue;
            double[] values = column.toDoubles();
            double r = Correlations.pearson(values, target);
            if (Math.abs(r) < ALONE) parts.add(new Part(column.name(), values, r));
        }
        parts.sort(Comparator.comparingDouble(part -> -Math.abs(part.r)));
        List<Part> strongest = parts.subList(0, Math.min(MOST, parts.size()));
        for (int i = 0; i < strongest.size(); i++) {
            for (int j = 0; j < i; j++) pair(strongest.get(j), strongest.get(i), sink);
        }
    }

    private void pair(Part first, Part second, Sink sink) {
        double between = Correlations.pearson(first.values, second.values);
        double together = explained(first.r, second.r, between);
        if (Math.abs(between) >= ALIKE || !(together >= TOGETHER)) return;
        sink.found(
                "Columns '" + first.name + "' and '" + second.name + "' together give the target '" + truth.name()
                        + "' (R2 " + String.format(Locale.ROOT, "%.4f", together)
                        + "): are they known before the target is?",
                first.name,
                second.name);
    }

    /** The squared multiple correlation of two predictors, from the three simple ones. */
    private static double explained(double r1, double r2, double between) {
        return (r1 * r1 + r2 * r2 - 2 * r1 * r2 * between) / (1 - between * between);
    }
}
