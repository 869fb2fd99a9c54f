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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A step of one's own: cuts numbers off at a quantile that is learned from the training rows. The specification, what it
 * is fitted to, a codec for each, and a provider that ServiceLoader finds: that is all a step needs.
 */
public final class OwnTransformer {
    private OwnTransformer() {}

    /**
     * The specification: what to do, to which columns.
     *
     * @param columns which columns, of numbers
     * @param share the share of the training rows below the cut, such as 0.99
     */
    public record Cap(Columns columns, double share) implements Transformer {
        @Override
        public String describe() {
            return "cap at quantile " + share;
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            List<Schema.Rewrite> rewrites = new ArrayList<>();
            for (String column : columns.resolve(input)) {
                Field after = new Field(column, ColumnType.NUMBER);
                rewrites.add(new Schema.Rewrite(List.of(column), List.of(after)));
            }
            return rewrites;
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            List<String> names = columns.resolve(training.schema());
            double[] caps = new double[names.size()];
            for (int i = 0; i < caps.length; i++) {
                double[] sorted = Arrays.stream(training.column(names.get(i)).toDoubles())
                        .filter(value -> !Double.isNaN(value))
                        .sorted()
                        .toArray();
                caps[i] = sorted.length == 0
                        ? Double.POSITIVE_INFINITY
                        : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
            }
            return TransformerFit.of(new FittedCap(names, caps));
        }
    }

    /**
     * What was learned: a cut for each column.
     *
     * @param columns the columns
     * @param caps the cut of each
     */
    public record FittedCap(List<String> columns, double[] caps) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            List<Operation> operations = new ArrayList<>();
            for (int i = 0; i < caps.length; i++) {
                double cap = caps[i];
                operations.add(Operation.map(columns.get(i), columns.get(i), value -> Math.min(value, cap)));
            }
            return operations;
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
                            "example.cap",
                            Cap.class,
                            cap -> State.empty()
                                    .with("columns", cap.columns().toString())
                                    .with("share", cap.share()),
                            state -> new Cap(Columns.parse(state.string("columns")), state.number("share"))),
                    Codec.of(
                            "example.cap.fitted",
                            FittedCap.class,
                            cap -> State.empty().with("columns", cap.columns()).with("caps", cap.caps()),
                            state -> new FittedCap(state.strings("columns"), state.numbers("caps"))));
        }
    }
}
