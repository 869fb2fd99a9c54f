package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a fit before the learner: rows are dropped, cut off for validation and made up, then the steps are fitted
 * one after another. Each stage on the way depends on the rows, the seed, the row options and the steps so far, and on
 * nothing else: under these it is kept in the cache of the context, if there is one.
 */
final class Preparation<P extends Prediction> {
    /**
     * Training rows on their way.
     *
     * @param training the rows to fit on, as the steps so far left them
     * @param validation the rows that were cut off for early stopping, likewise; null where there are none
     * @param target the target of the rows that were not dropped, from which classes are coded
     * @param steps the fitted steps so far
     * @param bytes how much memory they take beyond the stage before
     * @param cost what it cost to get here
     */
    record Rows(
            Dataset training,
            @Nullable Dataset validation,
            TargetValues target,
            List<FittedTransformer> steps,
            long bytes,
            FitCost cost)
            implements FitCache.Sized {
        private Rows costing(FitCost more) {
            return new Rows(training, validation, target, steps, bytes, cost.plus(more));
        }
    }

    /** The features that come out of the last step. */
    record Features(FeatureMatrix training, @Nullable FeatureMatrix validation) implements FitCache.Sized {
        @Override
        public long bytes() {
            return training.bytes() + (validation == null ? 0 : validation.bytes());
        }
    }

    /** What a stage depends on. */
    private record Key(FitCache.Same rows, long seed, String what, List<Object> options, List<Transformer> steps) {}

    private final Chain<P> chain;
    private final Learner<P> learner;
    private final Dataset collected;
    private final @Nullable TargetValues classes;
    private final FitContext context;
    private final double parts;

    /**
     * Prepares rows.
     *
     * @param classes the classes that are coded, which may be more than occur in the rows; null for those that occur
     */
    Preparation(Chain<P> chain, Dataset collected, @Nullable TargetValues classes, FitContext context) {
        this.chain = chain;
        this.learner = chain.learner();
        this.collected = collected;
        this.classes = classes;
        this.context = context;
        this.parts = chain.steps().size() + 2.0; // the learner counts as two
    }

    /** {@return the rows after the last step} */
    Rows rows() {
        return after(chain.steps().size());
    }

    /** {@return the features of the rows after the last step} */
    Features features(Rows rows) {
        return kept("features", chain.steps().size(), () -> {
            Dataset validation = rows.validation;
            return new Features(
                    new FeatureAssembler(rows.training).matrix(),
                    validation == null ? null : new FeatureAssembler(validation).matrix());
        });
    }

    private Rows after(int steps) {
        return kept("rows", steps, () -> {
            if (steps == 0) return measured(this::begin);
            Rows before = after(steps - 1);
            return measured(() -> fitStep(steps - 1, before));
        });
    }

    private static Rows measured(Supplier<Rows> work) {
        FitCost.Measured<Rows> measured = FitCost.measure(work);
        return measured.result().costing(measured.cost());
    }

    private <T extends FitCache.Sized> T kept(String what, int steps, Supplier<T> maker) {
        FitCache cache = context.cache().orElse(null);
        // Where classes are given, the rows are those of a fold within this fit, which no other fit will ask for.
        if (cache == null || classes != null) return maker.get();
        List<Object> options = new ArrayList<>(List.of(chain.task(), learner.validationShare()));
        for (int i = 0; i < learner.options().size(); i++) {
            if (learner.options().get(i) instanceof RowOption<?> option) options.addAll(List.of(i, option));
        }
        List<Transformer> prefix =
                chain.steps().subList(0, steps).stream().map(Step::transformer).toList();
        return cache.get(new Key(new FitCache.Same(collected), context.seed(), what, options, prefix), maker);
    }

    private Rows begin() {
        Dataset used = rowOptions(RowOption.Phase.DROP, chain.task().mark(collected));
        TargetValues all = classes;
        TargetValues target =
                all == null ? chain.task().training(used) : chain.task().part(used, all);
        Dataset validation = null;
        if (learner.validationShare() > 0) {
            long seed = context.child("validation").seed();
            int[] cutOff = Folds.cutOff(used, target, learner.validationShare(), seed);
            validation = used.rows(Folds.where(cutOff, 1));
            used = used.rows(Folds.where(cutOff, 0));
            checkCut(validation, used);
        }
        used = rowOptions(RowOption.Phase.AUGMENT, used);
        return new Rows(used, validation, target, List.of(), bytes(used, null) + bytes(validation, null), FitCost.NONE);
    }

