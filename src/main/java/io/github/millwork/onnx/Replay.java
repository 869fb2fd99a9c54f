package io.github.millwork.onnx;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.RowProgram;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Has onnxruntime predict rows, and compares with what a pipeline predicts. */
final class Replay {
    private Replay() {}

    /**
     * Compares the two.
     *
     * @throws BundleException if a number differs by more than the tolerance, or by more than that share of it
     */
    static <P extends Prediction> void check(byte[] model, FittedChain<P> fitted, Dataset rows, double tolerance) {
        Predictions<P> expected = fitted.predict(rows, null, FitContext.of(0).withThreads(1));
        try (OnnxSession session = OnnxRuntime.open(model)) {
            double[] found = numbers(session, fitted, rows);
            int width = width(fitted.outputs());
            for (int row = 0; row < rows.rowCount(); row++) {
                for (int output = 0; output < width; output++) {
                    double ours = expected.value(row, output);
                    double theirs = found[row * width + output];
                    if (ours == theirs || Math.abs(ours - theirs) <= tolerance * Math.max(1, Math.abs(ours))) continue;
                    throw different(row, ours + "", theirs + "");
                }
            }
            if (fitted.outputs() instanceof ClassificationOutputs classes) {
                labels(session, fitted, rows, classes, found);
            }
        }
    }

    /** The label has to be the one that is decided on by the numbers beside it, which differ in the last digits. */
    private static void labels(
            OnnxSession session, FittedChain<?> fitted, Dataset rows, ClassificationOutputs classes, double[] found) {
        String[] labels = session.texts(inputs(fitted, rows), rows.rowCount(), OutputNames.LABEL);
        int count = classes.labels().size();
        for (int row = 0; row < labels.length; row++) {
            double[] numbers = Arrays.copyOfRange(found, row * count, (row + 1) * count);
            String decided = classes.labels().get(classes.decide(decided(fitted, classes, numbers), 0));
            if (!decided.equals(labels[row])) throw different(row, decided, labels[row]);
        }
    }

    private static double[] decided(FittedChain<?> fitted, ClassificationOutputs classes, double[] numbers) {
        if (!classes.decided()) return numbers;
        double[] adjusted = new double[numbers.length + 1];
        fitted.adjustments().get(fitted.adjustments().size() - 1).adjust(numbers, adjusted);
        return adjusted;
    }

    private static BundleException different(int row, String ours, String theirs) {
        return new BundleException("Expected the ONNX model to give " + ours + " for golden row " + row
                + ", as the pipeline does, but it gives " + theirs
                + ". Nothing was written: serve the pipeline itself.");
    }

    /** {@return how many numbers an exported model gives for a row} */
    static int width(Outputs<?> outputs) {
        return outputs instanceof ClassificationOutputs classes
                ? classes.labels().size()
                : outputs.width();
    }

    /** {@return what an exported model gives for rows, row after row; the index of a decided class is left out} */
    static double[] numbers(byte[] model, Fitted<?> fitted, Dataset rows) {
        try (OnnxSession session = OnnxRuntime.open(model)) {
            return numbers(session, fitted, rows);
        }
    }

    private static double[] numbers(OnnxSession session, Fitted<?> fitted, Dataset rows) {
        Map<String, Object> inputs = inputs(fitted, rows);
        List<String> names = OutputNames.ofNumbers(fitted.outputs());
        if (names.size() == 1) return session.run(inputs, rows.rowCount(), names.get(0));
        double[] together = new double[rows.rowCount() * names.size()];
        for (int output = 0; output < names.size(); output++) {
            double[] one = session.run(inputs, rows.rowCount(), names.get(output));
            for (int row = 0; row < one.length; row++) together[row * names.size() + output] = one[row];
        }
        return together;
    }

    private static Map<String, Object> inputs(Fitted<?> fitted, Dataset rows) {
        Map<String, Object> inputs = new HashMap<>();
        for (RowProgram.Input input : fitted.inputs()) {
            inputs.put(input.column(), cells(rows.column(input.column())));
        }
        return inputs;
    }

    /** {@return a column as an input is given it: an array of strings or doubles} */
    static Object cells(Column column) {
        if (!column.type().isString()) return column.toDoubles();
        String[] texts = new String[column.size()];
        Arrays.setAll(texts, row -> column.isMissing(row) ? "" : String.valueOf(column.string(row)));
        return texts;
    }
}
