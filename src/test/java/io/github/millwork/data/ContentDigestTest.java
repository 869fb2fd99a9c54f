package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentDigestTest {
    private static ContentDigest digest() {
        return new ContentDigest();
    }

    @Test
    void isSha256OfLengthsCharactersAndBigEndianNumbers() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(100);
        bytes.putLong(2).putChar('a').putChar('é').putLong(-5).putDouble(0.1).put((byte) 7);
        byte[] expected =
                MessageDigest.getInstance("SHA-256").digest(java.util.Arrays.copyOf(bytes.array(), bytes.position()));
        assertThat(digest().put("aé").put(-5).put(0.1).put(new byte[] {7}).hex())
                .isEqualTo(HexFormat.of().formatHex(expected));
    }

    @Test
    void nothingPutInIsTheKnownDigestOfNothing() {
        assertThat(digest().hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void contentsDoNotRunTogether() {
        assertThat(List.of(
                        digest().put("ab").put("c").hex(),
                        digest().put("a").put("bc").hex(),
                        digest().put("abc").hex(),
                        digest().put("abc").put("").hex()))
                .doesNotHaveDuplicates();
    }

    @Test
    void allNanAreAlikeAndTheZerosAreNot() {
        double other = Double.longBitsToDouble(0x7ff8000000000001L);
        assertThat(digest().put(other).hex()).isEqualTo(digest().put(Double.NaN).hex());
        assertThat(digest().put(0.0).hex()).isNotEqualTo(digest().put(-0.0).hex());
    }

    @Test
    void loneSurrogatesAreToldApart() {
        assertThat(List.of(
                        digest().put("\uD800").hex(),
                        digest().put("\uD801").hex(),
                        digest().put("?").hex(),
                        digest().put("\uFFFD").hex()))
                .doesNotHaveDuplicates();
    }

    @Test
    void longContentIsTheSameHoweverItFillsTheBuffer() throws Exception {
        ContentDigest digest = digest();
        ByteBuffer bytes = ByteBuffer.allocate(200_000);
        for (int i = 0; i < 10_000; i++) {
            digest.put("x").put(i);
            bytes.putLong(1).putChar('x').putLong(i);
        }
        byte[] expected =
                MessageDigest.getInstance("SHA-256").digest(java.util.Arrays.copyOf(bytes.array(), bytes.position()));
        assertThat(digest.hex()).isEqualTo(HexFormat.of().formatHex(expected));
    }
}
