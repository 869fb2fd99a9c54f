package io.github.millwork.testkit;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.HistoryTransformer;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Transforms;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what operations say they mean against what they do. */
final class Meanings {
    /** Sums may be put together in another order elsewhere. */
    private static final double TOLERANCE = 1e-9;

    private Meanings() {}

    /** Compares on datasets, of which those that the transformer refuses are left out. */
    static @Nullable String difference(FittedTransformer fitted, Collection<Dataset> datasets) {
        boolean said = fitted.operations().stream()
                .anyMatch(operation -> operation.meaning().isPresent());
        if (!said || fitted instanceof HistoryTransformer) return null;
        for (Dataset rows : datasets) {
            Dataset expected;
            try {
                expected = Transforms.apply(fitted, rows, 1);
            } catch (DataException refused) {
                continue;
            }
            List<Operation> meant = fitted.operations().stream()
                    .map(operation -> meant(operation, rows))
                    .toList();
            String difference = Comparison.difference(expected, Transforms.apply(() -> meant, rows, 1), TOLERANCE);
            if (difference != null) return difference;
        }
        return null;
    }

    private static Operation meant(Operation operation, Dataset rows) {
        Meaning meaning = operation.meaning().orElse(null);
        if (meaning == null || operation.outputs().isEmpty()) return operation;
        List<Field> inputs =
                operation.inputs().stream().map(rows.schema()::field).toList();
        return new Operation(operation.inputs(), operation.outputs(), operation.consumes(), meaning.binder(inputs));
    }
}
