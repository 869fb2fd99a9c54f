package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTest {
    private final State every = State.empty()
            .with("string", "a \"b\" \\ \n \u0000 é 日本 😀")
            .with("empty", "")
            .with("int", 7)
            .with("long", Long.MIN_VALUE)
            .with("double", 0.1)
            .with("whole", 3.0)
            .with("flag", true)
            .with("state", State.empty().with("inner", State.empty()))
            .with("doubles", new double[] {1, -0.0, Double.NaN})
            .with("ints", new int[] {1, -2})
            .with("bytes", new byte[] {0, -1, 127})
            .with("strings", List.of("a", ""))
            .with("states", List.of(State.empty().with("x", 1), State.empty()))
            .with("none", List.of());

    private static State copy(State state) {
        return State.fromJson(state.toJson());
    }

    @Test
    void everyKindOfValueIsReadBack() {
        State back = copy(every);
        assertThat(back.string("string")).isEqualTo("a \"b\" \\ \n \u0000 é 日本 😀");
        assertThat(back.string("empty")).isEmpty();
        assertThat(back.integer("int")).isEqualTo(7);
        assertThat(back.wide("long")).isEqualTo(Long.MIN_VALUE);
        assertThat(back.number("double")).isEqualTo(0.1);
        assertThat(back.number("int")).isEqualTo(7);
        assertThat(back.flag("flag")).isTrue();
        assertThat(back.state("state").state("inner")).isEqualTo(State.empty());
        assertThat(back.numbers("doubles")).containsExactly(1, -0.0, Double.NaN);
        assertThat(back.integers("ints")).containsExactly(1, -2);
        assertThat(back.bytes("bytes")).containsExactly(0, -1, 127);
        assertThat(back.strings("strings")).containsExactly("a", "");
        assertThat(back.states("states")).containsExactly(State.empty().with("x", 1), State.empty());
        assertThat(back.numbers("none")).isEmpty();
        assertThat(back.has("nothing")).isFalse();
        assertThat(back).isEqualTo(every).hasSameHashCodeAs(every);
        assertThat(back.digest()).isEqualTo(every.digest());
        assertThat(back.toJson()).isEqualTo(every.toJson());
    }

    @Test
    void everyDoubleKeepsItsBits() {
        SplittableRandom random = new SplittableRandom(5);
        List<Double> values = new ArrayList<>(List.of(
                0.0,
                -0.0,
                1.0,
                0.1,
                1e23,
                2e-3,
                Double.MIN_VALUE,
                -Double.MIN_NORMAL,
                Math.nextDown(Double.MIN_NORMAL),
                Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN));
        for (int i = 0; i < 5_000; i++) values.add(Double.longBitsToDouble(random.nextLong()));
        for (int i = 0; i < 1_000; i++) values.add(Double.longBitsToDouble(random.nextLong(1L << 52))); // subnormal
        double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
        State state = State.empty().with("array", array);
        for (int i = 0; i < 50; i++) state = state.with("single " + i, array[i]);
        State back = copy(state);
        assertThat(back.digest()).isEqualTo(state.digest());
        double[] read = back.numbers("array");
        for (int i = 0; i < array.length; i++) {
            assertThat(Double.doubleToLongBits(read[i])).isEqualTo(Double.doubleToLongBits(array[i]));
        }
        for (int i = 0; i < 50; i++) assertThat(back.number("single " + i)).isEqualTo((Double) array[i]);
    }

    @Test
    void wholeNumbersAndDoublesAreToldApart() {
        State whole = State.empty().with("x", 3);
        State real = State.empty().with("x", 3.0);
        assertThat(whole).isNotEqualTo(real);
        assertThat(whole.digest()).isNotEqualTo(real.digest());
        assertThat(copy(whole)).isEqualTo(whole);
        assertThat(copy(real)).isEqualTo(real);
        assertThatThrownBy(() -> real.integer("x")).isInstanceOf(BundleException.class);
    }

    @Test
    void theDigestTellsContentsApart() {
        List<State> different = List.of(
                State.empty(),
                State.empty().with("a", ""),
                State.empty().with("a", State.empty()),
                State.empty().with("a", List.of()),
                State.empty().with("a", List.of(List.of())),
                State.empty().with("a", 1),
                State.empty().with("a", 1.0),
                State.empty().with("a", "1"),
                State.empty().with("a", true),
                State.empty().with("a", "true"),
                State.empty().with("a", List.of(1, 2)),
                State.empty().with("a", List.of(2, 1)),
                State.empty().with("a", 1).with("b", 2),
                State.empty().with("a", State.empty().with("a", 1)),
                State.empty().with("a", 0.0),
                State.empty().with("a", -0.0));
        assertThat(different.stream().map(State::digest)).doesNotHaveDuplicates();
    }

    @Test
    void equalStatesHaveOneDigestWhateverTheOrderOfTheirNames() {
        State one = State.empty()
                .with("a", 1)
                .with("b", List.of(State.empty().with("x", 1).with("y", 2)));
        State two = State.empty()
                .with("b", List.of(State.empty().with("y", 2).with("x", 1)))
                .with("a", 1);
        assertThat(one).isEqualTo(two);
        assertThat(one.digest()).isEqualTo(two.digest());
    }

    /** The value was written down when the test was made: fingerprints in registries must stay what they are. */
    @Test
    void theDigestIsTheSameInEveryRelease() {
        assertThat(every.digest()).isEqualTo("f5fa8495ee0d6ab06e24e4f8d9ca26de50691a0ff25ae789deb2f464c81f5da2");
    }

    @Test
    void aNameComesOnce() {
        assertThatThrownBy(() -> State.empty().with("a", 1).with("a", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected the names in a state to differ but 'a' comes twice.");
        assertThatThrownBy(() -> State.fromJson("{\"a\": 1, \"a\": 2}"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("'a'");
    }

    @Test
    void onlyPlainDataIsTaken() {
        assertThatThrownBy(() -> State.empty().with("a", new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a string, number, boolean, state, array or list but found a java.lang.Object.");
        assertThatThrownBy(() -> State.empty().with("a", List.of(1.5f))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingThatIsHandedInOrOutChangesIt() {
        double[] numbers = {1};
        List<Object> list = new ArrayList<>(List.of("a"));
        State state = State.empty().with("numbers", numbers).with("list", list);
        numbers[0] = 2;
        list.add("b");
        state.numbers("numbers")[0] = 3;
        int[] ints = {1};
        float[] floats = {1};
        State more = State.empty().with("ints", ints).with("floats", floats);
        ints[0] = 2;
        floats[0] = 2;
        more.integers("ints")[0] = 3;
        more.floats("floats")[0] = 3;
        assertThat(more.integers("ints")).containsExactly(1);
        assertThat(more.floats("floats")).containsExactly(1);
        assertThatThrownBy(() -> ((List<?>) more.values().get("ints")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(state.numbers("numbers")).containsExactly(1);
        assertThat(state.strings("list")).containsExactly("a");
        for (State either : List.of(state, copy(state))) {
            assertThatThrownBy(() -> either.values().clear()).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> ((List<?>) either.values().get("list")).clear())
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void anArrayEqualsAListOfTheSameNumbers() {
        State arrays = State.empty()
                .with("doubles", new double[] {1, Double.NaN, -0.0})
                .with("floats", new float[] {0.1f, Float.NEGATIVE_INFINITY})
                .with("ints", new int[] {3, -4})
                .with("none", new double[0])
                .with("unknown", new double[] {Double.NaN});
        State lists = State.empty()
                .with("doubles", List.of(1.0, "NaN", -0.0))
                .with("floats", new double[] {0.1f, Double.NEGATIVE_INFINITY})
                .with("ints", List.of(3L, -4))
                .with("none", new int[0])
                .with("unknown", List.of("NaN"));
        assertThat(arrays).isEqualTo(lists).hasSameHashCodeAs(lists);
        assertThat(lists).isEqualTo(arrays).isEqualTo(copy(arrays));
        assertThat(arrays.digest()).isEqualTo(lists.digest());
        assertThat(arrays.toJson()).isEqualTo(lists.toJson());
        for (double[] other : new double[][] {{1, Double.NaN, 0.0}, {1, Double.NaN}, {Double.NaN, 1, -0.0}}) {
            State different = State.empty().with("doubles", other);
            State same = State.empty().with("doubles", new double[] {1, Double.NaN, -0.0});
            assertThat(different).isNotEqualTo(same);
            assertThat(different.digest()).isNotEqualTo(same.digest());
        }
        assertThat(State.empty().with("a", new double[] {1}))
                .isNotEqualTo(State.empty().with("a", new int[] {1}));
    }

    @Test
    void floatsAreReadFromWhatAFloatHolds() {
        State state = State.empty().with("floats", new float[] {0.1f, Float.MAX_VALUE, Float.NaN});
        assertThat(copy(state).floats("floats")).containsExactly(0.1f, Float.MAX_VALUE, Float.NaN);
        for (double wrong : new double[] {0.1, 1e300, 1e-60}) {
            assertThatThrownBy(
                            () -> State.empty().with("a", new double[] {wrong}).floats("a"))
                    .isInstanceOf(BundleException.class)
                    .hasMessageStartingWith("Expected 'a' to be numbers that a float holds but found '" + wrong);
        }
    }

    @Test
    void aValueThatIsAbsentOrOfAnotherKindIsAnUnreadableArtifact() {
        assertThatThrownBy(() -> every.string("sting"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("'sting'")
                .hasMessageEndingWith("The file is damaged or was written by another version.");
        List<Runnable> wrong = List.of(
                () -> every.string("int"),
                () -> every.integer("string"),
                () -> every.integer("long"),
                () -> every.wide("double"),
                () -> every.flag("string"),
                () -> every.state("string"),
                () -> every.number("string"),
                () -> every.numbers("strings"),
                () -> every.numbers("string"),
                () -> every.integers("doubles"),
                () -> every.strings("ints"),
                () -> every.states("strings"),
                () -> every.bytes("string"),
                () -> State.empty().with("a", List.of(1L << 40)).integers("a"));
        for (Runnable read : wrong) assertThatThrownBy(read::run).isInstanceOf(BundleException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "\"a\"",
                "{",
                "{}{}",
                "{} 1",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\": null}",
                "{\"a\": NaN}",
                "{\"a\": [1,]}",
                "{\"a\": 1,}",
                "{a: 1}",
                "{'a': 1}",
                "{\"a\": 99999999999999999999}",
                "{\"a\": 01}",
                "/* */ {}",
                "{\"a\": \"\\x\"}",
                "{\"a\": \"\n\"}"
            })
    void whatIsNoJsonObjectOfValuesIsRefused(String json) {
        assertThatThrownBy(() -> State.fromJson(json)).isInstanceOf(BundleException.class);
    }

    @Test
    void jsonThatIsCutOffAnywhereIsRefused() {
        String json = every.toJson();
        for (int end = 0; end < json.length(); end++) {
            String cut = json.substring(0, end);
            assertThatThrownBy(() -> State.fromJson(cut)).as(cut).isInstanceOf(BundleException.class);
        }
    }

    @Test
    void nestingIsReadAsDeepAsItIsWrittenAndNoDeeper() {
        State deep = State.empty();
        for (int i = 1; i < 100; i++) deep = State.empty().with("s", deep);
        assertThat(copy(deep)).isEqualTo(deep);
        State deeper = State.empty().with("s", deep);
        assertThatThrownBy(deeper::toJson)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a state that is nested at most 100 deep. Encode it in flat lists.");
        String hostile = "{\"s\":".repeat(100_000);
        assertThatThrownBy(() -> State.fromJson(hostile)).isInstanceOf(BundleException.class);
        String arrays = "{\"s\":" + "[".repeat(100_000);
        assertThatThrownBy(() -> State.fromJson(arrays)).isInstanceOf(BundleException.class);
    }

    @Test
    void longStringsAndArraysAreReadBack() {
        byte[] bytes = new byte[30_000_000];
        new SplittableRandom(6).nextBytes(bytes);
        assertThat(Arrays.equals(copy(State.empty().with("model", bytes)).bytes("model"), bytes))
                .isTrue();
    }
}
