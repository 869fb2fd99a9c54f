package io.github.millwork.train;

import io.github.millwork.stage.AdjustmentMeaning;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.State;
import java.util.List;

/** From the number that a model gives a class to the probability of that class. Not to be changed. */
sealed interface Curve permits Isotonic, Sigmoid {
    /** {@return the probability, from 0 to 1} */
    double probability(double number);

    /** {@return what it computes, for exports} */
    AdjustmentMeaning.Curve meaning();

    /** {@return what was learned, to be shown} */
    List<Finding> findings();

    /** {@return the curve as data} */
    State toState();

    /** {@return the curve that was written by {@link #toState}} */
    static Curve fromState(State state) {
        return switch (state.string("curve")) {
            case Isotonic.NAME -> Isotonic.read(state);
            case Sigmoid.NAME -> Sigmoid.read(state);
            default ->
                throw new BundleException(
                        "Expected a known curve but found '" + state.string("curve") + "'. The file is damaged.");
        };
    }
}
