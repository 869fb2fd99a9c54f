package io.github.millwork.deploy;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Explanation;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Profile;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.RowSession;
import io.github.millwork.stage.Task;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something fitted, which knows what it was fitted to: that lies beside it in a file.
 *
 * @param <P> the kind of prediction
 * @param fitted what was fitted
 * @param profile what the rows were like, where that is known
 */
record Profiled<P extends Prediction>(Fitted<P> fitted, Optional<Profile> profile) implements Fitted<P> {
    /** Gives what knows what is known of it. */
    static Fitted<?> of(ModelSource.Loaded loaded) {
        Fitted<?> fitted = loaded.fitted();
        return fitted.profile().isPresent() ? fitted : of(fitted, loaded.profile());
    }

    private static <P extends Prediction> Fitted<P> of(Fitted<P> fitted, Optional<Profile> profile) {
        return new Profiled<>(fitted, profile);
    }

    @Override
    public Task<P> task() {
        return fitted.task();
    }

    @Override
    public Schema schema() {
        return fitted.schema();
    }

    @Override
    public Outputs<P> outputs() {
        return fitted.outputs();
    }

    @Override
    public String describe() {
        return fitted.describe();
    }

    @Override
    public List<Feature> features() {
        return fitted.features();
    }

    @Override
    public List<RowProgram.Input> inputs() {
        return fitted.inputs();
    }

    @Override
    public boolean toleratesMissing() {
        return fitted.toleratesMissing();
    }

    @Override
    public boolean looksBack() {
        return fitted.looksBack();
    }

    @Override
    public RowSession session() {
        return fitted.session();
    }

    @Override
    public Predictions<P> predict(Dataset rows, @Nullable Dataset earlier, FitContext context) {
        return fitted.predict(rows, earlier, context);
    }

    @Override
    public P predict(Row row) {
        return fitted.predict(row);
    }

    @Override
    public Explanation explain(Row row) {
        return fitted.explain(row);
    }

    @Override
    public Assessment<P> assess(Dataset rows, @Nullable Dataset earlier, FitContext context) {
        return fitted.assess(rows, earlier, context);
    }

    @Override
    public String fingerprint() {
        return fitted.fingerprint();
    }
}
