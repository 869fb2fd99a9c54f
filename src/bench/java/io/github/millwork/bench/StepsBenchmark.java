package io.github.millwork.bench;

import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Row;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.stage.Transforms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fifteen mixed columns through impute, scale, one-hot and target encoding: seconds to fit them, rows a second in a batch and
 * one at a time. Arguments: the number of rows, of threads, and optionally a CSV file to write, which steps.py reads.
 */
public final class StepsBenchmark {
    private static final int RUNS = 5;
    private static final String[] FEW = {"c0", "c1", "c2", "c3"};
    private static final String[] MANY = {"d0", "d1"};

    private StepsBenchmark() {}

    /**
     * Runs it.
     *
     * @param args rows, threads, and a file or nothing
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        Dataset data = data(Integer.parseInt(args[0]));
        int threads = Integer.parseInt(args[1]);
        if (args.length > 2) write(data, Path.of(args[2]));
        List<Transformer> steps = List.of(
                Impute.median(numeric()),
                Impute.mostFrequent(named(FEW)),
                Scale.standard(numeric()),
                Encode.oneHot(named(FEW)),
                Encode.target(named(MANY)));
        double[] fits = new double[RUNS];
        double[] batches = new double[RUNS];
        List<FittedTransformer> fitted = List.of();
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            fitted = fit(steps, data, threads);
            fits[run] = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            Dataset rows = data;
            for (FittedTransformer step : fitted) rows = Transforms.apply(step, rows, threads);
            batches[run] = (System.nanoTime() - start) / 1e9;
        }
        System.out.printf(
                Locale.ROOT,
                "fit and transform %.2f s, transform as columns %.2f s, as rows %.2f us a row (%.0f rows/s), single by name %.2f us%n",
                median(fits),
                median(batches),
                batch(fitted, data),
                1e6 / batch(fitted, data),
                single(fitted, data));
    }

    private static List<FittedTransformer> fit(List<Transformer> steps, Dataset data, int threads) {
        List<FittedTransformer> fitted = new ArrayList<>();
        Dataset rows = data;
        for (Transformer step : steps) {
            TransformerFit fit = step.fit(rows, FitContext.of(1).withThreads(threads));
            fitted.add(fit.fitted());
            rows = Transforms.apply(fit.fitted(), rows, threads);
            for (Column column : fit.trainingColumns()) rows = rows.with(column);
        }
        return fitted;
    }

    /** As rows are scored in a batch: microseconds a row, on one thread. */
    private static double batch(List<FittedTransformer> fitted, Dataset data) {
        RowProgram program = RowProgram.of(data.schema(), fitted);
        Frame frame = program.frame();
        List<Column> columns = program.columns(data);
        double best = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            for (int row = 0; row < data.rowCount(); row++) {
                program.load(frame, columns, row);
                program.run(frame);
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e3 / data.rowCount());
        }
        return best;
    }

    /** As a row of a service is scored: microseconds a row, cells found by name. */
    private static double single(List<FittedTransformer> fitted, Dataset data) {
        RowProgram program = RowProgram.of(data.schema(), fitted);
        Frame frame = program.frame();
        List<Row> rows = data.head(10_000).rows();
        double best = Double.MAX_VALUE;
        for (int run = 0; run < 20 * RUNS; run++) {
            long start = System.nanoTime();
            for (Row row : rows) {
                program.load(frame, row);
                program.run(frame);
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e3 / rows.size());
        }
        return best;
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static Dataset data(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            double missing = i < 2 ? 0.1 : 0;
            columns.add(Column.numbers(
                    "x" + i,
                    random.doubles(rows, -100, 100)
                            .map(value -> value + 100 < 200 * missing ? Double.NaN : value)
                            .toArray()));
        }
        for (int i = 0; i < 3; i++) {
            columns.add(Column.integers("n" + i, random.longs(rows, 0, 50).toArray()));
        }
        for (int i = 0; i < FEW.length; i++) columns.add(category(FEW[i], rows, 5 + 8 * i, i == 0 ? 0.05 : 0, random));
        columns.add(category(MANY[0], rows, 1_000, 0, random));
        columns.add(category(MANY[1], rows, 20_000, 0, random));
        columns.add(Column.numbers("y", random.doubles(rows).toArray()).withRole(Role.TARGET));
        return Dataset.of(columns);
    }

    private static Column category(String name, int rows, int levels, double missing, SplittableRandom random) {
        List<String> names =
                IntStream.range(0, levels).mapToObj(level -> name + "-" + level).toList();
        int[] codes = IntStream.range(0, rows)
                .map(row -> random.nextDouble() < missing ? -1 : random.nextInt(levels))
                .toArray();
        return Column.categories(name, names, codes);
    }

    private static void write(Dataset data, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", data.schema().names()));
        for (int row = 0; row < data.rowCount(); row++) {
            int at = row;
            lines.add(data.columns().stream()
                    .map(column -> column.isMissing(at) ? "" : String.valueOf(column.value(at)))
                    .collect(Collectors.joining(",")));
        }
        Files.write(file, lines);
    }
}
