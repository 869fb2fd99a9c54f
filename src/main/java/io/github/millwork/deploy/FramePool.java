package io.github.millwork.deploy;

import io.github.millwork.stage.Frame;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lends frames, so that scoring a row does not have to make one. Without locks: a thread whose place is empty gets a new
 * frame. No {@link ThreadLocal}, since those outlive the scorer in threads that an application pools, and gain nothing
 * with virtual threads.
 */
final class FramePool {
    /** References apart by this many lie in different cache lines, so that processors do not wait for each other. */
    private static final int APART = 16;

    private final Supplier<Frame> factory;
    private final AtomicReferenceArray<Frame> frames;
    private final int mask;

    FramePool(Supplier<Frame> factory) {
        this.factory = factory;
        int places = Integer.highestOneBit(Runtime.getRuntime().availableProcessors() * 4);
        this.frames = new AtomicReferenceArray<>(places * APART);
        this.mask = places - 1;
    }

    Frame take() {
        Frame frame = frames.getAndSet(place(), null);
        return frame == null ? factory.get() : frame;
    }

    /** Takes a frame back; a frame whose row failed is better left to the garbage collector. */
    void giveBack(Frame frame) {
        frames.lazySet(place(), frame);
    }

    private int place() {
        return ((int) Thread.currentThread().getId() & mask) * APART;
    }
}
