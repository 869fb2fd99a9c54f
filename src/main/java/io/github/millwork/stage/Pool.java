package io.github.millwork.stage;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lends objects that one thread at a time may use, such as sessions, so that scoring a row does not have to make one.
 * Without locks: a thread whose place is empty gets a new object. No {@link ThreadLocal}, since those outlive what made
 * them in threads that an application pools, and gain nothing with virtual threads.
 *
 * @param <T> the class of the objects
 */
public final class Pool<T> {
    /** References apart by this many lie in different cache lines, so that processors do not wait for each other. */
    private static final int APART = 16;

    private final Supplier<T> factory;
    private final AtomicReferenceArray<T> objects;
    private final int mask;

    /**
     * Makes an empty pool.
     *
     * @param factory makes an object
     */
    public Pool(Supplier<T> factory) {
        this.factory = factory;
        int places = Integer.highestOneBit(Runtime.getRuntime().availableProcessors() * 4);
        this.objects = new AtomicReferenceArray<>(places * APART);
        this.mask = places - 1;
    }

    /** {@return an object that nobody else uses until it is given back} */
    public T take() {
        T object = objects.getAndSet(place(), null);
        return object == null ? factory.get() : object;
    }

    /**
     * Takes an object back; one whose work failed is better left to the garbage collector.
     *
     * @param object what was taken, not to be used any more
     */
    public void giveBack(T object) {
        objects.lazySet(place(), object);
    }

    private int place() {
        return ((int) Thread.currentThread().getId() & mask) * APART;
    }
}
