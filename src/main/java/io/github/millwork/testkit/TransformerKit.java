package io.github.millwork.testkit;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.HistoryTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.Transforms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a transformer against the rules that a pipeline relies on. Run it in a test of your own:
 *
 * <pre>{@code
 * TransformerKit.check(new MyStep(...), sample);
 * }</pre>
 *
 * <p>The rules:
 *
 * <ul>
 *   <li>The specification is a value: saved and read back it is equal, with the same digest; a fit does not change it.
 *   <li>{@code plan} foretells what the fitted transformer writes, from names and types alone.
 *   <li>Fitting again, on one thread or two, or twice at once, gives the same bytes; fitting the rows in another order gives
 *       the same results within 1e-12.
 *   <li>A fit to other rows leaves no trace: what is held out of a fold is not known there.
 *   <li>Saved and read back through JSON, the fitted transformer gives the same bits.
 *   <li>Each row is transformed for itself: a part of the rows, in any order, gives that part of the result, bit for bit;
 *       so does one row at a time, and two threads at once. Columns that are no features are not read, and cells that are
 *       read are not written.
 *   <li>All features have different names and are traced back to columns of the data.
 *   <li>No rows, one row, one column, constant columns, missing cells, unseen categories, infinite and huge numbers either
 *       work or are refused with a {@link io.github.millwork.data.DataException}.
 *   <li>The data that was given is not changed.
 * </ul>
 *
 * <p>What operations say they mean ({@link Operation#meaning()}) must be what they do.
 *
 * <p>A {@link HistoryTransformer} looks back on other rows by design, so the rules on parts and single rows do not apply to
 * it.
 */
public final class TransformerKit {
    private static final int FEWEST_ROWS = 10;
    private static final int RUNS_IN_STEP = 2_000;
    private static final int RUNS_A_THREAD = 20_000;

    private final Transformer spec;
    private final Dataset sample;
    private final Findings findings;
    private final FittedTransformer fitted;
    private final Dataset transformed;

    private TransformerKit(Transformer spec, Dataset sample) {
        this.spec = spec;
        this.sample = sample;
        this.findings = new Findings("The transformer " + spec.getClass().getName() + " (" + spec.describe() + ")");
        this.fitted = spec.fit(sample, context(1)).fitted();
        try {
            this.transformed = apply(fitted, sample);
        } catch (RuntimeException e) {
            throw new AssertionError(
                    "Expected " + spec.describe() + " to transform the rows that it was fitted to but found " + e
                            + "\nNothing else could be checked.",
                    e);
        }
    }

    /**
     * Checks a transformer.
     *
     * @param spec the transformer
     * @param sample at least ten rows that it can be fitted to, with some missing cells and, where it reads a target, a
     *     column of that role
     * @throws AssertionError if it breaks a rule; the message lists all that are broken, and what to do
     * @throws io.github.millwork.data.DataException if it cannot be fitted to the sample
     * @throws IllegalArgumentException if the sample is too small, or the transformer does nothing to it
     */
    public static void check(Transformer spec, Dataset sample) {
        if (sample.rowCount() < FEWEST_ROWS) {
            throw new IllegalArgumentException("Expected a sample of at least " + FEWEST_ROWS + " rows but found "
                    + sample.rowCount() + ". Give more rows.");
        }
        String content = sample.fingerprint();
        String digest = spec.digest();
        TransformerKit kit = new TransformerKit(spec, sample);
        if (kit.fitted.operations().isEmpty()) {
            throw new IllegalArgumentException("Expected " + spec.describe() + " to do something to the sample but it "
                    + "chooses none of the columns " + sample.schema().names() + ". Give a sample that it works on.");
        }
        kit.checkAll();
        kit.findings.check(
                "a fit not to change the specification",
                "Keep what is learned in the fitted transformer.",
                () -> spec.digest().equals(digest) ? null : "its digest is another afterwards");
        kit.findings.check(
                "the data not to be changed",
                "Copy what is to be changed.",
                () -> sample.fingerprint().equals(content) ? null : "its fingerprint is another afterwards");
        kit.findings.report();
    }

    private static FitContext context(int threads) {
        return FitRules.context(threads);
    }

    private static Dataset apply(FittedTransformer fitted, Dataset data) {
        return Transforms.apply(fitted, data, 1);
    }

    private void checkAll() {
        SpecificationRules.check(spec, Transformer.class, findings);
        findings.check(
                "its own hyperparameters to change nothing",
                "Let withHyperparameters carry everything else over.",
                () -> spec.withHyperparameters(spec.hyperparameters()).equals(spec)
                        ? null
                        : "found " + spec.withHyperparameters(spec.hyperparameters()));
        checkPlan();
        new FitRules(spec, sample, fitted, transformed, findings).check();
        findings.check(
                "a fitted transformer that was saved and read back to give the same bits",
                "Let its codec write and read all that it has learned.",
                () -> {
                    FittedTransformer loaded = SpecificationRules.reloaded(fitted, FittedTransformer.class);
                    if (!Codecs.digest(loaded).equals(Codecs.digest(fitted))) return "its digest is another";
                    return Comparison.difference(transformed, apply(loaded, sample));
                });
        findings.check(
                "a second transform to give the same bits",
                "Keep no state between transforms.",
                () -> Comparison.difference(transformed, apply(fitted, sample)));
        if (!(fitted instanceof HistoryTransformer)) checkRows();
        Map<String, Dataset> cases = EdgeCases.of(sample);
        findings.check(
                "operations to do what they say they mean",
                "Say what the kernel does, unseen and missing cells included, or nothing.",
                () -> Meanings.difference(fitted, cases.values()));
        findings.check(
                "unusual training rows to work or to be refused with a DataException",
                "Check in fit what it relies on, and say what was found and what to do.",
                () -> EdgeCases.run(cases, data -> {
                    spec.plan(data.schema());
                    apply(spec.fit(data, context(1)).fitted(), data);
                }));
        findings.check(
                "unusual rows to be transformed, or refused with a DataException",
                "Let missing flow through as missing, and give what was not seen in training a treatment.",
                () -> EdgeCases.run(cases, data -> apply(fitted, data)));
    }

    private void checkPlan() {
        String advice = "Compute both from the same fields.";
        findings.check("plan to foretell what the fitted transformer does", advice, () -> misplanned(sample.schema()));
        Schema bare = Schema.of(sample.schema().fields().stream()
                .map(field -> new Field(field.name(), field.type(), field.role(), -1, List.of()))
                .toList());
        findings.check(
                "plan to work from names and types alone, since levels behind other steps are not known",
                advice,
                () -> misplanned(bare));
    }

    private @Nullable String misplanned(Schema input) {
        List<String> planned = fields(input.after(spec.plan(input)));
        List<String> written = fields(fitted.after(sample.schema()));
        return planned.equals(written) ? null : "it plans " + planned + " and writes " + written;
    }

    private static List<String> fields(Schema schema) {
        return schema.fields().stream()
                .map(field -> field.name() + " " + field.type().label() + " "
                        + field.role().label())
                .toList();
    }

    private @Nullable String differenceWithoutOthers() {
        Dataset features = Dataset.of(sample.columns().stream()
                .filter(column -> column.role() == Role.FEATURE)
                .toList());
        List<Column> kept = transformed.columns().stream()
                .filter(column -> column.role() == Role.FEATURE)
                .toList();
        return Comparison.difference(Dataset.of(kept), apply(fitted, features));
    }

    private void checkRows() {
        findings.check(
                "columns that are no features not to be read in a transform",
                "The target is not there when rows are scored: read it in fit only, and choose features only.",
                this::differenceWithoutOthers);
        parts().forEach((name, rows) -> findings.check(
                name + " to be transformed as in the whole",
                "Compute each row from its own cells and what was learned in fit; keep no state between rows.",
                () -> Comparison.difference(transformed.rows(rows), apply(fitted, sample.rows(rows)))));
        findings.check(
                "single rows to give the same bits as the batch",
                "Write what fits the type of the column: whole numbers to integers, 0 and 1 to booleans.",
                () -> rowByRow().differenceByRow());
        findings.check(
                "the cells that an operation reads to be left as they are",
                "Write to the outputs only; what is read is read by other steps and by monitors too.",
                () -> rowByRow().changedInput());
        findings.check(
                "two threads at once to give the same bits",
                "Keep no state in the transformer or its kernels; what a row needs belongs in its frame.",
                () -> rowByRow().differenceOnTwoThreads(RUNS_IN_STEP, RUNS_A_THREAD));
        findings.check(
                "each feature to be traced back to columns of the data",
                "Name the columns that an operation reads as its inputs.",
                () -> {
                    List<Feature> astray = rowByRow().features().stream()
                            .filter(feature -> feature.sources().isEmpty())
                            .toList();
                    return astray.isEmpty() ? null : "these have no source: " + astray;
                });
    }

    private RowByRow rowByRow() {
        return new RowByRow(fitted, sample, transformed);
    }

    private Map<String, int[]> parts() {
        int rows = sample.rowCount();
        Map<String, int[]> parts = new LinkedHashMap<>();
        parts.put("the second half of the rows", IntStream.range(rows / 2, rows).toArray());
        parts.put(
                "every third row",
                IntStream.range(0, rows).filter(row -> row % 3 == 1).toArray());
        parts.put("shuffled rows", FitRules.shuffled(rows));
        parts.put("a single row", new int[] {rows / 2});
        parts.put("a row given twice", new int[] {rows / 2, rows / 2});
        return parts;
    }
}
