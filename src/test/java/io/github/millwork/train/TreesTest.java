package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreesTest {
    /** XGBoost numbers its nodes level by level and prints them depth first. */
    private static final String DEEP = """
            0:[f1<0.5] yes=1,no=2,missing=2,gain=1,cover=2
            \t1:[f0<-1.25] yes=3,no=4,missing=3,gain=1,cover=2
            \t\t3:leaf=0.100000001,cover=1
            \t\t4:leaf=-2.5e-05,cover=1
            \t2:leaf=7,cover=1
            """;

    private static Trees parse(String... dumps) {
        return TreeDump.parse(dumps, id -> id, position -> false);
    }

    @ParameterizedTest
    @CsvSource({
        "-2, 0, 0.100000001",
        "NaN, 0, 0.100000001",
        "-1.25, 0, -2.5e-05",
        "3, 0.49999, -2.5e-05",
        "-2, 0.5, 7",
        "-2, NaN, 7",
        "-2, Infinity, 7",
        "-Infinity, -Infinity, 0.100000001"
    })
    void aRowWalksToItsLeaf(double first, double second, float leaf) {
        assertThat(parse(DEEP).leaf(0, new double[] {first, second})).isEqualTo(leaf);
    }

    @Test
    void treesFollowOneAnother() {
        Trees trees = parse("0:leaf=0.25,cover=1\n", DEEP, "0:leaf=-0,cover=1\n");
        assertThat(trees.count()).isEqualTo(3);
        double[] row = {-2, 9};
        assertThat(Stream.of(0, 1, 2).map(tree -> trees.leaf(tree, row))).containsExactly(0.25f, 7f, -0f);
        assertThat(trees.highestFeature()).isEqualTo(1);
        assertThat(parse("0:leaf=1,cover=1").highestFeature()).isEqualTo(-1);
    }

    @Test
    void numbersAreComparedAsFloats() {
        Trees trees =
                parse("0:[f0<1.00000012] yes=1,no=2,missing=1,gain=1,cover=2\n1:leaf=1,cover=1\n2:leaf=2,cover=1\n");
        assertThat(trees.leaf(0, new double[] {1})).isEqualTo(1);
        assertThat(trees.leaf(0, new double[] {1.00000012})).isEqualTo(2);
        assertThat(trees.leaf(0, new double[] {1.0000001})).isEqualTo(2); // the nearest float is the threshold
        assertThat(trees.leaf(0, new double[] {1.00000001})).isEqualTo(1);
    }

    @Test
    void thresholdsAndLeavesMayBeInfinite() {
        Trees trees = parse("""
                0:[f0<inf] yes=1,no=2,missing=2,gain=1,cover=2
                	1:[f0<-inf] yes=3,no=4,missing=4,gain=1,cover=2
                		3:leaf=1,cover=1
                		4:leaf=-inf,cover=1
                	2:leaf=inf,cover=1
                """);
        assertThat(trees.leaf(0, new double[] {3e38})).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(trees.leaf(0, new double[] {Double.NaN})).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(trees.leaf(0, new double[] {1e300})).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void featureNumbersAreTranslated() {
        Trees trees = TreeDump.parse(new String[] {DEEP}, id -> id == 0 ? 3 : 1, position -> false);
        assertThat(trees.leaf(0, new double[] {0, 0, 0, -2})).isEqualTo(0.100000001f);
        assertThat(trees.highestFeature()).isEqualTo(3);
    }

    @Test
    void zerosGoTheWayOfMissingValuesWhereTheyWereLeftOut() {
        String dump = "0:[f0<0.5] yes=1,no=2,missing=2,gain=1,cover=2\n1:leaf=1,cover=1\n2:leaf=2,cover=1\n";
        Trees held = parse(dump);
        Trees leftOut = TreeDump.parse(new String[] {dump}, id -> id, position -> position == 0);
        for (double zero : new double[] {0.0, -0.0, 1e-60}) {
            assertThat(held.leaf(0, new double[] {zero})).isEqualTo(1);
            assertThat(leftOut.leaf(0, new double[] {zero})).isEqualTo(2);
        }
        assertThat(leftOut.leaf(0, new double[] {0.1})).isEqualTo(1);
        Trees negative = parse("0:[f0<-0.5] yes=1,no=2,missing=1,gain=1,cover=2\n1:leaf=1,cover=1\n2:leaf=2,cover=1\n");
        assertThat(negative.leaf(0, new double[] {0})).isEqualTo(2);
        Trees atZero = parse("0:[f0<0] yes=1,no=2,missing=1,gain=1,cover=2\n1:leaf=1,cover=1\n2:leaf=2,cover=1\n");
        assertThat(atZero.leaf(0, new double[] {0})).isEqualTo(2);
        assertThat(atZero.leaf(0, new double[] {-0.0})).isEqualTo(2);
        assertThat(atZero.leaf(0, new double[] {-1e-30})).isEqualTo(1);
    }

    @Test
    void whatWasSavedWalksTheSame() {
        Trees trees = Trees.fromState(
                parse(DEEP, "0:[f0<inf] yes=1,no=2,missing=2,gain=1,cover=2\n1:leaf=1,cover=1\n2:leaf=2,cover=1\n")
                        .toState());
        assertThat(trees.count()).isEqualTo(2);
        assertThat(trees.leaf(0, new double[] {-2, 0})).isEqualTo(0.100000001f);
        assertThat(trees.leaf(1, new double[] {3e38, 0})).isEqualTo(1);
    }

    @Test
    void aNodeRemembersItsCoverAndItsGain() {
        Trees trees = parse("""
                0:[f1<0.5] yes=1,no=2,missing=1,gain=50.8763924,cover=25
                \t1:[f0<1] yes=3,no=4,missing=3,gain=3.5,cover=10.5
                \t\t3:leaf=1,cover=9.75
                \t\t4:leaf=2,cover=0.75
                \t2:leaf=3,cover=14.5
                """, """
                0:[f1<9] yes=1,no=2,missing=1,gain=nan,cover=inf
                \t1:leaf=1,cover=-nan
                \t2:leaf=2,cover=0
                """);
        for (Trees either : new Trees[] {trees, Trees.fromState(trees.toState())}) {
            assertThat(either.shareOfYes(0)).isEqualTo(10.5 / 25);
            assertThat(either.shareOfYes(1)).isEqualTo(9.75 / 10.5);
            assertThat(either.shareOfYes(5)).isEqualTo(0.5); // nothing is known
            assertThat(either.gains(3)).containsExactly(3.5, 50.8763924f, 0);
            assertThat(either.depth()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0:[f0] yes=1,no=2", // an indicator, which is only there with a feature map
                "0:[f0<1] yes=1,no=2,missing=1", // without statistics
                "0:[colour:{1,2}] yes=1,no=2,missing=1,gain=1,cover=2",
                "0:leaf",
                "0:something"
            })
    void aDumpOfAnotherFormatIsNotGuessedAt(String line) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected a node of XGBoost's dump but found '" + line + "'.");
    }
}
