package io.github.millwork.train;

import io.github.millwork.stage.TrainingData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The complete rows of examples/data/penguins.csv, on the scales of linear.py, and the reference values made there and in
 * unsupervised.py.
 */
final class Penguins {
    private static final List<String> COLUMNS =
            List.of("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g");
    private static final double[] SCALES = {50, 20, 200, 4000};
    private static final Map<String, double[]> REFERENCE = reference();

    private final List<String> header;
    private final List<String[]> birds;

    Penguins() {
        List<String[]> lines = lines(Path.of("examples/data/penguins.csv"));
        header = List.of(lines.get(0));
        birds = lines.stream()
                .skip(1)
                .filter(cells -> Arrays.stream(cells).noneMatch(String::isEmpty))
                .toList();
    }

    private static List<String[]> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, double[]> reference() {
        Map<String, double[]> numbers = new HashMap<>();
        for (String file : List.of(
                "linear.csv",
                "squares.csv",
                "neighbours.csv",
                "trees.csv",
                "learners.csv",
                "members.csv",
                "boosting.csv",
                "unsupervised.csv")) {
            for (String[] line : lines(Path.of("src/test/resources/train", file))) {
                numbers.put(
                        line[0],
                        Arrays.stream(line)
                                .skip(1)
                                .mapToDouble(Double::parseDouble)
                                .toArray());
            }
        }
        return numbers;
    }

    static double[] reference(String name) {
        return REFERENCE.get(name);
    }

    /** The first so many of the four measures. */
    double[][] features(int count) {
        return birds.stream()
                .map(bird -> {
                    double[] row = new double[count];
                    for (int i = 0; i < count; i++) row[i] = number(bird, COLUMNS.get(i)) / SCALES[i];
                    return row;
                })
                .toArray(double[][]::new);
    }

    private double number(String[] bird, String column) {
        return Double.parseDouble(bird[header.indexOf(column)]);
    }

    TrainingData classes(String column) {
        return TestRows.of(
                features(4),
                birds.stream().map(bird -> bird[header.indexOf(column)]).toArray(String[]::new));
    }

    TrainingData bodyMass() {
        return TestRows.of(
                features(3),
                birds.stream().mapToDouble(bird -> number(bird, "body_mass_g")).toArray());
    }
}
