package io.github.millwork.deploy;

import io.github.millwork.data.Names;
import io.github.millwork.stage.BundleException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A ZIP file of which every bit is determined by its entries: no times, no attributes, no gaps, and as its comment the
 * SHA-256 of all bytes before. Any ZIP tool opens it. Reading takes it apart, puts it together again and compares, so
 * whatever is not exactly as this class writes it is refused.
 *
 * <p>The layout is that of sections 4.3.7, 4.3.12 and 4.3.16 of PKWARE's APPNOTE 6.3.10, without extensions.
 */
final class BundleZip {
    /** File and content together; beyond, there would be no room to work with them. */
    static final long LIMIT =
            Math.min(Integer.MAX_VALUE / 2, Runtime.getRuntime().maxMemory() / 8);

    /** A manifest is never longer. */
    private static final int FIRST_LIMIT = 1 << 20;

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;
    private static final int DIGEST_SIZE = 64;
    private static final short STORED = 0;
    private static final short DEFLATED = 8;
    private static final short VERSION_NEEDED = 20;
    /** The first day of 1980, which is where ZIP begins to count. */
    private static final int FIRST_DAY = 0x0021_0000;
    /** Deflate never makes anything smaller than this many times. */
    private static final int LARGEST_RATIO = 1032;

    private static final String DAMAGED = " The file is damaged: fetch it again, or save the pipeline again.";

    /** An entry, and its bytes as they lie in the file. */
    private record Entry(String name, byte[] content, short method, byte[] packed) {
        static Entry stored(String name, byte[] content) {
            return new Entry(name, content, STORED, content);
        }

        static Entry deflated(String name, byte[] content) {
            Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
            try {
                deflater.setInput(content);
                deflater.finish();
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                byte[] buffer = new byte[8192];
                while (!deflater.finished()) packed.write(buffer, 0, deflater.deflate(buffer));
                return new Entry(name, content, DEFLATED, packed.toByteArray());
            } finally {
                deflater.end();
            }
        }
    }

    private BundleZip() {}

    /**
     * Writes a file.
     *
     * @param contents the entries by name; the first one is not compressed
     */
    static byte[] write(Map<String, byte[]> contents) {
        List<Entry> entries = new ArrayList<>();
        contents.forEach((name, content) ->
                entries.add(entries.isEmpty() ? Entry.stored(name, content) : Entry.deflated(name, content)));
        return assemble(entries);
    }

