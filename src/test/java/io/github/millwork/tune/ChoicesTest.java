package io.github.millwork.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Schema;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hyperparameters that are choices, in the space of a search: a point has their places. */
class ChoicesTest {
    private static final Hyperparameters KERNELS = Hyperparameters.none()
            .choice("kernel", "rbf", List.of("linear", "rbf", "polynomial"))
            .number("cost", 1, cost -> cost > 0, "above 0");

    private record Machine(Hyperparameters hyperparameters) implements Learner<Regression> {
        @Override
        public String describe() {
            return "machine";
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
        public Machine withHyperparameters(Hyperparameters values) {
            return new Machine(values);
        }

        @Override
        public Hyperparameters searchSpace() {
            return hyperparameters.open("kernel", Range.of("polynomial", "rbf"));
        }
    }

    private record Filled(Hyperparameters hyperparameters) implements Transformer {
        @Override
        public String describe() {
            return "filled";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return List.of();
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Filled withHyperparameters(Hyperparameters values) {
            return new Filled(values);
        }
    }

    private static Chain<Regression> chain(Hyperparameters learner, Transformer... steps) {
        return new Chain<>(
                Task.regress(Target.of("y")),
                java.util.Arrays.stream(steps)
                        .map(step -> new Step("preprocess", step))
                        .toList(),
                new Machine(learner));
    }

    private static String kernel(Chain<?> chain) {
        return chain.learner().hyperparameters().text("kernel");
    }

    @Test
    void aPointHasThePlaceOfTheChoiceInItsRange() {
        Space<Regression> space = Space.of(chain(KERNELS.with("kernel", Range.of("rbf", "linear"))));
        assertThat(space.initial()).containsExactly(0.0);
        assertThat(kernel(space.at(List.of(0.0)))).isEqualTo("rbf");
        assertThat(kernel(space.at(List.of(1.0)))).isEqualTo("linear");
        assertThat(space.dimensions().get(0).count()).isEqualTo(2);
    }

    @Test
    void aLearnersOwnSpaceMayHaveChoicesAndBeginsWithTheDefault() {
        Space<Regression> space = Space.of(chain(KERNELS));
        assertThat(space.initial()).containsExactly(1.0);
        assertThat(kernel(space.at(space.initial()))).isEqualTo("rbf");
        assertThat(kernel(space.at(List.of(0.0)))).isEqualTo("polynomial");
        assertThat(Space.of(chain(KERNELS.with("kernel", "rbf"))).dimensions()).isEmpty();
    }

    @Test
    void aSearchWhoseRangeLacksTheDefaultBeginsWithItsFirstChoice() {
        Space<Regression> space = Space.of(chain(KERNELS.with("kernel", Range.of("polynomial", "linear"))));
        assertThat(kernel(space.at(space.initial()))).isEqualTo("polynomial");
    }

    @Test
    void aStepAmongOthersMayHaveAChoice() {
        Hyperparameters fill = Hyperparameters.none()
                .choice("by", "mean", List.of("mean", "median"))
                .with("by", Range.of("mean", "median"));
        OneOf steps = OneOf.of(new Filled(fill), new OneOf.Nothing());
        Space<Regression> space = Space.ofRanges(chain(KERNELS, steps));
        assertThat(space.dimensions()).extracting(Dimension::name).containsExactly("choice", "1.by");
        assertThat(space.initial()).containsExactly(0.0, 0.0);
        Transformer chosen = space.at(List.of(0.0, 1.0)).steps().get(0).transformer();
        assertThat(chosen.hyperparameters().text("by")).isEqualTo("median");
    }

    @Test
    void aStepThatIsChosenIsSaidInWordsAndItsRangesAsTheyAre() {
        Hyperparameters fill = Hyperparameters.none()
                .choice("by", "mean", List.of("mean", "median"))
                .with("by", Range.of("mean", "median"));
        Hyperparameters bins = Hyperparameters.none()
                .integer("bins", 5, count -> count > 1, "at least 2")
                .with("bins", Range.between(2, 9));
        Space<Regression> space =
                Space.ofRanges(chain(KERNELS.with("kernel", "rbf"), OneOf.of(new Filled(fill), new Filled(bins))));
        String filled = new Filled(fill).describe();
        assertThat(space.words(List.of(0.0, 1.0, 5.0)))
                .isEqualTo(Map.of("step 1 choice", filled, "step 1 1.by", "median"));
        assertThat(space.words(List.of(1.0, 0.0, 7.0)))
                .isEqualTo(Map.of("step 1 choice", new Filled(bins).describe(), "step 1 2.bins", "7"));
        assertThat(OneOf.of(new Filled(fill), new OneOf.Nothing()).describe())
                .isEqualTo("one of " + filled + ", " + new OneOf.Nothing().describe());
    }

    @Test
    void whatHasNoEffectForAChoiceIsNotSearched() {
        Hyperparameters bins = Hyperparameters.none()
                .integer("bins", 5, count -> count > 1, "at least 2")
                .with("bins", Range.between(2, 9));
        Hyperparameters machine = KERNELS.integer("degree", 3, degree -> degree > 0, "above 0")
                .onlyIf("degree", "kernel", "polynomial")
                .with("kernel", Range.of("rbf", "polynomial"))
                .with("degree", Range.values(2, 3, 4));
        Space<Regression> space = Space.ofRanges(chain(machine, OneOf.of(new Filled(bins), new OneOf.Nothing())));
        assertThat(space.dimensions())
                .extracting(Dimension::name)
                .containsExactly("choice", "1.bins", "kernel", "degree");
        assertThat(space.plain(List.of(1.0, 7.0, 0.0, 4.0))).containsExactly(1.0, 5.0, 0.0, 3.0);
        assertThat(space.plain(List.of(0.0, 7.0, 1.0, 4.0))).containsExactly(0.0, 7.0, 1.0, 4.0);
        assertThat(space.named(List.of(1.0, 5.0, 0.0, 3.0))).containsOnlyKeys("step 1 choice", "kernel");

        SearchStrategy.Question question = new SearchStrategy.Question(List.of(space), 2, true, 7);
        List<Proposal> grid = GridSearch.points(8).begin(question).next(List.of());
        assertThat(grid).hasSize((8 + 1) * (1 + 3)).doesNotHaveDuplicates();
        List<Proposal> random = RandomSearch.trials(200).begin(question).next(List.of());
        assertThat(random).hasSize(36).doesNotHaveDuplicates();
        assertThat(random).extracting(proposal -> space.at(proposal.point())).doesNotHaveDuplicates();
    }
}
