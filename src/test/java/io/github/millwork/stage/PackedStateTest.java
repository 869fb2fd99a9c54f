package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedStateTest {
    private static double[] doubles(int count) {
        SplittableRandom random = new SplittableRandom(4);
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> Double.longBitsToDouble(random.nextLong()));
        numbers[0] = Double.NaN;
        numbers[1] = Double.NEGATIVE_INFINITY;
        numbers[2] = -0.0;
        return numbers;
    }

    private static float[] floats(int count) {
        SplittableRandom random = new SplittableRandom(5);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = Float.intBitsToFloat(random.nextInt());
        numbers[0] = Float.POSITIVE_INFINITY;
        numbers[1] = -0f;
        return numbers;
    }

    private static final State LONG = State.empty()
            .with("doubles", doubles(65))
            .with("name", "a model")
            .with("inner", State.empty().with("ints", IntStream.range(-50, 50).toArray()))
            .with("floats", floats(100))
            .with("list", List.of(doubles(70), doubles(3)))
            .with("short", doubles(64));

    private static State packed(State state) {
        PackedState parts = PackedState.of(state);
        return new PackedState(parts.json(), parts.arrays().clone()).unpack();
    }

    @Test
    void longArraysGoToTheBytesAndComeBack() {
        PackedState parts = PackedState.of(LONG);
        assertThat(parts.arrays()).hasSize(65 * 8 + 100 * 4 + 100 * 4 + 70 * 8);
        assertThat(parts.json())
                .contains("\"doubles\":{\"$array\":65,\"type\":\"double\"}")
                .contains("\"ints\":{\"$array\":100,\"type\":\"int\"}")
                .contains("\"floats\":{\"$array\":100,\"type\":\"float\"}")
                .contains("\"list\":[{\"$array\":70,\"type\":\"double\"},[\"NaN\",\"-Infinity\",-0.0]]")
                .contains("\"short\":[\"NaN\"");
        State back = parts.unpack();
        assertThat(back).isEqualTo(LONG).hasSameHashCodeAs(LONG);
        assertThat(back.digest()).isEqualTo(LONG.digest());
        assertThat(back.numbers("doubles")).containsExactly(doubles(65));
        assertThat(back.floats("floats")).containsExactly(floats(100));
        assertThat(back.state("inner").integers("ints"))
                .containsExactly(IntStream.range(-50, 50).toArray());
    }

    /** Anyone may read the format without this library: the lowest byte comes first. */
    @Test
    void theBytesAreThoseThatAreDocumented() {
        int[] ints = new int[65];
        ints[0] = 0x01020304;
        float[] floats = new float[65];
        floats[0] = 1; // 3f800000
        double[] doubles = new double[65];
        doubles[0] = -2; // c000000000000000
        byte[] bytes = PackedState.of(
                        State.empty().with("i", ints).with("f", floats).with("d", doubles))
                .arrays();
        assertThat(Arrays.copyOfRange(bytes, 0, 5)).containsExactly(4, 3, 2, 1, 0);
        assertThat(Arrays.copyOfRange(bytes, 65 * 4, 65 * 4 + 5)).containsExactly(0, 0, 0x80, 0x3f, 0);
        assertThat(Arrays.copyOfRange(bytes, 65 * 8, 65 * 8 + 9)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0xc0, 0);
    }

    @Test
    void withoutLongArraysTheJsonIsThePlainOne() {
        State small = State.empty().with("$array", 5).with("numbers", doubles(64));
        PackedState parts = PackedState.of(small);
        assertThat(parts.json()).isEqualTo(small.toJson());
        assertThat(parts.arrays()).isEmpty();
        assertThat(parts.unpack()).isEqualTo(small);
    }

    /** What was saved before arrays had a file of their own. */
    @Test
    void longArraysInJsonAreReadToo() {
        State back = new PackedState(LONG.toJson(), new byte[0]).unpack();
        assertThat(back).isEqualTo(LONG);
        assertThat(LONG).isEqualTo(back);
        assertThat(back.digest()).isEqualTo(LONG.digest());
        assertThat(back.floats("floats")).containsExactly(floats(100));
    }

    @Test
    void namesThatBeginWithTheMarkAreNotMistakenForIt() {
        State own = LONG.with("$array", 3)
                .with("$", "x")
                .with("$$array", List.of(State.empty().with("$array", 5).with("type", "int")))
                .with("type", "double");
        assertThat(packed(own)).isEqualTo(own);
        assertThat(PackedState.of(own).json()).contains("\"$$array\":3").contains("\"$$$array\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"$array\":-1,\"type\":\"int\"}}",
                "{\"a\":{\"$array\":3,\"type\":\"int\"}}",
                "{\"a\":{\"$array\":1,\"type\":\"int\"}}",
                "{\"a\":{\"$array\":2000000000,\"type\":\"double\"}}",
                "{\"a\":{\"$array\":536870913,\"type\":\"double\"}}", // times eight it is 8 in 32 bits
                "{\"a\":{\"$array\":2305843009213693953,\"type\":\"double\"}}", // and in 64
                "{\"a\":{\"$array\":99999999999999999999,\"type\":\"int\"}}",
                "{\"a\":{\"$array\":2.0,\"type\":\"int\"}}",
                "{\"a\":{\"$array\":\"2\",\"type\":\"int\"}}",
                "{\"a\":{\"$array\":[2],\"type\":\"int\"}}",
                "{\"a\":{\"$array\":2,\"type\":\"long\"}}",
                "{\"a\":{\"$array\":2,\"type\":\"INT\"}}",
                "{\"a\":{\"$array\":2,\"type\":4}}",
                "{\"a\":{\"$array\":2}}",
                "{\"a\":{\"$array\":2,\"kind\":\"int\"}}",
                "{\"a\":{\"$array\":2,\"type\":\"int\",\"more\":1}}",
                "{\"a\":{\"type\":\"int\",\"$array\":2}}",
                "{\"a\":{\"$array\":1,\"type\":\"int\"},\"$b\":{\"$array\":1,\"type\":\"int\"}}",
                "{\"a\":{\"$array\":2,\"type\":\"int\"},\"b\":{\"$array\":2,\"type\":\"int\"}}",
                "{\"$array\":2,\"type\":\"int\"}",
                "{\"a\":1}",
                "{}"
            })
    void whatDoesNotMatchTheBytesIsRefused(String json) {
        assertThatThrownBy(() -> new PackedState(json, new byte[8]).unpack()).isInstanceOf(BundleException.class);
    }

    @Test
    void whatMatchesThemIsRead() {
        assertThat(new PackedState("{\"a\":{\"$array\":2,\"type\":\"int\"}}", new byte[8])
                        .unpack()
                        .integers("a"))
                .containsExactly(0, 0);
        assertThat(new PackedState(
                                "{\"a\":{\"$array\":0,\"type\":\"int\"},\"b\":{\"$array\":1,\"type\":\"double\"}}",
                                new byte[8])
                        .unpack()
                        .numbers("b"))
                .containsExactly(0);
    }

    @Test
    void theMessageSaysHowManyBytesAreLeft() {
        assertThatThrownBy(() -> new PackedState("{\"a\":{\"$array\":3,\"type\":\"int\"}}", new byte[8]).unpack())
                .hasMessage("Expected an array of 3 numbers (int) but 8 bytes are left. The file is damaged.");
        assertThatThrownBy(() -> new PackedState("{\"a\":{\"$array\":1,\"type\":\"int\"}}", new byte[8]).unpack())
                .hasMessage("Expected the arrays to take 4 bytes but there are 8. The file is damaged.");
    }

    /** A byte of the file never becomes more than a byte of the heap, however often it is named. */
    @Test
    void noBytesAreReadTwice() {
        String array = "{\"$array\":1000,\"type\":\"int\"}";
        String json = "{\"a\":[" + String.join(",", java.util.Collections.nCopies(1000, array)) + "]}";
        assertThatThrownBy(() -> new PackedState(json, new byte[4000]).unpack())
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("but 0 bytes are left");
    }

    @Test
    void arraysAreNotBoxed() {
        State state = State.empty().with("numbers", new double[3_000_000]).with("ints", new int[3_000_000]);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        PackedState parts = PackedState.of(state);
        double[] numbers = parts.unpack().numbers("numbers");
        String digest = state.digest();
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(numbers).hasSize(3_000_000);
        assertThat(digest).hasSize(64);
        // The bytes, the arrays read, and the copy that was asked for: 36 + 36 + 24 MB. A box takes at least 16 a
        // number.
        assertThat(allocated).isLessThan(110_000_000L);
    }

    @Test
    void bytesInBase64AreNoArray() {
        State state = State.empty().with("bytes", new byte[500]);
        assertThat(PackedState.of(state).arrays()).isEmpty();
        assertThat(Base64.getDecoder().decode(state.string("bytes"))).hasSize(500);
    }
}
