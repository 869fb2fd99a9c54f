package io.github.millwork.testkit;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the plain CSV files of the tests (no quotes, an empty cell is missing) with the types that the cells suggest. */
public final class TestTables {
    private TestTables() {}

    public static Dataset credit() {
        return csv(Path.of("examples/data/credit.csv"));
    }

    public static Dataset penguins() {
        return csv(Path.of("examples/data/penguins.csv"));
    }

    public static Dataset fixture(String path) {
        return csv(Path.of("src/test/resources").resolve(path));
    }

    private static Dataset csv(Path file) {
        try {
            List<String[]> rows = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(line -> line.split(",", -1))
                    .toList();
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < rows.get(0).length; i++) {
                int at = i;
                columns.add(column(
                        rows.get(0)[at],
                        rows.stream().skip(1).map(row -> row[at]).toArray(String[]::new)));
            }
            return Dataset.of(columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Column column(String name, String[] cells) {
        if (all(cells, "-?\\d+")) {
            return Column.integers(
                    name,
                    Arrays.stream(cells)
                            .mapToLong(cell -> cell.isEmpty() ? Long.MIN_VALUE : Long.parseLong(cell))
                            .toArray());
        }
        if (all(cells, "-?\\d+(\\.\\d+)?(e[-+]?\\d+)?")) {
            return Column.numbers(
                    name,
                    Arrays.stream(cells)
                            .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                            .toArray());
        }
        return Column.categories(name, cells);
    }

    private static boolean all(String[] cells, String pattern) {
        return Arrays.stream(cells).allMatch(cell -> cell.isEmpty() || cell.matches(pattern));
    }
}
