package io.github.millwork;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.deploy.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Files of every format that there has been are read for ever: each replays its golden rows, to the bit. */
class SavedFormatsTest {
    private static final Path BUNDLES = Path.of("src/test/resources/bundles");

    private static FittedPipeline<Classification> version1() {
        return FittedPipeline.load(BUNDLES.resolve("version-1.millwork"), Classification.class);
    }

    @Test
    void aFileOfVersion1IsRead() {
        FittedPipeline<Classification> loaded = version1();

        assertThat(loaded.schema().names()).containsExactly("status", "age", "income", "home", "job", "amount");
        assertThat(loaded.predict(SavedFormats.rows()).size()).isEqualTo(300);
        assertThat(loaded.facts().notes().owner()).isEqualTo("credit@example.org");
        assertThat(loaded.facts().evaluation().orElseThrow().rows()).isEqualTo(75);
        assertThat(loaded.facts().search().orElseThrow().trials()).isEqualTo(2);
        assertThat(loaded.profile()).isPresent();
        assertThat(loaded.record().sample().rowCount()).isEqualTo(20);
    }

    @Test
    void theCardOfAModelTellsWhatIsKnownOfIt() throws IOException {
        ModelCard card = version1().card("credit");

        assertThat(card.toString().stripTrailing())
                .isEqualTo(Files.readString(BUNDLES.resolve("card.txt")).stripTrailing());
        assertThat(card.toJson())
                .isEqualTo(Files.readString(BUNDLES.resolve("card.json")).stripTrailing());
        assertThat(card.report().toHtml()).contains("Intended use", "Limitations", "not for companies", "ROC AUC");
    }
}
