package io.github.millwork.engineer;

import io.github.millwork.data.Cells;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Condition;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.NumberExpression;
import io.github.millwork.data.Schema;
import io.github.millwork.data.TextExpression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds a column that is computed from others by an expression. It learns nothing, and the columns that it reads stay.
 * They must be features: neither the target nor an id can be read. A missing operand makes the result missing, as
 * {@link Expression} says; dividing by zero gives an infinity, which a learner will refuse.
 *
 * @param name the name of the new column, which there must not be yet
 * @param expression how it is computed
 */
public record Derive(String name, Expression expression) implements Transformer {
    /**
     * Checks that there is something to name and something to read.
     *
     * @param name the name of the new column, which there must not be yet
     * @param expression how it is computed
     */
    public Derive {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Expected a name for the derived column but found a blank one.");
        }
        if (expression.columns().isEmpty()) {
            throw new IllegalArgumentException("Expected the expression of '" + name + "' to read a column but "
                    + expression + " is the same in every row. Read a column with number, text or flag.");
        }
    }

    /**
     * {@return the step that adds a number column}
     *
     * @param name the name of the new column
     * @param expression how it is computed
     */
    public static Derive number(String name, NumberExpression expression) {
        return new Derive(name, expression);
    }

    /**
     * {@return the step that adds a boolean column}
     *
     * @param name the name of the new column
     * @param condition where it is true
     */
    public static Derive flag(String name, Condition condition) {
        return new Derive(name, condition);
    }

    /**
     * {@return the step that adds a category column}
     *
     * @param name the name of the new column
     * @param expression how it is computed
     */
    public static Derive category(String name, TextExpression expression) {
        return new Derive(name, expression);
    }

    /** The same expression; its columns were checked. */
    record Fitted(String name, Expression expression) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            List<String> inputs = expression.columns();
            return List.of(new Operation(
                            inputs,
                            List.of(written(name, expression)),
                            false,
                            (in, out) -> kernel(column -> in[inputs.indexOf(column)], out[0]))
                    .meaning(new Meaning.Formulas(expression)));
        }

        private Kernel kernel(ToIntFunction<String> slotOf, int out) {
            if (expression instanceof TextExpression text) {
                Function<Cells, @Nullable String> compiled = text.compile(slotOf);
                return frame -> frame.set(out, compiled.apply(frame));
            }
            ToDoubleFunction<Cells> compiled = expression instanceof NumberExpression number
                    ? number.compile(slotOf)
                    : ((Condition) expression).compile(slotOf);
            return frame -> frame.set(out, compiled.applyAsDouble(frame));
        }
    }

    static final Codec<Derive> CODEC = Codec.of(
            "derive",
            Derive.class,
            derive -> toState(derive.name, derive.expression),
            state -> new Derive(state.string("name"), Expression.parse(state.string("expression"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "derive.fitted",
            Fitted.class,
            fitted -> toState(fitted.name, fitted.expression),
            state -> new Fitted(state.string("name"), Expression.parse(state.string("expression"))));

    private static State toState(String name, Expression expression) {
        return State.empty().with("name", name).with("expression", expression.toString());
    }

    private static Field written(String name, Expression expression) {
        ColumnType type = expression instanceof NumberExpression
                ? ColumnType.NUMBER
                : expression instanceof Condition ? ColumnType.BOOLEAN : ColumnType.CATEGORY;
        return new Field(name, type);
    }

    @Override
    public String describe() {
        return "derive '" + name + "'";
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        Columns.named(expression.columns().toArray(new String[0])).resolve(input); // refuses what is no feature
        expression.check(input);
        return List.of(new Schema.Rewrite(List.of(), List.of(written(name, expression))));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        plan(training.schema());
        return TransformerFit.of(new Fitted(name, expression));
    }
}
