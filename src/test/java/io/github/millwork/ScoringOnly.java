package io.github.millwork;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.deploy.Scorer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An application that only scores; run in a JVM of its own by {@link ScoringOnlyTest}. */
final class ScoringOnly {
    record Flower(double width, String colour) {}

    private ScoringOnly() {}

    public static void main(String[] args) {
        System.out.println(answers(Path.of(args[0])));
    }

    static String answers(Path file) {
        FittedPipeline<Classification> loaded = FittedPipeline.load(file, Classification.class);
        Flower flower = new Flower(1.5, "red");
        Scorer<Flower, Classification> scorer = loaded.scorer(Flower.class);
        return String.join(
                " | ",
                scorer.score(flower).toString(),
                scorer.score(List.of(flower)).toString(),
                loaded.mapScorer().score(Map.of("width", 2, "colour", "white")).toString(),
                loaded.predict(Dataset.of(List.of(flower), Flower.class)).toString(),
                loaded.describe().startsWith("neural")
                        ? ""
                        : scorer.explain(flower).contributions().toString());
    }
}
