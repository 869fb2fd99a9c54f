package io.github.millwork.onnx;

/** Says what of a pipeline ONNX has no operators for. */
final class Refused extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private Refused(String message) {
        super(message);
    }

    static Refused model(String what) {
        return new Refused("Expected a pipeline that can be said in ONNX but the model, " + what
                + ". Train one that can, such as LogisticRegression, LinearRegression, RandomForest, HistogramBoosting or "
                + "NeuralNetwork, or serve the pipeline itself.");
    }

    static Refused of(String what) {
        return new Refused("Expected a pipeline that can be said in ONNX but " + what
                + ". Leave that out, or serve the pipeline itself.");
    }
}
