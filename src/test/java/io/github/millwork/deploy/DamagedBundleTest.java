package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.BundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedBundleTest {
    private final byte[] file = Chains.bytes(Chains.small());

    private static boolean refused(byte[] damaged) {
        try {
            Bundle.read(damaged);
            return false;
        } catch (BundleException e) {
            return true;
        }
    }

    @Test
    void theWholeFileIsRead() {
        assertThat(refused(file)).isFalse();
    }

    @Test
    void aFileCutOffAtAnyByteIsRefused() {
        List<Integer> read = new ArrayList<>();
        for (int length = 0; length < file.length; length++) {
            if (!refused(Arrays.copyOf(file, length))) read.add(length);
        }
        assertThat(read).isEmpty();
    }

    @Test
    void aFileWithAnyBitFlippedIsRefused() {
        List<Integer> read = new ArrayList<>();
        byte[] damaged = file.clone();
        for (int bit = 0; bit < file.length * 8; bit++) {
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            if (!refused(damaged)) read.add(bit);
            damaged[bit / 8] = file[bit / 8];
        }
        assertThat(read).isEmpty();
    }

    @Test
    void bytesBeforeBehindAndBetweenAreRefused() {
        for (int at : new int[] {0, 1, 30, file.length / 2, file.length - 64, file.length}) {
            byte[] longer = new byte[file.length + 1];
            System.arraycopy(file, 0, longer, 0, at);
            System.arraycopy(file, at, longer, at + 1, file.length - at);
            assertThat(refused(longer)).as("a byte more at %d", at).isTrue();
        }
        byte[] twice = Arrays.copyOf(file, file.length * 2);
        System.arraycopy(file, 0, twice, file.length, file.length);
        assertThat(refused(twice)).isTrue();
    }

    @Test
    void theMessageNamesTheFileAndSaysWhatToDo(@TempDir Path folder) throws IOException {
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(file, file.length / 2));
        byte[] flipped = file.clone();
        flipped[file.length - 100] ^= 1;
        Path other = Files.write(folder.resolve("flipped"), flipped);
        String remedy = " The file is damaged: fetch it again, or save the pipeline again.";

        assertThatThrownBy(() -> Bundle.load(cut, Regression.class))
                .isInstanceOf(BundleException.class)
                .hasMessageMatching(
                        "Could not load " + Pattern.quote(cut.toString()) + ": Expected (more bytes|the file "
                                + "to be, byte for byte, as it was saved but it is not)\\." + remedy);
        assertThatThrownBy(() -> Bundle.load(other, Regression.class))
                .isInstanceOf(BundleException.class)
                .hasMessage("Could not load " + other
                        + ": Expected the file to be, byte for byte, as it was saved but it is not." + remedy);
    }
}
