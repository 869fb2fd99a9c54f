package io.github.millwork.stage;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * About the most heap that was in use while some work ran, beyond what was in use before or after it, whichever is less:
 * garbage that was there before may be collected meanwhile. The JVM keeps one peak for each
 * of its pools, which several pieces of work at a time have to share: whenever one begins or ends, the peaks are handed to
 * all that run, and begin anew.
 */
final class HeapPeak {
    private static final List<MemoryPoolMXBean> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    private static final Set<HeapPeak> RUNNING = new HashSet<>();

    private final long before;
    private long highest;

    private HeapPeak(long before) {
        this.before = before;
        this.highest = before;
    }

    static HeapPeak begin() {
        synchronized (RUNNING) {
            handOut();
            HeapPeak peak = new HeapPeak(used());
            RUNNING.add(peak);
            return peak;
        }
    }

    /** {@return the bytes; zero where the JVM does not tell} */
    long end() {
        synchronized (RUNNING) {
            handOut();
            RUNNING.remove(this);
            return Math.max(0, highest - Math.min(before, used()));
        }
    }

    private static void handOut() {
        long peak = 0;
        for (MemoryPoolMXBean pool : POOLS) {
            MemoryUsage usage = pool.getPeakUsage();
            if (usage != null) peak += usage.getUsed();
            pool.resetPeakUsage();
        }
        for (HeapPeak each : RUNNING) each.highest = Math.max(each.highest, peak);
    }

    private static long used() {
        long used = 0;
        for (MemoryPoolMXBean pool : POOLS) {
            MemoryUsage usage = pool.getUsage();
            if (usage != null) used += usage.getUsed();
        }
        return used;
    }
}
