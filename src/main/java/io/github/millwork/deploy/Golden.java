package io.github.millwork.deploy;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows and the numbers that a pipeline gave for them, which it must give again, bit for bit.
 *
 * @param rows the rows, with the columns that it reads
 * @param outputs the numbers, row after row
 */
record Golden(Dataset rows, double[] outputs) {
    static final int FEWEST = 20;

    /**
     * Has a pipeline predict variations of some rows.
     *
     * @param fitted the fitted pipeline
     * @param sample training rows; where it is empty, rows are made up
     * @throws BundleException if it predicts too few of them
     */
    static Golden of(Fitted<?> fitted, Dataset sample) {
        if (fitted.inputs().isEmpty()) return new Golden(Dataset.of(), new double[0]);
        Dataset candidates = new RowVariations(fitted).of(sample);
        int width = fitted.outputs().width();
        int wanted = candidates.rowCount() - RowVariations.MORE;
        int[] kept = new int[candidates.rowCount()];
        double[] outputs = new double[kept.length * width];
        int count = 0;
        for (int row = 0; row < kept.length && (row < wanted || count < FEWEST); row++) {
            try {
                System.arraycopy(numbers(fitted, candidates.rows(row)), 0, outputs, count * width, width);
                kept[count++] = row;
            } catch (RuntimeException e) {
                // A row that it cannot take, such as one with a missing cell, proves nothing.
                if (count + kept.length - row <= FEWEST) throw tooFew(e);
            }
        }
        return new Golden(candidates.rows(Arrays.copyOf(kept, count)), Arrays.copyOf(outputs, count * width));
    }

    private static BundleException tooFew(RuntimeException refusal) {
        return new BundleException(
                "Expected the pipeline to predict at least " + FEWEST
                        + " rows to prove itself by but it refuses nearly all, the last one since: "
                        + refusal.getMessage(),
                refusal);
    }

    private static <P extends Prediction> double[] numbers(Fitted<P> fitted, Dataset row) {
        Predictions<P> prediction = fitted.predict(row, null, FitContext.of(0).withThreads(1));
        return IntStream.range(0, prediction.outputs().width())
                .mapToDouble(output -> prediction.value(0, output))
                .toArray();
    }

    State toState() {
        return State.empty().with("rows", SavedRows.toState(rows)).with("outputs", outputs);
    }

    static Golden fromState(State state) {
        return new Golden(SavedRows.fromState(state.state("rows")), state.numbers("outputs"));
    }

    /**
     * Has a pipeline predict the rows again.
     *
     * @throws BundleException if a number differs in a bit
     */
    void replay(Fitted<?> fitted) {
        int width = fitted.outputs().width();
        if (outputs.length != rows.rowCount() * width) {
            throw new BundleException("Expected " + width + " numbers for each of " + rows.rowCount()
                    + " golden rows but found " + outputs.length + ". The file is damaged: save the pipeline again.");
        }
        for (int row = 0; row < rows.rowCount(); row++) {
            double[] now = numbers(fitted, rows.rows(row));
            for (int o = 0; o < width; o++) {
                double then = outputs[row * width + o];
                if (Double.doubleToLongBits(now[o]) != Double.doubleToLongBits(then)) {
                    throw new BundleException("Expected the pipeline to give " + then + " for golden row " + row
                            + ", as it did when it was saved, but it gives " + now[o]
                            + ". Use the library versions that it was saved with, or save it again.");
                }
            }
        }
    }
}
