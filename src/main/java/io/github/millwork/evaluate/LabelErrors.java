package io.github.millwork.evaluate;

import io.github.millwork.data.MultiLabel;
import io.github.millwork.report.Format;
import io.github.millwork.report.Section;
import io.github.millwork.report.Table;
import io.github.millwork.stage.Assessment;
import java.util.List;

/** How well each label was found where sets of labels were predicted, as a section of a report. */
final class LabelErrors {
    private static final Format PLACES = Format.decimals(3);

    private LabelErrors() {}

    static Section of(Assessment<MultiLabel> assessment) {
        List<String> labels = LabelTruth.outputs(assessment).labels();
        Marks marks = LabelTruth.marks(assessment);
        Table table = Table.of(
                Table.text("label"),
                Table.number("rows with it", Format.count()),
                Table.number("rows predicted", Format.count()),
                Table.number("precision", PLACES),
                Table.number("recall", PLACES),
                Table.number("F1", PLACES));
        for (int label = 0; label < labels.size(); label++) {
            int actual = 0;
            int found = 0;
            int hits = 0;
            for (int row = 0; row < marks.rows(); row++) {
                boolean is = marks.isTrue(row, label);
                boolean predicted = marks.isFound(row, label);
                if (is) actual++;
                if (predicted) found++;
                if (is && predicted) hits++;
            }
            table = table.row(
                    labels.get(label),
                    actual,
                    found,
                    (double) hits / found,
                    (double) hits / actual,
                    2.0 * hits / (actual + found));
        }
        return Section.of("Labels", table);
    }
}
