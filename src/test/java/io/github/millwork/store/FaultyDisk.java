package io.github.millwork.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk of a process that is killed at one of the things that it does to files. */
public final class FaultyDisk implements Disk {
    /** When at a step. */
    public enum When {
        BEFORE,
        /** With half of the bytes written; the same as before where there are none. */
        WITHIN,
        AFTER
    }

    /** What happens then, which must not return. */
    public interface Death {
        void die();
    }

    /** Stands for the end of the process: nothing catches it, and nothing is done to files after it. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private interface Step {
        void run() throws IOException;
    }

    private final int last;
    private final When when;
    private final Death death;
    private int step;

    public FaultyDisk(int last, When when, Death death) {
        this.last = last;
        this.when = when;
        this.death = death;
    }

    public static FaultyDisk throwing(int last, When when) {
        return new FaultyDisk(last, when, () -> {
            throw new Killed();
        });
    }

    /** So many steps were begun. */
    public int steps() {
        return step;
    }

    private void step(Step half, Step whole) throws IOException {
        step++;
        if (step > last) {
            death.die();
        } else if (step < last) {
            whole.run();
        } else {
            if (when == When.WITHIN) half.run();
            if (when == When.AFTER) whole.run();
            death.die();
        }
    }

    private void step(Step whole) throws IOException {
        step(() -> {}, whole);
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    @Override
    public void folders(Path folder) throws IOException {
        step(() -> REAL.folders(folder));
    }

    @Override
    public void create(Path file, byte[] bytes) throws IOException {
        step(() -> REAL.create(file, half(bytes)), () -> REAL.create(file, bytes));
    }

    @Override
    public void append(Path file, byte[] bytes) throws IOException {
        step(() -> REAL.append(file, half(bytes)), () -> REAL.append(file, bytes));
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        step(() -> REAL.truncate(file, length));
    }

    @Override
    public void force(Path file) throws IOException {
        step(() -> REAL.force(file));
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        step(() -> REAL.forceFolder(folder));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step(() -> REAL.move(from, to));
    }

    @Override
    public void delete(Path file) throws IOException {
        step(() -> REAL.delete(file));
    }
}
