package io.github.millwork.monitor;

import io.github.millwork.data.Cells;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.OutputCounts;
import io.github.millwork.stage.Profile;
import io.github.millwork.stage.State;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The window that is open: several sets of counts, so that threads that score at the same time seldom wait for each other;
 * they add up exactly. Thread-safe.
 */
final class LiveWindow {
    private static final int MOST = 16;

    /** A lock of its own, and what it guards. */
    private static final class Stripe {
        RowCounts counts;

        Stripe(RowCounts counts) {
            this.counts = counts;
        }
    }

    private final Profile reference;
    private final Fitted<?> fitted;
    private final Window window;
    private final int width;
    private final Supplier<RowCounts> empty;
    private final Stripe[] stripes;
    private final AtomicLong arrived = new AtomicLong(); // ever: what numbers rows for the sample
    private final AtomicLong inWindow = new AtomicLong();
    private final AtomicLong began = new AtomicLong(Long.MAX_VALUE); // the time of the first row
    private final AtomicLong newest; // the time of the newest row ever, or since when rows are waited for

    LiveWindow(Profile reference, Fitted<?> fitted, Window window, long now) {
        this.newest = new AtomicLong(now);
        this.reference = reference;
        this.fitted = fitted;
        this.window = window;
        this.width = fitted.outputs().width();
        OutputCounts outputs = new OutputCounts(fitted.outputs());
        this.empty = () -> new RowCounts(reference, fitted.inputs(), fitted.outputs(), outputs);
        int count =
                Integer.highestOneBit(Math.min(MOST, 2 * Runtime.getRuntime().availableProcessors()));
        this.stripes = new Stripe[count];
        for (int i = 0; i < count; i++) stripes[i] = new Stripe(empty.get());
    }

    private Stripe mine() {
        long id = Thread.currentThread().getId();
        return stripes[(int) ((id * 0x9E3779B97F4A7C15L) >>> 40) & (stripes.length - 1)];
    }

    /** Counts a row. */
    void add(Cells cells, double[] out, int at, long time) {
        long nth = arrived.getAndIncrement();
        Stripe stripe = mine();
        synchronized (stripe) {
            stripe.counts.add(cells, out, at, width, time, nth);
        }
        if (began.get() == Long.MAX_VALUE) began.compareAndSet(Long.MAX_VALUE, time);
        inWindow.incrementAndGet();
        if (time > newest.get()) newest.accumulateAndGet(time, Math::max);
    }

    /** When the newest row came; where none has come, when it was begun to wait for them. */
    long newest() {
        return newest.get();
    }

    /** Whether the window has all its rows. */
    boolean full() {
        return inWindow.get() >= window.rows();
    }

    void refuse(String why) {
        Stripe stripe = mine();
        synchronized (stripe) {
            stripe.counts.refuse(why);
        }
    }

    /** Whether the window is over at a time. One that goes backwards ends none. */
    boolean over(long time) {
        if (full()) return true;
        long first = began.get();
        return window.timed()
                && first != Long.MAX_VALUE
                && time - first >= window.span().toMillis();
    }

    /** What was counted so far. */
    Observed observed() {
        RowCounts sum = empty.get();
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                sum.addAll(stripe.counts);
            }
        }
        return sum.observed();
    }

    /** Takes what was counted, and begins the next window: each row is in one of them. */
    Observed take() {
        RowCounts sum = empty.get();
        began.set(Long.MAX_VALUE);
        for (Stripe stripe : stripes) {
            RowCounts taken;
            synchronized (stripe) {
                taken = stripe.counts;
                stripe.counts = empty.get();
            }
            sum.addAll(taken);
        }
        Observed observed = sum.observed();
        inWindow.addAndGet(-observed.rows());
        return observed;
    }

    State toState() {
        return State.empty()
                .with("arrived", arrived.get())
                .with("began", began.get())
                .with("newest", newest.get())
                .with("counts", observed().toState());
    }

    void restore(State state) {
        Observed before = Observed.read(state.state("counts"), fitted.outputs(), reference);
        take();
        Stripe stripe = stripes[0];
        synchronized (stripe) {
            stripe.counts.restore(before);
        }
        arrived.set(state.wide("arrived"));
        if (state.has("newest")) newest.set(state.wide("newest"));
        began.set(state.wide("began"));
        inWindow.addAndGet(before.rows());
    }
}
