package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarningsTest {
    private static final int ROWS = 400;

    private static double[] normal(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, ROWS).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static List<String> kinds(List<DataWarning> warnings) {
        return warnings.stream().map(each -> each.kind() + " " + each.columns()).toList();
    }

    private static String[] strings(java.util.function.IntFunction<String> cell) {
        return IntStream.range(0, ROWS).mapToObj(cell).toArray(String[]::new);
    }

    @Test
    void soundDataHasNone() {
        Dataset data = Dataset.of(
                Column.numbers("x", normal(1)),
                Column.numbers("y", normal(2)),
                Column.categories("c", strings(i -> "c" + i % 7)),
                Column.categories("t", strings(i -> i % 3 == 0 ? "yes" : "no")));
        assertThat(data.warnings("t")).isEmpty();
        assertThat(data.warnings()).isEmpty();
    }

    @Test
    void columnsThatAreConstantIdLikeOrOfManyCategories() {
        Random random = new Random(1);
        Dataset data = Dataset.of(
                Column.numbers("constant", new double[ROWS]),
                Column.categories("empty", new String[ROWS]),
                Column.integers(
                        "id", IntStream.range(0, ROWS).mapToLong(i -> 7L * i).toArray()),
                Column.categories("code", strings(i -> "k" + i)),
                Column.categories("town", strings(i -> "t" + random.nextInt(90))),
                Column.numbers("x", normal(1)));
        assertThat(kinds(data.warnings()))
                .containsExactly(
                        "CONSTANT [constant]",
                        "CONSTANT [empty]",
                        "ID_LIKE [id]",
                        "ID_LIKE [code]",
                        "HIGH_CARDINALITY [town]");
        assertThat(data.withRole("id", Role.ID).warnings().get(2).columns()).containsExactly("code");
        assertThat(data.warnings().get(2))
                .hasToString(
                        "Column 'id' has 400 values in 400 rows: it seems to identify them. Give it the role id, or drop it.");
    }

    @Test
    void columnsThatAreNearlyTheSame() {
        double[] x = normal(1);
        double[] noise = normal(2);
        double[] scaled = IntStream.range(0, ROWS)
                .mapToDouble(i -> -3 * x[i] + 0.01 * noise[i])
                .toArray();
        Dataset data = Dataset.of(
                Column.numbers("x", x),
                Column.numbers("scaled", scaled),
                Column.categories("c", strings(i -> "c" + i % 5)),
                Column.categories("copy", strings(i -> "c" + i % 5)));
        assertThat(kinds(data.warnings())).containsExactly("NEAR_DUPLICATE [x, scaled]", "NEAR_DUPLICATE [c, copy]");
        assertThat(data.warnings().get(0).text()).startsWith("Columns 'x' and 'scaled' correlate by -1.0000");
    }

    @Test
    void featuresThatTellTheTarget() {
        double[] x = normal(1);
        double[] price = IntStream.range(0, ROWS).mapToDouble(i -> 2 * x[i] + 1).toArray();
        Dataset numbers =
                Dataset.of(Column.numbers("x", x), Column.numbers("other", normal(3)), Column.numbers("price", price));
        assertThat(kinds(numbers.warnings("price"))).containsExactly("LEAK_SUSPECT [x]");
        Random random = new Random(4);
        Dataset classes = Dataset.of(
                Column.categories("state", strings(i -> i % 3 == 0 ? "paid" : i % 3 == 1 ? "open" : "late")),
                Column.numbers(
                        "days",
                        IntStream.range(0, ROWS)
                                .mapToDouble(i -> i % 3 == 2 ? 30 + random.nextDouble() : random.nextDouble())
                                .toArray()),
                Column.numbers("noise", normal(5)),
                Column.categories("late", strings(i -> i % 3 == 2 ? "yes" : "no")));
        assertThat(kinds(classes.warnings("late"))).containsExactly("LEAK_SUSPECT [state]", "LEAK_SUSPECT [days]");
        assertThat(classes.warnings("late").get(1).text())
                .isEqualTo(
                        "Column 'days' tells the target 'late' in 100.0 % of the rows: is it known before the target is?");
    }

    @Test
    void aGapThatTellsTheTarget() {
        Random random = new Random(6);
        String[] survived = strings(i -> random.nextInt(5) < 2 ? "yes" : "no");
        Dataset data = Dataset.of(
                Column.texts("boat", strings(i -> survived[i].equals("yes") == (i % 40 > 0) ? "boat " + i % 27 : null)),
                Column.numbers("fare", normal(10)),
                Column.categories("cabin", strings(i -> random.nextInt(4) == 0 ? "c" + i % 3 : null)),
                Column.categories("survived", survived));
        assertThat(kinds(data.warnings("survived"))).containsExactly("LEAK_SUSPECT [boat]");
        assertThat(data.warnings("survived").get(0).text())
                .isEqualTo(
                        "Whether column 'boat' is missing tells the target 'survived' in 97.5 % of the rows: is it known "
                                + "before the target is?");
    }

    @Test
    void partsThatAddUpToTheTarget() {
        double[] casual = normal(7);
        double[] registered = IntStream.range(0, ROWS)
                .mapToDouble(i -> 3 * normal(8)[i] + casual[i])
                .toArray();
        double[] all = IntStream.range(0, ROWS)
                .mapToDouble(i -> casual[i] + registered[i])
                .toArray();
        Dataset data = Dataset.of(
                Column.numbers("casual", casual),
                Column.numbers("registered", registered),
                Column.numbers("heat", normal(9)),
                Column.numbers("all", all));
        assertThat(kinds(data.warnings("all"))).containsExactly("LEAK_SUSPECT [registered, casual]");
        assertThat(data.warnings("all").get(0).text())
                .isEqualTo(
                        "Columns 'registered' and 'casual' together give the target 'all' (R2 1.0000): are they known "
                                + "before the target is?");
    }

    @Test
    void rowsWithoutTargetOrWithoutAnything() {
        Dataset data = Dataset.of(
                Column.numbers(
                        "x",
                        IntStream.range(0, ROWS)
                                .mapToDouble(i -> i == 7 ? Double.NaN : normal(1)[i])
                                .toArray()),
                Column.categories("t", strings(i -> i == 7 || i == 9 ? null : i % 3 == 0 ? "yes" : "no")));
        assertThat(data.warnings("t"))
                .extracting(DataWarning::text)
                .containsExactly(
                        "The target 't' is missing in 2 of 400 rows: they cannot be learned from. Leave them out: "
                                + "data.where(text(\"t\").isMissing().not()).",
                        "1 of 400 rows have no cell that is not missing, first row 7: leave them out.");
    }

    @Test
    void rareClassesAndRepeatedRows() {
        Dataset data = Dataset.of(
                Column.numbers("x", normal(1)), Column.categories("fraud", strings(i -> i % 50 == 0 ? "yes" : "no")));
        assertThat(kinds(data.warnings("fraud"))).containsExactly("IMBALANCE [fraud]");
        assertThat(data.warnings("fraud").get(0).text())
                .isEqualTo(
                        "Class 'yes' of the target 'fraud' has 8 of 400 rows: split stratified, and do not judge by accuracy.");
        Dataset twice = data.concat(data.head(3));
        assertThat(twice.warnings().get(0))
                .hasToString("3 of 403 rows equal earlier ones in every cell: they would be on both sides of a split.");
    }

    @Test
    void theTargetMustBeThere() {
        assertThatThrownBy(() -> Dataset.of(Column.numbers("x", 1)).warnings("y"))
                .isInstanceOf(DataException.class);
        assertThat(Dataset.of(List.of()).warnings()).isEmpty();
    }

    /** By numpy: np.corrcoef([1,2,3,4.5,7],[2,1,4,3,9])[0,1], and of the rows that both have. */
    @Test
    void correlationsAreThoseOfNumpy() {
        Correlations all = Dataset.of(
                        Column.numbers("a", 1, 2, 3, 4.5, 7),
                        Column.integers("b", 2, 1, 4, 3, 9),
                        Column.numbers("gaps", 1, Double.NaN, 2, 5, Double.NaN),
                        Column.numbers("same", 4, 4, 4, 4, 4),
                        Column.categories("text", "x", "y", "z", "u", "v"))
                .correlations();
        assertThat(all.names()).containsExactly("a", "b", "gaps", "same");
        assertThat(all.of("a", "b")).isCloseTo(0.889910118351366, within(1e-12));
        assertThat(all.of("gaps", "a")).isCloseTo(0.934719542804484, within(1e-12));
        assertThat(all.of("a", "a")).isCloseTo(1, within(1e-15));
        assertThat(all.of("a", "same")).isNaN();
        double[] far =
                Arrays.stream(new double[] {1, 2, 3, 4.5, 7}).map(v -> v + 1e9).toArray();
        assertThat(Dataset.of(Column.numbers("a", far), Column.integers("b", 2, 1, 4, 3, 9))
                        .correlations()
                        .of("a", "b"))
                .isCloseTo(0.889910118351366, within(1e-9));
        assertThatThrownBy(() -> all.of("a", "text")).isInstanceOf(DataException.class);
        assertThat(all.toString()).contains("column", "1.000");
    }
}
