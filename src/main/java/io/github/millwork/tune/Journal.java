package io.github.millwork.tune;

import io.github.millwork.data.ContentDigest;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitCost;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Specification;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Step;
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
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a search found, on disk as soon as it was found, so that a search that was killed goes on where it was. A line for
 * each fit, with its checksum; what a kill left half-written at the end is cut off, and a line that was damaged is passed
 * over, so that its fit is done again. The first line says of which search it is.
 */
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final @Nullable FileChannel file;
    private final Map<String, FoldResult> known = new ConcurrentHashMap<>();

    private Journal(@Nullable FileChannel file) {
        this.file = file;
    }

    /** Opens the journal of a search; without a file one that keeps nothing. */
    static Journal open(Optional<Path> path, Tuner<?> tuner, List<? extends Space<?>> spaces, Dataset data, long seed) {
        if (path.isEmpty()) return new Journal(null);
        Path where = path.get();
        spaces.forEach(space -> checkData(space.chain()));
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

    /** Code of the application has no digest: what was found with it could be taken for what other code found. */
    private static void checkData(Chain<?> chain) {
        Stream<Specification> parts =
                Stream.concat(chain.steps().stream().map(Step::transformer), Stream.of(chain.learner()));
        parts.filter(part -> !part.isData()).findFirst().ifPresent(part -> {
            throw new IllegalArgumentException(
                    "Expected steps and learners whose settings say all that they do, to go on "
                            + "from a journal, but " + part.describe()
                            + " has code of the application inside. Search without a journal.");
        });
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
        digest.put("millwork search 2").put(data.fingerprint()).put(Long.toString(seed));
        digest.put(tuner.resampling().digest());
        for (Metric<?> metric : tuner.metrics()) digest.put(metric.name());
        for (Space<?> space : spaces) digest.put(space.chain().digest());
        return digest.hex();
    }

    private void read(Path where, String search) throws IOException {
        FileChannel channel = java.util.Objects.requireNonNull(file);
        byte[] bytes = Files.readAllBytes(where);
        int whole = 0;
        int damaged = 0;
        for (int end = next(bytes, 0); end >= 0; end = next(bytes, whole)) {
            State line = parsed(new String(bytes, whole, end - whole, StandardCharsets.UTF_8));
            if (whole == 0) check(line, where, search);
            else if (line == null || !remember(line)) damaged++;
            whole = end + 1;
        }
        if (damaged > 0) {
            LOG.warn("{} lines of the journal {} are damaged; what they told is found out again.", damaged, where);
        }
        State header = State.empty().with("search", search);
        if (whole == 0 && !line(header).startsWith(new String(bytes, StandardCharsets.UTF_8)))
            check(null, where, search);
        channel.truncate(whole);
        channel.position(whole);
        if (whole == 0) write(header);
    }

    /** Whether a line tells of a fit. */
    private boolean remember(State line) {
        try {
            known.put(line.string("key"), result(line));
            return true;
        } catch (BundleException e) {
            return false;
        }
    }

    private static void check(@Nullable State line, Path where, String search) {
        if (line == null) {
            throw new IllegalArgumentException("Expected " + where
                    + " to be the journal of a search but it is another file, or its first line is damaged, and was left "
                    + "as it is. Name another.");
        }
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

    private static String line(State line) {
        String json = line.toJson();
        return checksum(json) + " " + json + "\n";
    }

    private void write(State line) throws IOException {
        FileChannel channel = java.util.Objects.requireNonNull(file);
        ByteBuffer bytes = ByteBuffer.wrap(line(line).getBytes(StandardCharsets.UTF_8));
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
                .with("peak", result.cost().peakBytes())
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
                        line.wide("allocated"),
                        line.wide("peak")),
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
