package io.github.millwork.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;

/**
 * Reads bytes as characters, without a byte order mark. Bytes that are none in its charset are an error, which comes
 * only when all characters before them were read, so that the reader knows the line.
 */
final class CsvInput extends Reader {
    /** Bytes that are no character. */
    static final class MalformedException extends CharacterCodingException {
        private static final long serialVersionUID = 1L;
        private final String bytes;
        private final long place;

        MalformedException(byte[] bytes, long place) {
            this.bytes = HexFormat.of().withUpperCase().formatHex(bytes);
            this.place = place;
        }

        boolean beginsAsUtf16() {
            return place == 1 && (bytes.equals("FE") || bytes.equals("FF"));
        }

        @Override
        public String getMessage() {
            return "0x" + bytes + " at byte " + place;
        }
    }

    private static final int HEAD = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private final char[] head = new char[HEAD];
    private int headBegin;
    private int headEnd;
    private long bytesRead;
    private boolean ended;

    private CsvInput(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    static CsvInput open(InputStream in, Charset charset) throws IOException {
        CsvInput input = new CsvInput(in, charset);
        try {
            input.fillHead();
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
        return input;
    }

    private void fillHead() throws IOException {
        try {
            int count = 0;
            // The last place is no use to a character that takes two.
            while (count >= 0 && headEnd < HEAD - 1) {
                count = decode(head, headEnd, HEAD - headEnd);
                headEnd += Math.max(count, 0);
            }
        } catch (MalformedException later) {
            // Comes again when the reader gets there.
        }
        if (headEnd > 0 && head[0] == BYTE_ORDER_MARK) headBegin = 1;
    }

    /** The first characters, which are yet to be read: all of them, or as many as can be looked at. */
    String head() {
        return new String(head, headBegin, headEnd - headBegin);
    }

    /** Whether {@link #head} is all that there is. */
    boolean isWhole() {
        return ended && !bytes.hasRemaining();
    }

    /** How many bytes were read, about. */
    long position() {
        return bytesRead - bytes.remaining() - (headEnd - headBegin);
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
        if (headBegin == headEnd) return decode(to, offset, length);
        int count = Math.min(length, headEnd - headBegin);
        System.arraycopy(head, headBegin, to, offset, count);
        headBegin += count;
        return count;
    }

    private int decode(char[] to, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(to, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (chars.position() > offset) return chars.position() - offset;
            if (result.isError()) throw malformed(result.length());
            if (ended) return -1;
            fill();
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = count < 0;
        if (!ended) {
            bytes.position(bytes.position() + count);
            bytesRead += count;
        }
        bytes.flip();
    }

    private MalformedException malformed(int length) {
        byte[] wrong = new byte[length];
        bytes.get(bytes.position(), wrong);
        return new MalformedException(wrong, bytesRead - bytes.remaining() + 1);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
