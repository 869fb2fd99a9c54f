package io.github.millwork.bench;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Streams with drift that no rule was chosen on: other shifts, in part of other data and columns, than those of
 * {@link DriftStreams}. They are for the check alone; whoever chooses a rule by them must make new ones.
 */
final class FurtherStreams {
    private static final int ROWS = 12_000;
    private static final long SEED = 23;

    private final Path data;

    FurtherStreams(Path data) {
        this.data = data;
    }

    List<DriftStream> all() {
        return List.of(
                flightsInOrder(),
                flightsThatTellLess(),
                bikesThatGrow(),
                bikesThatWarm(),
                weatherThatTurns(),
                weatherThatSlides(),
                adultsInTurns(),
                housesEastward(),
                messages());
    }

    /** How far the change has come: 0 in the first quarter, 1 in the last. */
    private static double slide(int row, int rows) {
        return Math.max(0, Math.min(1, (row - rows / 4.0) / (rows / 2.0)));
    }

    private static Dataset some(Dataset rows) {
        int[] order = DriftStreams.shuffled(rows.rowCount());
        return rows.rows(Arrays.copyOf(order, Math.min(ROWS, order.length)));
    }

    private Dataset flights(Dataset rows) {
        Column delay = rows.column("arr_delay");
        return rows.select("carrier", "origin", "hour", "distance", "dep_delay")
                .with(DriftStreams.flags("late", rows.rowCount(), row -> delay.number(row) > 15));
    }

    private DriftStream flightsInOrder() {
        Dataset all = Csv.file(data.resolve("nycflights13/flights.csv")).load();
        int step = all.rowCount() / ROWS;
        Dataset rows = all.rows(IntStream.range(0, ROWS).map(i -> i * step + 5).toArray());
        return new DriftStream("flights with their start", "its own, over a year", "late", flights(rows));
    }

    private DriftStream flightsThatTellLess() {
        Dataset rows =
                flights(some(Csv.file(data.resolve("nycflights13/flights.csv")).load()));
        double[] delay = rows.column("dep_delay").toDoubles();
        double[] chance = new SplittableRandom(SEED).doubles(delay.length).toArray();
        for (int row = 0; row < delay.length; row++) {
            if (chance[row] < 0.8 * slide(row, delay.length)) delay[row] = Double.NaN;
        }
        return new DriftStream(
                "flights that tell less",
                "from a quarter to three quarters the delay at the start is ever more often missing, to 80 %",
                "late",
                rows.with(Column.numbers("dep_delay", delay)));
    }

    private Dataset bikes() {
        return Csv.file(data.resolve("bike_sharing/hour.csv"))
                .load()
                .drop("instant", "dteday", "casual", "registered", "yr");
    }

    private static DriftStream bikes(String name, String shift, Dataset rows, ToDoubleFunction<Integer> busy) {
        Column count = rows.column("cnt");
        return new DriftStream(
                name,
                shift,
                "busy",
                rows.drop("cnt")
                        .with(DriftStreams.flags(
                                "busy", rows.rowCount(), row -> count.number(row) > busy.applyAsDouble(row))));
    }

    private DriftStream bikesThatGrow() {
        Dataset rows = some(bikes());
        return bikes(
                "bikes that grow",
                "busy is above 100, and from a quarter to three quarters ever more, to 250",
                rows,
                row -> 100 + 150 * slide(row, rows.rowCount()));
    }

    private DriftStream bikesThatWarm() {
        Dataset all = bikes();
        Column temperature = all.column("temp");
        SplittableRandom random = new SplittableRandom(SEED);
        double[] noise = IntStream.range(0, all.rowCount())
                .mapToDouble(i -> 0.1 * random.nextGaussian())
                .toArray();
        int[] order = Arrays.copyOf(DriftStreams.shuffled(all.rowCount()), ROWS);
        int[] warming = DriftStreams.ordered(order, row -> temperature.number(row) + noise[row]);
        return bikes("bikes that warm", "by temperature and some chance", all.rows(warming), row -> 142);
    }

