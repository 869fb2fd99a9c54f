package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against scikit-learn; see options.py. */
class ClassWeightsTest {
    private final Penguins penguins = new Penguins();

    @Test
    void balancedWeightsAreThoseOfScikitLearn() {
        double[] expected = OptionReference.of("balanced species");
        TrainingData birds = penguins.classes("species");
        double[] found = ClassWeights.balanced(birds.classes());
        assertThat(found).hasSize(3);
        for (int k = 0; k < 3; k++) assertThat(found[k]).isCloseTo(expected[k], within(1e-12));
        double[] weights = ClassWeights.balanced().apply(birds, CONTEXT).weights();
        assertThat(Arrays.stream(weights == null ? new double[0] : weights).sum())
                .isCloseTo(birds.rows(), within(1e-9));
    }

    @Test
    void classesWithoutRowsAreNotCounted() {
        TrainingData all = TestRows.of(new double[][] {{1}, {2}, {3}, {4}}, "a", "a", "b", "rare");
        assertThat(ClassWeights.balanced()
                        .apply(all.rows(new int[] {0, 1, 2}), CONTEXT)
                        .weights())
                .containsExactly(0.75, 0.75, 1.5);
    }

    @Test
    void weightsThatRowsHaveAreMultiplied() {
        TrainingData rows = TestRows.of(new double[][] {{1}, {2}, {3}}, "a", "b", "b");
        assertThat(ClassWeights.of("a", 3)
                        .and("b", 0.5)
                        .apply(TestRows.weighted(rows, 2, 4, 0), CONTEXT)
                        .weights())
                .containsExactly(6, 2, 0);
        assertThat(ClassWeights.of("a", 3).apply(rows, CONTEXT).weights()).containsExactly(3, 1, 1);
    }

    /** Whether a penguin is a Gentoo, by the depth of its bill. */
    private Dataset gentoos() {
        double[] depth =
                Arrays.stream(penguins.features(4)).mapToDouble(bird -> bird[1]).toArray();
        TrainingData species = penguins.classes("species");
        String[] gentoo = Arrays.stream(species.classes().codes())
                .mapToObj(code -> species.classes().labels().get(code).equals("Gentoo") ? "yes" : "no")
                .toArray(String[]::new);
        return Dataset.of(Column.numbers("depth", depth), Column.categories("gentoo", gentoo));
    }

    private static FittedChain<Classification> fit(Learner<Classification> learner, Dataset rows) {
        return new Chain<>(Task.classify(Target.of("gentoo")), List.of(), learner).fit(rows, CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"balanced", "given"})
    void theLinearLearnersOfTwoClassesWeighThemAsScikitLearn(String kind) {
        ClassWeights weights = kind.equals("balanced")
                ? ClassWeights.balanced()
                : ClassWeights.of("no", 0.5).and("yes", 4);
        double[] logistic = OptionReference.of("logistic " + kind);
        LinearModel<?> model = (LinearModel<?>)
                fit(LogisticRegression.create().tolerance(1e-11).with(weights), gentoos())
                        .model();
        assertThat(model.weights(0)[0]).isCloseTo(logistic[0], within(1e-6));
        assertThat(model.intercept(0)).isCloseTo(logistic[1], within(1e-6));
        double[] machine = OptionReference.of("machine " + kind);
        model = (LinearModel<?>)
                fit(SupportVectorMachine.classifier().tolerance(1e-11).with(weights), gentoos())
                        .model();
        assertThat(model.weights(0)[0]).isCloseTo(machine[0], within(1e-5));
        assertThat(model.intercept(0)).isCloseTo(machine[1], within(1e-5));
    }

    static Stream<Learner<Classification>> honouring() {
        return Stream.of(
                Baseline.classifier(),
                LogisticRegression.create(),
                SupportVectorMachine.classifier(),
                GradientBoosting.classifier().trees(5),
                NaiveBayes.create());
    }

