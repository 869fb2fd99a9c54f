package io.github.millwork.preprocess;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Expression;
import io.github.millwork.data.NumberExpression;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Adjustment;
import io.github.millwork.stage.AdjustmentMeaning;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetOption;
import io.github.millwork.stage.TargetValues;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Transforms the target of a regression before the fit and turns predictions back, so that the learner sees a target that
 * is easier to learn and everybody else sees the original unit. What is learned of the target, it learns from training rows
 * only. It belongs to a learner: {@code LinearRegression.create().with(TargetTransform.log())}.
 *
 * <p>A prediction that no target leads to (below the power transforms' reach, beyond the quantiles) becomes the nearest that
 * one does. The way back of an average is not an average: predictions are more like medians.
 *
 * @param method how the target is transformed
 */
public record TargetTransform(Method method) implements TargetOption<Regression> {
    /** How the target is transformed. */
    public enum Method {
        /** Its natural logarithm; for targets above zero. */
        LOG,
        /** The natural logarithm of one more; for targets above minus one, such as counts. */
        LOG_OF_ONE_MORE,
        /** The power transform of Box and Cox, scaled to mean 0 and deviation 1; for targets above zero. */
        BOX_COX,
        /** The power transform of Yeo and Johnson, scaled to mean 0 and deviation 1. */
        YEO_JOHNSON,
        /** The share of the training rows below it. */
        UNIFORM,
        /** The value of the normal distribution with that share below it. */
        NORMAL,
        /** Scaled to mean 0 and deviation 1. */
        STANDARD
    }

    private static final int QUANTILES = 1000;

    /** {@return the natural logarithm, for targets above zero} */
    public static TargetTransform log() {
        return new TargetTransform(Method.LOG);
    }

    /** {@return the natural logarithm of one more, for targets above minus one, such as counts} */
    public static TargetTransform log1p() {
        return new TargetTransform(Method.LOG_OF_ONE_MORE);
    }

    /** {@return the power transform of Box and Cox, for targets above zero; see {@link PowerScale}} */
    public static TargetTransform boxCox() {
        return new TargetTransform(Method.BOX_COX);
    }

    /** {@return the power transform of Yeo and Johnson; see {@link PowerScale}} */
    public static TargetTransform yeoJohnson() {
        return new TargetTransform(Method.YEO_JOHNSON);
    }

    /** {@return the share of the training rows below the target; see {@link QuantileScale}} */
    public static TargetTransform uniform() {
        return new TargetTransform(Method.UNIFORM);
    }

    /** {@return the normal distribution for the target; see {@link QuantileScale}} */
    public static TargetTransform normal() {
        return new TargetTransform(Method.NORMAL);
    }

    /** {@return mean 0 and standard deviation 1; see {@link Scale}} */
    public static TargetTransform standard() {
        return new TargetTransform(Method.STANDARD);
    }

    /** Turns predictions back: the number, and the ends of its interval where there is one. */
    record Back(Bijection mapping) implements Adjustment<Regression> {
        @Override
        public Outputs<Regression> outputs(Outputs<Regression> before) {
            return before;
        }

        @Override
        public void adjust(double[] from, double[] to) {
            for (int i = 0; i < to.length; i++) to[i] = mapping.inverse(from[i]);
        }

        @Override
        public Optional<AdjustmentMeaning> meaning() {
            NumberExpression number = Expression.number(AdjustmentMeaning.Formula.NUMBER);
            return mapping.inverse(number).map(AdjustmentMeaning.Formula::new);
        }
    }

    static final Codec<TargetTransform> CODEC = Codec.of(
            "target-transform",
            TargetTransform.class,
            transform -> State.empty().with("method", transform.method.name()),
            state -> new TargetTransform(Method.valueOf(state.string("method"))));

    static final Codec<Back> BACK_CODEC = Codec.of(
            "target-transform.back",
            Back.class,
            back -> back.mapping.toState(),
            state -> new Back(Bijection.fromState(state)));

    @Override
    public String describe() {
        return "target transform by " + method.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public Transformed<Regression> apply(TargetValues target, FitContext context) {
        double[] values = numbers(target).clone();
        Arrays.sort(values);
        double lowest = method == Method.LOG_OF_ONE_MORE ? -1 : 0;
        boolean bounded = method == Method.LOG || method == Method.LOG_OF_ONE_MORE || method == Method.BOX_COX;
        if (bounded && values[0] <= lowest) {
            throw new DataException("Expected a target above " + (int) lowest + " to " + describe() + " but found "
                    + values[0] + ". Use TargetTransform.yeoJohnson, which takes any number.");
        }
        Bijection mapping = mapping(values);
        return new Transformed<>(
                rows -> new TargetValues.Numbers(
                        Arrays.stream(numbers(rows)).map(mapping::forward).toArray()),
                new Back(mapping));
    }

    private Bijection mapping(double[] values) {
        return switch (method) {
            case LOG -> new Bijection.Log(0);
            case LOG_OF_ONE_MORE -> new Bijection.Log(1);
            case BOX_COX -> PowerScale.power(values, true, true, "the target");
            case YEO_JOHNSON -> PowerScale.power(values, false, true, "the target");
            case UNIFORM -> QuantileScale.quantiles(values, Math.min(QUANTILES, values.length), false);
            case NORMAL -> QuantileScale.quantiles(values, Math.min(QUANTILES, values.length), true);
            case STANDARD -> {
                Scale.Scaled scaled = Scale.scaled("the target", values, Scale.Method.STANDARD);
                yield new Bijection.Affine(scaled.centre(), scaled.spread());
            }
        };
    }

    private static double[] numbers(TargetValues target) {
        if (target instanceof TargetValues.Numbers numbers) return numbers.values();
        throw new DataException("Expected a target of numbers to transform but found "
                + target.getClass().getSimpleName() + ". Use it to regress only.");
    }
}
