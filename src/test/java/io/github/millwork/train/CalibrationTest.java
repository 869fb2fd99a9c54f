package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Adjustment;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against scikit-learn's CalibratedClassifierCV; see options.py. */
class CalibrationTest {
    private static final FitContext CONTEXT = FitContext.of(3).withThreads(1);

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @ParameterizedTest
    @ValueSource(strings = {"equal", "weighted"})
    void theIsotonicCurveIsThatOfScikitLearn(String kind) {
        double[] weights = kind.equals("equal") ? ones(80) : OptionReference.of("curve weights");
        Isotonic curve = Isotonic.fit(OptionReference.of("curve numbers"), OptionReference.of("curve hits"), weights);
        double[] asked = OptionReference.of("curve asked");
        double[] expected = OptionReference.of("isotonic " + kind);
        assertThat(expected).hasSameSizeAs(asked);
        for (int i = 0; i < asked.length; i++) {
            assertThat(curve.probability(asked[i])).as("at %s", asked[i]).isCloseTo(expected[i], within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"equal", "weighted", "parted"})
    void theSigmoidIsThatOfPlatt(String kind) {
        double[] parted = {-3, -2, -1, 1, 2, 3};
        double[] numbers = kind.equals("parted") ? parted : OptionReference.of("curve numbers");
        double[] hits = kind.equals("parted") ? new double[] {0, 0, 0, 1, 1, 1} : OptionReference.of("curve hits");
        double[] weights = kind.equals("weighted") ? OptionReference.of("curve weights") : ones(numbers.length);
        Sigmoid curve = Sigmoid.fit(numbers, hits, weights);
        double[] line = OptionReference.of("sigmoid " + kind);
        assertThat(curve.slope()).isCloseTo(line[0], within(1e-9));
        assertThat(curve.offset()).isCloseTo(line[1], within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Calibration.Method.class)
    void theProbabilitiesOfThreeClassesAreThoseOfScikitLearn(Calibration.Method method) {
        int[] codes = Arrays.stream(OptionReference.of("three codes"))
                .mapToInt(code -> (int) code)
                .toArray();
        List<String> labels = List.of("a", "b", "c");
        Predictions<Classification> predictions = Predictions.of(
                ClassificationOutputs.probabilities(labels, null), OptionReference.of("three scores"), Map.of());
        Calibrated fitted = new Calibration(method, 5)
                .fit(predictions, new TargetValues.Classes(labels, codes, null), null, CONTEXT);
        double[] expected = OptionReference.of("three " + method.name().toLowerCase(java.util.Locale.ROOT));
        double[] from = new double[3];
        double[] to = new double[3];
        for (int row = 0; row < codes.length; row++) {
            for (int k = 0; k < 3; k++) from[k] = predictions.value(row, k);
            fitted.adjust(from, to);
            for (int k = 0; k < 3; k++) assertThat(to[k]).isCloseTo(expected[row * 3 + k], within(1e-9));
        }
    }

    @Test
    void theProbabilitiesOfTwoClassesAreThoseOfScikitLearn() {
        double[] numbers = OptionReference.of("curve numbers");
        double[] values = new double[160];
        for (int row = 0; row < 80; row++) {
            values[2 * row + 1] = 1 / (1 + Math.exp(-numbers[row]));
            values[2 * row] = 1 - values[2 * row + 1];
        }
        List<String> labels = List.of("no", "yes");
        int[] codes = Arrays.stream(OptionReference.of("curve hits"))
                .mapToInt(hit -> (int) hit)
                .toArray();
        Predictions<Classification> predictions =
                Predictions.of(ClassificationOutputs.probabilities(labels, "no"), values, Map.of());
        Calibrated fitted = Calibration.isotonic()
                .fit(
                        predictions,
                        new TargetValues.Classes(labels, codes, "no"),
                        OptionReference.of("curve weights"),
                        CONTEXT);
        double[] expected = OptionReference.of("two isotonic");
        double[] to = new double[2];
        for (int row = 0; row < 80; row++) {
            fitted.adjust(new double[] {values[2 * row], values[2 * row + 1]}, to);
            assertThat(to[0]).isCloseTo(expected[2 * row], within(1e-12));
            assertThat(to[1]).isCloseTo(expected[2 * row + 1], within(1e-12));
        }
    }

    @Test
    void rowsOfWeightZeroDoNotCount() {
        double[] numbers = {0.1, 0.4, 0.35, 0.8, 0.9, 0.2};
        List<String> labels = List.of("no", "yes");
        double[] values = Arrays.stream(numbers)
                .flatMap(p -> Arrays.stream(new double[] {1 - p, p}))
                .toArray();
        ClassificationOutputs outputs = ClassificationOutputs.probabilities(labels, null);
        for (Calibration calibration : List.of(Calibration.isotonic(), Calibration.sigmoid())) {
            Calibrated weighted = calibration.fit(
                    Predictions.of(outputs, values, Map.of()),
                    new TargetValues.Classes(labels, new int[] {0, 0, 1, 1, 1, 1}, null),
                    new double[] {1, 1, 1, 1, 1, 0},
                    CONTEXT);
            Calibrated without = calibration.fit(
                    Predictions.of(outputs, Arrays.copyOf(values, 10), Map.of()),
                    new TargetValues.Classes(labels, new int[] {0, 0, 1, 1, 1}, null),
                    null,
                    CONTEXT);
            assertThat(Codecs.digest(weighted)).isEqualTo(Codecs.digest(without));
        }
        assertThatThrownBy(() -> Calibration.isotonic()
                        .fit(
                                Predictions.of(outputs, new double[] {0.5, 0.5}, Map.of()),
                                new TargetValues.Classes(labels, new int[] {0}, null),
                                new double[] {0},
                                CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected a training row with a weight above zero");
    }

    @Test
    void aSigmoidOfNumbersThatAreAllTheSameIsLevel() {
        Sigmoid curve = Sigmoid.fit(new double[] {7, 7, 7}, new double[] {0, 1, 1}, ones(3));
        assertThat(curve.slope()).isZero();
        assertThat(curve.probability(100)).isCloseTo((2 * 0.75 + 1.0 / 3) / 3, within(1e-12)); // Platt's targets
    }

    @Test
    void farNumbersAndLongScalesAreCalibratedAsWell() {
        double[] numbers = OptionReference.of("curve numbers");
        double[] hits = OptionReference.of("curve hits");
        Sigmoid near = Sigmoid.fit(numbers, hits, ones(80));
        Sigmoid far = Sigmoid.fit(Arrays.stream(numbers).map(x -> 1e9 + 1e6 * x).toArray(), hits, ones(80));
        for (double x : new double[] {-2, 0, 0.3, 2}) {
            assertThat(far.probability(1e9 + 1e6 * x)).isCloseTo(near.probability(x), within(1e-6));
        }
    }

    /** Two numbers, and a class that the first of them makes likely. */
    static Dataset rows(int rows, long seed, String... labels) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(rows, -1, 1).toArray();
        double[] z = random.doubles(rows, -1, 1).toArray();
        String[] kinds = Arrays.stream(x)
                .mapToObj(each -> {
                    int place = (int) ((each + random.nextDouble(-0.7, 0.7) + 1.7) / 3.4 * labels.length);
                    return labels[Math.max(0, Math.min(labels.length - 1, place))];
                })
                .toArray(String[]::new);
        return Dataset.of(Column.numbers("x", x), Column.numbers("z", z), Column.categories("kind", kinds));
    }

    private static FittedChain<Classification> fit(Learner<Classification> learner, Dataset rows) {
        return new Chain<>(Task.classify(Target.of("kind")), List.of(), learner).fit(rows, CONTEXT);
    }

    private static double logLoss(FittedChain<Classification> fitted, Dataset rows) {
        double loss = 0;
        for (int row = 0; row < rows.rowCount(); row++) {
            String kind = String.valueOf(rows.column("kind").string(row));
            loss -= Math.log(Math.max(1e-9, fitted.predict(rows.row(row)).probability(kind))) / rows.rowCount();
        }
        return loss;
    }

    @ParameterizedTest
    @CsvSource({"ISOTONIC,2", "SIGMOID,2", "ISOTONIC,3", "SIGMOID,3"})
    void probabilitiesThatAreTooSureAreMended(Calibration.Method method, int classes) {
        String[] labels = Arrays.copyOf(new String[] {"a", "b", "c"}, classes);
        Learner<Classification> sure =
                GradientBoosting.classifier().trees(100).depth(6).learningRate(0.5);
        Dataset training = rows(1000, 1, labels);
        Dataset test = rows(1000, 2, labels);
        double before = logLoss(fit(sure, training), test);
        double after = logLoss(fit(sure.with(new Calibration(method, 5)), training), test);
        assertThat(after).isLessThan(0.9 * before);
    }

    @Test
    void scoresBecomeProbabilities() {
        Dataset training = rows(600, 1, "a", "b", "c");
        FittedChain<Classification> fitted =
                fit(SupportVectorMachine.classifier().with(Calibration.sigmoid()), training);
        assertThat(((ClassificationOutputs) fitted.outputs()).probabilistic()).isTrue();
        Classification some = fitted.predict(training.row(4));
        assertThat(some.probability("a") + some.probability("b") + some.probability("c"))
                .isCloseTo(1, within(1e-12));
        assertThat(logLoss(fitted, rows(600, 2, "a", "b", "c"))).isLessThan(0.95);
    }

    @ParameterizedTest
    @EnumSource(Calibration.Method.class)
    void aClassThatSomeFoldsLackIsCalibratedFromTheOthers(Calibration.Method method) {
        Dataset training = rows(60, 1, "a", "b");
        String[] kinds = IntStream.range(0, 60)
                .mapToObj(row -> row == 7 ? "rare" : training.column("kind").string(row))
                .toArray(String[]::new);
        Dataset rare = training.with(Column.categories("kind", kinds));
        for (Learner<Classification> learner : List.of(
                SupportVectorMachine.classifier(),
                LogisticRegression.create(),
                GradientBoosting.classifier().trees(5))) {
            FittedChain<Classification> fitted = fit(learner.with(new Calibration(method, 3)), rare);
            for (int row = 0; row < 60; row++) {
                double[] all = fitted.predict(rare.row(row)).scores().values().stream()
                        .mapToDouble(p -> p)
                        .toArray();
                assertThat(Arrays.stream(all).sum()).isCloseTo(1, within(1e-9));
                assertThat(Arrays.stream(all).allMatch(p -> p >= 0 && p <= 1)).isTrue();
            }
        }
    }

    @Test
    void aClassThatTheModelHasNotSeenIsNotPredicted() {
        Calibrated calibrated = new Calibrated(List.of(new Sigmoid(-1, 0), new Sigmoid(-1, 0), new Sigmoid(1, -9)));
        double[] to = new double[3];
        calibrated.adjust(new double[] {0.5, 0.1, -Double.MAX_VALUE}, to);
        assertThat(to[2]).isZero();
        assertThat(to[0] + to[1]).isCloseTo(1, within(1e-12));
        calibrated.adjust(new double[] {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE}, to);
        assertThat(to).containsOnly(1.0 / 3);
    }

    @Test
    void weightsOfRowsReachTheCurves() {
        Dataset training = rows(300, 1, "a", "b");
        double[] weights =
                IntStream.range(0, 300).mapToDouble(i -> i % 2 == 0 ? 1 : 5).toArray();
        Learner<Classification> learner = Baseline.classifier().with(Calibration.sigmoid());
        assertThat(fit(learner, training.with(Column.numbers("w", weights).withRole(Role.WEIGHT)))
                        .fingerprint())
                .isNotEqualTo(fit(learner, training).fingerprint());
    }

    @Test
    void aCalibrationIsAValue() {
        for (Calibration calibration : List.of(
                Calibration.isotonic(),
                Calibration.sigmoid(),
                Calibration.isotonic().folds(3))) {
            assertThat(Codecs.decode(Codecs.encode(calibration), Calibration.class))
                    .isEqualTo(calibration);
        }
        assertThat(Calibration.isotonic().describe()).isEqualTo("isotonic calibration");
    }

    @Test
    void whatIsWrongIsRefused() {
        assertThatThrownBy(() -> Calibration.isotonic().folds(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected at least 2 folds to calibrate in but found 1. With fewer, no row is predicted by a "
                                + "pipeline that has not seen it.");
        assertThatThrownBy(
                        () -> Baseline.classifier().with(Calibration.isotonic()).with(Calibration.sigmoid()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected one option of its kind but found 'isotonic calibration' and 'sigmoid calibration'. "
                                + "Leave one of them out.");
    }

    @Test
    void damagedCurvesAreRefused() {
        Isotonic falling = new Isotonic(new double[] {0, 1}, new double[] {0.5, 0.4});
        Isotonic back = new Isotonic(new double[] {1, 0}, new double[] {0.4, 0.5});
        for (Curve curve : List.of(falling, back, new Sigmoid(Double.NaN, 0))) {
            State saved = Codecs.encode(new Calibrated(List.of(curve)));
            assertThatThrownBy(() -> Codecs.decode(saved, Adjustment.class))
                    .isInstanceOf(BundleException.class)
                    .hasMessageEndingWith("The file is damaged.");
        }
        assertThatThrownBy(() -> new Calibrated(List.of(new Sigmoid(1, 0)))
                        .outputs(ClassificationOutputs.probabilities(List.of("a", "b", "c"), null)))
                .isInstanceOf(BundleException.class)
                .hasMessage("Expected 3 curves of calibration for 3 classes but found 1. The file is damaged.");
    }
}
