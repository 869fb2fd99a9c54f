package io.github.millwork.collect;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The bytes of a file, an answer or a page under a name, unpacked if they are gzip, and how many of them were read. */
final class Body extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    /** Counts what is read through it. */
    private static final class Counter extends FilterInputStream {
        private long count;

        Counter(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next >= 0) count++;
            return next;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = super.read(to, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }

    private final String name;
    private final Counter counter;
    private final long size;
    private final long most;
    private long unpacked;

    private Body(String name, InputStream in, Counter counter, long size, long most) {
        super(in);
        this.name = name;
        this.counter = counter;
        this.size = size;
        this.most = most;
    }

    /** Takes the size of the raw bytes, or -1 where it is not known. */
    static Body of(String name, InputStream raw, long size) throws IOException {
        return of(name, raw, size, Long.MAX_VALUE);
    }

    /** Of so many bytes at most, when they are unpacked. */
    static Body of(String name, InputStream raw, long size, long most) throws IOException {
        Counter counter = new Counter(raw);
        try {
            BufferedInputStream buffered = new BufferedInputStream(counter, BUFFER);
            buffered.mark(2);
            boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b;
            buffered.reset();
            return new Body(name, packed ? new GZIPInputStream(buffered, BUFFER) : buffered, counter, size, most);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) count(1);
        return next;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = super.read(to, offset, length);
        if (read > 0) count(read);
        return read;
    }

    private void count(int read) throws TooLongException {
        unpacked += read;
        if (unpacked > most) throw new TooLongException(name, most);
    }

    /** More bytes than are allowed. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(String name, long most) {
            super("Expected at most " + most + " bytes but found more in " + name
                    + ". Ask for less, or allow more with Http.maxBytes(...).");
        }
    }

    /** The share that was read when so many of the unpacked bytes are done with; NaN where the size is not known. */
    double share(long done) {
        if (size < 0) return Double.NaN;
        double unpackedShare = unpacked == 0 ? 0 : (double) done / unpacked;
        return Math.min(1, counter.count * unpackedShare / Math.max(1, size));
    }
}
