package io.github.millwork.engineer;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.matching;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.SparseVector;
import io.github.millwork.testkit.References;
import io.github.millwork.testkit.TestTables;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pixels, histograms of their gradients, and hashed features; compared with formulas and scikit-learn, see pixels.py. */
class PixelsTest {
    private static final int HEIGHT = 13;
    private static final int WIDTH = 17;
    private static final Path FIXTURES = Path.of("src/test/resources/engineer");

    private static Dataset grid() {
        return References.apply(
                Pixels.grid("pixels", matching("p\\d+"), HEIGHT, WIDTH),
                TestTables.fixture("engineer/gradients-pixels.csv"));
    }

    private static Stream<Arguments> gradients() {
        OrientedGradients usual = OrientedGradients.of("pixels", HEIGHT, WIDTH);
        return Stream.of(
                Arguments.of("usual", usual.cell(4)),
                Arguments.of("small", usual.cell(3).block(2).directions(4).norm("l2")),
                Arguments.of("sums", usual.cell(5).block(1).norm("l1")),
                Arguments.of("roots", usual.cell(4).block(2).norm("l1-sqrt").rooted()));
    }

    @ParameterizedTest
    @MethodSource("gradients")
    void gradientsAgreeWithTheReference(String name, OrientedGradients step) {
        Dataset reference = TestTables.fixture("engineer/gradients-" + name + ".csv");
        Dataset found = References.compare(grid(), step, reference, 1e-12);
        assertThat(found.column("pixels").dimensions())
                .containsExactlyElementsOf(reference.drop("row").schema().names());
    }

    @Test
    void aGridKeepsTheNamesAndTheOrderOfItsColumns() {
        Dataset rows = Dataset.of(
                Column.integers("b", 1, 2), Column.numbers("a", 0, Double.NaN), Column.booleans("c", true, null));
        Column found = References.apply(Pixels.grid("p", all(), 1, 3), rows).column("p");
        assertThat(found.dimensions()).containsExactly("b", "a", "c");
        assertThat(found.vector(0)).isEqualTo(SparseVector.of(new int[] {0, 2}, new double[] {1, 1}));
        assertThat(found.vector(1))
                .isEqualTo(SparseVector.of(new int[] {0, 1, 2}, new double[] {2, Double.NaN, Double.NaN}));
        assertThatThrownBy(() -> References.apply(Pixels.grid("p", numeric(), 2, 2), rows))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected 2 x 2 columns with a pixel each but ")
                .hasMessageEndingWith("are 2. Choose the pixels and nothing else.");
    }

