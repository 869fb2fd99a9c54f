package io.github.millwork;

import io.github.millwork.data.Condition;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Source;

/** A source of which only the rows are kept for which a condition holds. */
record KeptSource(Source source, Condition condition) implements Source {
    @Override
    public Dataset load(FitContext context) {
        return source.load(context).where(condition);
    }

    @Override
    public String describe() {
        return source.describe() + " where " + condition;
    }
}
