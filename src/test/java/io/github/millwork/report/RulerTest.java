package io.github.millwork.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulerTest {
    private static Ruler ruler(Axis axis, double... data) {
        Extent extent = new Extent();
        for (double value : data) extent.add(value);
        return Ruler.of(axis, extent, 0, 100);
    }

    @Test
    void aFixedRangeIsFilled() {
        Ruler ruler = ruler(Axis.share("x"), 0.3, 0.4);
        assertThat(ruler.at(0)).isZero();
        assertThat(ruler.at(0.25)).isEqualTo(25, within(1e-9));
        assertThat(ruler.at(1)).isEqualTo(100, within(1e-9));
    }

    @Test
    void aFreeRangeHasSpaceAroundTheDataButNotBeyondZero() {
        Ruler ruler = ruler(Axis.of("x"), 0.01, 1);
        assertThat(ruler.low()).isZero();
        assertThat(ruler.high()).isGreaterThan(1).isLessThan(1.1);
        assertThat(ruler(Axis.of("x"), -1, 0).high()).isZero();
        assertThat(ruler(Axis.of("x"), 10, 20).low()).isBetween(9.0, 10.0);
    }

    @Test
    void equalRatiosAreEqualDistancesOnALogarithmicAxis() {
        Ruler ruler = ruler(Axis.of("x").log().range(1, 10_000));
        assertThat(ruler.at(100)).isEqualTo(50, within(1e-9));
        assertThat(ruler.at(0)).isNaN();
        assertThat(ruler.at(-1)).isNaN();
    }

    @Test
    void valuesOutsideStayWithinWhatAPictureCanHold() {
        Ruler ruler = ruler(Axis.share("x"));
        assertThat(ruler.at(1e299)).isEqualTo(9999);
        assertThat(ruler.at(-1e299)).isEqualTo(-9999);
        assertThat(ruler.holds(1.5)).isFalse();
        assertThat(ruler.at(Double.NaN)).isNaN();
        assertThat(ruler.at(Double.POSITIVE_INFINITY)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 5, -5, 1e-300, 4.9e-324, 1e300, -1e300, 1e-12})
    void oneValueIsInTheMiddleOfARange(double value) {
        Ruler ruler = ruler(Axis.of("x"), value);
        assertThat(ruler.low()).isLessThanOrEqualTo(value);
        assertThat(ruler.high()).isGreaterThan(value);
        assertThat(ruler.at(value)).isBetween(0.0, 100.0);
        assertThat(ruler.ticks(5)).hasSizeBetween(2, 9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {4.9e-324, 1e-300, 1, 1e300})
    void oneValueIsInTheMiddleOfALogarithmicRange(double value) {
        Ruler ruler = ruler(Axis.of("x").log(), value);
        assertThat(ruler.high()).isFinite().isGreaterThan(ruler.low());
        assertThat(ruler.ticks(5)).hasSizeBetween(1, 12);
    }

    @Test
    void valuesTooNearToDivideAreAsOne() {
        Ruler ruler = ruler(Axis.of("x"), 1, Math.nextUp(1.0));
        assertThat(ruler.high() - ruler.low()).isGreaterThan(0.01);
        assertThat(ruler.ticks(5)).hasSizeBetween(2, 9);
        Ruler fixed = ruler(Axis.of("x").range(1, Math.nextUp(1.0)));
        assertThat(fixed.ticks(5)).hasSizeBetween(2, 9);
    }

    @Test
    void anEndThatIsFixedBeyondAllDataLeavesARange() {
        Ruler ruler = ruler(Axis.of("x").range(100, Double.NaN), 1, 2);
        assertThat(ruler.low()).isEqualTo(100);
        assertThat(ruler.high()).isGreaterThan(100);
        Ruler upper = ruler(Axis.of("x").range(Double.NaN, -100), 1, 2);
        assertThat(upper.high()).isEqualTo(-100);
        assertThat(upper.low()).isLessThan(-100);
    }

    @Test
    void withoutDataTheRangeIsOne() {
        assertThat(ruler(Axis.of("x")).ticks(5)).hasSizeBetween(4, 8);
        assertThat(ruler(Axis.of("x").log()).ticks(5)).hasSizeBetween(2, 8);
        assertThat(ruler(Axis.of("x").time()).ticks(5)).hasSizeBetween(1, 8);
    }
}
