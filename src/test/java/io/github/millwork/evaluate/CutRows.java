package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Splitter;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Resampling;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What holds of cuts whatever made them. */
final class CutRows {
    private CutRows() {}

    static List<Cut> of(Resampling how, Dataset data) {
        return how.cuts(data, Splitter.Request.NONE);
    }

    static List<Cut> of(Resampling how, Dataset data, String target, long seed) {
        return how.cuts(data, new Splitter.Request(target, OptionalLong.of(seed)));
    }

    /** Parts are in the order of the rows, have rows, and share none. */
    static void areApart(List<Cut> cuts) {
        for (Cut cut : cuts) {
            assertThat(cut.train()).isNotEmpty();
            assertThat(cut.test()).isNotEmpty();
            assertThat(rising(cut.train()) && rising(cut.test())).isTrue();
            BitSet train = new BitSet();
            for (int row : cut.train()) train.set(row);
            for (int row : cut.test())
                assertThat(train.get(row)).as("row %d", row).isFalse();
        }
    }

    private static boolean rising(int[] rows) {
        return IntStream.range(1, rows.length).allMatch(i -> rows[i - 1] < rows[i]);
    }

    /** Each of the rows is tested so many times. */
    static void areTested(List<Cut> cuts, int rows, int times) {
        int[] tested = new int[rows];
        for (Cut cut : cuts) for (int row : cut.test()) tested[row]++;
        assertThat(tested).containsOnly(times);
    }

    /** What is not tested is fitted on. */
    static void areComplete(List<Cut> cuts, int rows) {
        for (Cut cut : cuts) assertThat(cut.train().length + cut.test().length).isEqualTo(rows);
    }

    static void areEqual(List<Cut> one, List<Cut> other) {
        assertThat(shown(one)).isEqualTo(shown(other));
    }

    static List<String> shown(List<Cut> cuts) {
        return cuts.stream()
                .map(cut -> Arrays.toString(cut.train()) + Arrays.toString(cut.test()))
                .toList();
    }

    static int[] counts(int[] rows, int[] codes, int classes) {
        int[] counts = new int[classes];
        for (int row : rows) counts[codes[row]]++;
        return counts;
    }
}
