package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RangeTest {
    @Test
    void aRangeKnowsItsEnds() {
        assertThat(Range.between(-1, 2)).isEqualTo(new Range(Range.Scale.LINEAR, -1, 2, List.of()));
        assertThat(Range.log(0.1, 10).low()).isEqualTo(0.1);
        assertThat(Range.values(3, 1, 2)).isEqualTo(new Range(Range.Scale.VALUES, 1, 3, List.of(3.0, 1.0, 2.0)));
        assertThat(Range.between(1, 1).high()).isEqualTo(1);
    }

    @Test
    void choicesAreNumberedInTheirOrder() {
        Range choices = Range.of("mean", "median", "none");
        assertThat(choices.choices()).containsExactly("mean", "median", "none");
        assertThat(choices.values()).containsExactly(0.0, 1.0, 2.0);
        assertThat(choices.high()).isEqualTo(2);
        assertThat(choices).isNotEqualTo(Range.values(0, 1, 2)).isNotEqualTo(Range.of("median", "mean", "none"));
        assertThat(Range.values(0, 1, 2).choices()).isEmpty();
    }

    @Test
    void aRangePrintsForPeople() {
        assertThat(Range.between(0, 1)).hasToString("0.0 to 1.0");
        assertThat(Range.log(1, 10)).hasToString("1.0 to 10.0 (log)");
        assertThat(Range.values(1, 2)).hasToString("[1.0, 2.0]");
        assertThat(Range.of("mean", "median")).hasToString("[mean, median]");
    }

    @Test
    void aRangeThatIsNoneIsRefused() {
        List<Runnable> wrong = List.of(
                () -> Range.between(2, 1),
                () -> Range.between(0, Double.POSITIVE_INFINITY),
                () -> Range.between(Double.NaN, 1),
                () -> Range.log(0, 1),
                () -> Range.log(-1, 1),
                () -> Range.values(new double[0]),
                () -> Range.values(1, Double.NaN),
                () -> Range.of(),
                () -> Range.of("a", "b", "a"),
                () -> new Range(Range.Scale.VALUES, 0, 1, List.of(0.0, 1.0), List.of("a")),
                () -> new Range(Range.Scale.VALUES, 1, 2, List.of(1.0, 2.0), List.of("a", "b")),
                () -> new Range(Range.Scale.LINEAR, 0, 1, List.of(), List.of("a", "b")),
                () -> new Range(Range.Scale.VALUES, 1, 2, List.of()),
                () -> new Range(Range.Scale.VALUES, 1, 2, List.of(1.0, 3.0)),
                () -> new Range(Range.Scale.LINEAR, 1, 2, List.of(1.0, 2.0)));
        for (Runnable range : wrong) {
            assertThatThrownBy(range::run).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRangeIsReadBackFromData() {
        for (Range range :
                List.of(Range.between(-0.5, 1e9), Range.log(1e-300, 1), Range.values(2, -1, 2), Range.of("b", "a"))) {
            assertThat(Range.fromState(State.fromJson(range.toState().toJson())))
                    .isEqualTo(range);
        }
    }
}
