package io.github.millwork.deploy;

/** Is told who answered and what others would have answered, such as a store of feedback. Thread-safe. */
public interface RoutingListener {
    /**
     * Is called for each request that was answered, by the thread that answers it, so it must be quick.
     *
     * @param request who answered
     */
    default void routed(RoutedRequest request) {}

    /**
     * Is called for each request that a shadow was asked as well, by the thread of the shadow.
     *
     * @param rows what both said
     */
    default void compared(ComparedRows rows) {}
}
