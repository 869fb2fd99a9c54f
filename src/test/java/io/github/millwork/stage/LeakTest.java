package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that a chain is not fitted to leave no trace in it. */
class LeakTest {
    private static Dataset table(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] words = IntStream.range(0, 500)
                .mapToObj(i -> "w" + seed + "-" + random.nextInt(20))
                .toArray(String[]::new);
        return Dataset.of(
                Column.numbers("a", random.doubles(500, 0, seed).toArray()),
                Column.numbers("b", random.doubles(500, 0, seed).toArray()),
                Column.categories("c", words),
                Column.categories("d", words),
                Column.numbers("y", random.doubles(500, 0, seed).toArray()));
    }

    private static Chain<Regression> chain() {
        List<TrainingOption<? super Regression>> options = List.of(
                new TestOptions.Rows("twice", RowOption.Phase.AUGMENT, new ArrayList<>(), rows -> rows.concat(rows)),
                new TestOptions.Resample("resample", new ArrayList<>()),
                new TestOptions.Shift(1));
        return new Chain<>(
                Task.regress(Target.of("y")),
                List.of(
                        new Step("engineer", new TestSteps.Sum("s", "a", "b")),
                        new Step("preprocess", new TestSteps.Encode("c")),
                        new Step("preprocess", new TestSteps.TargetMean("d")),
                        new Step("preprocess", new TestSteps.Centre(Columns.numeric()))),
                new TestLearners.Watched<>(new TestLearners.Line(true), 0.2, options, new ArrayList<>()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void everyValueOfTheOtherRowsMayChangeAndTheFitStays(int seed) {
        Dataset one = table(1);
        int[] fifths = IntStream.range(0, 500).filter(row -> row % 5 != 0).toArray();
        int[] rest = IntStream.range(0, 500).filter(row -> row % 5 == 0).toArray();
        // The columns of both share their dictionaries with the rows that are left out.
        Dataset changed = one.rows(fifths).concat(table(seed).rows(rest));
        FitContext context = FitContext.of(9).withThreads(1);
        String fitted = chain().fit(one.rows(fifths), context).fingerprint();
        assertThat(chain().fit(changed.head(400), context).fingerprint()).isEqualTo(fitted);
        assertThat(chain().fit(changed, context).fingerprint()).isNotEqualTo(fitted);
    }
}
