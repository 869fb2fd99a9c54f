package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;

/**
 * Puts sine and cosine in the place of a number that runs round, such as an hour, so that 23 and 0 lie close together:
 * {@code <column>_sin} is {@code sin(2 pi x / period)}, {@code <column>_cos} the cosine. It learns nothing. Take dates apart
 * with {@link DateParts} first. Where a cell is missing, so are both.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param period after what the number begins again, such as 24 for hours; above zero
 */
public record Cyclic(Columns columns, double period) implements Transformer {
    /**
     * Checks the period.
     *
     * @param columns which columns; by type, only numbers and integers
     * @param period after what the number begins again, such as 24 for hours; above zero
     */
    public Cyclic {
        if (!(period > 0) || Double.isInfinite(period)) {
            throw new IllegalArgumentException("Expected a period above 0 but found " + period + ".");
        }
    }

    /**
     * {@return the step that puts sine and cosine in the place of numbers}
     *
     * @param columns numbers and integers
     * @param period after what they begin again, such as 24 for hours, 7 for days of the week; above zero
     */
    public static Cyclic of(Columns columns, double period) {
        return new Cyclic(columns, period);
    }

    private static List<Field> written(String name) {
        return List.of(new Field(name + "_sin", NUMBER), new Field(name + "_cos", NUMBER));
    }

    /** Turns the columns that were chosen in training. */
    record Fitted(List<String> names, double period) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return names.stream()
                    .map(name -> new Operation(List.of(name), written(name), true, (in, out) -> frame -> {
                        double angle = 2 * Math.PI * frame.number(in[0]) / period;
                        frame.set(out[0], StrictMath.sin(angle));
                        frame.set(out[1], StrictMath.cos(angle));
                    }))
                    .toList();
        }
    }

    static final Codec<Cyclic> CODEC = Codec.of(
            "cyclic",
            Cyclic.class,
            step -> State.empty().with("columns", step.columns.toString()).with("period", step.period),
            state -> new Cyclic(Columns.parse(state.string("columns")), state.number("period")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "cyclic.fitted",
            Fitted.class,
            fitted -> State.empty().with("names", fitted.names).with("period", fitted.period),
            state -> new Fitted(state.strings("names"), state.number("period")));

    @Override
    public String describe() {
        return "sine and cosine of " + columns.describe();
    }

    private Selection selection() {
        return Selection.of(columns, NUMBER, INTEGER);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return selection().in(input).stream()
                .map(field -> new Schema.Rewrite(List.of(field.name()), written(field.name())))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<String> names =
                selection().in(training, describe()).stream().map(Column::name).toList();
        return TransformerFit.of(new Fitted(names, period));
    }
}
