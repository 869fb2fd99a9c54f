package io.github.millwork.collect;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream whose reader waits only so long. The next piece is asked for when one is used up, so
 * that what a server sends does not pile up.
 */
final class BodyStream extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {
    private static final Object END = new Object();
    private static final long SLICE_MILLIS = 250;

    /** Stops a reader that waits. */
    interface Check {
        /** How long the reader may still wait in all; throws if the work was cancelled. */
        Duration left() throws IOException;
    }

    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> pieces = new ArrayDeque<>();
    private final Duration timeout;
    private final Check check;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private boolean ended;

    BodyStream(Duration timeout, Check check) {
        this.timeout = timeout;
        this.check = check;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) given.cancel();
        else given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        arrived.add(item);
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(failure);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) return 0;
        while (pieces.isEmpty() || !pieces.element().hasRemaining()) {
            if (!pieces.isEmpty()) pieces.remove();
            else if (ended) return -1;
            else take();
        }
        ByteBuffer piece = pieces.element();
        int count = Math.min(length, piece.remaining());
        piece.get(to, offset, count);
        return count;
    }

    private void take() throws IOException {
        Object next = await();
        if (next instanceof List<?> list) {
            for (Object piece : list) pieces.add((ByteBuffer) piece);
            Flow.Subscription given = subscription;
            if (given != null) given.request(1);
        } else if (next instanceof Throwable failure) {
            throw new IOException(
                    "The connection was lost: " + (failure.getMessage() == null ? failure : failure.getMessage()),
                    failure);
        } else {
            ended = true;
        }
    }

    private Object await() throws IOException {
        long waited = 0;
        try {
            while (true) {
                long left = Math.min(check.left().toMillis(), timeout.toMillis() - waited);
                long slice = Math.max(1, Math.min(SLICE_MILLIS, left));
                Object next = arrived.poll(slice, TimeUnit.MILLISECONDS);
                if (next != null) return next;
                waited += slice;
                if (waited >= timeout.toMillis()) {
                    throw new HttpTimeoutException("nothing came for " + timeout.toMillis() + " ms");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("The work was interrupted.").initCause(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription given = subscription;
        if (given != null) given.cancel();
    }
}
