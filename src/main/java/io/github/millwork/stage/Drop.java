package io.github.millwork.stage;

import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.util.List;

/**
 * Removes columns. The one transformer that every chain can need, so it lives with the chain.
 *
 * @param columns which columns
 */
public record Drop(Columns columns) implements Transformer {
    /**
     * Removes the columns that were chosen in training.
     *
     * @param names their names
     */
    record Fitted(List<String> names) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return names.stream().map(Operation::drop).toList();
        }
    }

    static final Codec<Drop> CODEC = Codec.of(
            "drop",
            Drop.class,
            drop -> State.empty().with("columns", drop.columns.toString()),
            state -> new Drop(Columns.parse(state.string("columns"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "drop.fitted",
            Fitted.class,
            fitted -> State.empty().with("names", fitted.names),
            state -> new Fitted(state.strings("names")));

    @Override
    public String describe() {
        return "drop " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        for (Field field : input.fields()) {
            if (field.role() == Role.FEATURE || !columns.isByName(field.name())) continue;
            throw new DataException("Expected features to drop but '" + field.name() + "' is the "
                    + field.role().label()
                    + " column, which no step and no learner looks at unless it is told to. Leave it "
                    + "out of drop(...).");
        }
        return columns.resolve(input).stream()
                .map(name -> new Schema.Rewrite(List.of(name), List.of()))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(columns.resolve(training.schema())));
    }
}
