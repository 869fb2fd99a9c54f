package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import java.util.List;

/**
 * A preparation step that may learn from data: impute, scale, encode, derive. An extension point: implement it with a
 * codec for it and for what it is fitted to, and test both with the conformance kit.
 */
public interface Transformer extends Specification {
    /**
     * Works out, before anything is fitted, what the step will do to a schema: names and types, without levels.
     *
     * @param input the schema that will reach the step
     * @return what is consumed and written; the fitted operations must consume and write the same
     * @throws io.github.millwork.data.DataException if the step cannot work on such a schema
     */
    List<Schema.Rewrite> plan(Schema input);

    /**
     * Learns from training rows.
     *
     * @param training the rows, as they come out of the steps before; the target, if there is one, is the column whose
     *     role is target
     * @param context seed, threads and progress
     * @return the fitted transformer
     * @throws io.github.millwork.data.DataException if nothing can be learned from these rows
     */
    TransformerFit fit(Dataset training, FitContext context);

    @Override
    default Transformer withHyperparameters(Hyperparameters values) {
        return (Transformer) Specification.super.withHyperparameters(values);
    }
}
