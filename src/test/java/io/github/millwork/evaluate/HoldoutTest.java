package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;
import io.github.millwork.data.Splitter;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldoutTest {
    static Stream<State> sizes() {
        return Fixtures.sets("splits.json");
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("sizes")
    void asManyRowsOfEachClassAreHeldOutAsByScikitLearn(State set) {
        int[] sizes = set.integers("sizes");
        Dataset data = numbered(classes(sizes));
        Holdout holdout =
                sizes.length == 1 ? Holdout.random(set.number("share")) : Holdout.stratified(set.number("share"));
        Split split = holdout.split(data, new Splitter.Request("kind", OptionalLong.of(3)));
        assertThat(counts(split.test(), sizes.length)).isEqualTo(set.integers("test"));
        checkParts(data, split);
    }

    @Nested
    class Seeds {
        private final Dataset data = numbered(classes(30, 20));

        @Test
        void theSameSeedHoldsTheSameRowsOutAndAnotherSeedOthers() {
            assertThat(ids(data.split(Holdout.random(0.3).seed(5)).test()))
                    .isEqualTo(ids(data.split(Holdout.random(0.3).seed(5)).test()))
                    .isNotEqualTo(ids(data.split(Holdout.random(0.3).seed(6)).test()));
        }

        @Test
        void theSeedOfTheRequestCountsOnlyWhereThereIsNoOther() {
            Splitter.Request six = new Splitter.Request(null, OptionalLong.of(6));
            List<Long> ofSix = ids(data.split(Holdout.random(0.3).seed(6)).test());
            List<Long> ofFive = ids(data.split(Holdout.random(0.3).seed(5)).test());
            assertThat(ids(Holdout.random(0.3).split(data, six).test())).isEqualTo(ofSix);
            assertThat(ids(Holdout.random(0.3).seed(5).split(data, six).test())).isEqualTo(ofFive);
        }

        @Test
        void withoutAnySeedItIsZero() {
            assertThat(ids(data.split(Holdout.random(0.3)).test()))
                    .isEqualTo(ids(data.split(Holdout.random(0.3).seed(0)).test()));
        }
    }

    @Nested
    class Stratified {
        @Test
        void theColumnIsTheTargetOfTheRequestOrTheOneThatIsNamed() {
            Dataset data = numbered(classes(40, 10)).with(Column.booleans("flag", flags(50)));
            Split byFlag =
                    Holdout.stratified("flag", 0.2).split(data, new Splitter.Request("kind", OptionalLong.of(1)));
            assertThat(IntStream.range(0, 10)
                            .filter(row ->
                                    byFlag.test().column("flag").bool(row).orElseThrow()))
                    .hasSize(2);
            Split byTarget = Holdout.stratified(0.2).split(data, new Splitter.Request("kind", OptionalLong.of(1)));
            assertThat(counts(byTarget.test(), 2)).containsExactly(8, 2);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
        void classesOfTwoRowsAreInBothPartsAndClassesOfOneAreFittedOn(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] sizes = IntStream.concat(
                            IntStream.of(60), IntStream.range(0, 9).map(i -> 1 + random.nextInt(4)))
                    .toArray();
            Dataset data = numbered(classes(sizes));
            double share = 0.2 + 0.6 * random.nextDouble();
            Split split = data.split(Holdout.stratified("kind", share).seed(seed));
            checkParts(data, split);
            assertThat(split.test().rowCount()).isEqualTo((int) Math.ceil(share * data.rowCount()));
            int[] test = counts(split.test(), sizes.length);
            for (int k = 0; k < sizes.length; k++) {
                if (sizes[k] == 1) assertThat(test[k]).isZero();
                else assertThat(test[k]).isBetween(1, sizes[k] - 1);
            }
        }

        @Test
        void theRowsOfAClassAreDrawnAtRandom() {
            Dataset data = numbered(classes(50, 50));
            Set<Long> held = new TreeSet<>();
            for (int seed = 0; seed < 40; seed++)
                held.addAll(ids(
                        data.split(Holdout.stratified("kind", 0.2).seed(seed)).test()));
            assertThat(held).hasSize(100);
        }

        @Test
        void tooManyClassesAreAnError() {
            assertThatThrownBy(() -> numbered(classes(2, 2, 2, 2, 2, 2)).split(Holdout.stratified("kind", 0.2)))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "Expected a row of each class in both parts but 3 of 12 rows cannot be held out so from "
                                    + "the 6 classes of the column 'kind'. Hold out another share, join rare classes, or use "
                                    + "Holdout.random.");
        }

        @Test
        void withoutATargetTheColumnMustBeNamed() {
            assertThatThrownBy(() -> numbered(classes(5, 5)).split(Holdout.stratified(0.2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected a column to stratify by but there is no target here. Name the column: "
                            + "Holdout.stratified(\"column\", 0.2).");
        }

        @Test
        void aMeasuredNumberHasNoClasses() {
            assertThatThrownBy(() ->
                            Dataset.of(Column.numbers("height", 1.5, 2.5)).split(Holdout.stratified("height", 0.5)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected the column 'height' to stratify by to be a category, integer or boolean but "
                            + "it is number. Stratify by another column, or use Holdout.random.");
        }
    }

    @Nested
    class WrongCalls {
        @ParameterizedTest
        @ValueSource(doubles = {0, 1, 20, -0.1, Double.NaN})
        void theShareIsBetweenZeroAndOne(double share) {
            assertThatThrownBy(() -> Holdout.random(share))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected the share of rows to hold out to be above 0 and below 1 but found " + share
                            + ". Write 0.2 for 20 %.");
        }

        @Test
        void randomRowsNeedNoColumn() {
            assertThatThrownBy(() -> new Holdout(Holdout.Method.RANDOM, "kind", 0.2, OptionalLong.empty()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'kind'");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1})
        void thereMustBeRowsForBothParts(int rows) {
            assertThatThrownBy(() -> numbered(classes(rows)).split(Holdout.random(0.2)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected enough rows to fit on some and test on others but a random hold-out of 20 % "
                            + "leaves none to fit on, as there are " + rows + ". Collect more rows or hold out less.");
        }

        @Test
        void anAbsentColumnIsAnsweredWithTheNearestName() {
            assertThatThrownBy(() -> numbered("a", "b").split(Holdout.stratified("knd", 0.5)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("'knd'")
                    .hasMessageContaining("Did you mean 'kind'?");
        }

        @Test
        void missingValuesAreAnError() {
            Dataset data = numbered("a", null, "b", "").with(Column.numbers("time", 1, 2, Double.NaN, 3));
            assertThatThrownBy(() -> data.split(Holdout.stratified("kind", 0.5)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected a value in every row of the column 'kind' to stratify by but 2 of 4 are "
                            + "missing, first at row 1. Leave those rows out: data.where(text(\"kind\").isMissing().not()); in "
                            + "a pipeline: collect(...).where(...).");
            assertThatThrownBy(() -> data.split(Holdout.grouped("kind", 0.5)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("'kind' to group by but 2 of 4 are missing, first at row 1");
            assertThatThrownBy(() -> data.split(Holdout.chronological("time", 0.5)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("'time' to order by time but 1 of 4 are missing, first at row 2");
        }
    }

    @Nested
    class AsASpecification {
        private final List<Holdout> all = List.of(
                Holdout.random(0.2),
                Holdout.random(0.25),
                Holdout.random(0.2).seed(1),
                Holdout.stratified(0.2),
                Holdout.stratified("kind", 0.2),
                Holdout.grouped(0.2),
                Holdout.grouped("kind", 0.2).seed(-7),
                Holdout.chronological(0.2),
                Holdout.chronological("day", 0.125));

        @Test
        void itIsReadBackEqualAndDigestsTellThemApart() {
            for (Holdout holdout : all) {
                State saved = State.fromJson(Codecs.encode(holdout).toJson());
                assertThat(Codecs.decode(saved, Resampling.class)).isEqualTo(holdout);
            }
            assertThat(all.stream().map(Holdout::digest).distinct()).hasSameSizeAs(all);
        }

        @Test
        void aDamagedStateIsRefused() {
            State saved =
                    State.fromJson(Codecs.encode(Holdout.random(0.2)).toJson().replace("RANDOM", "RANDUM"));
            assertThatThrownBy(() -> Codecs.decode(saved, Holdout.class)).isInstanceOf(BundleException.class);
        }

        @Test
        void itSaysWhatItDoes() {
            assertThat(all.stream().map(Holdout::describe))
                    .containsExactly(
                            "random hold-out of 20 %",
                            "random hold-out of 25 %",
                            "random hold-out of 20 %",
                            "stratified hold-out of 20 %",
                            "stratified hold-out of 20 % by 'kind'",
                            "grouped hold-out of 20 %",
                            "grouped hold-out of 20 % by 'kind'",
                            "chronological hold-out of 20 %",
                            "chronological hold-out of 12.5 % by 'day'");
        }

        @Test
        void asAResamplingItMakesOneCut() {
            Dataset data = numbered(classes(10, 10));
            List<Cut> cuts = Holdout.random(0.2).cuts(data, Splitter.Request.NONE);
            assertThat(cuts).hasSize(1);
            assertThat(ids(cuts.get(0).of(data).test()))
                    .isEqualTo(ids(data.split(Holdout.random(0.2)).test()));
        }
    }

    /** Classes "0", "1", ... of these sizes, in mixed order. */
    static String[] classes(int... sizes) {
        List<String> kinds = new ArrayList<>();
        for (int k = 0; k < sizes.length; k++) {
            for (int i = 0; i < sizes[k]; i++) kinds.add(Integer.toString(k));
        }
        Collections.shuffle(kinds, new Random(4));
        return kinds.toArray(new String[0]);
    }

    static Dataset numbered(String... kinds) {
        return Dataset.of(
                Column.integers(
                        "id", IntStream.range(0, kinds.length).asLongStream().toArray()),
                Column.categories("kind", kinds));
    }

    static Boolean[] flags(int count) {
        Boolean[] flags = new Boolean[count];
        Arrays.setAll(flags, row -> row % 5 == 0);
        return flags;
    }

    static int[] counts(Dataset part, int classes) {
        int[] counts = new int[classes];
        for (int row = 0; row < part.rowCount(); row++)
            counts[Integer.parseInt(part.column("kind").string(row))]++;
        return counts;
    }

    static List<Long> ids(Dataset part) {
        return IntStream.range(0, part.rowCount())
                .mapToObj(row -> part.column("id").integer(row).orElseThrow())
                .toList();
    }

    /** Every row is in one part, in the order of the rows. */
    static void checkParts(Dataset data, Split split) {
        assertThat(ids(split.train())).isSorted().isNotEmpty();
        assertThat(ids(split.test())).isSorted().isNotEmpty();
        assertThat(Stream.concat(ids(split.train()).stream(), ids(split.test()).stream()))
                .containsExactlyInAnyOrderElementsOf(ids(data));
    }
}
