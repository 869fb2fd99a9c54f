package io.github.millwork.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests within limits of size, time, and memory that all of them share. Thread-safe. */
public final class BodyReader {
    private static final int FIRST = 4096;

    private final int largest;
    private final long slowestNanos;
    private final long allTogether;
    private final AtomicLong held = new AtomicLong();

    /**
     * Makes a reader.
     *
     * @param largest how many bytes a body may have
     * @param slowestNanos how long it may take to arrive
     * @param allTogether how many bytes all bodies may have that are held at a time
     */
    public BodyReader(int largest, long slowestNanos, long allTogether) {
        this.largest = largest;
        this.slowestNanos = slowestNanos;
        this.allTogether = allTogether;
    }

    /** A body, which counts until it is closed. */
    public final class Body implements AutoCloseable {
        private byte[] bytes = new byte[0];
        private int length;
        private long counted;

        private Body() {}

        /** {@return the bytes, of which the first {@link #length()} count} */
        public byte[] bytes() {
            return bytes;
        }

        /** {@return how many bytes there are} */
        public int length() {
            return length;
        }

        private void grow(int capacity) {
            long more = capacity - counted;
            if (held.addAndGet(more) > allTogether) {
                held.addAndGet(-more);
                throw Refusal.later(503, 1, "Too many large bodies at a time. Come again.");
            }
            counted = capacity;
            bytes = Arrays.copyOf(bytes, capacity);
        }

        @Override
        public void close() {
            held.addAndGet(-counted);
            counted = 0;
        }
    }

    /**
     * Reads the whole body of a request.
     *
     * @param request the request
     * @return the body, to be closed when it is no longer needed
     * @throws Refusal if it is too large (413), too slow (408), badly sent (400), or too much at a time (503)
     */
    public Body read(Request request) {
        long announced = announced(request.header("Content-Length"));
        if (announced > largest) throw tooLarge();
        Body body = new Body();
        try {
            fill(body, request.body(), announced);
            return body;
        } catch (IOException e) {
            body.close();
            throw Refusal.bad("Expected a whole body but it could not be read: " + e.getMessage(), e)
                    .with("Connection", "close");
        } catch (RuntimeException e) {
            body.close();
            throw e;
        }
    }

    private void fill(Body body, InputStream in, long announced) throws IOException {
        long begin = System.nanoTime();
        body.grow((int) Math.min(largest + 1L, announced >= 0 ? announced + 1 : FIRST));
        while (true) {
            if (body.length == body.bytes.length) {
                body.grow((int) Math.min(largest + 1L, Math.max(FIRST, 2L * body.length)));
            }
            int read = in.read(body.bytes, body.length, body.bytes.length - body.length);
            if (read < 0) break;
            body.length += read;
            if (body.length > largest) throw tooLarge();
            if (System.nanoTime() - begin > slowestNanos) {
                throw Refusal.of(
                                408,
                                "Expected the body within " + TimeUnit.NANOSECONDS.toSeconds(slowestNanos)
                                        + " s but it is still arriving. Send it in one go.")
                        .with("Connection", "close");
            }
        }
        if (body.length < announced) {
            throw Refusal.bad("Expected a body of " + announced + " bytes but it ended after " + body.length + ".")
                    .with("Connection", "close");
        }
    }

    private static long announced(@Nullable String length) {
        if (length == null) return -1;
        try {
            return Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE; // digits without end
        }
    }

    private Refusal tooLarge() {
        return Refusal.of(413, "Expected at most " + largest + " bytes. Send the rows in smaller batches.")
                .with("Connection", "close");
    }
}
