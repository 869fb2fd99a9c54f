package io.github.millwork.bench;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Streams with drift: three whose drift is their own, in the order of time, and ten made of real rows by a shift that is
 * written down here. Rows are taken at random, by a seed, where no order is given.
 */
final class DriftStreams {
    private static final int ROWS = 16_000;
    private static final long SEED = 7;
    private static final String YES = "yes";
    private static final String NO = "no";

    private final Path data;

    DriftStreams(Path data) {
        this.data = data;
    }

    List<DriftStream> of(String group) {
        return switch (group) {
            case "time" -> List.of(weather(), bikes(), flights(), bikesRecurring());
            case "adult" -> adult();
            case "houses" -> houses();
            case "further" -> new FurtherStreams(data).all();
            default -> throw new IllegalArgumentException("Expected time, adult, houses or further but found " + group);
        };
    }

    static int[] shuffled(int rows) {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] order = IntStream.range(0, rows).toArray();
        for (int i = rows - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    /** Rows by a key that rises, of which some is chance. */
    static int[] ordered(int[] rows, IntToDoubleFunction key) {
        double[] keys = Arrays.stream(rows).mapToDouble(key).toArray();
        Integer[] places = IntStream.range(0, rows.length).boxed().toArray(Integer[]::new);
        Arrays.sort(places, Comparator.comparingDouble(place -> keys[place]));
        return Arrays.stream(places).mapToInt(place -> rows[place]).toArray();
    }

    static Column flags(String name, int rows, IntPredicate yes) {
        String[] cells = new String[rows];
        for (int row = 0; row < rows; row++) cells[row] = yes.test(row) ? YES : NO;
        return Column.categories(name, cells);
    }

    private DriftStream weather() {
        Dataset rows = Csv.file(data.resolve("weather_stream/weather.csv")).load();
        return new DriftStream("weather", "its own, over fifty years", "target", rows);
    }

    private Dataset bikeRows() {
        return Csv.file(data.resolve("bike_sharing/hour.csv"))
                .load()
                .drop("instant", "dteday", "casual", "registered", "yr");
    }

    private DriftStream bikes() {
        Dataset rows = bikeRows();
        Column count = rows.column("cnt");
        Dataset flagged = rows.drop("cnt").with(flags("busy", rows.rowCount(), row -> count.number(row) > 142));
        return new DriftStream("bikes", "its own, over two years", "busy", flagged);
    }

    private DriftStream bikesRecurring() {
        Dataset all = bikeRows();
        Dataset rows = all.rows(Arrays.copyOf(shuffled(all.rowCount()), ROWS));
        Column count = rows.column("cnt");
        Dataset flagged = rows.drop("cnt")
                .with(flags("busy", rows.rowCount(), row -> count.number(row) > (row / 4_000 % 2 == 0 ? 142 : 300)));
        return new DriftStream(
                "bikes, recurring concept", "busy is above 142 or, every other 4,000 rows, above 300", "busy", flagged);
    }

    private DriftStream flights() {
        Dataset all = Csv.file(data.resolve("nycflights13/flights.csv")).load();
        int step = all.rowCount() / ROWS;
        Dataset rows = all.rows(IntStream.range(0, ROWS).map(i -> i * step).toArray());
        Column delay = rows.column("arr_delay");
        Dataset flagged = rows.select("carrier", "origin", "hour", "distance")
                .with(flags("late", rows.rowCount(), row -> delay.number(row) > 15));
        return new DriftStream("flights", "its own, over a year", "late", flagged);
    }

    private List<DriftStream> adult() {
        Dataset known = Csv.file(data.resolve("adult/adult.csv")).missing("?").load();
        int[] order = Arrays.copyOf(shuffled(known.rowCount()), ROWS);
        Dataset rows = known.rows(order);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] chance = random.doubles(ROWS).toArray();
        double[] noise = IntStream.range(0, known.rowCount())
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
        Column age = known.column("age");
        int[] byAge = ordered(order, row -> age.number(row) > 37 ? 1 : 0);
        int[] ageing = ordered(order, row -> age.number(row) + 10 * noise[row]);
        String married = "the class of the married is the other one";
        return List.of(
                adult("adult, sudden concept", "from the middle on " + married, rows, row -> row >= ROWS / 2),
                adult(
                        "adult, gradual concept",
                        "from a quarter to three quarters ever more often " + married,
                        rows,
                        row -> chance[row] < (row - ROWS / 4.0) / (ROWS / 2.0)),
                adult(
                        "adult, recurring concept",
                        "every other 4,000 rows " + married,
                        rows,
                        row -> row / 4_000 % 2 == 1),
                adult("adult, sudden covariate", "first up to 37 years, then above", known.rows(byAge), row -> false),
                adult("adult, gradual covariate", "by age and as much chance", known.rows(ageing), row -> false));
    }

