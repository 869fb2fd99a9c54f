package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Names;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds what columns are like in the row's group, learned on training rows: {@code <column>_<statistic>_by_<group>}, as a
 * pandas groupby that is joined back. The columns that it reads stay. A group that was not there in training gets missing
 * values and is counted as unseen; a missing cell is a group of its own. Weights of rows are not looked at.
 *
 * @param columns which columns; by type, only numbers and integers; booleans where they are chosen by name
 * @param by the columns whose values make the groups: any features but vectors
 * @param statistics what is computed for each column
 */
public record Aggregates(Columns columns, List<String> by, List<Statistic> statistics) implements Transformer {
    /**
     * Checks that there are groups and statistics.
     *
     * @param columns which columns; by type, only numbers and integers; booleans where they are chosen by name
     * @param by the columns whose values make the groups: any features but vectors
     * @param statistics what is computed for each column
     */
    public Aggregates {
        by = List.copyOf(by);
        statistics = List.copyOf(statistics);
        if (by.isEmpty() || statistics.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected columns that make groups, and statistics, but found " + by + " and " + statistics + ".");
        }
    }

    /**
     * {@return the step that adds the mean of each column in the row's group}
     *
     * @param columns numbers and integers
     * @param by the columns whose values make the groups
     */
    public static Aggregates of(Columns columns, String... by) {
        return new Aggregates(columns, List.of(by), List.of(Statistic.MEAN));
    }

    /**
     * {@return this step with other statistics than the mean}
     *
     * @param chosen one or more
     */
    public Aggregates statistics(Statistic... chosen) {
        return new Aggregates(columns, by, List.of(chosen));
    }

    private static String key(Object[] cells) {
        StringBuilder key = new StringBuilder();
        for (Object cell : cells) {
            String text = String.valueOf(cell);
            key.append(text.length()).append(':').append(text); // no two lists of cells have the same key
        }
        return key.toString();
    }

    /** The statistics of one column: for each group, in the order of the keys. */
    record Table(String name, List<String> outputs, double[] values) {}

    /** Looks up the groups of the training rows. */
    record Fitted(List<String> by, List<ColumnType> types, List<String> keys, List<Table> tables)
            implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            Map<String, Integer> places = new HashMap<>();
            for (String key : keys) places.put(key, places.size());
            return tables.stream().map(table -> operation(table, places)).toList();
        }

        private Operation operation(Table table, Map<String, Integer> places) {
            List<String> inputs = new ArrayList<>(by);
            if (!inputs.contains(table.name)) inputs.add(table.name); // so that features know where they come from
            List<Field> fields =
                    table.outputs.stream().map(name -> new Field(name, NUMBER)).toList();
            int width = fields.size();
            return new Operation(inputs, fields, false, (in, out) -> frame -> {
                Integer place = places.get(key(frame, in));
                if (place == null) frame.countUnseen(by.get(0));
                for (int i = 0; i < width; i++) {
                    frame.set(out[i], place == null ? Double.NaN : table.values[place * width + i]);
                }
            });
        }

        private String key(Frame frame, int[] in) {
            Object[] cells = new Object[by.size()];
            for (int i = 0; i < cells.length; i++) {
                if (!types.get(i).fitsDouble()) cells[i] = frame.object(in[i]);
                else cells[i] = Double.isNaN(frame.number(in[i])) ? null : (Object) (frame.number(in[i]) + 0.0);
            }
            return Aggregates.key(cells);
        }
    }

    static final Codec<Aggregates> CODEC = Codec.of(
            "aggregates",
            Aggregates.class,
            step -> State.empty()
                    .with("columns", step.columns.toString())
                    .with("by", step.by)
                    .with(
                            "statistics",
                            step.statistics.stream().map(Statistic::name).toList()),
            state -> new Aggregates(
                    Columns.parse(state.string("columns")),
                    state.strings("by"),
                    state.strings("statistics").stream().map(Statistic::valueOf).toList()));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "aggregates.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with("by", fitted.by)
                    .with("types", fitted.types.stream().map(ColumnType::name).toList())
                    .with("keys", fitted.keys)
                    .with(
                            "tables",
                            fitted.tables.stream()
                                    .map(table -> State.empty()
                                            .with("name", table.name)
                                            .with("outputs", table.outputs)
                                            .with("values", table.values))
                                    .toList()),
            state -> new Fitted(
                    state.strings("by"),
                    state.strings("types").stream().map(ColumnType::valueOf).toList(),
                    state.strings("keys"),
                    state.states("tables").stream()
                            .map(table ->
                                    new Table(table.string("name"), table.strings("outputs"), table.numbers("values")))
                            .toList()));

    @Override
    public String describe() {
        return "aggregates of " + columns.describe() + " by " + Names.list(by);
    }

    private Selection selection() {
        return Selection.of(columns, NUMBER, INTEGER).orNamed(BOOLEAN);
    }

    private List<String> outputs(String column) {
        return statistics.stream()
                .map(statistic -> column + "_" + statistic.label() + "_by_" + String.join("_", by))
                .toList();
    }

    private void checkGroups(Schema schema) {
        Columns.named(by.toArray(new String[0])).resolve(schema); // refuses what is no feature
        for (String name : by) {
            if (schema.field(name).type() == VECTOR) {
                throw new DataException("Expected column '" + name + "' to have single values to group by but it is "
                        + "vector. Group before encoding.");
            }
        }
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        checkGroups(input);
        return selection().in(input).stream()
                .map(field -> new Schema.Rewrite(
                        List.of(),
                        outputs(field.name()).stream()
                                .map(name -> new Field(name, NUMBER))
                                .toList()))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        checkGroups(training.schema());
        List<Column> chosen = selection().in(training, describe());
        List<Column> groups = by.stream().map(training::column).toList();
        Map<String, List<Integer>> rows = new TreeMap<>();
        for (int row = 0; row < training.rowCount(); row++) {
            Object[] cells = new Object[groups.size()];
            for (int i = 0; i < cells.length; i++) {
                Column group = groups.get(i);
                if (!group.type().fitsDouble()) cells[i] = group.value(row);
                else cells[i] = group.isMissing(row) ? null : (Object) (group.number(row) + 0.0);
            }
            rows.computeIfAbsent(key(cells), key -> new ArrayList<>()).add(row);
        }
        List<Table> tables = chosen.stream()
                .map(column -> new Table(column.name(), outputs(column.name()), values(column, rows)))
                .toList();
        List<ColumnType> types = groups.stream().map(Column::type).toList();
        return TransformerFit.of(new Fitted(by, types, List.copyOf(rows.keySet()), tables));
    }

    private double[] values(Column column, Map<String, List<Integer>> rows) {
        double[] values = new double[rows.size() * statistics.size()];
        int at = 0;
        for (List<Integer> group : rows.values()) {
            double[] present = group.stream()
                    .mapToDouble(column::number)
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            for (Statistic statistic : statistics) values[at++] = statistic.of(present);
        }
        if (Arrays.stream(values).anyMatch(Double::isInfinite)) {
            throw new DataException("Expected column '" + column.name() + "' to have numbers that can be added up but "
                    + "a statistic of a group is infinite. Clip it first.");
        }
        return values;
    }
}
