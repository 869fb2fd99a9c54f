package io.github.millwork;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.engineer.EngineerCodecs;
import io.github.millwork.onnx.OnnxCodecs;
import io.github.millwork.preprocess.PreprocessCodecs;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Specification;
import io.github.millwork.stage.Transformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/steps.md tells of every step that there is, and of no other; the tests that it names exist. */
class StepsDocumentTest {
    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/steps.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .toList();
    }

    @Test
    void everyStepHasARowAndEveryRowAStep() throws IOException {
        List<Codec<?>> codecs = new ArrayList<>(new PreprocessCodecs().codecs());
        codecs.addAll(new EngineerCodecs().codecs());
        codecs.addAll(new OnnxCodecs()
                .codecs().stream()
                        .filter(codec -> Transformer.class.isAssignableFrom(codec.type()))
                        .toList());
        List<String> steps = codecs.stream()
                .filter(codec -> Specification.class.isAssignableFrom(codec.type()))
                .map(Codec::name)
                .toList();
        List<String> told =
                rows().stream().map(row -> row[1].strip().replace("`", "")).toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(steps);
    }

    @Test
    void everyRowNamesTestsThatExist() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        for (String[] row : rows()) {
            assertThat(row).as(row[1]).hasSize(6);
            assertThat(tests).as(row[1]).contains(row[5].strip().split(", "));
        }
    }
}
