package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of saved pipelines have in common. */
abstract class BundleCases {
    @TempDir
    Path folder;

    @AfterEach
    void noDrift() {
        TestSteps.drift = 0;
    }

    Path saved(FittedChain<?> chain) {
        Path file = folder.resolve("pipeline.millwork");
        Chains.bundle(chain).save(file);
        return file;
    }

    static <P extends Prediction> void assertSameBits(Predictions<P> expected, Predictions<P> actual) {
        assertThat(actual.outputs()).isEqualTo(expected.outputs());
        assertThat(actual).hasSameSizeAs(expected);
        for (int row = 0; row < expected.size(); row++) {
            for (int o = 0; o < expected.outputs().width(); o++) {
                assertThat(Double.doubleToRawLongBits(actual.value(row, o)))
                        .isEqualTo(Double.doubleToRawLongBits(expected.value(row, o)));
            }
        }
    }

    static State entry(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            byte[] content = zip.getInputStream(zip.getEntry(name)).readAllBytes();
            return State.fromJson(new String(content, StandardCharsets.UTF_8));
        }
    }

    static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> Bundle.load(file, Regression.class))
                .isInstanceOf(BundleException.class)
                .hasMessage("Could not load " + file + ": " + reason);
    }
}
