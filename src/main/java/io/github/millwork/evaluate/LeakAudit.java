package io.github.millwork.evaluate;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Split;
import io.github.millwork.data.Splitter;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Looks for knowledge of the rows held out that found its way into a fit, and for what makes rows held out easier to
 * predict than new ones will be. Works on any estimator, with steps and learners of whatever kind, since it looks at what
 * comes out: everything held out is randomised, and the fit must not change in a bit. Immutable.
 */
public final class LeakAudit {
    private static final int ROUNDS = 2;
    private static final int ROWS_ALONE = 50;

    private final List<Finding> findings;

    private LeakAudit(List<Finding> findings) {
        this.findings = List.copyOf(findings);
    }

    /** How a check ended. */
    public enum Verdict {
        /** Nothing was found. */
        PASSED,
        /** Something was found that may be right, and should be known. */
        WARNING,
        /** The score on the rows held out cannot be trusted. */
        FAILED
    }

    /**
     * What a check found.
     *
     * @param check what was checked
     * @param verdict how it ended
     * @param detail what was found and what to do; empty where it passed
     */
    public record Finding(String check, Verdict verdict, String detail) {}

    /**
     * Audits an estimator.
     *
     * @param <P> the kind of prediction
     * @param estimator what is fitted
     * @param data the rows, with target, groups and times
     * @param resampling which rows are held out; the first cut is looked at
     * @param context seed and threads
     * @return what was found
     * @throws io.github.millwork.data.DataException if the rows cannot be cut, or the estimator cannot be fitted to them
     */
    public static <P extends Prediction> LeakAudit of(
            Estimator<P> estimator, Dataset data, Resampling resampling, FitContext context) {
        return of((Function<Dataset, Estimator<P>>) all -> estimator, data, resampling, context);
    }

    /**
     * Audits whatever is made of collected data before it is cut, and then fitted: this finds a value, a list or a
     * statistic that was taken from all rows and built into a step.
     *
     * @param <P> the kind of prediction
     * @param made makes the estimator of all the data
     * @param data the rows, with target, groups and times
     * @param resampling which rows are held out; the first cut is looked at
     * @param context seed and threads
     * @return what was found
     * @throws io.github.millwork.data.DataException if the rows cannot be cut, or the estimator cannot be fitted to them
     */
    public static <P extends Prediction> LeakAudit of(
            Function<Dataset, Estimator<P>> made, Dataset data, Resampling resampling, FitContext context) {
        Estimator<P> estimator = made.apply(data);
        Task<P> task = estimator.task();
        Splitter.Request request = new Splitter.Request(task.column().orElse(null), OptionalLong.of(context.seed()));
        Cut cut = resampling.cuts(data, request).get(0);
        Split split = cut.of(data);
        Fitted<P> fitted = estimator.fit(split.train(), context);
        List<Finding> findings = new ArrayList<>();
        findings.add(trace(made, data, cut, fitted, context));
        findings.add(alone(fitted, split.test()));
        findings.addAll(new SplitChecks(task, split).findings());
        return new LeakAudit(findings);
    }

    /** A fit that the rows held out had no part in does not change when they do. */
    private static <P extends Prediction> Finding trace(
            Function<Dataset, Estimator<P>> made, Dataset data, Cut cut, Fitted<P> fitted, FitContext context) {
        String check = "rows held out leave no trace in the fit";
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random =
                    new SplittableRandom(context.child("audit " + round).seed());
            Dataset changed = Randomised.rows(data, cut.test(), random);
            Fitted<P> other = made.apply(changed).fit(cut.of(changed).train(), context);
            if (!other.fingerprint().equals(fitted.fingerprint())) {
                return new Finding(
                        check,
                        Verdict.FAILED,
                        "All values of the " + cut.test().length + " rows held out were randomised, and another "
                                + "pipeline was fitted. A step or learner knows them: let it learn in fit, from the rows "
                                + "that it is given, and nowhere else.");
            }
        }
        return new Finding(check, Verdict.PASSED, "");
    }

    /** What is predicted for a row does not depend on which rows are predicted with it. */
    private static <P extends Prediction> Finding alone(Fitted<P> fitted, Dataset test) {
        String check = "a row is predicted alike whatever rows come with it";
        if (fitted.looksBack()) return new Finding(check, Verdict.PASSED, "");
        List<P> together = fitted.predict(test);
        for (int row = 0; row < Math.min(ROWS_ALONE, test.rowCount()); row++) {
            if (fitted.predict(test.rows(row)).get(0).equals(together.get(row))) continue;
            return new Finding(
                    check,
                    Verdict.FAILED,
                    "Row " + row + " of those held out gets another prediction alone than among the others. A step "
                            + "computes something of the rows to be predicted: let it learn that in fit.");
        }
        return new Finding(check, Verdict.PASSED, "");
    }

    /** {@return what each check found} */
    public List<Finding> findings() {
        return findings;
    }

    /** {@return whether no check failed; there may be warnings} */
    public boolean passed() {
        return findings.stream().noneMatch(finding -> finding.verdict() == Verdict.FAILED);
    }

    /** {@return the checks as a table, and what was found} */
    @Override
    public String toString() {
        TextTable table = new TextTable("check", "verdict");
        StringBuilder details = new StringBuilder();
        for (Finding finding : findings) {
            table.row(finding.check(), finding.verdict().name().toLowerCase(java.util.Locale.ROOT));
            if (!finding.detail().isEmpty()) details.append('\n').append(finding.detail());
        }
        return table + details.toString();
    }
}