    private static DriftStream adult(String name, String shift, Dataset rows, IntPredicate turned) {
        Column income = rows.column("income");
        Column marital = rows.column("marital-status");
        Dataset flagged = rows.drop("income", "fnlwgt").with(flags("rich", rows.rowCount(), row -> {
            boolean rich = String.valueOf(income.value(row)).startsWith(">50K");
            boolean married = String.valueOf(marital.value(row)).startsWith("Married-civ");
            return rich != (married && turned.test(row));
        }));
        return new DriftStream(name, shift, "rich", flagged);
    }

    private List<DriftStream> houses() {
        Dataset all = Csv.file(data.resolve("california_housing/housing.csv")).load();
        int[] order = Arrays.copyOf(shuffled(all.rowCount()), ROWS);
        Dataset rows = all.rows(order);
        Column latitude = all.column("latitude");
        int[] north =
                Arrays.stream(order).filter(row -> latitude.number(row) > 36).toArray();
        int[] south =
                Arrays.stream(order).filter(row -> latitude.number(row) <= 36).toArray();
        int[] southward =
                IntStream.concat(Arrays.stream(north), Arrays.stream(south)).toArray();
        return List.of(
                houses(
                        "houses, sudden concept",
                        "from the middle on income and age change places",
                        swapped(rows),
                        row -> 180_000),
                houses(
                        "houses, gradual concept",
                        "dear is above 180,000, and from a quarter to three quarters ever more, to 300,000",
                        rows,
                        row -> 180_000 + 120_000 * Math.max(0, Math.min(1, (row - ROWS / 4.0) / (ROWS / 2.0)))),
                houses(
                        "houses, sudden covariate",
                        "first the north, then the south",
                        all.rows(southward),
                        row -> 180_000),
                houses(
                        "houses, recurring covariate",
                        "2,000 of the north, 2,000 of the south, and again",
                        all.rows(turns(north, south)),
                        row -> 180_000));
    }

    private static int[] turns(int[] north, int[] south) {
        List<Integer> rows = new ArrayList<>();
        for (int turn = 0; turn * 2_000 < Math.min(north.length, south.length) - 2_000; turn++) {
            for (int[] side : List.of(north, south)) {
                for (int i = turn * 2_000; i < (turn + 1) * 2_000; i++) rows.add(side[i]);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Dataset swapped(Dataset rows) {
        double[] income = rows.column("median_income").toDoubles();
        double[] age = rows.column("housing_median_age").toDoubles();
        for (int row = rows.rowCount() / 2; row < rows.rowCount(); row++) {
            double kept = income[row];
            income[row] = age[row];
            age[row] = kept;
        }
        return rows.with(Column.numbers("median_income", income)).with(Column.numbers("housing_median_age", age));
    }

    private static DriftStream houses(String name, String shift, Dataset rows, IntToDoubleFunction dear) {
        Column value = rows.column("median_house_value");
        Dataset flagged = rows.drop("median_house_value")
                .with(flags("dear", rows.rowCount(), row -> value.number(row) > dear.applyAsDouble(row)));
        return new DriftStream(name, shift, "dear", flagged);
    }
}
