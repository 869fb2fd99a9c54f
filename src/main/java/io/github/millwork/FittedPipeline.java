package io.github.millwork;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.deploy.Bundle;
import io.github.millwork.deploy.Scorer;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Metric;
import java.nio.file.Path;
import java.util.List;

/**
 * A pipeline that was fitted: predicts rows and batches, evaluates, and is saved as one file. Immutable and safe to share
 * between threads. A row, a batch and a pipeline that was saved and loaded give the same bits.
 *
 * @param <P> the kind of prediction
 */
public final class FittedPipeline<P extends Prediction> implements Fitted<P> {
    private final FittedChain<P> chain;

    FittedPipeline(FittedChain<P> chain) {
        this.chain = chain;
    }

    /**
     * Predicts a batch of rows, on all processors.
     *
     * @param rows rows with at least the columns that were read in training; others, such as the target, are ignored
     * @return a prediction for each row
     * @throws io.github.millwork.data.DataException if a column is absent or of another type
     */
    @Override
    public Predictions<P> predict(Dataset rows) {
        return chain.predict(rows);
    }

    @Override
    public P predict(Row row) {
        return chain.predict(row);
    }

    /**
     * Predicts rows, given earlier rows for the steps that look back on them.
     *
     * @param rows the rows to predict
     * @param earlier rows that came before, with the same columns
     * @return a prediction for each of {@code rows}
     * @throws io.github.millwork.data.DataException if a column is absent or of another type
     */
    public Predictions<P> predict(Dataset rows, Dataset earlier) {
        return chain.predict(rows, earlier);
    }

    /**
     * Predicts rows whose truth is known, and measures how good the predictions are.
     *
     * @param rows rows with the target or truth
     * @param metrics what is measured
     * @return the scores, each with a confidence interval
     * @throws io.github.millwork.data.DataException if the rows do not suit, or cannot be measured so
     */
    @SafeVarargs
    public final Evaluation<P> evaluate(Dataset rows, Metric<P>... metrics) {
        return Evaluation.of(this, rows, List.of(metrics));
    }

    @Override
    public Assessment<P> assess(Dataset rows) {
        return chain.assess(rows);
    }

    /**
     * Makes a scorer for records: compiled once, then quick and without locks.
     *
     * @param <R> the record class
     * @param type the record class; components match columns whatever the case, hyphens and underscores
     * @return the scorer
     * @throws io.github.millwork.data.DataException if a column that is read has no component, or two would match alike
     */
    public <R extends Record> Scorer<R, P> scorer(Class<R> type) {
        return Scorer.of(chain, type);
    }

    /** {@return the columns of the data it was fitted to, with their types, roles and levels} */
    public Schema schema() {
        return chain.schema();
    }

    /** {@return the features that the model sees, each with the columns it is computed from} */
    public List<Feature> features() {
        return chain.program().features();
    }

    @Override
    public String fingerprint() {
        return chain.fingerprint();
    }

    /**
     * Saves the pipeline as one file of plain data, with rows and their outputs that are replayed when it is loaded.
     *
     * @param file where; an existing file is replaced, whole or not at all
     * @throws io.github.millwork.stage.BundleException if the pipeline would not be read back bit for bit
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void save(Path file) {
        Bundle.save(chain, file);
    }

    /**
     * Loads a pipeline that was saved, and replays its rows.
     *
     * @param <P> the kind of prediction
     * @param file the file
     * @param type the kind of prediction that it makes
     * @return the pipeline, which gives the same bits as the one that was saved
     * @throws io.github.millwork.stage.BundleException if the file is damaged, of a newer format, or holds a pipeline of
     *     another kind
     */
    public static <P extends Prediction> FittedPipeline<P> load(Path file, Class<P> type) {
        return new FittedPipeline<>(Bundle.load(file, type));
    }
}
