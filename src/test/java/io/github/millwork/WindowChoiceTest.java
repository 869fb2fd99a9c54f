package io.github.millwork;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.monitor.RetrainingReason;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which rows a challenger is fitted to. */
class WindowChoiceTest {
    private static final RetrainingReason DECAY = new RetrainingReason("decay", "");
    private static final RetrainingReason GROWTH = new RetrainingReason("growth", "");

    /** So many rows, of which the version in use was not fitted to the newest ones. */
    private static KeptRows kept(int rows, int unseen) {
        KeptRows kept = new KeptRows("y", 10_000);
        String[] y = IntStream.range(0, rows).mapToObj(i -> "yes").toArray(String[]::new);
        kept.add(Dataset.of(Column.categories("y", y)));
        kept.begin(unseen);
        return kept;
    }

    @Test
    void afterAClearChangeOnlyTheRowsSinceAreFittedTo() {
        KeptRows kept = kept(3_000, 1_000);
        WindowChoice choice = WindowChoice.of(kept, 2_500, GROWTH, 800);

        assertThat(choice).isEqualTo(new WindowChoice(2_500, true));
        kept.startAt(2_500, true);
        kept.add(kept(500, 0).part(0, 500));
        assertThat(WindowChoice.of(kept, 0, GROWTH, 800)).isEqualTo(new WindowChoice(2_500, false));
        assertThat(WindowChoice.of(kept, 0, DECAY, 800).start())
                .as("nor are older ones after it")
                .isGreaterThanOrEqualTo(2_500);
    }

    @Test
    void onDecayWithoutOneOrAfterSomeTimeTheNewestAre() {
        for (String rule : new String[] {"labels", "rows", "schedule", "lasting decay"}) {
            assertThat(WindowChoice.of(kept(3_000, 1_000), 0, new RetrainingReason(rule, ""), 800)
                            .start())
                    .isEqualTo(2_200);
        }
        assertThat(WindowChoice.of(kept(3_000, 1_000), 0, DECAY, 800).start()).isEqualTo(2_200);
        assertThat(WindowChoice.of(kept(700, 100), 0, DECAY, 800).start())
                .as("all, where they are no more")
                .isZero();
    }

    @Test
    void onGrowthOrDriftAllAreSinceTheLastClearChange() {
        KeptRows kept = kept(3_000, 1_000);
        kept.startAt(1_500, false);

        assertThat(WindowChoice.of(kept, 0, GROWTH, 800)).isEqualTo(new WindowChoice(0, false));
        assertThat(WindowChoice.of(kept, 0, new RetrainingReason("drift", ""), 800)
                        .start())
                .isZero();
        assertThat(WindowChoice.of(kept, 0, DECAY, 800).start()).isEqualTo(2_200);
        kept.startAsBefore();
        assertThat(kept.start()).isZero();
    }

    @Test
    void theStartsMoveAsTheOldestRowsAreForgotten() {
        KeptRows kept = kept(9_000, 1_000);
        kept.startAt(4_000, true);
        kept.startAt(6_000, false);
        kept.add(kept(2_000, 0).part(0, 2_000));

        assertThat(kept.size()).isEqualTo(10_000);
        assertThat(kept.start()).isEqualTo(5_000);
        assertThat(kept.changed()).isEqualTo(3_000);
    }
}
