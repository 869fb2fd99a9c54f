package io.github.millwork.train;

import static io.github.millwork.data.Columns.matching;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Columns.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.engineer.TextFeatures;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.RowOption;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentTest {
    private static final FitContext CONTEXT = FitContext.of(5).withThreads(1);

    /** Images in columns p_0, p_1 and so on, which stand in the data in the order of their names as text. */
    private static Dataset images(double[]... images) {
        List<Column> columns = new ArrayList<>();
        IntStream.range(0, images[0].length)
                .mapToObj(Integer::toString)
                .sorted()
                .forEach(pixel -> columns.add(Column.numbers(
                        "p_" + pixel,
                        Arrays.stream(images)
                                .mapToDouble(image -> image[Integer.parseInt(pixel)])
                                .toArray())));
        return Dataset.of(columns);
    }

    private static double[] image(Dataset images, int row) {
        return IntStream.range(0, images.columnCount())
                .mapToDouble(pixel -> images.column("p_" + pixel).number(row))
                .toArray();
    }

    @Test
    void shiftsTakePixelsInTheOrderOfTheirNumbers() {
        double[] counted = IntStream.range(1, 13).asDoubleStream().toArray(); // 4 x 3
        Dataset some = images(counted, new double[12]);
        assertThat(some.schema().names()).startsWith("p_0", "p_1", "p_10", "p_11", "p_2");
        Dataset all = Augment.imageShifts(matching("p_.*"), 4, 3, 1).apply(some, CONTEXT);
        assertThat(all.rowCount()).isEqualTo(10);
        assertThat(image(all, 0)).containsExactly(counted);
        assertThat(image(all, 2)).containsExactly(2, 3, 4, 0, 6, 7, 8, 0, 10, 11, 12, 0);
        assertThat(image(all, 4)).containsExactly(0, 1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11);
        assertThat(image(all, 6)).containsExactly(5, 6, 7, 8, 9, 10, 11, 12, 0, 0, 0, 0);
        assertThat(image(all, 8)).containsExactly(0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        for (int row = 1; row < 10; row += 2) assertThat(image(all, row)).containsOnly(0);
        assertThat(Augment.imageShifts(matching("p_.*"), 4, 3, 2)
                        .apply(some, CONTEXT)
                        .rowCount())
                .isEqualTo(18);
    }

    @Test
    void aNameOfTwoNumbersIsOrderedByBoth() {
        List<Column> columns = new ArrayList<>();
        for (String place :
                List.of("0_0", "0_1", "0_10", "0_2", "10_0", "10_1", "10_10", "10_2", "9_0", "9_1", "9_10", "9_2")) {
            String[] numbers = place.split("_");
            columns.add(Column.numbers(
                    "pixel_" + place, 100 * Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1])));
        }
        Dataset all = Augment.imageFlips(matching("pixel_.*"), 4, 3).apply(Dataset.of(columns), CONTEXT);
        assertThat(all.column("pixel_9_0").number(1)).isEqualTo(910);
        assertThat(all.column("pixel_9_1").number(1)).isEqualTo(902);
        assertThat(all.column("pixel_10_10").number(1)).isEqualTo(1000);
    }

    @Test
    void columnsWithoutACommonNameAreTakenInTheirOrder() {
        Dataset some = Dataset.of(
                Column.numbers("north", 1),
                Column.numbers("west", 2),
                Column.numbers("east", 3),
                Column.numbers("south", 4));
        Dataset all = Augment.imageFlips(numeric(), 2, 2).apply(some, CONTEXT);
        assertThat(all.column("north").number(1)).isEqualTo(2);
        assertThat(all.column("south").number(1)).isEqualTo(3);
    }

    @Test
    void aQuarterTurnMovesEveryPixelOfASquare() {
        Dataset some = images(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        Dataset all = Augment.imageRotations(matching("p_.*"), 3, 3, 90).apply(some, CONTEXT);
        assertThat(image(all, 1)).containsExactly(new double[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, within(1e-9));
        assertThat(image(all, 2)).containsExactly(new double[] {7, 4, 1, 8, 5, 2, 9, 6, 3}, within(1e-9));
    }

    @Test
    void aSmallTurnInterpolates() {
        double[] stripe = {0, 1, 0, 0, 1, 0, 0, 1, 0};
        Dataset all = Augment.imageRotations(matching("p_.*"), 3, 3, 30).apply(images(stripe), CONTEXT);
        double[] turned = image(all, 1);
        assertThat(turned[4]).isEqualTo(1);
        // The pixel above the middle comes from half a column beside it.
        assertThat(turned[1]).isCloseTo(0.5, within(1e-9));
        assertThat(image(all, 2)[1]).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void integersStayIntegersAndMissingStaysMissing() {
        Dataset some = Dataset.of(
                Column.integers("a1", 4, Long.MIN_VALUE),
                Column.integers("a2", 7, 9),
                Column.categories("kind", "x", "y"));
        Dataset all = Augment.imageFlips(matching("a."), 2, 1).apply(some, CONTEXT);
        assertThat(all.column("a1").type()).isEqualTo(ColumnType.INTEGER);
        assertThat(all.column("a1").toDoubles()).containsExactly(4, Double.NaN, 7, 9);
        assertThat(all.column("a2").toDoubles()).containsExactly(7, 9, 4, Double.NaN);
        assertThat(all.column("kind").value(3)).isEqualTo("y");
    }

    @Test
    void noiseHasItsDeviationAndLeavesTheRowsAlone() {
        SplittableRandom random = new SplittableRandom(1);
        double[] cells = random.doubles(4000, 10, 30).toArray();
        cells[7] = Double.NaN;
        Dataset some = Dataset.of(Column.numbers("a", cells), Column.numbers("b", new double[4000]));
        Dataset all = Augment.noise(numeric(), 0.1, 2).apply(some, CONTEXT);
        assertThat(all.rowCount()).isEqualTo(12_000);
        double[] noisy = all.column("a").toDoubles();
        assertThat(Arrays.copyOf(noisy, 4000)).containsExactly(cells);
        double[] off = IntStream.range(4000, 12_000)
                .mapToDouble(row -> noisy[row] - cells[row % 4000])
                .filter(Double::isFinite)
                .toArray();
        assertThat(off).hasSize(7998);
        double deviation =
                Math.sqrt(DoubleStream.of(off).map(d -> d * d).average().orElseThrow());
        assertThat(DoubleStream.of(off).average().orElseThrow()).isCloseTo(0, within(0.03));
        assertThat(deviation).isCloseTo(0.1 * 20 / Math.sqrt(12), within(0.02));
        assertThat(all.column("b").toDoubles()).containsOnly(0); // a constant column has no deviation
        assertThat(all.fingerprint())
                .isEqualTo(Augment.noise(numeric(), 0.1, 2).apply(some, CONTEXT).fingerprint())
                .isNotEqualTo(Augment.noise(numeric(), 0.1, 2)
                        .apply(some, FitContext.of(6))
                        .fingerprint());
    }

    @Test
    void textsLoseSomeWordsAndNeverAll() {
        String[] messages = new String[400];
        Arrays.fill(messages, "one two  three\tfour five six seven eight nine ten");
        messages[0] = "alone";
        messages[1] = null;
        Dataset all = Augment.wordDrop(texts(), 0.3).apply(Dataset.of(Column.texts("text", messages)), CONTEXT);
        assertThat(all.rowCount()).isEqualTo(800);
        assertThat(all.column("text").string(400)).isEqualTo("alone");
        assertThat(all.column("text").string(401)).isNull();
        assertThat(all.column("text").string(2)).isEqualTo(messages[2]);
        double words = IntStream.range(402, 800)
                .map(row -> all.column("text").string(row).split(" ").length)
                .average()
                .orElseThrow();
        assertThat(words).isCloseTo(7, within(0.3));
    }

    static Stream<RowOption<Prediction>> options() {
        return Stream.of(
                Augment.noise(numeric(), 0.2),
                Augment.imageShifts(matching("p_.*"), 2, 2, 1),
                Augment.imageFlips(matching("p_.*"), 2, 2),
                Augment.imageRotations(matching("p_.*"), 2, 2, 20),
                Augment.wordDrop(named("text"), 0.4));
    }

    /** Learns nothing, and keeps what it was given. */
    private record Watching(List<TrainingData> given) implements Learner<Classification> {
        @Override
        public String describe() {
            return "watching";
        }

        @Override
        public Class<Classification> predictionType() {
            return Classification.class;
        }

        @Override
        public Set<Need> needs() {
            return Set.of();
        }

        @Override
        public boolean honoursWeights() {
            return true;
        }

        @Override
        public double validationShare() {
            return 0.25;
        }

        @Override
        public Model<Classification> fit(TrainingData data, FitContext context) {
            given.add(data);
            return Baseline.classifier().fit(data, context);
        }
    }

    /** Sixty small images with a text and a number that tells the rows apart; some rows are of another kind. */
    private static Dataset labelled(Set<Double> changed) {
        SplittableRandom random = new SplittableRandom(9);
        double[] ids = IntStream.range(0, 60).asDoubleStream().toArray();
        double[][] images = new double[60][4];
        String[] kinds = new String[60];
        String[] messages = new String[60];
        for (int row = 0; row < 60; row++) {
            boolean other = changed.contains(ids[row]);
            for (int pixel = 0; pixel < 4; pixel++) images[row][pixel] = random.nextDouble() + (other ? 900 : 0);
            kinds[row] = row % 2 == 0 ? "bright" : "dark";
            messages[row] = other ? "nothing like it" : "some words for row number " + row;
        }
        return images(images)
                .with(Column.numbers("id", ids))
                .with(Column.categories("kind", kinds))
                .with(Column.texts("text", messages));
    }

    private static TrainingData given(RowOption<Prediction> option, Dataset rows) {
        Watching watching = new Watching(new ArrayList<>());
        List<Step> steps = List.of(new Step("engineer", TextFeatures.tfidf("text")));
        new Chain<>(Task.classify(Target.of("kind")), steps, watching.with(option)).fit(rows, CONTEXT);
        return watching.given.get(0);
    }

    @ParameterizedTest
    @MethodSource("options")
    void rowsThatAreCutOffAreNeitherChangedNorSeen(RowOption<Prediction> option) {
        TrainingData plain = given(option, labelled(Set.of()));
        TrainingData held = plain.heldOut().orElseThrow();
        int id = plain.names().stream().map(Feature::name).toList().indexOf("id");
        Set<Double> cutOff = Arrays.stream(column(held, id)).boxed().collect(Collectors.toSet());
        assertThat(held.rows()).isEqualTo(14);
        assertThat(cutOff)
                .hasSize(14)
                .isSubsetOf(IntStream.range(0, 60).asDoubleStream().boxed().toList());
        assertThat(plain.rows()).isGreaterThanOrEqualTo(2 * 46).isEqualTo(plain.rows() / 46 * 46);
        TrainingData other = given(option, labelled(cutOff));
        assertThat(other.names()).isEqualTo(plain.names());
        assertThat(other.heldOut().orElseThrow().features().value(0))
                .isNotEqualTo(held.features().value(0));
        for (int feature = 0; feature < plain.names().size(); feature++) {
            assertThat(column(other, feature)).containsExactly(column(plain, feature));
        }
    }

    private static double[] column(TrainingData data, int feature) {
        FeatureVector vector = new FeatureVector(data.features().dimension());
        return IntStream.range(0, data.rows())
                .mapToDouble(row -> {
                    data.features().row(row, vector);
                    return vector.dense(0)[feature];
                })
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionIsSavedAsData(RowOption<Prediction> option) {
        State state = State.fromJson(Codecs.encode(option).toJson());
        assertThat(Codecs.decode(state, RowOption.class)).isEqualTo(option);
        assertThat(option.phase()).isEqualTo(RowOption.Phase.AUGMENT);
    }

    @Test
    void otherColumnsKeepTheirRoles() {
        Dataset some = images(new double[] {1, 2, 3, 4})
                .with(Column.numbers("count", 3).withRole(Role.WEIGHT))
                .with(Column.categories("who", "ann").withRole(Role.GROUP));
        Dataset all = Augment.noise(numeric(), 1).apply(some, CONTEXT);
        assertThat(all.column("count").toDoubles()).containsExactly(3, 3);
        assertThat(all.column("who").role()).isEqualTo(Role.GROUP);
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        Dataset some = images(new double[] {1, 2, 3, 4});
        assertThatThrownBy(() -> Augment.imageShifts(matching("p_.*"), 3, 2, 1).apply(some, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a column for each of 3 x 2 pixels but matching p_.* chooses 4 columns of "
                        + "numbers. Mend the selector, or the width and height.");
        assertThatThrownBy(() -> Augment.imageShifts(matching("p_.*"), 2, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a shift of at least one pixel that leaves some of an image of 2 x 2 but found 2.0.");
        assertThatThrownBy(() -> Augment.imageFlips(matching("p_.*"), 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected an image of at least 1 x 1 pixel and at most 10,000,000 but found 0 x 2.");
        assertThatThrownBy(() -> Augment.imageRotations(matching("p_.*"), 2, 2, 181))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a rotation above 0 and of at most 180 degrees but found 181.0.");
        assertThatThrownBy(() -> Augment.noise(numeric(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected deviations to be above 0, in standard deviations, and finite, but found 0.");
        assertThatThrownBy(() -> Augment.noise(numeric(), 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected copies to be a whole number from 1 to 100 but found 0.");
        assertThatThrownBy(() -> Augment.wordDrop(texts(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected share to be above 0 and below 1, a share of the words, but found 1.");
    }
}
