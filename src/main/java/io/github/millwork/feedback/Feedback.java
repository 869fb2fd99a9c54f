package io.github.millwork.feedback;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is told of a prediction after it was made: its truth or a reward. Immutable; equal by value.
 *
 * @param id the id of the prediction
 * @param truth the truth as text: the class, or the number; empty in a reward
 * @param reward from 0 (bad) to 1 (good); empty in a label
 */
public record Feedback(String id, Optional<String> truth, OptionalDouble reward) {
    private static final int LONGEST_TRUTH = 1_000;

    /**
     * Checks that it is the one or the other.
     *
     * @param id the id of the prediction
     * @param truth the truth as text
     * @param reward from 0 (bad) to 1 (good)
     * @throws IllegalArgumentException if it is both or neither, or the id or the reward cannot be
     */
    public Feedback {
        LoggedPrediction.checkId(id);
        if (truth.isPresent() == reward.isPresent()) {
            throw new IllegalArgumentException("Expected a label or a reward for '" + id + "' but found "
                    + (truth.isPresent() ? "both. Tell one after the other." : "neither."));
        }
        if (reward.isPresent() && !(reward.getAsDouble() >= 0 && reward.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("Expected a reward from 0 to 1 but found " + reward.getAsDouble()
                    + ". Scale rewards before they are told.");
        }
    }

    /**
     * {@return the truth of a prediction}
     *
     * @param id the id of the prediction
     * @param truth the class, or the number: a string, a number or a boolean. 3 and 3.0 are the same
     * @throws IllegalArgumentException if it is another type, empty, too long, or not finite
     */
    public static Feedback label(String id, Object truth) {
        return new Feedback(id, Optional.of(text(truth)), OptionalDouble.empty());
    }

    /**
     * {@return what came of a prediction}
     *
     * @param id the id of the prediction
     * @param reward from 0 (bad) to 1 (good)
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public static Feedback reward(String id, double reward) {
        return new Feedback(id, Optional.empty(), OptionalDouble.of(reward));
    }

    /** One text for one truth, so that it can be seen whether the same was told again. */
    private static String text(Object truth) {
        if (truth instanceof Boolean || truth instanceof BigInteger) return truth.toString();
        if (truth instanceof Number number) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("Expected a finite number as the truth but found " + truth + ".");
            }
            boolean floating = truth instanceof Double || truth instanceof Float || truth instanceof BigDecimal;
            if (!floating) return truth.toString();
            boolean whole = value == Math.rint(value) && Math.abs(value) < 0x1p53;
            return whole ? Long.toString((long) value) : Double.toString(value);
        }
        if (truth instanceof CharSequence text && text.length() > 0 && text.length() <= LONGEST_TRUTH) {
            return text.toString();
        }
        throw new IllegalArgumentException("Expected a class or a number as the truth, of 1 to " + LONGEST_TRUTH
                + " characters, but found another thing.");
    }
}
