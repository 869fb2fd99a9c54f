package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Splitter;
import io.github.millwork.evaluate.CrossValidation.Method;
import io.github.millwork.stage.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cuts a dataset by cross-validation.
 *
 * @param how how
 * @param data the rows to cut
 * @param request the target, and the seed where {@code how} has none
 */
record FoldCuts(CrossValidation how, Dataset data, Splitter.Request request) {
    List<Cut> cuts() {
        if (how.method() == Method.SUITED) return new FoldCuts(suited(), data, request).cuts();
        int fewest = Math.max(2, how.folds());
        if (data.rowCount() < fewest) {
            throw new DataException("Expected at least " + fewest + " rows for " + how.describe() + " but there "
                    + (data.rowCount() == 1 ? "is 1" : "are " + data.rowCount())
                    + ". Collect more rows, or use fewer folds.");
        }
        return how.method() == Method.LEAVE_ONE_GROUP_OUT ? FoldDealer.eachGroup(groups()) : dealt();
    }

    private CrossValidation suited() {
        String target = request.target();
        ColumnType type = target == null ? null : data.column(target).type();
        boolean classes = type == ColumnType.CATEGORY || type == ColumnType.BOOLEAN;
        boolean groupsKnown = data.schema().withRole(Role.GROUP).isPresent();
        Method suited = groupsKnown
                ? classes ? Method.STRATIFIED_GROUPED : Method.GROUPED
                : classes ? Method.STRATIFIED : Method.RANDOM;
        return new CrossValidation(suited, null, null, how.folds(), how.repeats(), how.seed());
    }

    private List<Cut> dealt() {
        Method method = how.method();
        boolean stratified = method == Method.STRATIFIED || method == Method.STRATIFIED_GROUPED;
        boolean grouped = method == Method.GROUPED || method == Method.STRATIFIED_GROUPED;
        FoldClasses classes = stratified ? classes() : null;
        FoldDealer.Known known = new FoldDealer.Known(
                data.rowCount(), grouped ? groups() : null, classes == null ? null : classes.rows());
        SplittableRandom random =
                new SplittableRandom(how.seed().orElse(request.seed().orElse(0)));
        List<Cut> cuts = new ArrayList<>();
        for (int repeat = 0; repeat < how.repeats(); repeat++) {
            int[] fold = new FoldDealer(how.folds(), random.split()).deal(known);
            if (classes != null) classes.check(fold, how.folds(), repeat == 0);
            cuts.addAll(FoldDealer.cuts(fold, how.folds()));
        }
        return List.copyOf(cuts);
    }

    private FoldClasses classes() {
        String name = how.strata() != null ? how.strata() : request.target();
        if (name == null) {
            throw new IllegalArgumentException("Expected a column to stratify by but there is no target here. Name the "
                    + "column: CrossValidation." + call("stratified") + ".");
        }
        RowKeys.Groups rows = RowKeys.classes(
                data.column(name),
                how.method() == Method.STRATIFIED ? "CrossValidation.random" : "CrossValidation.grouped");
        FoldClasses classes = new FoldClasses(rows, name, how.describe());
        if (how.method() == Method.STRATIFIED) classes.checkSizes(how.folds());
        return classes;
    }

    private RowKeys.Groups groups() {
        boolean each = how.method() == Method.LEAVE_ONE_GROUP_OUT;
        String call = each ? "leaveOneGroupOut(\"column\")" : call("grouped");
        Column column = RowKeys.column(data, how.groups(), Role.GROUP, how.describe(), "CrossValidation." + call);
        RowKeys.Groups found = RowKeys.groups(column);
        int fewest = Math.max(2, how.folds());
        if (found.sizes().length < fewest) {
            throw new DataException("Expected at least " + fewest + " groups in the column '" + column.name()
                    + "' for " + how.describe() + " but found " + found.sizes().length
                    + ". Use fewer folds, or group by another column.");
        }
        return found;
    }

    private String call(String simple) {
        return how.method() == Method.STRATIFIED_GROUPED
                ? "stratifiedGrouped(\"class column\", \"group column\", " + how.folds() + ")"
                : simple + "(\"column\", " + how.folds() + ")";
    }
}
