package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Columns;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpecificationTest {
    /** Has code inside, and hyperparameters. */
    private record Coded(Hyperparameters hyperparameters) implements Learner<Regression> {
        static final Coded DEFAULT = new Coded(Hyperparameters.none().number("cost", 1, value -> value > 0, "above 0"));

        @Override
        public String describe() {
            return "coded (" + hyperparameters + ")";
        }

        @Override
        public Class<Regression> predictionType() {
            return Regression.class;
        }

        @Override
        public Set<Need> needs() {
            return Set.of();
        }

        @Override
        public boolean honoursWeights() {
            return false;
        }

        @Override
        public Model<Regression> fit(TrainingData data, FitContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Coded withHyperparameters(Hyperparameters values) {
            return new Coded(hyperparameters.withSettings(values));
        }

        @Override
        public Hyperparameters searchSpace() {
            return hyperparameters.open("cost", Range.log(0.1, 10));
        }

        @Override
        public boolean isData() {
            return false;
        }
    }

    /** Draws a share of the rows, which can be searched. */
    private record Share(Hyperparameters hyperparameters) implements ResampleOption<Prediction> {
        static final Share DEFAULT =
                new Share(Hyperparameters.none().number("share", 0.5, value -> value > 0, "above 0"));

        @Override
        public String describe() {
            return "share";
        }

        @Override
        public TrainingData apply(TrainingData training, FitContext context) {
            return training;
        }

        @Override
        public Share withHyperparameters(Hyperparameters values) {
            return new Share(hyperparameters.withSettings(values));
        }
    }

    @Test
    void withoutHyperparametersThereIsNothingToSet() {
        Hyperparameters foreign = Hyperparameters.none().number("cost", 1, value -> true, "any");
        for (Specification plain : List.of(
                new Drop(Columns.numeric()), new TestLearners.Line(true), new TestOptions.Shift(1), Coded.DEFAULT)) {
            if (plain != Coded.DEFAULT) {
                assertThat(plain.hyperparameters()).isEqualTo(Hyperparameters.none());
                assertThat(plain.searchSpace()).isEqualTo(Hyperparameters.none());
                assertThatThrownBy(() -> plain.withHyperparameters(foreign))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "Expected the parameters [] but found [cost]. Change those that hyperparameters() gives.");
            }
            assertThat(plain.withHyperparameters(plain.hyperparameters())).isEqualTo(plain);
        }
    }

    @Test
    void optionsHaveHyperparametersTooAndCanBeReplaced() {
        Learner<Regression> learner =
                Coded.DEFAULT.with(new TestOptions.Shift(1)).with(Share.DEFAULT);
        TrainingOption<? super Regression> option = learner.options().get(1);
        TrainingOption<? super Regression> set =
                option.withHyperparameters(option.hyperparameters().with("share", 0.25));
        assertThat(learner.withOptions(List.of(set)).options())
                .containsExactly(new Share(Share.DEFAULT.hyperparameters().with("share", 0.25)));
        assertThat(learner.withOptions(List.of())).isEqualTo(Coded.DEFAULT);
    }

    @Test
    void anOptionedLearnerPassesOnWhatItsLearnerSays() {
        Learner<Regression> learner = Coded.DEFAULT.with(new TestOptions.Shift(1));
        assertThat(learner.searchSpace().ranges()).containsOnlyKeys("cost");
        Learner<Regression> set =
                learner.withHyperparameters(learner.hyperparameters().with("cost", 3));
        assertThat(set.hyperparameters().number("cost")).isEqualTo(3);
        assertThat(set.searchSpace().ranges()).isEmpty();
        assertThat(set.options()).containsExactly(new TestOptions.Shift(1));
    }

    @Test
    void whatHoldsCodeIsNoDataAndNeitherIsWhatHoldsIt() {
        assertThat(new TestLearners.Line(true).isData()).isTrue();
        assertThat(new Drop(Columns.numeric()).isData()).isTrue();
        assertThat(new TestLearners.Line(true).with(Share.DEFAULT).isData()).isTrue();
        assertThat(Coded.DEFAULT.isData()).isFalse();
        assertThat(Coded.DEFAULT.with(Share.DEFAULT).isData()).isFalse();
        TestOptions.Rows coded = new TestOptions.Rows("code", RowOption.Phase.DROP, List.of(), rows -> rows);
        assertThat(new TestLearners.Line(true).with(coded).isData()).isFalse();
    }
}
