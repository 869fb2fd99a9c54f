package io.github.millwork.stage;

/**
 * Thrown when something that was saved cannot be read: it is damaged, of a version that is too new, or names a step
 * that is not there. The message says which, and what to do.
 */
public class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception with a message.
     *
     * @param message what was expected, what was found, where, and what to do
     */
    public BundleException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a message and the failure below it.
     *
     * @param message what was expected, what was found, where, and what to do
     * @param cause the failure below
     */
    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
