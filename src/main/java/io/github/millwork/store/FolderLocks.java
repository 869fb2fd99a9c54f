package io.github.millwork.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread of one process at a time work on a folder. The lock on a file keeps other processes out, and is let go by
 * the system when a process ends, however it ends; but it is held by a whole JVM, so a lock of the JVM goes before it.
 */
public final class FolderLocks {
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();
    private static final long PAUSE = 5;

    private FolderLocks() {}

    /**
     * Does something while nobody else does anything under the same lock.
     *
     * @param <T> what comes of it
     * @param file the file that is locked; it is made if it is not there
     * @param work what to do
     * @return what came of it
     * @throws UncheckedIOException if the file cannot be locked
     */
    public static <T> T locked(Path file, Supplier<T> work) {
        ReentrantLock lock = LOCKS.computeIfAbsent(file, any -> new ReentrantLock());
        lock.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock(channel)) {
            if (!held.isValid()) throw new IOException("the lock was lost");
            return work.get();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not lock " + file + ": " + e, e);
        } finally {
            lock.unlock();
        }
    }

    /** Another copy of this class, loaded by another class loader, has locks of its own: wait for it. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException otherCopy) {
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted while waiting for the lock", e);
                }
            }
        }
    }
}