    @ParameterizedTest
    @MethodSource("honouring")
    void weightsOfClassesHaveAnEffect(Learner<Classification> learner) {
        assertThat(fit(learner.with(ClassWeights.of("yes", 3)), gentoos())
                        .model()
                        .fingerprint())
                .isNotEqualTo(fit(learner, gentoos()).model().fingerprint());
    }

    @ParameterizedTest
    @MethodSource("honouring")
    void weightsOfOneHaveNone(Learner<Classification> learner) {
        assertThat(fit(learner.with(ClassWeights.of("yes", 1)), gentoos()).predict(gentoos()))
                .isEqualTo(fit(learner, gentoos()).predict(gentoos()));
    }

    @Test
    void whereWeightsWouldBeIgnoredTheyAreRefusedBeforeAnythingIsFitted() {
        Learner<Classification> learner = NearestNeighbours.classifier().with(ClassWeights.balanced());
        assertThatThrownBy(() -> new Chain<>(Task.classify(Target.of("gentoo")), List.of(), learner)
                        .plan(gentoos().schema()))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a learner that honours weights, since balanced class weights weighs the training "
                        + "rows, but nearest neighbours (neighbours 5, votes equal) ignores them. Use HistogramBoosting, "
                        + "or OverSample, which draws rows instead.");
    }

    @Test
    void weightsOfRowsAreRefusedWhereOnlyThoseOfClassesCount() {
        Dataset weighted = gentoos()
                .with(Column.numbers("w", new double[gentoos().rowCount()]).withRole(Role.WEIGHT));
        assertThatThrownBy(() -> fit(SupportVectorMachine.classifier().with(ClassWeights.balanced()), weighted))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Expected a learner that honours weights, since column 'w' has the role weight");
    }

    @Test
    void whereLibLinearWouldWeighHalfOfThemTheyAreRefused() {
        Dataset three = CalibrationTest.rows(60, 1, "a", "b", "c");
        assertThatThrownBy(() -> new Chain<>(
                                Task.classify(Target.of("kind")),
                                List.of(),
                                SupportVectorMachine.classifier().with(ClassWeights.balanced()))
                        .fit(three, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected two classes to weigh, since of more LibLinear would weigh each against others that "
                                + "all count alike, but found 'a', 'b', 'c'. Use OverSample instead of class weights, or "
                                + "HistogramBoosting.");
    }

    @Test
    void aClassThatWeighsNothingIsAsIfItWereNotThere() {
        FittedChain<Classification> fitted =
                fit(SupportVectorMachine.classifier().with(ClassWeights.of("no", 0)), gentoos());
        assertThat(fitted.predict(gentoos())).extracting(Classification::label).containsOnly("yes");
        assertThatThrownBy(() -> fit(LogisticRegression.create().with(ClassWeights.of("no", 0)), gentoos()))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected training rows of at least two classes but all that count are 'yes'. Resample in "
                        + "another way, mend the weights, or collect rows of other classes.");
    }

    @Test
    void whatIsWrongIsRefused() {
        assertThatThrownBy(() -> fit(Baseline.classifier().with(ClassWeights.of("maybe", 2)), gentoos()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected weights of the classes of the target but 'maybe' is none.");
        assertThatThrownBy(() -> ClassWeights.of("no", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a weight of class 'no' of at least 0 and finite but found -1.0.");
        assertThatThrownBy(() ->
                        Baseline.classifier().with(ClassWeights.balanced()).with(ClassWeights.of("no", 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected one option of its kind but found 'balanced class weights' and 'class "
                        + "weights {no=2.0}'.");
    }

    @Test
    void classWeightsAreAValue() {
        for (ClassWeights weights :
                List.of(ClassWeights.balanced(), ClassWeights.of("name", 2).and("version", 0.5))) {
            assertThat(Codecs.decode(Codecs.encode(weights), ClassWeights.class))
                    .isEqualTo(weights);
        }
    }
}
