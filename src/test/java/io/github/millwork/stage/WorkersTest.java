package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final Executor inPlace = Runnable::run;

    @Test
    void theyAreAsManyAsAreAskedFor() {
        assertThat(Workers.of(3).count()).isEqualTo(3);
        assertThat(Workers.all().count()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(Workers.on(inPlace, 5).count()).isEqualTo(5);
        for (int count : new int[] {0, -1}) {
            assertThatThrownBy(() -> Workers.of(count))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected at least one thread but found " + count + ".");
            assertThatThrownBy(() -> Workers.on(inPlace, count)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theyAreEqualByValue() {
        assertThat(Workers.of(2)).isEqualTo(Workers.of(2)).hasSameHashCodeAs(Workers.of(2));
        assertThat(Workers.of(2)).isNotEqualTo(Workers.of(3)).isNotEqualTo(Workers.on(inPlace, 2));
        assertThat(Workers.on(inPlace, 2)).isEqualTo(Workers.on(inPlace, 2)).hasSameHashCodeAs(Workers.on(inPlace, 2));
        assertThat(Workers.of(2)).hasToString("2 threads");
    }
}
