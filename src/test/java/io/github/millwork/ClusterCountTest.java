package io.github.millwork;

import static io.github.millwork.evaluate.ClusterMetrics.SILHOUETTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Cluster;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.stage.Range;
import io.github.millwork.train.KMeans;
import io.github.millwork.tune.GridSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The number of clusters is the one with the largest silhouette, which is scikit-learn's; see train/unsupervised.py. */
class ClusterCountTest {
    private static final List<String> COLUMNS =
            List.of("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g");
    private static final double[] SCALES = {50, 20, 200, 4000};

    private static Dataset birds() throws IOException {
        List<String[]> lines = Files.readAllLines(Path.of("examples/data/penguins.csv")).stream()
                .map(line -> line.split(",", -1))
                .toList();
        List<String> header = List.of(lines.get(0));
        List<String[]> birds = lines.stream()
                .skip(1)
                .filter(cells -> Arrays.stream(cells).noneMatch(String::isEmpty))
                .toList();
        return Dataset.of(IntStream.range(0, 4)
                .mapToObj(i -> Column.numbers(
                        COLUMNS.get(i),
                        birds.stream()
                                .mapToDouble(
                                        bird -> Double.parseDouble(bird[header.indexOf(COLUMNS.get(i))]) / SCALES[i])
                                .toArray()))
                .toArray(Column[]::new));
    }

    private static double[] silhouettes() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/train/unsupervised.csv")).stream()
                .filter(line -> line.startsWith("silhouettes of 2 to 8 clusters"))
                .flatMapToDouble(line -> Arrays.stream(line.split(",")).skip(1).mapToDouble(Double::parseDouble))
                .toArray();
    }

    @Test
    void theSilhouetteOfEachNumberIsThatOfScikitLearn() throws IOException {
        double[] expected = silhouettes();
        for (int clusters = 2; clusters <= 3; clusters++) { // of more the best end is a matter of luck
            double found = Pipeline.cluster()
                    .train(KMeans.clusters(clusters).restarts(50))
                    .fit(birds())
                    .evaluate(birds(), SILHOUETTE)
                    .score(SILHOUETTE)
                    .value();
            assertThat(found).as("%s clusters", clusters).isCloseTo(expected[clusters - 2], within(1e-6));
        }
    }

    @Test
    void theSearchTakesTheNumberWithTheLargestSilhouette() throws IOException {
        double[] expected = silhouettes();
        int best = 2 + IntStream.range(0, expected.length).reduce(0, (a, b) -> expected[b] > expected[a] ? b : a);
        FittedPipeline<Cluster> fitted = Pipeline.cluster()
                .train(KMeans.clusters(Range.between(2, 8)))
                .tune(GridSearch.points(7), CrossValidation.random(3), SILHOUETTE)
                .seed(1)
                .fit(birds());
        assertThat(fitted.learner()).contains("clusters " + best);
    }
}
