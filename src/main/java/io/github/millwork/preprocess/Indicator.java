package io.github.millwork.preprocess;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import java.util.List;

/** The boolean column {@code <name>_missing} that imputers of numbers add where they are told to. */
final class Indicator {
    private Indicator() {}

    static Field of(String name) {
        return new Field(name + "_missing", ColumnType.BOOLEAN);
    }

    static Schema.Rewrite plan(String name) {
        return new Schema.Rewrite(List.of(), List.of(of(name)));
    }

    /** Says of a column of numbers where it is missing. */
    static Operation operation(String name) {
        return operation(name, ColumnType.NUMBER);
    }

    /** Says of a column where it is missing. Expressions have no dates. */
    static Operation operation(String name, ColumnType type) {
        boolean number = type.fitsDouble();
        Operation operation = new Operation(List.of(name), List.of(of(name)), false, (in, out) -> frame -> {
            boolean missing = number ? Double.isNaN(frame.number(in[0])) : frame.object(in[0]) == null;
            frame.set(out[0], missing ? 1 : 0);
        });
        if (type == ColumnType.DATE || type == ColumnType.TIMESTAMP) return operation;
        return operation.meaning(new Meaning.Formulas(
                number
                        ? Expression.number(name).isMissing()
                        : Expression.text(name).isMissing()));
    }
}
