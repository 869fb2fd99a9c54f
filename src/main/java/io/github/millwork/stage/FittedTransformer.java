package io.github.millwork.stage;

import io.github.millwork.data.Schema;
import java.util.List;

/**
 * A transformer that has learned what it needs: a list of operations for the row program. Immutable and thread-safe;
 * saved by the codec of its class.
 */
public interface FittedTransformer {
    /**
     * {@return what it does to a row; none of the operations reads what another one writes}
     */
    List<Operation> operations();

    /**
     * {@return the schema after this transformer}
     *
     * @param input the schema before it
     */
    default Schema after(Schema input) {
        return input.after(operations().stream().map(Operation::rewrite).toList());
    }
}
