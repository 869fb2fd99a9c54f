package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperparametersTest {
    private final Hyperparameters defaults = Hyperparameters.none()
            .number("cost", 1, value -> value > 0, "above 0")
            .integer("trees", 100, value -> value >= 1, "at least 1");

    @Test
    void defaultsHoldUntilAValueIsSet() {
        Hyperparameters set = defaults.with("cost", 0.5).with("trees", 7);
        assertThat(set.number("cost")).isEqualTo(0.5);
        assertThat(set.integer("trees")).isEqualTo(7);
        assertThat(defaults.number("cost")).isEqualTo(1);
        assertThat(set).hasToString("cost 0.5, trees 7");
        assertThat(set.isWhole("trees")).isTrue();
        assertThat(set.isWhole("cost")).isFalse();
    }

    @Test
    void anIllegalValueIsRefused() {
        assertThatThrownBy(() -> defaults.with("cost", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected cost to be above 0 but found 0.");
        assertThatThrownBy(() -> defaults.with("trees", 1.5))
                .hasMessage("Expected trees to be a whole number at least 1 but found 1.5.");
        assertThatThrownBy(() -> defaults.with("trees", 0))
                .hasMessage("Expected trees to be a whole number at least 1 but found 0.");
        assertThatThrownBy(() -> Hyperparameters.none().number("cost", -1, value -> value > 0, "above 0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aValueMustBeFinite(double value) {
        Hyperparameters any = Hyperparameters.none().number("x", 0, v -> true, "any number");
        assertThatThrownBy(() -> any.with("x", value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.with("trees", value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWholeNumberMustBeAnInt() {
        assertThat(defaults.with("trees", Integer.MAX_VALUE).integer("trees")).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> defaults.with("trees", 0x1p31)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> defaults.with("tree", 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected one of the parameters [cost, trees] but found 'tree'.");
        assertThatThrownBy(() -> defaults.number("tree")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRangeOpensAParameterUntilAValueIsSet() {
        Hyperparameters open = defaults.with("cost", Range.log(0.1, 10));
        assertThat(open.ranges()).isEqualTo(Map.of("cost", Range.log(0.1, 10)));
        assertThat(open).hasToString("cost 0.1 to 10.0 (log), trees 100");
        assertThatThrownBy(() -> open.number("cost"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Expected a value for cost but it is still the range 0.1 to 10.0 (log). Call tune, or set a "
                                + "value.");
        assertThat(open.with("cost", 2).ranges()).isEmpty();
    }

    @Test
    void everyValueOfARangeMustBeLegal() {
        assertThatThrownBy(() -> defaults.with("cost", Range.between(0, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.with("trees", Range.between(1, 2.5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.with("trees", Range.values(1, 2.5, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected trees to be a whole number at least 1 but found 2.5.");
        assertThat(defaults.with("trees", Range.values(1, 2, 4)).ranges()).containsOnlyKeys("trees");
    }

    @Test
    void settingsAreReadBackFromData() {
        for (Hyperparameters set : new Hyperparameters[] {
            defaults,
            defaults.with("cost", 0.1).with("trees", 3),
            defaults.with("cost", Range.log(1e-3, 1e3)).with("trees", Range.values(1, 5)),
            defaults.with("cost", Range.between(0.1, 0.3))
        }) {
            State state = State.fromJson(set.toState().toJson());
            assertThat(defaults.withState(state)).isEqualTo(set).hasSameHashCodeAs(set);
        }
    }

    @Test
    void whatDataLacksKeepsItsDefaultAndWhatItHasTooMuchIsRefused() {
        assertThat(defaults.withState(State.empty().with("trees", 5))).isEqualTo(defaults.with("trees", 5));
        assertThatThrownBy(() -> defaults.withState(State.empty().with("leaves", 5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.withState(State.empty().with("cost", -5.0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theyAreEqualByValue() {
        assertThat(defaults.with("cost", 2).with("cost", 1)).isEqualTo(defaults);
        assertThat(defaults.with("cost", 2)).isNotEqualTo(defaults);
        assertThat(defaults.with("cost", Range.between(1, 2))).isNotEqualTo(defaults.with("cost", Range.log(1, 2)));
        assertThat(Hyperparameters.none()).isEqualTo(Hyperparameters.none());
    }
}
