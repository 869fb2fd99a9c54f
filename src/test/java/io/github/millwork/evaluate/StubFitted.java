package io.github.millwork.evaluate;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.RowSession;
import io.github.millwork.stage.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers what it was made with, whatever it is asked.
 *
 * @param <P> the kind of prediction
 * @param task what is predicted
 * @param known the answer
 */
record StubFitted<P extends Prediction>(Task<P> task, Assessment<P> known) implements Fitted<P> {
    @Override
    public Schema schema() {
        return Schema.of(List.of());
    }

    @Override
    public Outputs<P> outputs() {
        return known.predictions().outputs();
    }

    @Override
    public List<RowProgram.Input> inputs() {
        return List.of();
    }

    @Override
    public boolean toleratesMissing() {
        return true;
    }

    @Override
    public boolean looksBack() {
        return false;
    }

    @Override
    public RowSession session() {
        throw new IllegalStateException("no rows");
    }

    @Override
    public Predictions<P> predict(Dataset rows, @Nullable Dataset earlier, FitContext context) {
        return known.predictions();
    }

    @Override
    public P predict(Row row) {
        return known.predictions().get(0);
    }

    @Override
    public Assessment<P> assess(Dataset rows, @Nullable Dataset earlier, FitContext context) {
        return known;
    }

    @Override
    public String fingerprint() {
        return "known";
    }
}
