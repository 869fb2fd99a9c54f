package io.github.millwork.data;

/**
 * Thrown when data is not what was expected. The message says what was expected, what was found, where, and what to
 * do about it.
 */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception with a message.
     *
     * @param message what was expected, what was found, where, and what to do
     */
    public DataException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a message and the failure below it.
     *
     * @param message what was expected, what was found, where, and what to do
     * @param cause the failure below
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
