package io.github.millwork;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Row;
import io.github.millwork.deploy.Bundle;
import io.github.millwork.deploy.Bundled;
import io.github.millwork.deploy.GoldenRows;
import io.github.millwork.deploy.ModelCard;
import io.github.millwork.deploy.ModelFacts;
import io.github.millwork.deploy.ModelNotes;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.deploy.Reproduction;
import io.github.millwork.deploy.Saving;
import io.github.millwork.deploy.Scorer;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.select.Leaderboard;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.ForwardingFitted;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Profile;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that was fitted: predicts rows and batches, evaluates, and is saved as one file. Immutable and safe to share
 * between threads. A row, a batch and a pipeline that was saved and loaded give the same bits.
 *
 * @param <P> the kind of prediction
 */
public final class FittedPipeline<P extends Prediction> extends ForwardingFitted<P> implements Bundled<P> {
    private final FitRecord record;
    private final ModelFacts facts;
    private final @Nullable Leaderboard<P> leaderboard;

    FittedPipeline(Fitted<P> fitted, FitRecord record, ModelFacts facts, @Nullable Leaderboard<P> leaderboard) {
        super(fitted);
        this.record = record;
        this.facts = facts;
        this.leaderboard = leaderboard;
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

    /**
     * Predicts rows whose truth is known, given earlier rows for the steps that look back, and measures how good the
     * predictions are.
     *
     * @param rows rows with the target or truth
     * @param earlier rows that came before them, such as the training rows, with the same columns; they are not measured
     * @param metrics what is measured
     * @return the scores, each with a confidence interval
     * @throws io.github.millwork.data.DataException if the rows do not suit, or cannot be measured so
     */
    @SafeVarargs
    public final Evaluation<P> evaluate(Dataset rows, Dataset earlier, Metric<P>... metrics) {
        return Evaluation.of(assess(rows, earlier, FitContext.of(0)), List.of(metrics));
    }

    /**
     * Makes a scorer for records or beans: compiled once, then quick and without locks.
     *
     * @param <R> the class
     * @param type a record class, or a class or interface with getters; components and properties match columns whatever the
     *     case, hyphens and underscores
     * @return the scorer
     * @throws IllegalArgumentException if a column that is read has no component, or two would match alike
     */
    public <R> Scorer<R, P> scorer(Class<R> type) {
        return Scorer.of(delegate(), type);
    }

    /**
     * {@return a scorer for maps from the names of columns to values}
     *
     * @throws IllegalArgumentException if a step looks back on earlier rows
     */
    public Scorer<Map<String, ? extends @Nullable Object>, P> mapScorer() {
        return Scorer.ofMaps(delegate());
    }

    /**
     * {@return a scorer for rows}
     *
     * @throws IllegalArgumentException if a step looks back on earlier rows
     */
    public Scorer<Row, P> rowScorer() {
        return Scorer.ofRows(delegate());
    }

    /** {@return the learner with its hyperparameters, in words} */
    public String learner() {
        return describe();
    }

    /**
     * {@return how the candidates did that this pipeline was chosen from}
     *
     * @throws IllegalStateException if nothing was searched, or the pipeline was loaded from a file
     */
    public Leaderboard<P> leaderboard() {
        if (leaderboard != null) return leaderboard;
        throw new IllegalStateException(
                "Expected a pipeline that was chosen among candidates but this one was not, or it "
                        + "was loaded from a file. Fit a pipeline with select or tune.");
    }

    Optional<Leaderboard<P>> board() {
        return Optional.ofNullable(leaderboard);
    }

    /** This pipeline, with predictions for rows it was not fitted to as what a monitor compares with. */
    FittedPipeline<P> withHeldOut(Dataset heldOut, Assessment<P> assessment) {
        FitRecord watched = record.profile()
                .map(profile -> record.withProfile(profile.withHeldOut(delegate(), heldOut, assessment)))
                .orElse(record);
        return new FittedPipeline<>(delegate(), watched, facts, leaderboard);
    }

    /** {@return how it was fitted: to what, with which seed} */
    public FitRecord record() {
        return record;
    }

    /** {@return what else is known of it, and saved with it: how good it was found to be, what it was chosen from} */
    public ModelFacts facts() {
        return facts;
    }

    /**
     * {@return this pipeline with other facts known of it; its fingerprint is the same}
     *
     * @param known what is known
     */
    public FittedPipeline<P> with(ModelFacts known) {
        return new FittedPipeline<>(delegate(), record, known, leaderboard);
    }

    /**
     * {@return this pipeline with what people say of it, which stands in its model card}
     *
     * @param notes for what it is meant, and where it must not be relied on
     */
    public FittedPipeline<P> with(ModelNotes notes) {
        return with(facts.with(notes));
    }

    /**
     * {@return what one should know of this model before relying on it, to be shown as a page or as JSON}
     *
     * @param name what the model is called
     */
    public ModelCard card(String name) {
        return ModelCard.of(name, this);
    }

    /**
     * Fits what this was fitted from again, with the same seed, and tells whether the bits agree; if not, what differs.
     *
     * @param training the rows that it was fitted to
     * @return whether the fit could be repeated
     * @throws io.github.millwork.stage.BundleException if a step or the learner has no codec
     * @throws io.github.millwork.data.DataException if the rows do not suit
     */
    public Reproduction reproduce(Dataset training) {
        return Reproduction.of(bundle(), training);
    }

    @Override
    public Optional<Profile> profile() {
        return record.profile();
    }

    /** {@return the learner, from how many rows, what the fit found, and how good it was found to be, in a line} */
    @Override
    public String toString() {
        String scores = facts.evaluation().stream()
                .flatMap(known -> known.scores().stream())
                .map(score -> "; " + score)
                .collect(Collectors.joining());
        String found = findings().stream().map(finding -> "; " + finding).collect(Collectors.joining());
        return describe() + ", fitted to " + record.rows() + (record.rows() == 1 ? " row" : " rows") + found + scores;
    }

    /** {@return this pipeline with how it was fitted, to be saved as one file or published in a registry} */
    @Override
    public Bundle<P> bundle() {
        return new Bundle<>(delegate(), record, facts);
    }

    /**
     * Saves the pipeline as one file of plain data. Up to twenty training rows are in the file, with their outputs, which
     * are replayed when it is loaded: see {@link #save(Path, GoldenRows)} where the training data is personal. In any case the
     * levels of categories, and frequent values of the columns that are read, are in it: drop columns of names.
     *
     * @param file where; an existing file is replaced, whole or not at all
     * @throws io.github.millwork.stage.BundleException if the pipeline would not be read back bit for bit
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void save(Path file) {
        bundle().save(file);
    }

    /**
     * Saves the pipeline as one file of plain data.
     *
     * @param file where; an existing file is replaced, whole or not at all
     * @param goldenRows which rows are in the file to prove it by
     * @throws io.github.millwork.stage.BundleException if the pipeline would not be read back bit for bit
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void save(Path file, GoldenRows goldenRows) {
        bundle().save(file, goldenRows);
    }

    /**
     * Saves the pipeline as one file of plain data.
     *
     * @param file where; an existing file is replaced, whole or not at all
     * @param saving which rows are in the file to prove it by, and who signs it
     * @throws io.github.millwork.stage.BundleException if the pipeline would not be read back bit for bit
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void save(Path file, Saving saving) {
        bundle().save(file, saving);
    }

    /**
     * Writes the whole pipeline, steps and model, as an ONNX model for other runtimes. Before the file appears, onnxruntime
     * predicts training rows and variations of them with it. See {@link io.github.millwork.onnx.OnnxExport} for its inputs
     * and outputs.
     *
     * @param file where; an existing file is replaced, whole or not at all
     * @throws IllegalArgumentException if ONNX has no operators for a step, the model or what comes after it
     * @throws IllegalStateException if onnxruntime is not on the class path
     * @throws io.github.millwork.stage.BundleException if onnxruntime does not predict what the pipeline does
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void exportOnnx(Path file) {
        bundle().exportOnnx(file);
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
        return of(Bundle.load(file, type));
    }

    /**
     * Loads a pipeline that must be signed, and replays its rows.
     *
     * @param <P> the kind of prediction
     * @param file the file
     * @param type the kind of prediction that it makes
     * @param key the public key of Ed25519 that belongs to the one it was signed with
     * @return the pipeline, which gives the same bits as the one that was saved
     * @throws io.github.millwork.stage.BundleException if it is not signed so, damaged, of a newer format, or holds a
     *     pipeline of another kind
     */
    public static <P extends Prediction> FittedPipeline<P> load(Path file, Class<P> type, PublicKey key) {
        return of(Bundle.load(file, type, key));
    }

    /**
     * Loads a pipeline from a registry, and replays its rows.
     *
     * @param <P> the kind of prediction
     * @param version a version, such as {@code registry.production("income")}
     * @param type the kind of prediction that it makes
     * @return the pipeline, which gives the same bits as the one that was published
     * @throws io.github.millwork.stage.BundleException if the file is damaged, of a newer format, or holds a pipeline of
     *     another kind
     */
    public static <P extends Prediction> FittedPipeline<P> load(ModelVersion version, Class<P> type) {
        return of(version.load(type));
    }

    private static <P extends Prediction> FittedPipeline<P> of(Bundle<P> bundle) {
        return new FittedPipeline<>(bundle.fitted(), bundle.record(), bundle.facts(), null);
    }
}
