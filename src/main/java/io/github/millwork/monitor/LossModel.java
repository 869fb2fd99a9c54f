package io.github.millwork.monitor;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.JudgedRow;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Direct loss estimation: a model of how far off the predictions are, fitted to rows held out, and asked about rows whose truth
 * is not known. Blind to concept drift, as {@link Estimates} are.
 */
final class LossModel {
    private static final String LOSS = "loss";

    private final Encoded encoded;
    private final Fitted<Regression> absolute;
    private final Fitted<Regression> squared;

    LossModel(Encoded encoded, List<JudgedRow> judged, Learner<Regression> learner) {
        this.encoded = encoded;
        this.absolute = fitted(judged, learner, 1);
        this.squared = fitted(judged, learner, 2);
    }

    private Fitted<Regression> fitted(List<JudgedRow> judged, Learner<Regression> learner, int power) {
        List<Column> columns = columns(
                judged.stream().map(JudgedRow::cells).toList(),
                judged.stream().map(JudgedRow::out).toList());
        columns.add(Column.numbers(
                LOSS,
                judged.stream()
                        .mapToDouble(row -> Math.pow(Math.abs(row.out()[0] - row.truth()), power))
                        .toArray()));
        Chain<Regression> chain = new Chain<>(Task.regress(Target.of(LOSS)), List.of(), learner);
        return chain.fit(Dataset.of(columns), FitContext.of(power));
    }

    private List<Column> columns(List<int[]> cells, List<double[]> out) {
        List<Column> columns = new ArrayList<>(Encoded.columns(encoded.rows(cells)));
        columns.add(Column.numbers(
                "prediction", out.stream().mapToDouble(numbers -> numbers[0]).toArray()));
        return columns;
    }

    Map<String, Double> metrics(List<SampledRow> rows) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (rows.isEmpty()) return metrics;
        Dataset data = Dataset.of(columns(
                SampledRow.cells(rows), rows.stream().map(SampledRow::out).toList()));
        metrics.put("MAE", mean(absolute, data));
        metrics.put("RMSE", Math.sqrt(Math.max(0, mean(squared, data))));
        return metrics;
    }

    private static double mean(Fitted<Regression> fitted, Dataset rows) {
        return fitted.predict(rows).stream()
                .mapToDouble(Regression::value)
                .average()
                .orElse(Double.NaN);
    }
}
