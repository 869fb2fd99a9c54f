package io.github.millwork.deploy;

import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.BundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process with little memory that is given one file after the other. Args: a good file, the folder of the others. Prints
 * what became of each.
 */
final class HostileLoad {
    /** A class that no file may have loaded; named in words, to leave it alone here. */
    static final String TRAP = "io.github.millwork.tribuo.Trap";

    /** Loaded where the hostile files begin, so that the log of class loading tells. */
    static final class Begin {
        private Begin() {}

        static void here() {}
    }

    private HostileLoad() {}

    public static void main(String[] args) throws IOException {
        for (int i = 0; i < 2; i++) Bundle.load(Path.of(args[0]), Regression.class);
        Begin.here();
        try (Stream<Path> inside = Files.list(Path.of(args[1]))) {
            List<Path> files = inside.sorted().toList();
            for (Path file : files) System.out.println(file.getFileName() + " " + load(file, Regression.class));
        }
    }

    private static <P extends Prediction> String load(Path file, Class<P> type) {
        try {
            Bundle.load(file, type);
            return "was loaded";
        } catch (BundleException refused) {
            return "refused";
        } catch (Throwable e) {
            return "threw " + e;
        }
    }
}
