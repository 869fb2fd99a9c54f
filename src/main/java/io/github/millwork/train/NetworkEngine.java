package io.github.millwork.train;

/** Moves the weights of a network, batch by batch. One thread at a time. */
interface NetworkEngine extends AutoCloseable {
    /**
     * What it is to minimise.
     *
     * @param classes whether the loss is the log loss of classes, or half the squared error of a number
     * @param dropout whether hidden units are multiplied by numbers of the batch
     * @param rate the learning rate of Adam
     */
    record Goal(boolean classes, boolean dropout, double rate) {}

    /**
     * Rows that the weights are moved for.
     *
     * @param rows how many
     * @param features all features of each row
     * @param targets all targets of each row: a number, or 1 for its class and 0 for the others
     * @param weights by how much the loss of each row counts
     * @param penalty by how much half the sum of the squared weights counts
     * @param kept for each hidden layer what each unit of each row is multiplied by; empty where nothing is left out
     */
    record Batch(int rows, float[] features, float[] targets, float[] weights, double penalty, float[][] kept) {}

    /** {@return the loss of a batch, before the weights were moved for it} */
    double step(Batch batch);

    /** {@return the weights as they are now} */
    Layers layers();

    @Override
    void close();

    /**
     * {@return TensorFlow, with the weights to begin with}
     *
     * @throws IllegalStateException if it is not on the class path, or has nothing for this kind of machine
     */
    static NetworkEngine tensorFlow(Layers start, Goal goal) {
        try {
            return new TensorFlowEngine(start, goal);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "Expected TensorFlow on the class path, which trains neural networks, but "
                            + (e instanceof NoClassDefFoundError
                                            && String.valueOf(e.getMessage()).startsWith("org/")
                                    ? "there is none"
                                    : "it has nothing for this kind of machine (" + e + ")")
                            + ". Add the dependency org.tensorflow:tensorflow-core-platform:1.0.0, which "
                            + "org.tribuo:tribuo-tensorflow:4.3.2 brings too.",
                    e);
        }
    }
}
