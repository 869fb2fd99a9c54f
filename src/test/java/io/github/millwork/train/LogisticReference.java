package io.github.millwork.train;

import io.github.millwork.stage.TrainingData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The rows and the numbers of logistic.csv, which logistic.py makes. */
final class LogisticReference {
    private static final String WEIGHTED = "weighted ";
    private static final Map<String, double[]> NUMBERS = read();

    private LogisticReference() {}

    private static Map<String, double[]> read() {
        Map<String, double[]> numbers = new HashMap<>();
        try {
            for (String line : Files.readAllLines(Path.of("src/test/resources/train/logistic.csv"))) {
                String[] cells = line.split(",");
                numbers.put(
                        cells[0],
                        Arrays.stream(cells)
                                .skip(1)
                                .mapToDouble(Double::parseDouble)
                                .toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return numbers;
    }

    static double[] of(String name) {
        return NUMBERS.get(name);
    }

    static double[][] cells(String name) {
        String plain = plain(name);
        int width = (int) of(plain + " shape")[1];
        double[] all = of(plain + " rows");
        double[][] cells = new double[all.length / width][];
        Arrays.setAll(cells, row -> Arrays.copyOfRange(all, row * width, (row + 1) * width));
        return cells;
    }

    /** Rows of a set; weighted ones have weights that go by their place. */
    static TrainingData rows(String name) {
        String[] labels = Arrays.stream(of(plain(name) + " classes"))
                .mapToObj(code -> "c" + (int) code)
                .toArray(String[]::new);
        TrainingData data = TestRows.of(cells(name), labels);
        if (!name.startsWith(WEIGHTED)) return data;
        double[] weights = new double[data.rows()];
        Arrays.setAll(weights, row -> row % 3 + 0.5);
        return TestRows.weighted(data, weights);
    }

    private static String plain(String name) {
        return name.startsWith(WEIGHTED) ? name.substring(WEIGHTED.length()) : name;
    }
}
