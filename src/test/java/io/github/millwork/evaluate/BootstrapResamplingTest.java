package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Cut;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapResamplingTest {
    private final Dataset data = Dataset.of(Column.numbers("x", new double[200]));

    @Test
    void asManyRowsAsThereAreAreDrawnAndTheOthersTested() {
        List<Cut> cuts = CutRows.of(BootstrapResampling.of(60), data);
        assertThat(cuts).hasSize(60);
        double tested = 0;
        int most = 0;
        for (Cut cut : cuts) {
            assertThat(cut.train()).hasSize(200).isSorted();
            TreeSet<Integer> rows = new TreeSet<>();
            for (int row : cut.train()) rows.add(row);
            assertThat(cut.test())
                    .containsExactly(IntStream.range(0, 200)
                            .filter(row -> !rows.contains(row))
                            .toArray());
            tested += cut.test().length / 200.0;
            most = Math.max(most, (int)
                    Arrays.stream(cut.train()).filter(row -> row == 17).count());
        }
        assertThat(tested / 60).isBetween(0.35, 0.385); // (1 - 1/200)^200 is 0.367
        assertThat(most).isGreaterThan(1);
        assertThat(CutRows.shown(cuts)).doesNotHaveDuplicates();
    }

    @Test
    void theSeedDecidesAndWithoutOneThatOfTheRequest() {
        BootstrapResampling how = BootstrapResampling.of(5);
        CutRows.areEqual(CutRows.of(how.seed(7), data), CutRows.of(how, data, "x", 7));
        assertThat(CutRows.shown(CutRows.of(how.seed(7), data)))
                .isNotEqualTo(CutRows.shown(CutRows.of(how.seed(8), data)));
    }

    @Test
    void drawsOfOneClassAreDrawnAgain() {
        String[] kinds = new String[12];
        Arrays.fill(kinds, "usual");
        kinds[5] = "rare";
        Dataset rare = Dataset.of(Column.categories("kind", kinds));
        assertThat(CutRows.of(BootstrapResampling.of(300), rare, "kind", 1))
                .allMatch(cut -> Arrays.stream(cut.train()).anyMatch(row -> row == 5));
        assertThat(CutRows.of(BootstrapResampling.of(300), rare))
                .anyMatch(cut -> Arrays.stream(cut.train()).noneMatch(row -> row == 5));
        kinds[5] = "usual";
        assertThat(CutRows.of(BootstrapResampling.of(9), Dataset.of(Column.categories("kind", kinds)), "kind", 1))
                .hasSize(9);
    }

    @Test
    void drawsThatLeaveNoRowToTestAreDrawnAgain() {
        Dataset three = Dataset.of(Column.integers("kind", 1, 2, 3));
        assertThat(CutRows.of(BootstrapResampling.of(100), three, "kind", 1)).allMatch(cut -> cut.test().length == 1);
    }

    @Test
    void itsEstimatesFollowThe632PlusRule() {
        assertThat(BootstrapResampling.of(50).aggregation()).isEqualTo(Aggregation.BOOTSTRAP_632_PLUS);
    }

    @Test
    void fewerThanThreeRowsAreAnError() {
        assertThatThrownBy(() -> CutRows.of(BootstrapResampling.of(5), Dataset.of(Column.numbers("x", 1, 2))))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected at least 3 rows for 5 bootstrap draws but found 2. Collect more rows.");
    }
}
