package io.github.millwork.stage;

/** What an operation does to one row: reads some slots of the frame and writes others. Without state; thread-safe. */
@FunctionalInterface
public interface Kernel {
    /**
     * Does it.
     *
     * @param frame the row
     */
    void run(Frame frame);
}
