package io.github.millwork.stage;

/** Is told how work goes on. Called on the thread that works, so it should return at once; it may be called by several. */
@FunctionalInterface
public interface Observer {
    /** Looks away. */
    Observer NONE = progress -> {};

    /**
     * Is told of progress.
     *
     * @param progress how far the work has come
     */
    void progress(Progress progress);
}
