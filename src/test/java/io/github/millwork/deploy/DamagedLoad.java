package io.github.millwork.deploy;

import io.github.millwork.stage.BundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A process with little memory that is given a file cut off at every byte, and with every bit flipped. Args: the file, and
 * that it is taken every so many bytes and bits. Prints how many were refused.
 */
final class DamagedLoad {
    private DamagedLoad() {}

    public static void main(String[] args) throws IOException {
        byte[] file = Files.readAllBytes(Path.of(args[0]));
        int step = Integer.parseInt(args[1]);
        Bundle.read(file);
        HostileLoad.Begin.here();
        int cut = 0;
        int refusedCut = 0;
        for (int length = 0; length < file.length; length += step) {
            cut++;
            if (refused(Arrays.copyOf(file, length))) refusedCut++;
        }
        int flipped = 0;
        int refusedFlipped = 0;
        for (int bit = 0; bit < file.length * 8; bit += step) {
            file[bit / 8] ^= (byte) (1 << bit % 8);
            flipped++;
            if (refused(file)) refusedFlipped++;
            file[bit / 8] ^= (byte) (1 << bit % 8);
        }
        System.out.printf("cut %d refused %d flipped %d refused %d%n", cut, refusedCut, flipped, refusedFlipped);
    }

    private static boolean refused(byte[] damaged) {
        try {
            Bundle.read(damaged);
            return false;
        } catch (BundleException e) {
            return true;
        }
    }
}
