package io.github.millwork.preprocess;

import io.github.millwork.data.Expression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import java.util.List;

/** Maps each number of some columns by a function that was learned for the column. */
record Mapped(List<Of> columns) implements FittedTransformer {
    /** How one column is mapped. */
    record Of(String name, Bijection mapping) {}

    static final Codec<Mapped> CODEC = Codec.of(
            "mapped.fitted",
            Mapped.class,
            mapped -> State.empty()
                    .with(
                            "columns",
                            mapped.columns.stream()
                                    .map(column -> State.empty()
                                            .with("name", column.name)
                                            .with("mapping", column.mapping.toState()))
                                    .toList()),
            state -> new Mapped(state.states("columns").stream()
                    .map(column -> new Of(column.string("name"), Bijection.fromState(column.state("mapping"))))
                    .toList()));

    @Override
    public List<Operation> operations() {
        return columns.stream()
                .map(column -> {
                    Operation operation = Operation.map(column.name, column.name, column.mapping::forward);
                    return column.mapping
                            .forward(Expression.number(column.name))
                            .map(formula -> operation.meaning(new Meaning.Formulas(formula)))
                            .orElse(operation);
                })
                .toList();
    }
}
