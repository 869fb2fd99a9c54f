package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads sets of labels: from a column for each label, or from one column that holds them all. */
sealed interface LabelReader {
    /**
     * Reads the labels of rows.
     *
     * @param data the rows
     * @param known the labels that are coded first, in this order; empty where all are to be found
     * @return the sets; labels that are not among the known ones come after them
     */
    TargetValues.LabelSets read(Dataset data, List<String> known);

    static LabelReader of(Target target) {
        String separator = target.separator();
        return separator == null ? new Indicators(target.columns()) : new Joined(target.column(), separator);
    }

    /** A column for each label. */
    record Indicators(List<String> columns) implements LabelReader {
        @Override
        public TargetValues.LabelSets read(Dataset data, List<String> known) {
            List<BitSet> sets = new ArrayList<>();
            for (int row = 0; row < data.rowCount(); row++) sets.add(new BitSet(columns.size()));
            for (int label = 0; label < columns.size(); label++) {
                Column column = data.column(columns.get(label));
                TargetReader.checkComplete(column);
                for (int row = 0; row < sets.size(); row++) {
                    double value = column.number(row);
                    if (value != 0 && value != 1) {
                        throw new DataException("Expected the label column '" + column.name()
                                + "' to hold 0 or 1 but found " + value + " at row " + row + ". Mend the cell.");
                    }
                    sets.get(row).set(label, value == 1);
                }
            }
            return new TargetValues.LabelSets(columns, sets);
        }
    }

    /** All labels in one column; a missing cell is a row without labels. */
    record Joined(String column, String separator) implements LabelReader {
        @Override
        public TargetValues.LabelSets read(Dataset data, List<String> known) {
            Column cells = data.column(column);
            Pattern cut = Pattern.compile(separator, Pattern.LITERAL);
            List<List<String>> found = new ArrayList<>();
            TreeSet<String> all = new TreeSet<>();
            for (int row = 0; row < cells.size(); row++) {
                Object cell = cells.value(row);
                List<String> labels = cell == null
                        ? List.of()
                        : cut.splitAsStream(cell.toString())
                                .map(String::strip)
                                .filter(label -> !label.isEmpty())
                                .toList();
                found.add(labels);
                all.addAll(labels);
            }
            if (all.isEmpty() && known.isEmpty()) {
                throw new DataException("Expected labels in the target column '" + column + "' but every row of "
                        + cells.size() + " has none. Check the column and the separator '" + separator + "'.");
            }
            List<String> labels = new ArrayList<>(known);
            all.stream().filter(label -> !known.contains(label)).forEach(labels::add);
            return new TargetValues.LabelSets(List.copyOf(labels), sets(found, labels));
        }

        private static List<BitSet> sets(List<List<String>> found, List<String> labels) {
            Map<String, Integer> index = new HashMap<>();
            for (String label : labels) index.put(label, index.size());
            List<BitSet> sets = new ArrayList<>();
            for (List<String> each : found) {
                BitSet set = new BitSet(labels.size());
                for (String label : each) set.set(index.getOrDefault(label, 0));
                sets.add(set);
            }
            return sets;
        }
    }
}
