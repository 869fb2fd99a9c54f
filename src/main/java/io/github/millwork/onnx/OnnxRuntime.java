package io.github.millwork.onnx;

/** Opens models. Apart from what knows onnxruntime, so that this is loaded without it, to say that it is absent. */
final class OnnxRuntime {
    private OnnxRuntime() {}

    /**
     * {@return a session with a model}
     *
     * @throws IllegalStateException if onnxruntime is not on the class path, or has nothing for this kind of machine
     * @throws io.github.millwork.stage.BundleException if it cannot read the model
     */
    static OnnxSession open(byte[] model) {
        try {
            return OnnxSession.of(model);
        } catch (LinkageError e) {
            boolean absent = e instanceof NoClassDefFoundError
                    && String.valueOf(e.getMessage()).startsWith("ai/");
            throw new IllegalStateException(
                    "Expected onnxruntime on the class path, which runs ONNX models, but "
                            + (absent ? "there is none" : "it has nothing for this kind of machine (" + e + ")")
                            + ". Add the dependency com.microsoft.onnxruntime:onnxruntime:1.20.0, which "
                            + "org.tribuo:tribuo-onnx:4.3.2 brings too.",
                    e);
        }
    }
}
