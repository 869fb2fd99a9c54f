package io.github.millwork.examples;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;

/** A step of one's own for strings, such as the area of a postcode: their first letters. The code of docs/extending.md. */
public final class OwnTextStep {
    private OwnTextStep() {}

    /**
     * The specification: how many letters are kept of which columns.
     *
     * @param columns which columns, of categories
     * @param letters how many letters
     */
    public record FirstLetters(Columns columns, int letters) implements Transformer {
        @Override
        public String describe() {
            return "first " + letters + " letters";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return columns.resolve(input).stream()
                    .map(name -> new Schema.Rewrite(List.of(name), List.of(new Field(name, ColumnType.CATEGORY))))
                    .toList();
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            return TransformerFit.of(new FittedFirstLetters(columns.resolve(training.schema()), letters));
        }
    }

    /**
     * What is fitted: the columns that were chosen. It learned nothing else.
     *
     * @param columns the columns
     * @param letters how many letters
     */
    public record FittedFirstLetters(List<String> columns, int letters) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(this::operation).toList();
        }

        private Operation operation(String column) {
            Field after = new Field(column, ColumnType.CATEGORY);
            return new Operation(List.of(column), List.of(after), true, (in, out) -> row -> {
                String cell = row.string(in[0]);
                row.set(out[0], cell == null ? null : cell.substring(0, Math.min(letters, cell.length())));
            });
        }
    }

    /** Named in the resource META-INF/services/io.github.millwork.stage.CodecProvider, here that of the tests. */
    public static final class Provider implements CodecProvider {
        /** Made by ServiceLoader. */
        public Provider() {}

        @Override
        public List<Codec<?>> codecs() {
            return List.of(
                    Codec.of(
                            "example.first-letters",
                            FirstLetters.class,
                            step -> State.empty()
                                    .with("columns", step.columns().toString())
                                    .with("letters", step.letters()),
                            state ->
                                    new FirstLetters(Columns.parse(state.string("columns")), state.integer("letters"))),
                    Codec.of(
                            "example.first-letters.fitted",
                            FittedFirstLetters.class,
                            step -> State.empty()
                                    .with("columns", step.columns())
                                    .with("letters", step.letters()),
                            state -> new FittedFirstLetters(state.strings("columns"), state.integer("letters"))));
        }
    }
}
