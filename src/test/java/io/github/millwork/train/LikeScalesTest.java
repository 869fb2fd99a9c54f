package io.github.millwork.train;

import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.Learner;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes by distances, or keeps all weights small alike, tells of features that were not scaled. */
class LikeScalesTest {
    private static final Dataset ROWS = Dataset.of(
            Column.numbers(
                    "proline", IntStream.range(0, 40).mapToDouble(i -> 300 * i).toArray()),
            Column.numbers(
                    "hue",
                    IntStream.range(0, 40).mapToDouble(i -> 0.1 * (i % 7)).toArray()),
            Column.numbers("same", IntStream.range(0, 40).mapToDouble(i -> 0.3).toArray()),
            Column.categories(
                    "kind",
                    IntStream.range(0, 40).mapToObj(i -> i % 3 == 0 ? "a" : "b").toArray(String[]::new)));

    private static List<Finding> found(Pipeline<Classification> pipeline) {
        return pipeline.fit(ROWS).findings();
    }

    static List<Learner<Classification>> whatWantsLikeScales() {
        return List.of(
                NearestNeighbours.classifier(),
                KernelSvm.classifier(),
                SupportVectorMachine.classifier(),
                LogisticRegression.create(),
                VotingLearner.of(NearestNeighbours.classifier(), DecisionTree.classifier()));
    }

    @ParameterizedTest
    @MethodSource("whatWantsLikeScales")
    void unlikeScalesAreTold(Learner<Classification> learner) {
        List<Finding> found = found(Pipeline.classify("kind").train(learner));
        assertThat(found).isNotEmpty();
        assertThat(found.get(0).name())
                .isEqualTo("unlike scales, which Scale.standard would mend: spread of 'proline' over that of 'hue'");
        assertThat(found.get(0).value()).isBetween(17_000.0, 18_500.0);
    }

    @ParameterizedTest
    @MethodSource("whatWantsLikeScales")
    void scaledFeaturesAreFine(Learner<Classification> learner) {
        assertThat(found(Pipeline.classify("kind")
                        .preprocess(Scale.standard(numeric()))
                        .train(learner)))
                .noneMatch(finding -> finding.name().startsWith("unlike scales"));
    }

    @Test
    void whoDoesNotCareSaysNothing() {
        for (Learner<Classification> learner :
                List.of(DecisionTree.classifier(), GaussianNaiveBayes.create(), Baseline.classifier())) {
            assertThat(found(Pipeline.classify("kind").train(learner)))
                    .noneMatch(finding -> finding.name().startsWith("unlike scales"));
        }
    }
}
