package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes the features of a batch of rows, by whichever driver the steps of a chain need. */
final class ChainFeatures {
    /**
     * The features of rows, and what was met on the way.
     *
     * @param matrix the features of each row
     * @param unseen how many cells of each column held a category that was not there in training
     */
    record Batch(FeatureMatrix matrix, Map<String, Long> unseen) implements FitCache.Sized {
        @Override
        public long bytes() {
            return matrix.bytes();
        }
    }

    /** What the features of rows depend on, but for the columns that are the same in all rows of a search. */
    private record Key(FitCache.Same rows, FitCache.Same earlier, List<FitCache.Same> steps) {}

    private final RowProgram program;
    private final List<FittedTransformer> steps;
    private final Schema schema;

    ChainFeatures(RowProgram program, List<FittedTransformer> steps, Schema schema) {
        this.program = program;
        this.steps = steps;
        this.schema = schema;
    }

    boolean lookBack() {
        return steps.stream().anyMatch(HistoryTransformer.class::isInstance);
    }

    /** Computes the features, or takes those of a chain with the very same steps from the cache. */
    Batch of(Dataset rows, @Nullable Dataset earlier, FitContext context) {
        FitCache cache = context.cache().orElse(null);
        if (cache == null) return compute(rows, earlier, context.workers());
        Key key = new Key(
                new FitCache.Same(rows),
                new FitCache.Same(earlier == null ? rows : earlier),
                steps.stream().map(FitCache.Same::new).toList());
        return cache.get(key, () -> compute(rows, earlier, context.workers()));
    }

    private Batch compute(Dataset rows, @Nullable Dataset earlier, Workers workers) {
        if (lookBack()) {
            Dataset read = read(withTarget(rows));
            UnseenCounts unseen = new UnseenCounts(earlier == null ? 0 : earlier.rowCount());
            Dataset all = earlier == null ? read : read(earlier).concat(read);
            return new Batch(ColumnDriver.features(program, steps, all, workers, unseen), unseen.counts());
        }
        List<Column> columns = program.columns(rows);
        FeatureMatrix.Builder builder =
                new FeatureMatrix.Builder(program.features().size(), rows.rowCount());
        Frame frame = program.frame();
        for (int row = 0; row < rows.rowCount(); row++) {
            program.load(frame, columns, row);
            program.run(frame);
            builder.add(frame.features());
        }
        return new Batch(builder.build(), frame.unseen());
    }

    /** A step that looks back may read the past of the target; of the rows in question it need not be known. */
    private Dataset withTarget(Dataset rows) {
        Dataset all = rows;
        for (Field field : targets()) {
            if (all.has(field.name())) continue;
            ColumnSink unknown = new ColumnSink(field, rows.rowCount());
            for (int row = 0; row < rows.rowCount(); row++) {
                if (field.type().fitsDouble()) unknown.take(row, Double.NaN);
            }
            all = all.with(unknown.column());
        }
        return all;
    }

    private List<Field> targets() {
        return program.inputs().stream()
                .map(input -> schema.field(input.column()))
                .filter(field -> field.role() == Role.TARGET)
                .toList();
    }

    /** The columns that the program reads, with the types and roles that they had in training. */
    private Dataset read(Dataset rows) {
        return Dataset.of(program.columns(rows).stream()
                .map(column -> column.withRole(schema.field(column.name()).role()))
                .toList());
    }
}
