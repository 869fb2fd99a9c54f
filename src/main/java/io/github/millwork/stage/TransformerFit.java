package io.github.millwork.stage;

import io.github.millwork.data.Column;
import java.util.List;

/**
 * What comes of fitting a transformer.
 *
 * @param fitted the fitted transformer, for all rows from now on
 * @param trainingColumns columns that take the place of the transformer's outputs for the training rows, because each
 *     value was computed without the row's own target (cross-fitting); empty for most
 */
public record TransformerFit(FittedTransformer fitted, List<Column> trainingColumns) {
    /**
     * Copies the columns.
     *
     * @param fitted the fitted transformer, for all rows from now on
     * @param trainingColumns columns that take the place of the transformer's outputs for the training rows, because each
     *     value was computed without the row's own target (cross-fitting); empty for most
     */
    public TransformerFit {
        trainingColumns = List.copyOf(trainingColumns);
    }

    /**
     * {@return a fit whose training rows are transformed like any others}
     *
     * @param fitted the fitted transformer
     */
    public static TransformerFit of(FittedTransformer fitted) {
        return new TransformerFit(fitted, List.of());
    }
}
