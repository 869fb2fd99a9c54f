package io.github.millwork.onnx;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowProgram;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Has onnxruntime predict rows, and compares with what a pipeline predicts. */
final class Replay {
    private Replay() {}

    /**
     * Compares the two.
     *
     * @throws BundleException if a number differs by more than the tolerance, or by more than that share of it
     */
    static <P extends Prediction> void check(byte[] model, Fitted<P> fitted, Dataset rows, double tolerance) {
        Predictions<P> expected = fitted.predict(rows, null, FitContext.of(0).withThreads(1));
        double[] found = numbers(model, fitted, rows);
        int width = fitted.outputs().width();
        for (int row = 0; row < rows.rowCount(); row++) {
            for (int output = 0; output < width; output++) {
                double ours = expected.value(row, output);
                double theirs = found[row * width + output];
                if (Math.abs(ours - theirs) <= tolerance * Math.max(1, Math.abs(ours))) continue;
                throw new BundleException("Expected the ONNX model to give " + ours + " for golden row " + row
                        + ", as the pipeline does, but it gives " + theirs
                        + ". Nothing was written: serve the pipeline itself.");
            }
        }
    }

    /** {@return what an exported model gives for rows, row after row} */
    static double[] numbers(byte[] model, Fitted<?> fitted, Dataset rows) {
        Map<String, Object> inputs = new HashMap<>();
        for (RowProgram.Input input : fitted.inputs()) {
            inputs.put(input.column(), cells(rows.column(input.column())));
        }
        try (OnnxSession session = OnnxRuntime.open(model)) {
            return session.run(inputs, rows.rowCount(), name(fitted));
        }
    }

    /** {@return a column as an input is given it: an array of strings or doubles} */
    static Object cells(Column column) {
        if (!column.type().isString()) return column.toDoubles();
        String[] texts = new String[column.size()];
        Arrays.setAll(texts, row -> column.isMissing(row) ? "" : String.valueOf(column.string(row)));
        return texts;
    }

    private static String name(Fitted<?> fitted) {
        if (fitted.outputs() instanceof RegressionOutputs) return OnnxExport.PREDICTION;
        boolean probabilities = fitted.outputs() instanceof ClassificationOutputs classes && classes.probabilistic();
        return probabilities ? OnnxExport.PROBABILITIES : OnnxExport.SCORES;
    }
}