    private Dataset weather() {
        return some(Csv.file(data.resolve("weather_stream/weather.csv")).load());
    }

    private DriftStream weatherThatTurns() {
        Dataset rows = weather();
        double[] first = rows.column("feat_1").toDoubles();
        double[] second = rows.column("feat_2").toDoubles();
        for (int row = first.length / 2; row < first.length; row++) {
            double kept = first[row];
            first[row] = second[row];
            second[row] = kept;
        }
        return new DriftStream(
                "weather that turns",
                "from the middle on two columns change places",
                "target",
                rows.with(Column.numbers("feat_1", first)).with(Column.numbers("feat_2", second)));
    }

    private DriftStream weatherThatSlides() {
        Dataset rows = weather();
        double[] slid = rows.column("feat_2").toDoubles();
        for (int row = 0; row < slid.length; row++) slid[row] += 20 * slide(row, slid.length);
        return new DriftStream(
                "weather that slides",
                "from a quarter to three quarters a gauge shows ever more, by 20 degrees",
                "target",
                rows.with(Column.numbers("feat_2", slid)));
    }

    private DriftStream adultsInTurns() {
        Dataset all =
                some(Csv.file(data.resolve("adult/adult.csv")).missing("?").load());
        Column sex = all.column("sex");
        Column married = all.column("marital-status");
        int[] order = IntStream.range(0, all.rowCount()).toArray();
        int[] men = Arrays.stream(order)
                .filter(row -> "Male".equals(sex.string(row)))
                .toArray();
        int[] women = Arrays.stream(order)
                .filter(row -> "Female".equals(sex.string(row)))
                .toArray();
        int turns = Math.min(men.length, women.length) / 1_500;
        int[] inTurns = IntStream.range(0, 2 * turns * 1_500)
                .map(i -> (i / 1_500 % 2 == 0 ? men : women)[i / 3_000 * 1_500 + i % 1_500])
                .toArray();
        Dataset flagged = all.drop("marital-status", "relationship", "fnlwgt")
                .with(DriftStreams.flags(
                        "married",
                        all.rowCount(),
                        row -> String.valueOf(married.value(row)).startsWith("Married-civ")));
        return new DriftStream(
                "adults in turns", "1,500 men, 1,500 women, and again", "married", flagged.rows(inTurns));
    }

    private DriftStream housesEastward() {
        Dataset all = Csv.file(data.resolve("california_housing/housing.csv")).load();
        Column longitude = all.column("longitude");
        SplittableRandom random = new SplittableRandom(SEED);
        double[] noise = IntStream.range(0, all.rowCount())
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
        int[] order = Arrays.copyOf(DriftStreams.shuffled(all.rowCount()), ROWS);
        Dataset rows = all.rows(DriftStreams.ordered(order, row -> longitude.number(row) + noise[row]));
        Column value = rows.column("median_house_value");
        return new DriftStream(
                "houses eastward",
                "by longitude and some chance",
                "dear",
                rows.drop("median_house_value")
                        .with(DriftStreams.flags("dear", rows.rowCount(), row -> value.number(row) > 220_000)));
    }

    private DriftStream messages() {
        Dataset rows = some(Csv.file(data.resolve("sms_spam/sms_spam.csv")).load());
        int count = rows.rowCount();
        double[] length = new double[count];
        double[] digits = new double[count];
        double[] capitals = new double[count];
        for (int row = 0; row < count; row++) {
            String text = String.valueOf(rows.column("text").value(row));
            length[row] = text.length();
            capitals[row] = text.chars().filter(Character::isUpperCase).count();
            digits[row] =
                    row < count / 2 ? text.chars().filter(Character::isDigit).count() : 0;
        }
        Column label = rows.column("label");
        return new DriftStream(
                "messages",
                "from the middle on digits are masked",
                "spam",
                Dataset.of(
                        Column.numbers("length", length),
                        Column.numbers("digits", digits),
                        Column.numbers("capitals", capitals),
                        DriftStreams.flags("spam", count, row -> "spam".equals(String.valueOf(label.value(row))))));
    }
}
