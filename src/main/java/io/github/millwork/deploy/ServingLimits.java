package io.github.millwork.deploy;

import java.time.Duration;

/**
 * What a server takes on at most; beyond, it refuses with the status that says so, and stays up. Immutable; equal by value.
 *
 * @param bodyBytes how many bytes the body of a request may have (413); 8 MB by default
 * @param rows how many rows a request may have (413); 10,000 by default
 * @param requests how many requests may be worked on at a time (429); 256 by default
 * @param connections how many connections may be open; 1,024 by default
 * @param arrival how long a body may take to arrive (408); 10 seconds by default
 * @param work how long rows may take to be predicted (503); 30 seconds by default
 */
public record ServingLimits(int bodyBytes, int rows, int requests, int connections, Duration arrival, Duration work) {
    /** The largest body that can be allowed. */
    private static final int LARGEST = 1 << 30;

    /**
     * Checks the limits.
     *
     * @param bodyBytes how many bytes the body of a request may have (413); 8 MB by default
     * @param rows how many rows a request may have (413); 10,000 by default
     * @param requests how many requests may be worked on at a time (429); 256 by default
     * @param connections how many connections may be open; 1,024 by default
     * @param arrival how long a body may take to arrive (408); 10 seconds by default
     * @param work how long rows may take to be predicted (503); 30 seconds by default
     */
    public ServingLimits {
        check("bodyBytes", bodyBytes, LARGEST);
        check("rows", rows, Integer.MAX_VALUE);
        check("requests", requests, Integer.MAX_VALUE);
        check("connections", connections, Integer.MAX_VALUE);
        check("arrival", arrival.toMillis(), Duration.ofHours(1).toMillis());
        check("work", work.toMillis(), Duration.ofHours(1).toMillis());
    }

    private static void check(String name, long value, long most) {
        if (value >= 1 && value <= most) return;
        throw new IllegalArgumentException(
                "Expected " + name + " to be from 1 to " + most + " but found " + value + ".");
    }

    /** {@return the limits that a server has unless it is given others} */
    public static ServingLimits defaults() {
        return new ServingLimits(8 << 20, 10_000, 256, 1024, Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    /**
     * {@return these limits with another one}
     *
     * @param bytes how many bytes the body of a request may have
     */
    public ServingLimits withBodyBytes(int bytes) {
        return new ServingLimits(bytes, rows, requests, connections, arrival, work);
    }

    /**
     * {@return these limits with another one}
     *
     * @param most how many rows a request may have
     */
    public ServingLimits withRows(int most) {
        return new ServingLimits(bodyBytes, most, requests, connections, arrival, work);
    }

    /**
     * {@return these limits with another one}
     *
     * @param most how many requests may be worked on at a time
     */
    public ServingLimits withRequests(int most) {
        return new ServingLimits(bodyBytes, rows, most, connections, arrival, work);
    }

    /**
     * {@return these limits with another one}
     *
     * @param most how many connections may be open; the server of the JDK takes this from the first server of the JVM
     */
    public ServingLimits withConnections(int most) {
        return new ServingLimits(bodyBytes, rows, requests, most, arrival, work);
    }

    /**
     * {@return these limits with another one}
     *
     * @param longest how long a body may take to arrive
     */
    public ServingLimits withArrival(Duration longest) {
        return new ServingLimits(bodyBytes, rows, requests, connections, longest, work);
    }

    /**
     * {@return these limits with another one}
     *
     * @param longest how long rows may take to be predicted
     */
    public ServingLimits withWork(Duration longest) {
        return new ServingLimits(bodyBytes, rows, requests, connections, arrival, longest);
    }
}
