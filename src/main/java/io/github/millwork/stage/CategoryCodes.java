package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands categories to a learner that takes them as they are: each is the number of its place among the categories of the
 * training rows, in ascending order; one that was not there is missing, and counted. A chain adds this step itself, after
 * its own.
 */
record CategoryCodes() implements Transformer {
    /** The categories of one column. */
    private record Coded(String column, List<String> levels) {
        Operation operation() {
            Field written = new Field(column, ColumnType.NUMBER, Role.FEATURE, -1, levels);
            return new Operation(List.of(column), List.of(written), true, (in, out) -> kernel(in[0], out[0]))
                    .meaning(Meaning.places(levels));
        }

        private Kernel kernel(int in, int out) {
            Map<String, Integer> codes = new HashMap<>();
            for (String level : levels) codes.put(level, codes.size());
            return frame -> {
                String level = frame.string(in);
                Integer code = level == null ? null : codes.get(level);
                if (level != null && code == null) frame.countUnseen(column);
                frame.set(out, code == null ? Double.NaN : code);
            };
        }
    }

    /** Codes the columns that reached the learner in training. */
    record Fitted(List<Coded> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(Coded::operation).toList();
        }
    }

    static final Codec<CategoryCodes> CODEC =
            Codec.of("category-codes", CategoryCodes.class, codes -> State.empty(), state -> new CategoryCodes());

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "category-codes.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(each -> State.empty()
                                            .with("column", each.column)
                                            .with("levels", each.levels))
                                    .toList()),
            state -> new Fitted(state.states("columns").stream()
                    .map(each -> new Coded(each.string("column"), each.strings("levels")))
                    .toList()));

    @Override
    public String describe() {
        return "category codes";
    }

    static boolean codes(Field field) {
        return field.type() == ColumnType.CATEGORY;
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return input.features().stream()
                .filter(CategoryCodes::codes)
                .map(field ->
                        new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), ColumnType.NUMBER))))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(training.schema().features().stream()
                .filter(CategoryCodes::codes)
                .map(Field::name)
                .map(training::column)
                .map(CategoryCodes::coded)
                .toList()));
    }

    private static Coded coded(Column column) {
        return new Coded(column.name(), column.levels());
    }
}