    @Test
    void gradientsOfAnotherSizeAreRefused() {
        assertThatThrownBy(() ->
                        References.apply(OrientedGradients.of("pixels", 16, 16).cell(2), grid()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected 16 x 16 pixels in column 'pixels' but it has 221 dimensions. Give the size of the "
                                + "images.");
        assertThatThrownBy(() -> References.apply(OrientedGradients.of("pixels", HEIGHT, WIDTH), grid()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected images of at least 24 x 24 pixels, which a block takes");
    }

    private static void compare(String name, double[] found) {
        Dataset reference = TestTables.fixture("engineer/image-pixels.csv");
        double[] expected = IntStream.range(0, reference.rowCount())
                .filter(row -> name.equals(reference.column("image").string(row)))
                .mapToDouble(row -> reference.column("value").number(row))
                .toArray();
        assertThat(found).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as(name + " at " + i).isCloseTo(expected[i], within(1e-12));
        }
    }

    private static double[] pixels(ImagePixels step, String cell) {
        Column found =
                References.apply(step, Dataset.of(Column.texts("image", cell))).column("image");
        SparseVector vector = found.vector(0);
        return IntStream.range(0, found.dimensions().size())
                .mapToDouble(vector::at)
                .toArray();
    }

    @Test
    void imagesAreScaledByTheAreaThatAPixelCovers() {
        compare("colours", pixels(Pixels.images("image", 5, 6).in(FIXTURES).inColour(), "image-colours.png"));
        compare("large", pixels(Pixels.images("image", 20, 21).in(FIXTURES).inColour(), "image-colours.png"));
        compare("brightness", pixels(Pixels.images("image", 5, 6).in(FIXTURES), "image-colours.png"));
        compare("grey", pixels(Pixels.images("image", 5, 6).in(FIXTURES), "image-grey.png"));
    }

    @Test
    void anImageMayBeInTheCell() throws IOException {
        String uri = "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(Files.readAllBytes(FIXTURES.resolve("image-grey.png")));
        compare("grey", pixels(Pixels.images("image", 5, 6), uri));
    }

    @Test
    void aMissingImageHasMissingPixels() {
        Dataset rows = Dataset.of(Column.texts("image", "image-grey.png", null));
        Column found = References.apply(Pixels.images("image", 2, 2).in(FIXTURES), rows)
                .column("image");
        assertThat(found.dimensions()).containsExactly("image_0_0", "image_0_1", "image_1_0", "image_1_1");
        assertThat(found.vector(1).value(3)).isNaN();
    }

    @Test
    void nothingOutsideTheFolderIsRead(@TempDir Path temp) throws IOException {
        Path folder = Files.createDirectory(temp.resolve("photos"));
        Files.copy(FIXTURES.resolve("image-grey.png"), temp.resolve("secret.png"));
        Files.createSymbolicLink(folder.resolve("link.png"), temp.resolve("secret.png"));
        ImagePixels step = Pixels.images("image", 2, 2).in(folder);
        for (String name :
                List.of("../secret.png", temp.resolve("secret.png").toString(), "link.png", "none.png", ".", "a\0b")) {
            assertThatThrownBy(() -> pixels(step, name))
                    .as(name)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Expected an image in column 'image' but ")
                    .hasMessageContaining("cannot be read: ");
        }
        assertThatThrownBy(() -> pixels(Pixels.images("image", 2, 2), "image-grey.png"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it is no data URI, and no folder for files was given");
    }

    @Test
    void whatIsNoImageIsRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("text.png"), "no image at all");
        byte[] whole = Files.readAllBytes(FIXTURES.resolve("image-colours.png"));
        Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, 60));
        ImagePixels step = Pixels.images("image", 2, 2).in(folder);
        for (String cell :
                List.of("text.png", "cut.png", "data:image/png;base64,AAAA", "data:image/png,abc", "data:")) {
            assertThatThrownBy(() -> pixels(step, cell))
                    .as(cell)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("cannot be read: ");
        }
    }

    /** An image of a few bytes that says it has 30,000 x 30,000 pixels is not unpacked. */
    @Test
    void anImageThatIsTooLargeIsNotUnpacked() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY), "bmp", out);
        byte[] image = out.toByteArray();
        assertThat(new String(image, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("BM");
        for (int at : new int[] {18, 22}) {
            image[at] = 0x30;
            image[at + 1] = 0x75;
        }
        String uri = "data:image/bmp;base64," + Base64.getEncoder().encodeToString(image);
        assertThatThrownBy(() -> pixels(Pixels.images("image", 2, 2), uri))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it has 900000000 pixels");
    }

    @Test
    void severalColumnsAreHashedIntoOneVector() {
        References.compare(
                TestTables.credit(),
                HashFeatures.of("hashed", named("seniority", "income", "home", "job", "price"))
                        .dimensions(16),
                TestTables.fixture("engineer/hashed-features.csv"),
                1e-12);
    }

    @Test
    void whatIsMissingCountsNowhereIfItIsACategory() {
        Dataset rows = Dataset.of(
                Column.categories("c", "x", null),
                Column.numbers("n", Double.NaN, 0),
                Column.vectors("v", List.of("v=a", "v=b"), SparseVector.unit(1), SparseVector.ZERO));
        Column found = References.apply(HashFeatures.of("h", all()).dimensions(1024), rows)
                .column("h");
        assertThat(found.vector(0).size()).isEqualTo(3);
        assertThat(IntStream.range(0, 3).mapToDouble(found.vector(0)::value).filter(Double::isNaN))
                .hasSize(1);
        assertThat(found.vector(1)).isEqualTo(SparseVector.ZERO);
    }
}
