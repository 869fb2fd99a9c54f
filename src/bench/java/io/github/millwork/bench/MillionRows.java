package io.github.millwork.bench;

import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.train.HistogramBoosting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Boosting of the rows that million.py wrote: fits a pipeline to the first nine tenths three times, and prints seconds, AUC on the
 * rest and the peak resident memory. Arguments: the number of rows and the file.
 */
public final class MillionRows {
    private static final int COLUMNS = 20;

    private MillionRows() {}

    /**
     * Runs it.
     *
     * @param args rows and the file
     * @throws IOException if the file cannot be read
     */
    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[0]);
        Dataset all = read(Path.of(args[1]), rows);
        int cut = rows / 10 * 9;
        Dataset training = all.head(cut);
        Pipeline<Classification> pipeline = Pipeline.classify(Target.of("y").positive("1"))
                .train(HistogramBoosting.classifier().trees(100));
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            FittedPipeline<Classification> fitted = pipeline.fit(training);
            double seconds = (System.nanoTime() - start) / 1e9;
            Dataset test = all.rows(IntStream.range(cut, rows).toArray());
            System.out.printf(
                    Locale.ROOT,
                    "fit %.2f s, auc %.4f, %s%n",
                    seconds,
                    fitted.evaluate(test, ROC_AUC).score(ROC_AUC).value(),
                    peak());
        }
    }

    private static Dataset read(Path file, int rows) throws IOException {
        Column[] columns = new Column[COLUMNS + 1];
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(8 * rows).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i <= COLUMNS; i++) {
                bytes.clear();
                while (bytes.hasRemaining()) channel.read(bytes);
                double[] values = new double[rows];
                bytes.flip().asDoubleBuffer().get(values);
                columns[i] = i < COLUMNS
                        ? Column.numbers("x" + i, values)
                        : Column.integers(
                                "y",
                                Arrays.stream(values).mapToLong(y -> (long) y).toArray());
            }
        }
        return Dataset.of(columns);
    }

    private static String peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElse("");
    }
}
