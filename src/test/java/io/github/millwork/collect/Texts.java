package io.github.millwork.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Texts as files, and as streams that are longer than any file should be. */
final class Texts {
    private Texts() {}

    static Path write(Path folder, String name, String content) {
        return write(folder, name, content.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** A beginning, then a piece over and over until there are so many bytes. */
    static InputStream endless(String beginning, String piece, long bytes) {
        byte[] first = beginning.getBytes(StandardCharsets.UTF_8);
        byte[] again = piece.repeat(Math.max(1, 65536 / piece.length())).getBytes(StandardCharsets.UTF_8);
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                if (at >= bytes) return -1;
                boolean begins = at < first.length;
                byte[] from = begins ? first : again;
                int place = begins ? (int) at : (int) ((at - first.length) % again.length);
                int count = (int) Math.min(Math.min(length, from.length - place), bytes - at);
                System.arraycopy(from, place, to, offset, count);
                at += count;
                return count;
            }
        };
    }
}
