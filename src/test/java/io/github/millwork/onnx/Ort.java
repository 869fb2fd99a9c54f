package io.github.millwork.onnx;

import org.junit.jupiter.api.Assumptions;

/** Whether onnxruntime is there. */
public final class Ort {
    private Ort() {}

    /** Skips a test where onnxruntime has nothing for this kind of machine, unless all tests are required. */
    public static void need() {
        if ("1".equals(System.getenv("MILLWORK_REQUIRE_ALL"))) return;
        boolean there;
        try {
            there = ai.onnxruntime.OrtEnvironment.getEnvironment() != null;
        } catch (LinkageError e) {
            there = false;
        }
        Assumptions.assumeTrue(there, "onnxruntime has no native code for this kind of machine");
    }
}
