package io.github.millwork.preprocess;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.Arrays;
import java.util.List;

/**
 * Takes each column to a power that makes it most like a normal distribution (largest likelihood), then scales it to mean 0
 * and standard deviation 1: by Yeo and Johnson, for any numbers, or with {@link #boxCox}, for numbers above zero, of which
 * one at or below zero becomes missing after training. The definition is that of scikit-learn's PowerTransformer, whose
 * power agrees to about eight digits, since it is found less exactly. Powers are sought from -32 to 32. Missing cells stay
 * missing; weights of rows are not looked at; numbers and integers come out as numbers.
 *
 * <p>A column without a value in any training row, or with an infinite one, is refused. A constant one becomes 0.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param positive whether the transform is that of Box and Cox
 * @param standardized whether mean and standard deviation are made 0 and 1
 */
public record PowerScale(Columns columns, boolean positive, boolean standardized) implements Transformer {
    /** {@return this step with the transform of Box and Cox, which needs numbers above zero} */
    public PowerScale boxCox() {
        return new PowerScale(columns, true, standardized);
    }

    /** {@return this step without scaling after the power} */
    public PowerScale unscaled() {
        return new PowerScale(columns, positive, false);
    }

    static final Codec<PowerScale> CODEC = Codec.of(
            "scale.power",
            PowerScale.class,
            scale -> State.empty()
                    .with("columns", scale.columns.toString())
                    .with("positive", scale.positive)
                    .with("standardized", scale.standardized),
            state -> new PowerScale(
                    Columns.parse(state.string("columns")), state.flag("positive"), state.flag("standardized")));

    @Override
    public String describe() {
        return (positive ? "Box-Cox" : "Yeo-Johnson") + " power scale " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return NumberColumns.plan(columns, input);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Mapped(NumberColumns.of(columns).in(training, describe()).stream()
                .map(column -> new Mapped.Of(column.name(), mapping(column)))
                .toList()));
    }

    private Bijection mapping(Column column) {
        double[] values = Statistics.present(column, "Drop it.");
        return power(values, positive, standardized, column.name());
    }

    static Bijection power(double[] given, boolean positive, boolean standardized, String column) {
        double[] values = given.clone();
        Arrays.sort(values);
        if (positive && values[0] <= 0) {
            throw new DataException("Expected numbers above zero in column '" + column + "' but found " + values[0]
                    + ". Leave boxCox out: the transform of Yeo and Johnson takes any number.");
        }
        double lambda = PowerMaths.lambda(positive, values);
        double[] raised = Arrays.stream(values)
                .map(value -> PowerMaths.transform(positive, lambda, value))
                .toArray();
        if (!standardized) return new Bijection.Power(positive, lambda, 0, 1);
        Scale.Scaled scaled = Scale.scaled(column, raised, Scale.Method.STANDARD);
        return new Bijection.Power(positive, lambda, scaled.centre(), scaled.spread());
    }
}
