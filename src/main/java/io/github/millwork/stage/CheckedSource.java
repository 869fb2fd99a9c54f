package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.ExpectationReport;
import io.github.millwork.data.Expectations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source whose rows are checked as soon as they are there.
 *
 * @param source where they come from
 * @param expectations what is expected of them
 * @param required whether it fails if they are not so; else it warns
 */
record CheckedSource(Source source, Expectations expectations, boolean required) implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(Source.class);

    @Override
    public Dataset load(FitContext context) {
        Dataset rows = source.load(context);
        ExpectationReport report = expectations.check(rows);
        if (!report.passed() && required) {
            throw new DataException("Expected data of which all expectations hold (" + source.describe() + ") but "
                    + report + "\nMend the data where it comes from, or leave these rows out.");
        }
        if (!report.passed()) LOG.warn("Not all is as expected of {}: {}", source.describe(), report);
        context.progress("check", report.toString(), 1);
        return rows;
    }

    @Override
    public String describe() {
        return source.describe();
    }

    /** It is not saved: what is kept of collected data is where it came from. */
    @Override
    public boolean isData() {
        return false;
    }
}
