package io.github.millwork.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many requests work at a time, and knows how many are inside, so that a server can stop when none is. Thread-safe. */
public final class Gate {
    private final int most;
    private final Semaphore places;
    private final AtomicInteger inside = new AtomicInteger();
    private final Object emptied = new Object();

    /**
     * Makes an open gate.
     *
     * @param most how many may work at a time
     */
    public Gate(int most) {
        this.most = most;
        this.places = new Semaphore(most);
    }

    /** Counts a request that has come, until {@link #left()}. */
    public void came() {
        inside.incrementAndGet();
    }

    /** Counts off a request that was answered. */
    public void left() {
        if (inside.decrementAndGet() > 0) return;
        synchronized (emptied) {
            emptied.notifyAll();
        }
    }

    /**
     * Takes a place to work in, to be given back by {@link #leavePlace()}.
     *
     * @throws Refusal if there is none (429)
     */
    public void takePlace() {
        if (places.tryAcquire()) return;
        throw Refusal.later(429, 1, "Expected at most " + most + " requests at a time. Come again.");
    }

    /** Gives a place back. */
    public void leavePlace() {
        places.release();
    }

    /**
     * Waits until every request is answered.
     *
     * @param nanos for how long at most
     * @return whether all are answered
     */
    public boolean awaitEmpty(long nanos) {
        long end = System.nanoTime() + nanos;
        synchronized (emptied) {
            while (inside.get() > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) return false;
                try {
                    emptied.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }
}
