package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
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

    @Nested
    class Choices {
        private final Hyperparameters kernels = Hyperparameters.none()
                .choice("kernel", "rbf", List.of("linear", "rbf", "polynomial"))
                .number("gamma", 0.1, value -> value > 0, "above 0")
                .integer("degree", 3, value -> value >= 1, "at least 1")
                .onlyIf("gamma", "kernel", "rbf", "polynomial")
                .onlyIf("degree", "kernel", "polynomial");

        @Test
        void aChoiceIsOneOfItsOptions() {
            assertThat(kernels.text("kernel")).isEqualTo("rbf");
            assertThat(kernels.options("kernel")).containsExactly("linear", "rbf", "polynomial");
            assertThat(kernels.options("gamma")).isEmpty();
            assertThat(kernels.isWhole("kernel")).isFalse();
            assertThat(kernels.with("kernel", "linear").text("kernel")).isEqualTo("linear");
            assertThatThrownBy(() -> kernels.with("kernel", "cubic"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected kernel to be one of 'linear', 'rbf', 'polynomial' but found 'cubic'.");
            assertThatThrownBy(() -> Hyperparameters.none().choice("a", "c", List.of("a", "b")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Hyperparameters.none().choice("a", "a", List.of("a", "a")))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void choicesAndNumbersAreNotMixedUp() {
            assertThatThrownBy(() -> kernels.with("kernel", 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected kernel to be one of 'linear', 'rbf', 'polynomial' but found 1.");
            assertThatThrownBy(() -> kernels.with("gamma", "rbf"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected gamma to be above 0 but found 'rbf'.");
            assertThatThrownBy(() -> kernels.with("kernel", Range.between(0, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("but found 0.0 to 1.0.");
            assertThatThrownBy(() -> kernels.with("gamma", Range.of("rbf")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected gamma to be above 0 but found 'rbf'.");
            assertThatThrownBy(() -> kernels.number("kernel"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected kernel to be a number but it is a choice.");
            assertThatThrownBy(() -> kernels.text("gamma"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected gamma to be a choice but it is a number.");
        }

        @Test
        void aRangeOfChoicesIsSearchedAndReadBack() {
            Hyperparameters open = kernels.with("kernel", Range.of("linear", "rbf"));
            assertThat(open.ranges()).isEqualTo(Map.of("kernel", Range.of("linear", "rbf")));
            assertThatThrownBy(() -> open.text("kernel"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Expected a value for kernel but it is still the range [linear, rbf]. Call tune, or set a "
                                    + "value.");
            assertThatThrownBy(() -> kernels.with("kernel", Range.of("linear", "cubic")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("but found 'cubic'.");
            for (Hyperparameters set : List.of(kernels, kernels.with("kernel", "linear"), open)) {
                State state = State.fromJson(set.toState().toJson());
                assertThat(kernels.withState(state)).isEqualTo(set).hasSameHashCodeAs(set);
            }
            assertThat(kernels.with("kernel", "linear")).isNotEqualTo(kernels);
            assertThatThrownBy(() -> kernels.withState(State.empty().with("kernel", "cubic")))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void whatHasNoEffectIsNeitherSearchedNorShown() {
            Hyperparameters open = kernels.with("kernel", Range.of("linear", "rbf"))
                    .with("gamma", Range.log(0.01, 1))
                    .with("degree", Range.between(1, 5));
            assertThat(open.ranges()).containsOnlyKeys("kernel", "gamma"); // degree needs a polynomial
            assertThat(open.with("kernel", "polynomial").ranges()).containsOnlyKeys("gamma", "degree");
            Hyperparameters linear = open.with("kernel", "linear");
            assertThat(linear.ranges()).isEmpty();
            assertThat(linear.matters("gamma")).isFalse();
            assertThat(linear.number("gamma")).isEqualTo(0.1); // the default, since no other value was searched
            assertThat(linear).hasToString("kernel linear");
            assertThat(kernels).hasToString("kernel rbf, gamma 0.1");
        }

        @Test
        void whatIsQuietIsShownWhereItIsNotTheDefault() {
            Hyperparameters quiet = kernels.quiet("kernel", "gamma");
            assertThat(quiet).hasToString("").isEqualTo(kernels);
            assertThat(quiet.with("gamma", 0.1)).hasToString("");
            assertThat(quiet.with("gamma", 0.2)).hasToString("gamma 0.2");
            assertThat(quiet.with("gamma", Range.between(0.1, 0.2)).toString()).startsWith("gamma ");
            assertThat(Hyperparameters.none().with("member", quiet.with("gamma", 0.2)))
                    .hasToString("member.gamma 0.2");
            assertThatThrownBy(() -> kernels.quiet("size")).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void aConditionMayDependOnAChoiceThatDependsOnAnother() {
            Hyperparameters nested = kernels.choice("scale", "auto", List.of("auto", "fixed"))
                    .onlyIf("scale", "kernel", "rbf")
                    .number("width", 1, value -> value > 0, "above 0")
                    .onlyIf("width", "scale", "fixed");
            Hyperparameters fixed = nested.with("scale", "fixed");
            assertThat(nested.matters("width")).isFalse();
            assertThat(fixed.matters("width")).isTrue();
            assertThat(fixed.with("kernel", "linear").matters("width")).isFalse();
        }

        @Test
        void aConditionNamesAnEarlierChoiceAndItsOptions() {
            for (String[] wrong :
                    new String[][] {{"kernel", "gamma"}, {"gamma", "kernel", "cubic"}, {"gamma", "gamma"}}) {
                assertThatThrownBy(() -> kernels.onlyIf(wrong[0], wrong[1], wrong[wrong.length - 1]))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("Expected a choice that was declared before " + wrong[0]);
            }
        }
    }

    @Nested
    class WhatTheUserSet {
        @Test
        void itIsMarkedEvenIfItIsTheDefault() {
            Hyperparameters set = defaults.with("cost", 1);
            assertThat(defaults.isSet("cost")).isFalse();
            assertThat(set.isSet("cost")).isTrue();
            assertThat(set.isSet("trees")).isFalse();
            assertThat(defaults.with("cost", Range.between(1, 2)).isSet("cost")).isTrue();
        }

        @Test
        void theMarkIsNoPartOfTheValue() {
            Hyperparameters set = defaults.with("cost", 1);
            assertThat(set).isEqualTo(defaults).hasSameHashCodeAs(defaults);
            assertThat(set.toState().digest()).isEqualTo(defaults.toState().digest());
        }

        @Test
        void onlyWhatTheUserLeftAloneIsOpened() {
            Hyperparameters opened =
                    defaults.with("cost", 1).open("cost", Range.log(0.1, 10)).open("trees", Range.between(5, 9));
            assertThat(opened.ranges()).isEqualTo(Map.of("trees", Range.between(5, 9)));
            assertThat(opened.number("cost")).isEqualTo(1);
            assertThat(opened.isSet("trees")).isFalse();
            Hyperparameters own = defaults.with("trees", Range.between(1, 3)).open("trees", Range.between(5, 9));
            assertThat(own.ranges()).isEqualTo(Map.of("trees", Range.between(1, 3)));
            assertThatThrownBy(() -> defaults.with("cost", 1).open("cost", Range.between(-1, 1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void whatWasReadFromDataIsTakenForSetWhereItIsNotTheDefault() {
            Hyperparameters read = defaults.withState(
                    defaults.with("cost", 5).with("trees", 100).toState());
            assertThat(read.isSet("cost")).isTrue();
            assertThat(read.isSet("trees")).isFalse();
        }
    }

    @Test
    void settingsAreTakenOverWithTheirMarksButNotTheRules() {
        Hyperparameters lenient =
                Hyperparameters.none().number("cost", 7, value -> true, "any").number("trees", 1, value -> true, "any");
        assertThat(defaults.withSettings(defaults.with("cost", 3))).isEqualTo(defaults.with("cost", 3));
        assertThat(defaults.withSettings(defaults.with("cost", 3)).isSet("cost"))
                .isTrue();
        assertThat(defaults.withSettings(lenient).isSet("cost")).isFalse();
        assertThatThrownBy(() -> defaults.withSettings(lenient.with("trees", 0.5)))
                .hasMessage("Expected trees to be a whole number at least 1 but found 0.5.");
        assertThatThrownBy(() -> defaults.withSettings(Hyperparameters.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected the parameters [cost, trees] but found []. Change those that hyperparameters() gives.");
    }
}
