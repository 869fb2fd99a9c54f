package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.Run;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.Alias;
import io.github.millwork.deploy.Gate;
import io.github.millwork.deploy.GoldenRows;
import io.github.millwork.deploy.ModelNotes;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.deploy.Promotion;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.Reproduction;
import io.github.millwork.deploy.Saving;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.train.LogisticRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** The code of docs/deploy.md: versions of a model in a registry. */
public final class Deploying {
    private Deploying() {}

    /**
     * Runs it.
     *
     * @param args the CSV file, examples/data/credit.csv by default
     * @throws IOException if no folder can be made
     * @throws GeneralSecurityException if the platform has no Ed25519
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        Path file = Path.of(args.length > 0 ? args[0] : "examples/data/credit.csv");
        Path folder = Files.createTempDirectory("models");
        Registry registry = Registry.at(folder);
        Pipeline<Classification> pipeline = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .collect(Csv.file(file))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .evaluate(Holdout.stratified(0.25), ROC_AUC, LOG_LOSS);

        Run<Classification> run = pipeline.deploy(
                        registry, "credit", Gate.atLeast(ROC_AUC, 0.75), Gate.atMost(LOG_LOSS, 0.5))
                .run();
        System.out.println(run.promotion());

        FittedPipeline<Classification> served =
                FittedPipeline.load(registry.production("credit"), Classification.class);
        System.out.println("served: " + served.learner());

        byHand(registry, run.fitted());
        documented(served, folder);
        repeated(served, Csv.file(file).load());
        signed(run.fitted(), folder);
    }

    private static void byHand(Registry registry, FittedPipeline<Classification> fitted) {
        Registry mine = registry.as("ann");
        ModelVersion version = mine.publish("credit", fitted, Saving.with(GoldenRows.SYNTHETIC), "newer data");
        version.promote(Alias.STAGING);
        Promotion promotion = version.promoteThrough(Alias.PRODUCTION, Gate.atLeast(ROC_AUC, 0.75));
        System.out.println(promotion);
        mine.rollback("credit", Alias.PRODUCTION, "complaints from the branch offices");
        System.out.println(registry);
        registry.history("credit").forEach(System.out::println);
    }

    private static void documented(FittedPipeline<Classification> fitted, Path folder) {
        FittedPipeline<Classification> told =
                fitted.with(ModelNotes.use("To rank applications, for people to decide on.")
                        .limitations("Not for companies.")
                        .owner("credit@example.org"));
        told.card("credit").write(folder.resolve("card.html"));
        String json = told.card("credit").toJson();
        System.out.println("card: " + json.length() + " characters of JSON");
    }

    private static void repeated(FittedPipeline<Classification> fitted, Dataset training) {
        Reproduction reproduction = fitted.reproduce(training);
        System.out.println(reproduction);
    }

    private static void signed(FittedPipeline<Classification> fitted, Path folder) throws GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        fitted.save(folder.resolve("signed"), Saving.DEFAULT.signed(keys.getPrivate()));
        FittedPipeline<Classification> trusted =
                FittedPipeline.load(folder.resolve("signed"), Classification.class, keys.getPublic());
        System.out.println("signed: " + trusted.fingerprint().equals(fitted.fingerprint()));
    }
}
