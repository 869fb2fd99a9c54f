package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.JudgedRow;
import io.github.millwork.stage.LevelGrid;
import io.github.millwork.stage.Profile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much worse a model does by the change of a column alone. */
class LossByCellTest {
    private static final ClassificationOutputs CLASSES =
            ClassificationOutputs.probabilities(List.of("no", "yes"), "yes");
    private static final LevelGrid GRID = LevelGrid.labels(List.of("easy", "hard"));

    /** Half of the rows are easy, of which one in ten is predicted wrong; of the others four in ten are. */
    private static Profile profile() {
        List<JudgedRow> judged = new ArrayList<>();
        for (int row = 0; row < 20_000; row++) {
            boolean hard = row % 2 == 1;
            boolean wrong = row / 2 % 10 < (hard ? 4 : 1);
            judged.add(new JudgedRow(new int[] {hard ? 1 : 0}, new double[] {0.9, 0.1}, wrong ? 1 : 0));
        }
        ColumnProfile column = ColumnProfile.of("x", GRID, 10_000, 10_000);
        return new Profile(20_000, List.of(column), List.of(), List.of(), List.of(), true, judged);
    }

    @Test
    void moreHardRowsMakeItWorseByTheirShareTimesTheDifference() {
        LossByCell losses = new LossByCell(profile(), CLASSES);
        assertThat(losses.change(0, ColumnProfile.of("x", GRID, 100, 300))).isCloseTo(0.25 * 0.3, within(0.001));
        assertThat(losses.change(0, ColumnProfile.of("x", GRID, 300, 100))).isCloseTo(-0.25 * 0.3, within(0.001));
        assertThat(losses.change(0, ColumnProfile.of("x", GRID, 5, 5))).isCloseTo(0, within(1e-9));
    }

    @Test
    void withoutRowsOnEitherSideNothingIsKnown() {
        assertThat(new LossByCell(profile(), CLASSES).change(0, ColumnProfile.of("x", GRID, 0, 0)))
                .isNaN();
        Profile none = new Profile(2, profile().inputs(), List.of(), List.of(), List.of(), false, List.of());
        assertThat(new LossByCell(none, CLASSES).change(0, ColumnProfile.of("x", GRID, 1, 1)))
                .isNaN();
    }
}
