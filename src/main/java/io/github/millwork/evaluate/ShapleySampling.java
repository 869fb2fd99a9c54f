package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.DatasetBuilder;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Row;
import io.github.millwork.data.RowOrder;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowProgram;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Has the columns of a row become known in many orders. Used once. */
final class ShapleySampling<P extends Prediction> {
    /** Where there are more sets of columns, orders are drawn however many are asked for. */
    private static final int MOST_EXACT = 12;

    private final FitContext context;
    private final Exchanged<P> exchanged;
    private final Dataset one;
    private final List<Column> cells = new ArrayList<>(); // of the row, once for each other row
    private final Map<BitSet, double[]> met = new HashMap<>();

    ShapleySampling(Fitted<? extends P> fitted, Dataset others, Row row, FitContext context) {
        this.context = context;
        this.exchanged = new Exchanged<>(fitted, others, context);
        DatasetBuilder builder = Dataset.builder();
        for (RowProgram.Input input : fitted.inputs()) builder.column(input.column(), input.type());
        this.one = builder.row(row).build();
        int[] same = new int[others.rowCount()];
        for (Column column : one.columns()) cells.add(column.rows(same));
    }

    SampledExplanation explained(int orders) {
        int columns = cells.size();
        boolean exact = columns <= MOST_EXACT && 1L << columns <= 2L * orders * Math.max(1, columns);
        double[][] amounts = new double[columns][exchanged.outputs().size()];
        double[][] errors = new double[columns][exchanged.outputs().size()];
        if (exact) exactly(amounts);
        else drawn(orders, amounts, errors);
        double[] expected = mean(new BitSet());
        double[] predicted = mean(all(columns));
        List<SampledExplanation.Output> outputs = new ArrayList<>();
        for (String name : exchanged.outputs()) {
            int output = outputs.size();
            List<SampledExplanation.Share> shares = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                Column cell = one.columns().get(column);
                shares.add(new SampledExplanation.Share(
                        cell.name(), cell.value(0), amounts[column][output], errors[column][output]));
            }
            outputs.add(new SampledExplanation.Output(name, expected[output], predicted[output], shares));
        }
        return new SampledExplanation(outputs, exchanged.rows().rowCount(), exact ? 0 : orders);
    }

    private static BitSet all(int columns) {
        BitSet all = new BitSet();
        all.set(0, columns);
        return all;
    }

    /** What is predicted on average where some columns are known. */
    private double[] mean(BitSet known) {
        double[] before = met.get(known);
        if (before != null) return before;
        context.checkCancelled();
        Dataset changed = exchanged.rows();
        for (int column = known.nextSetBit(0); column >= 0; column = known.nextSetBit(column + 1)) {
            changed = changed.with(cells.get(column));
        }
        double[] means = exchanged.means(changed);
        met.put((BitSet) known.clone(), means);
        return means;
    }

    /** Each set without a column counts as the share of orders in which just it is known before. */
    private void exactly(double[][] amounts) {
        int columns = amounts.length;
        double[] shares = new double[columns]; // by the size of the set
        for (int size = 0; size < columns; size++) {
            shares[size] = 1.0 / columns;
            for (int i = 1; i <= size; i++) shares[size] *= (double) i / (columns - i);
        }
        for (int bits = 0; bits < 1 << columns; bits++) {
            BitSet known = BitSet.valueOf(new long[] {bits});
            double share = bits == (1 << columns) - 1 ? 0 : shares[known.cardinality()];
            double[] without = mean(known);
            for (int column = known.nextClearBit(0); column < columns; column = known.nextClearBit(column + 1)) {
                known.set(column);
                double[] with = mean(known);
                known.clear(column);
                for (int k = 0; k < with.length; k++) amounts[column][k] += share * (with[k] - without[k]);
            }
        }
    }

    /** The mean over orders and their reverses, and how far the means of such pairs are apart. */
    private void drawn(int orders, double[][] amounts, double[][] errors) {
        int columns = amounts.length;
        SplittableRandom random = new SplittableRandom(context.child("orders").seed());
        double[][][] pairs = new double[orders][columns][errors[0].length];
        for (int pair = 0; pair < orders; pair++) {
            context.progress("evaluate", "reasons of a row", (double) pair / orders);
            int[] order = RowOrder.shuffled(columns, random);
            walk(order, pairs[pair]);
            for (int i = 0; i < columns / 2; i++) {
                int first = order[i];
                order[i] = order[columns - 1 - i];
                order[columns - 1 - i] = first;
            }
            walk(order, pairs[pair]);
        }
        for (int column = 0; column < columns; column++) {
            for (int k = 0; k < errors[column].length; k++) {
                double sum = 0;
                for (double[][] pair : pairs) sum += pair[column][k];
                double mean = sum / orders;
                double squares = 0;
                for (double[][] pair : pairs) squares += (pair[column][k] - mean) * (pair[column][k] - mean);
                amounts[column][k] = mean;
                errors[column][k] = Math.sqrt(squares / (orders - 1) / orders);
            }
        }
    }

    /** Adds half of what each column changes as it becomes known. */
    private void walk(int[] order, double[][] amounts) {
        BitSet known = new BitSet();
        double[] before = mean(known);
        for (int column : order) {
            known.set(column);
            double[] after = mean(known);
            for (int k = 0; k < after.length; k++) amounts[column][k] += (after[k] - before[k]) / 2;
            before = after;
        }
    }
}
