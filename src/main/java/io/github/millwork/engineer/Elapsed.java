package io.github.millwork.engineer;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;

/**
 * Adds the days that passed from one date or timestamp to another, with their fraction; below zero where the first is later.
 * It learns nothing, and the columns that it reads stay. A date is its first instant in UTC. Where either is missing, so is
 * the difference.
 *
 * @param name the name of the new column
 * @param from the date or timestamp that is counted from
 * @param to the date or timestamp that is counted to
 */
public record Elapsed(String name, String from, String to) implements Transformer {
    private static final double MILLIS_A_DAY = 86_400_000;

    /**
     * {@return the step that adds the days between two columns}
     *
     * @param name the name of the new column
     * @param from the date or timestamp that is counted from
     * @param to the date or timestamp that is counted to
     */
    public static Elapsed days(String name, String from, String to) {
        return new Elapsed(name, from, to);
    }

    /** Subtracts, each column in its unit: so many of them are a day. */
    record Fitted(String name, String from, double fromUnit, String to, double toUnit) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            Field written = new Field(name, ColumnType.NUMBER);
            return List.of(new Operation(
                    List.of(from, to),
                    List.of(written),
                    false,
                    (in, out) ->
                            frame -> frame.set(out[0], frame.number(in[1]) / toUnit - frame.number(in[0]) / fromUnit)));
        }
    }

    static final Codec<Elapsed> CODEC = Codec.of(
            "elapsed",
            Elapsed.class,
            step -> State.empty()
                    .with("name", step.name)
                    .with("from", step.from)
                    .with("to", step.to),
            state -> new Elapsed(state.string("name"), state.string("from"), state.string("to")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "elapsed.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with("name", fitted.name)
                    .with("from", fitted.from)
                    .with("fromUnit", fitted.fromUnit)
                    .with("to", fitted.to)
                    .with("toUnit", fitted.toUnit),
            state -> new Fitted(
                    state.string("name"),
                    state.string("from"),
                    state.number("fromUnit"),
                    state.string("to"),
                    state.number("toUnit")));

    @Override
    public String describe() {
        return "days from '" + from + "' to '" + to + "'";
    }

    private static double unit(Schema schema, String name) {
        Columns.named(name).resolve(schema); // refuses what is no feature
        ColumnType type = schema.field(name).type();
        if (type == ColumnType.DATE) return 1;
        if (type == ColumnType.TIMESTAMP) return MILLIS_A_DAY;
        throw new DataException("Expected column '" + name + "' to be a date or a timestamp but it is " + type.label()
                + ". Choose another column, or read it as a date.");
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        unit(input, from);
        unit(input, to);
        return List.of(new Schema.Rewrite(List.of(), List.of(new Field(name, ColumnType.NUMBER))));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(
                new Fitted(name, from, unit(training.schema(), from), to, unit(training.schema(), to)));
    }
}
