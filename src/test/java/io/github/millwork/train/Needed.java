package io.github.millwork.train;

import org.junit.jupiter.api.Assumptions;

/** What some tests cannot do without. */
final class Needed {
    private Needed() {}

    /** Skips a test where TensorFlow has nothing for this kind of machine, unless all tests are required. */
    static void tensorFlow() {
        if ("1".equals(System.getenv("MILLWORK_REQUIRE_ALL"))) return;
        boolean there;
        try {
            there = !org.tensorflow.TensorFlow.version().isEmpty();
        } catch (LinkageError e) {
            there = false;
        }
        Assumptions.assumeTrue(there, "TensorFlow has no native code for this kind of machine");
    }
}
