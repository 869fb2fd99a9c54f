package io.github.millwork.tune;

import io.github.millwork.data.ContentDigest;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitCost;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, on disk as soon as it was found, so that a search that was killed goes on where it was. A line for
 * each fit, with its checksum; what a kill left half-written at the end is cut off. The first line says of which search
 * it is.
 */
final class Journal implements AutoCloseable {
    private final @Nullable FileChannel file;
    private final Map<String, FoldResult> known = new ConcurrentHashMap<>();

    private Journal(@Nullable FileChannel file) {
        this.file = file;
    }

    /** Opens the journal of a search; without a file one that keeps nothing. */
    static Journal open(Optional<Path> path, Tuner<?> tuner, List<? extends Space<?>> spaces, Dataset data, long seed) {
        if (path.isEmpty()) return new Journal(null);
        Path where = path.get();
        String search = digest(tuner, spaces, data, seed);
        try {
            Path folder = where.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            FileChannel file = FileChannel.open(
                    where, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(file, where);
                Journal journal = new Journal(file);
                journal.read(where, search);
                return journal;
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not open the journal " + where + ": " + e.getMessage(), e);
        }
    }

    private static void lock(FileChannel file, Path where) throws IOException {
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock != null) return; // it is held until the file is closed
        throw new IllegalArgumentException("Expected the journal " + where
                + " to belong to this search alone but another one is writing to it. Name another file.");
    }

    /** What decides which results a search finds. */
    private static String digest(Tuner<?> tuner, List<? extends Space<?>> spaces, Dataset data, long seed) {
        ContentDigest digest = new ContentDigest();
        digest.put("millwork search 1").put(data.fingerprint()).put(Long.toString(seed));
        digest.put(tuner.resampling().digest());
        for (Metric<?> metric : tuner.metrics()) digest.put(metric.name());
        for (Space<?> space : spaces) digest.put(space.chain().digest());
        return digest.hex();
    }

    private void read(Path where, String search) throws IOException {
        FileChannel channel = java.util.Objects.requireNonNull(file);
        byte[] bytes = Files.readAllBytes(where);
        int good = 0;
        boolean first = true;
        for (int end = next(bytes, 0); end > 0; end = next(bytes, good)) {
            State line = parsed(new String(bytes, good, end - good, StandardCharsets.UTF_8));
            if (line == null) break;
            if (first) check(line, where, search);
            else known.put(line.string("key"), result(line));
            first = false;
            good = end + 1;
        }
        if (first && bytes.length > 0 && next(bytes, 0) > 0) {
            throw new IllegalArgumentException("Expected " + where
                    + " to be the journal of a search but it is another file, and was left as it is. Name another.");
        }
        channel.truncate(good);
        channel.position(good);
        if (first) write(State.empty().with("search", search));
    }

    private static void check(State line, Path where, String search) {
        if (line.has("search") && line.string("search").equals(search)) return;
        throw new IllegalArgumentException(
                "Expected " + where + " to be the journal of this search but it is that of one "
                        + "with other data, candidates, folds, metrics or another seed, and was left as it is. Name another file, "
                        + "or delete this one.");
    }

    private static int next(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) if (bytes[i] == '\n') return i;
        return -1;
    }

    private static @Nullable State parsed(String line) {
        int space = line.indexOf(' ');
        if (space < 0 || !line.substring(0, space).equals(checksum(line.substring(space + 1)))) return null;
        try {
            return State.fromJson(line.substring(space + 1));
        } catch (BundleException e) {
            return null;
        }
    }

    private static String checksum(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    private void write(State line) throws IOException {
        FileChannel channel = java.util.Objects.requireNonNull(file);
        String json = line.toJson();
        ByteBuffer bytes = ByteBuffer.wrap((checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) channel.write(bytes);
        channel.force(false);
    }

    private static String key(Chain<?> chain, double share, int fold) {
        return Codecs.digest(chain) + " " + share + " " + fold;
    }

    @Nullable
    FoldResult known(Chain<?> chain, double share, int fold) {
        return known.isEmpty() ? null : known.get(key(chain, share, fold));
    }

    synchronized void append(Chain<?> chain, double share, int fold, FoldResult result) {
        if (file == null) return;
        State line = State.empty()
                .with("key", key(chain, share, fold))
                .with("scores", result.scores())
                .with("trainRows", result.trainRows())
                .with("testRows", result.testRows())
                .with("wall", result.cost().wall().toNanos())
                .with("cpu", result.cost().cpu().toNanos())
                .with("allocated", result.cost().allocatedBytes())
                .with("rowNanos", result.rowNanos())
                .with("bytes", result.bytes());
        try {
            write(result.failure().map(why -> line.with("failure", why)).orElse(line));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write to the journal: " + e.getMessage(), e);
        }
    }

    private static FoldResult result(State line) {
        return new FoldResult(
                java.util.Arrays.stream(line.numbers("scores")).boxed().toList(),
                line.integer("trainRows"),
                line.integer("testRows"),
                new FitCost(
                        Duration.ofNanos(line.wide("wall")),
                        Duration.ofNanos(line.wide("cpu")),
                        line.wide("allocated")),
                line.number("rowNanos"),
                line.wide("bytes"),
                line.has("failure") ? Optional.of(line.string("failure")) : Optional.empty());
    }

    @Override
    public void close() {
        try {
            if (file != null) file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close the journal: " + e.getMessage(), e);
        }
    }
}
