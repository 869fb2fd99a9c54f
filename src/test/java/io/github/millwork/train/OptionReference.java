package io.github.millwork.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The reference values made by options.py. */
final class OptionReference {
    private static final Map<String, double[]> NUMBERS = read();

    private OptionReference() {}

    private static Map<String, double[]> read() {
        Map<String, double[]> numbers = new HashMap<>();
        try {
            for (String line : Files.readAllLines(Path.of("src/test/resources/train/options.csv"))) {
                String[] cells = line.split(",", -1);
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
}
