package io.github.millwork;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.F1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Row;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mistakes that are made most, and what is said to them, as a file: {@code messages.txt}. Where a message is changed
 * on purpose, the file is changed with it.
 */
class MessagesTest {
    private static final Dataset PETS = Dataset.of(
            Column.numbers("weight", 4, 5, 30, 25, 4.5, 28),
            Column.categories("colour", "black", "white", "black", "brown", null, "white"),
            Column.categories("kind", "cat", "cat", "dog", "dog", "cat", "dog"));

    record Animal(double weight, String colour) {}

    record Fur(double weight, String furColour) {}

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void everyMistakeIsAnsweredAsTheFileSays() throws IOException {
        csv();
        targets();
        columns();
        rows();

        String expected = Files.readString(Path.of("src/test/resources/io/github/millwork/messages.txt"));
        assertThat(String.join("\n", said) + "\n").isEqualTo(expected);
    }

    private void csv() throws IOException {
        note("missing file", () -> Csv.file(folder.resolve("pets.csv")).load());
        note("empty file", () -> read(""));
        note("ragged line", () -> read("a,b\n1,2\n3\n"));
        note("duplicate header", () -> read("a,b,a\n1,2,3\n"));
        note(
                "a cell that does not fit",
                () -> Csv.file(write("a\n1\nn/a\n"))
                        .type("a", io.github.millwork.data.ColumnType.NUMBER)
                        .load());
    }

    private void targets() {
        note("target absent", () -> classify("kid").fit(PETS));
        note("target with one class", () -> classify("kind").fit(PETS.head(2)));
        note("target missing in some rows", () -> classify("colour").fit(PETS));
        note("a number as a class", () -> classify("weight").fit(PETS));
        note(
                "a class as a number",
                () -> Pipeline.regress("kind")
                        .train(GradientBoosting.regressor())
                        .fit(PETS));
        note(
                "a label metric without a positive class",
                () -> classify("kind").fit(PETS).evaluate(PETS, F1));
        note("no rows", () -> classify("kind").fit(PETS.head(0)));
    }

    private void columns() {
        Dataset empty = PETS.with(
                Column.numbers("age", Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        note(
                "all-missing column",
                () -> Pipeline.classify("kind")
                        .drop("colour")
                        .preprocess(Impute.median(numeric()))
                        .train(GradientBoosting.classifier())
                        .fit(empty));
        note(
                "a text column fed to a scaler",
                () -> Pipeline.classify("kind")
                        .preprocess(Impute.mostFrequent(categorical()), Scale.standard(named("colour")))
                        .train(GradientBoosting.classifier())
                        .fit(PETS));
        note(
                "a category that reaches the learner",
                () -> Pipeline.classify("kind")
                        .train(GradientBoosting.classifier())
                        .fit(PETS));
        note(
                "missing values that reach the learner",
                () -> Pipeline.classify("kind")
                        .drop("colour")
                        .train(LogisticRegression.create())
                        .fit(PETS.with(Column.numbers("weight", 1, Double.NaN, 3, 4, 5, 6))));
        note(
                "an absent column",
                () -> Pipeline.classify("kind")
                        .drop("color")
                        .train(GradientBoosting.classifier())
                        .fit(PETS));
        note(
                "dropping the target",
                () -> Pipeline.classify("kind")
                        .drop("kind")
                        .train(GradientBoosting.classifier())
                        .fit(PETS));
    }

    private void rows() {
        FittedPipeline<Classification> fitted = classify("kind").fit(PETS);
        note("a row without a needed column", () -> fitted.predict(Row.of("weight", 3, "color", "black")));
        note("a wrong type in a row", () -> fitted.predict(Row.of("weight", "heavy", "colour", "black")));
        note("a dataset without a needed column", () -> fitted.predict(PETS.drop("weight")));
        note("a record without a needed component", () -> fitted.scorer(Fur.class));
        Dataset twice = PETS.with(Column.numbers("Col-our", 1, 2, 3, 4, 5, 6));
        note(
                "two columns that a record component would match alike",
                () -> classify("kind").fit(twice).scorer(Animal.class));
        note("a file that is no pipeline", () -> FittedPipeline.load(write("kind\ncat\n"), Classification.class));
    }

    private static Pipeline<Classification> classify(String target) {
        return Pipeline.classify(target)
                .preprocess(Encode.oneHot(categorical()))
                .train(GradientBoosting.classifier().trees(2));
    }

    private Dataset read(String csv) throws IOException {
        return Csv.file(write(csv)).load();
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("pets.txt"), content);
    }

    /** What is tried, and fails. */
    private interface Mistake {
        Object make() throws IOException;
    }

    private void note(String name, Mistake mistake) {
        try {
            Object result = mistake.make();
            said.add(name + "\n  was not noticed: " + result + "\n");
        } catch (IOException | RuntimeException e) {
            String message = String.valueOf(e.getMessage()).replace(folder.toString(), "FOLDER");
            said.add(name + "\n  " + e.getClass().getSimpleName() + ": " + message + "\n");
        }
    }
}
