package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something fitted that does all as another does, for those who know more of it and say so: everything but
 * {@link #profile()} is that of the other.
 *
 * @param <P> the kind of prediction
 */
public abstract class ForwardingFitted<P extends Prediction> implements Fitted<P> {
    private final Fitted<P> fitted;

    /**
     * Does as another does.
     *
     * @param fitted the other
     */
    protected ForwardingFitted(Fitted<P> fitted) {
        this.fitted = fitted;
    }

    /** {@return the other, which does the work} */
    protected final Fitted<P> delegate() {
        return fitted;
    }

    @Override
    public final Task<P> task() {
        return fitted.task();
    }

    @Override
    public final Schema schema() {
        return fitted.schema();
    }

    @Override
    public final Outputs<P> outputs() {
        return fitted.outputs();
    }

    @Override
    public final String describe() {
        return fitted.describe();
    }

    @Override
    public final List<Feature> features() {
        return fitted.features();
    }

    @Override
    public final List<RowProgram.Input> inputs() {
        return fitted.inputs();
    }

    @Override
    public final boolean toleratesMissing() {
        return fitted.toleratesMissing();
    }

    @Override
    public final boolean looksBack() {
        return fitted.looksBack();
    }

    @Override
    public final RowSession session() {
        return fitted.session();
    }

    @Override
    public final Predictions<P> predict(Dataset rows, @Nullable Dataset earlier, FitContext context) {
        return fitted.predict(rows, earlier, context);
    }

    @Override
    public final P predict(Row row) {
        return fitted.predict(row);
    }

    @Override
    public final Explanation explain(Row row) {
        return fitted.explain(row);
    }

    @Override
    public final Coefficients coefficients() {
        return fitted.coefficients();
    }

    @Override
    public final List<Finding> findings() {
        return fitted.findings();
    }

    @Override
    public final ColumnImportances importances() {
        return fitted.importances();
    }

    @Override
    public final Assessment<P> assess(Dataset rows, @Nullable Dataset earlier, FitContext context) {
        return fitted.assess(rows, earlier, context);
    }

    @Override
    public final String fingerprint() {
        return fitted.fingerprint();
    }
}
