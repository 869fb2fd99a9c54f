package io.github.millwork.stage;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a piece of work cost. Time and allocation are those of the thread that did it: what threads beside it do, such as
 * those of a native library, is in the wall time only.
 *
 * @param wall how long it took
 * @param cpu how much time the processor worked on it; zero where the JVM does not tell
 * @param allocatedBytes how much memory was allocated for objects, whether or not they are garbage by now; zero where the
 *     JVM does not tell
 * @param peakBytes about the most heap in use at a time, beyond what was in use before or after: garbage that is not
 *     collected yet counts, and so does what ran beside it, so with little memory (-Xmx) less is enough; memory of native
 *     libraries is not in it; zero where the JVM does not tell
 */
public record FitCost(Duration wall, Duration cpu, long allocatedBytes, long peakBytes) {
    /** No cost. */
    public static final FitCost NONE = new FitCost(Duration.ZERO, Duration.ZERO, 0, 0);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * What some work gave, and what it cost.
     *
     * @param <T> the class of the result
     * @param result the result
     * @param cost the cost
     */
    record Measured<T>(T result, FitCost cost) {}

    static <T> Measured<T> measure(Supplier<T> work) {
        HeapPeak peak = HeapPeak.begin();
        try {
            return measure(work, peak);
        } finally {
            peak.end();
        }
    }

    private static <T> Measured<T> measure(Supplier<T> work, HeapPeak peak) {
        long cpu = cpuNanos();
        long allocated = allocatedByThread();
        long wall = System.nanoTime();
        T result = work.get();
        return new Measured<>(
                result,
                new FitCost(
                        Duration.ofNanos(System.nanoTime() - wall),
                        Duration.ofNanos(Math.max(0, cpuNanos() - cpu)),
                        Math.max(0, allocatedByThread() - allocated),
                        peak.end()));
    }

    private static long cpuNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0;
    }

    private static long allocatedByThread() {
        return THREADS instanceof com.sun.management.ThreadMXBean sun
                ? sun.getThreadAllocatedBytes(Thread.currentThread().getId())
                : 0;
    }

    /**
     * {@return the cost of both, one after the other}
     *
     * @param other another cost
     */
    public FitCost plus(FitCost other) {
        return new FitCost(
                wall.plus(other.wall),
                cpu.plus(other.cpu),
                allocatedBytes + other.allocatedBytes,
                Math.max(peakBytes, other.peakBytes));
    }
}
