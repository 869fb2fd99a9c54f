package io.github.millwork;

import static io.github.millwork.data.Columns.categorical;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.google.common.collect.ImmutableList;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.NeuralNetwork;
import it.unimi.dsi.fastutil.ints.IntList;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import tech.tablesaw.api.Table;

/** An application that only loads and scores needs none of the engines that models are trained with. */
class ScoringOnlyTest {
    private record Flower(double width, String colour, String kind) {}

    @TempDir
    Path folder;

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that it needs beside this library. */
    private static List<Path> libraries() {
        return Stream.of(JsonFactory.class, Logger.class, Table.class, IntList.class, ImmutableList.class)
                .map(ScoringOnlyTest::home)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "boosting", "network"})
    void fiveLibrariesAreEnoughToScoreAndExplain(String model) throws Exception {
        Learner<Classification> learner = switch (model) {
            case "logistic" -> LogisticRegression.create();
            case "boosting" -> GradientBoosting.classifier().trees(10);
            default -> NeuralNetwork.classifier().hiddenLayers(8).epochs(5);
        };
        List<Flower> flowers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            flowers.add(new Flower(i % 7, i % 2 == 0 ? "red" : "white", i % 3 == 0 ? "rose" : "lily"));
        }
        Path file = folder.resolve("flowers.millwork");
        Pipeline.classify("kind")
                .preprocess(Encode.oneHot(categorical()))
                .train(learner)
                .fit(Dataset.of(flowers, Flower.class))
                .save(file);

        String classPath = Stream.concat(Stream.of(home(Pipeline.class), home(ScoringOnly.class)), libraries().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Path printed = folder.resolve("printed.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        ScoringOnly.class.getName(),
                        file.toString())
                .redirectOutput(printed.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(printed, StandardCharsets.UTF_8);
        assertThat(lines.get(lines.size() - 1)).isEqualTo(ScoringOnly.answers(file));
    }

    @Test
    void theDocumentNamesThemWithTheirSizes() throws Exception {
        String document = Files.readString(Path.of("docs/scoring.md"));
        long bytes = 0;
        for (Path library : libraries()) {
            String name = library.getFileName().toString().replaceAll("-[0-9].*", "");
            String size = String.format(Locale.ROOT, "%.1f MB", Files.size(library) / 1e6);
            assertThat(document).containsPattern("\\| `" + name + "` \\|.*\\| " + size + " \\|");
            bytes += Files.size(library);
        }
        assertThat(document).contains(String.format(Locale.ROOT, "%.1f MB in all", bytes / 1e6));
    }
}