    private static byte[] assemble(List<Entry> entries) {
        int size = END_SIZE + DIGEST_SIZE;
        for (Entry entry : entries) {
            size = Math.addExact(size, LOCAL_SIZE + CENTRAL_SIZE + 2 * entry.name.length());
            size = Math.addExact(size, entry.packed.length);
        }
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        int[] starts = new int[entries.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = file.position();
            header(file.putInt(LOCAL), entries.get(i));
            file.put(ascii(entries.get(i).name)).put(entries.get(i).packed);
        }
        int directory = file.position();
        for (int i = 0; i < starts.length; i++) {
            header(file.putInt(CENTRAL).putShort(VERSION_NEEDED), entries.get(i));
            file.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0); // comment, disk, attributes
            file.putInt(starts[i]).put(ascii(entries.get(i).name));
        }
        int end = file.position();
        short count = (short) starts.length;
        file.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
        file.putInt(end - directory).putInt(directory).putShort((short) DIGEST_SIZE);
        file.put(ascii(Digests.sha256(file.array(), file.position())));
        return file.array();
    }

    /** Writes what the two headers of an entry have in common. */
    private static void header(ByteBuffer file, Entry entry) {
        CRC32 crc = new CRC32();
        crc.update(entry.content);
        file.putShort(VERSION_NEEDED).putShort((short) 0).putShort(entry.method).putInt(FIRST_DAY);
        file.putInt((int) crc.getValue()).putInt(entry.packed.length).putInt(entry.content.length);
        file.putShort((short) entry.name.length()).putShort((short) 0);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads the first entry only, so that a file of a newer format can say so.
     *
     * @param file a whole file
     * @param name the name that the first entry must have
     * @throws BundleException if the file does not begin with that entry
     */
    static byte[] first(byte[] file, String name) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < LOCAL_SIZE || in.getInt(0) != LOCAL) {
            throw new BundleException("Expected a saved pipeline but "
                    + (file.length == 0 ? "the file is empty" : "this is another kind of file")
                    + ". Give the path of a file that was saved by this library.");
        }
        Entry entry = entry(in, Set.of(name), FIRST_LIMIT);
        if (entry.method != STORED)
            throw new BundleException("Expected '" + name + "' not to be compressed." + DAMAGED);
        return entry.content;
    }

    /**
     * Reads all entries.
     *
     * @param file a whole file
     * @param allowed the names that entries may have
     * @return the entries by name, in the order of the file
     * @throws BundleException if the file is not exactly as {@link #write} writes it
     */
    static Map<String, byte[]> read(byte[] file, Set<String> allowed) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Entry> entries = new ArrayList<>();
        Map<String, byte[]> contents = new LinkedHashMap<>();
        long room = LIMIT - file.length;
        while (in.remaining() >= LOCAL_SIZE && in.getInt(in.position()) == LOCAL) {
            Entry entry = entry(in, allowed, room);
            room -= entry.content.length;
            entries.add(entry);
            if (contents.put(entry.name, entry.content) != null) {
                throw new BundleException("Expected one entry '" + entry.name + "' but there are two." + DAMAGED);
            }
        }
        if (!Arrays.equals(file, assemble(entries))) {
            throw new BundleException(
                    "Expected the file to be, byte for byte, as it was saved but it is not." + DAMAGED);
        }
        return contents;
    }

    /** Reads the entry at the position of the buffer, which moves past it. */
    private static Entry entry(ByteBuffer in, Set<String> allowed, long room) {
        int at = in.position();
        short method = in.getShort(at + 8);
        long packedSize = Integer.toUnsignedLong(in.getInt(at + 18));
        long size = Integer.toUnsignedLong(in.getInt(at + 22));
        int nameSize = Short.toUnsignedInt(in.getShort(at + 26));
        in.position(at + LOCAL_SIZE);
        if (nameSize + packedSize > in.remaining()) throw new BundleException("Expected more bytes." + DAMAGED);
        byte[] nameBytes = new byte[nameSize];
        in.get(nameBytes);
        String name = new String(nameBytes, StandardCharsets.ISO_8859_1);
        if (!allowed.contains(name)) throw foreign(name, allowed);
        if (size > room) {
            throw new BundleException(
                    "Expected at most " + room / 1024 + " KB in '" + name + "' but it says " + size / 1024
                            + ". Give the JVM more memory (-Xmx) if you trust the file; a good one takes up to an eighth of it.");
        }
        if (method == STORED ? size != packedSize : method != DEFLATED || size > packedSize * LARGEST_RATIO) {
            throw new BundleException("Expected '" + name + "' to be stored or deflated but its sizes, " + packedSize
                    + " and " + size + " bytes, or its method, " + method + ", cannot be." + DAMAGED);
        }
        byte[] packed = new byte[(int) packedSize];
        in.get(packed);
        return new Entry(name, method == STORED ? packed : inflate(name, packed, (int) size), method, packed);
    }

    private static byte[] inflate(String name, byte[] packed, int size) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] content = new byte[size];
            int length = 0;
            int more = 1;
            while (length < size && more > 0) {
                more = inflater.inflate(content, length, size - length);
                length += more;
            }
            // One byte more than it says shows that it lies; the rest of a bomb is never inflated.
            boolean longer = inflater.inflate(new byte[1]) > 0;
            if (length < size || longer || !inflater.finished() || inflater.getRemaining() > 0) {
                throw new BundleException("Expected " + size + " bytes in '" + name + "' but there are "
                        + (longer ? "more." : "only " + length + ".") + DAMAGED);
            }
            return content;
        } catch (DataFormatException e) {
            throw new BundleException("Expected '" + name + "' to be deflated but it is not." + DAMAGED, e);
        } finally {
            inflater.end();
        }
    }

    private static BundleException foreign(String name, Set<String> allowed) {
        String shown = name.length() > 60 ? name.substring(0, 60) + "..." : name;
        return new BundleException("Expected no entries but "
                + Names.list(allowed.stream().sorted().toList()) + " but found '" + shown.replaceAll("[^ -~]", "?")
                + "'. This is no saved pipeline, or a damaged one.");
    }
}