    private void checkCut(Dataset validation, Dataset used) {
        if (validation.rowCount() > 0 && used.rowCount() > 0) return;
        throw new DataException("Expected enough training rows, or groups of them, to cut off a share of "
                + learner.validationShare() + " for early stopping, but of " + (validation.rowCount() + used.rowCount())
                + " rows " + validation.rowCount()
                + " would be cut off. Collect more rows, or turn early stopping off.");
    }

    private Dataset rowOptions(RowOption.Phase phase, Dataset training) {
        Dataset rows = training;
        for (int i = 0; i < learner.options().size(); i++) {
            if (learner.options().get(i) instanceof RowOption<?> option && option.phase() == phase) {
                rows = option.apply(rows, ChainFit.optionContext(context, i, 0));
            }
        }
        return rows;
    }

    private Rows fitStep(int place, Rows before) {
        Step step = chain.steps().get(place);
        FitContext own = context.child("step " + place, place / parts, (place + 1) / parts);
        own.progress(step.stage(), step.transformer().describe(), 0);
        return step.located(place + 1, () -> {
            Dataset rows = before.training;
            TransformerFit fit = step.transformer().fit(rows, own);
            checkPlan(step, rows.schema(), fit.fitted());
            Dataset training =
                    Transforms.apply(fit.fitted(), rows, fit.trainingColumns(), context.workers(), new UnseenCounts(0));
            Dataset validation = before.validation == null ? null : validation(fit.fitted(), rows, before.validation);
            List<FittedTransformer> steps = new ArrayList<>(before.steps);
            steps.add(fit.fitted());
            long bytes = bytes(training, before.training) + bytes(validation, before.validation);
            return new Rows(training, validation, before.target, List.copyOf(steps), bytes, before.cost);
        });
    }

    /** What looks back on earlier rows finds them among the training rows, as it will when it predicts. */
    private Dataset validation(FittedTransformer fitted, Dataset training, Dataset validation) {
        if (!(fitted instanceof HistoryTransformer)) return Transforms.apply(fitted, validation, context.workers());
        Dataset all = Transforms.apply(fitted, training.concat(validation), context.workers());
        return all.rows(IntStream.range(training.rowCount(), all.rowCount()).toArray());
    }

    /** A custom step whose plan and fit disagree would surprise later; better here, with its name. */
    private static void checkPlan(Step step, Schema input, FittedTransformer fitted) {
        List<Field> planned = bare(input.after(step.transformer().plan(input)));
        List<Field> actual = bare(fitted.after(input));
        if (!planned.equals(actual)) {
            throw new IllegalStateException("Expected " + step.transformer().describe()
                    + " to write what it planned but it planned " + beyond(planned, actual) + " and writes "
                    + beyond(actual, planned) + ". Make plan and operations agree.");
        }
    }

    /** Where the two differ; all of them where only their order does. */
    private static String beyond(List<Field> fields, List<Field> others) {
        List<Field> own =
                fields.stream().filter(field -> !others.contains(field)).toList();
        boolean ordered = own.isEmpty() && fields.size() == others.size();
        return (ordered ? fields : own)
                .stream()
                        .map(field ->
                                "'" + field.name() + "' of type " + field.type().label())
                        .reduce((one, next) -> one + ", " + next)
                        .orElse("nothing else");
    }

    private static List<Field> bare(Schema schema) {
        return schema.fields().stream()
                .map(field -> new Field(field.name(), field.type()))
                .toList();
    }

    /** About how much memory rows take beyond those they were made from, with which they share columns. */
    private static long bytes(@Nullable Dataset rows, @Nullable Dataset from) {
        if (rows == null) return 0;
        Set<Column> shared = new HashSet<>(from == null ? List.of() : from.columns());
        long cell = 0;
        for (Column column : rows.columns()) {
            if (shared.contains(column)) continue;
            cell += column.type() == ColumnType.VECTOR ? 160 : 8; // a vector of a few entries, with its object
        }
        return cell * rows.rowCount();
    }
}
