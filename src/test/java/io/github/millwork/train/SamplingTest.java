package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.ResampleOption;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.Ties;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.stage.TrainingOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Over- and under-sampling. */
class SamplingTest {
    /** Twelve rows of 'a', five of 'b', three of 'c', each with its number as the only feature. */
    private static TrainingData rows() {
        double[][] numbers =
                IntStream.range(0, 20).mapToObj(i -> new double[] {i}).toArray(double[][]::new);
        String[] labels = IntStream.range(0, 20)
                .mapToObj(i -> i < 12 ? "a" : i < 17 ? "b" : "c")
                .toArray(String[]::new);
        return TestRows.of(numbers, labels);
    }

    private static int[] sizes(TrainingData rows) {
        return ClassSizes.of(rows.classes());
    }

    private static int[] numbers(TrainingData rows) {
        return IntStream.range(0, rows.rows())
                .map(row -> (int) rows.features().value(rows.features().start(row)))
                .toArray();
    }

    @Test
    void smallerClassesAreRepeatedUntilTheyAreAsLargeAsTheLargest() {
        TrainingData all = OverSample.create().apply(rows(), CONTEXT);
        assertThat(sizes(all)).containsExactly(12, 12, 12);
        assertThat(Arrays.copyOf(numbers(all), 20))
                .containsExactly(IntStream.range(0, 20).toArray());
        for (int row = 0; row < all.rows(); row++) {
            assertThat(all.classes().codes()[row]).isEqualTo(rows().classes().codes()[numbers(all)[row]]);
        }
        assertThat(sizes(OverSample.create().share(0.5).apply(rows(), CONTEXT))).containsExactly(12, 6, 6);
        assertThat(sizes(OverSample.create().share(0.3).apply(rows(), CONTEXT))).containsExactly(12, 5, 4);
    }

    @Test
    void largerClassesLoseRowsUntilTheyAreAsSmallAsTheSmallest() {
        TrainingData some = UnderSample.create().apply(rows(), CONTEXT);
        assertThat(sizes(some)).containsExactly(3, 3, 3);
        assertThat(numbers(some)).doesNotHaveDuplicates().isSorted();
        assertThat(sizes(UnderSample.create().times(2).apply(rows(), CONTEXT))).containsExactly(6, 5, 3);
    }

    @Test
    void theSeedDecidesWhichRows() {
        for (ResampleOption<?> option : List.of(OverSample.create(), UnderSample.create())) {
            int[] once = numbers(option.apply(rows(), CONTEXT));
            assertThat(numbers(option.apply(rows(), CONTEXT))).containsExactly(once);
            assertThat(numbers(option.apply(rows(), CONTEXT.child("other")))).isNotEqualTo(once);
        }
    }

    @Test
    void aClassWithoutRowsStaysWithout() {
        TrainingData ab = rows().rows(IntStream.range(0, 17).toArray());
        assertThat(sizes(OverSample.create().apply(ab, CONTEXT))).containsExactly(12, 12, 0);
        assertThat(sizes(UnderSample.create().apply(ab, CONTEXT))).containsExactly(5, 5, 0);
        assertThat(sizes(Smote.create().apply(ab, CONTEXT))).containsExactly(12, 12, 0);
    }

    @Test
    void balancedRowsAreLeftAsTheyAre() {
        TrainingData even = rows().rows(new int[] {0, 12, 17});
        assertThat(OverSample.create().apply(even, CONTEXT)).isSameAs(even);
        assertThat(UnderSample.create().apply(even, CONTEXT)).isSameAs(even);
        assertThat(Smote.create().apply(even, CONTEXT)).isSameAs(even);
    }

    @Test
    void weightsGoWithTheirRows() {
        double[] weights = IntStream.range(0, 20).mapToDouble(i -> i / 10.0).toArray();
        TrainingData weighted = TestRows.weighted(rows(), weights);
        for (ResampleOption<?> option : List.of(OverSample.create(), UnderSample.create())) {
            TrainingData drawn = option.apply(weighted, CONTEXT);
            for (int row = 0; row < drawn.rows(); row++) {
                assertThat(drawn.weight(row)).isEqualTo(numbers(drawn)[row] / 10.0);
            }
        }
    }

    @Test
    void copiesOfARowAreAGroupUnlessSomethingElseTiesThem() {
        TrainingData all = OverSample.create().apply(rows(), CONTEXT);
        assertThat(all.ties().groups()).containsExactly(numbers(all));
        double[] times = IntStream.range(0, 20).mapToDouble(i -> 100 + i).toArray();
        TrainingData plain = rows();
        TrainingData timed =
                new TrainingData(plain.features(), plain.names(), plain.target(), null, new Ties(null, times), null);
        TrainingData later = OverSample.create().apply(timed, CONTEXT);
        assertThat(later.ties().groups()).isNull();
        assertThat(later.ties().times())
                .containsExactly(
                        Arrays.stream(numbers(later)).mapToDouble(i -> 100 + i).toArray());
    }

    @Test
    void numbersAreNoClasses() {
        TrainingData numbers = TestRows.of(new double[][] {{1}, {2}}, 3.0, 4.0);
        for (ResampleOption<?> option : List.of(OverSample.create(), UnderSample.create(), Smote.create())) {
            assertThatThrownBy(() -> option.apply(numbers, CONTEXT))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected training rows of classes for " + option.describe()
                            + " but found none. Use it to classify.");
        }
        assertThat(numbers.target()).isInstanceOf(TargetValues.Numbers.class);
    }

    @Test
    void whatIsWrongIsRefused() {
        for (double share : new double[] {0, -1, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> OverSample.create().share(share)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Smote.create().share(share))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "Expected share to be above 0 and at most 1, a share of the rows of the largest "
                                    + "class, but found ");
        }
        assertThatThrownBy(() -> UnderSample.create().times(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected times to be at least 1, a multiple of the rows of the smallest class, but found 0.5.");
        assertThatThrownBy(() -> Smote.create().neighbours(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void optionsAreValues() {
        for (TrainingOption<?> option : List.of(
                OverSample.create().share(0.5),
                UnderSample.create().times(3),
                Smote.create().share(0.7).neighbours(3))) {
            assertThat(Codecs.decode(Codecs.encode(option), TrainingOption.class))
                    .isEqualTo(option);
        }
    }
}
