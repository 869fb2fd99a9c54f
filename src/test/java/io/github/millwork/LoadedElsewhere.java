package io.github.millwork;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Learner;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the pipelines of a folder, each saved under the name of its learner, and prints what they predict. */
public final class LoadedElsewhere {
    private LoadedElsewhere() {}

    /**
     * Prints a line for each.
     *
     * @param args the folder
     */
    public static void main(String[] args) {
        EveryLearner.all().forEach((name, learner) -> {
            Path file = Path.of(args[0], name);
            if (Files.exists(file)) System.out.println(name + ": " + answers(file, learner));
        });
    }

    private static <P extends Prediction> String answers(Path file, Learner<P> learner) {
        return answers(FittedPipeline.load(file, learner.predictionType()), EveryLearner.rows(learner));
    }

    /** {@return the fingerprint, and each prediction with all digits} */
    static String answers(FittedPipeline<?> fitted, Dataset rows) {
        StringBuilder answers = new StringBuilder(fitted.fingerprint());
        for (int row = 0; row < rows.rowCount(); row++) answers.append(' ').append(fitted.predict(rows.row(row)));
        return answers.toString();
    }
}
