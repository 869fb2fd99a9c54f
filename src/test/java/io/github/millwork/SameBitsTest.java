package io.github.millwork;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.AdaBoost;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.DecisionTree;
import io.github.millwork.train.ElasticNet;
import io.github.millwork.train.ExtraTrees;
import io.github.millwork.train.FactorizationMachine;
import io.github.millwork.train.GaussianNaiveBayes;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.Hdbscan;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.IsolationForest;
import io.github.millwork.train.KMeans;
import io.github.millwork.train.KernelSvm;
import io.github.millwork.train.Lars;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.NaiveBayes;
import io.github.millwork.train.NearestNeighbours;
import io.github.millwork.train.NeuralNetwork;
import io.github.millwork.train.OneClassSvm;
import io.github.millwork.train.RandomForest;
import io.github.millwork.train.Stacking;
import io.github.millwork.train.SupportVectorMachine;
import io.github.millwork.train.TribuoLearner;
import io.github.millwork.train.VotingLearner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.regression.rtree.CARTRegressionTrainer;

/** A batch, each of its rows, a pipeline saved and loaded, a second fit, one thread and two: all give the same bits. */
class SameBitsTest {
    private static final Path DATA = Path.of("examples/data");

    /** A pipeline and the rows it is fitted to and asked about. */
    record Case<P extends Prediction>(String name, Class<P> type, Pipeline<P> pipeline, Dataset rows) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case<?>> cases() {
        Dataset credit = Csv.file(DATA.resolve("credit.csv")).load().head(1200);
        Dataset penguins = Csv.file(DATA.resolve("penguins.csv")).load();
        Dataset diabetes = Csv.file(DATA.resolve("diabetes.csv")).load();
        List<Case<?>> cases = new ArrayList<>();
        for (Learner<Classification> learner : List.of(
                Baseline.classifier(),
                LogisticRegression.create(),
                LogisticRegression.create().l1Share(0.5),
                SupportVectorMachine.classifier(),
                KernelSvm.classifier(),
                FactorizationMachine.classifier().iterations(20),
                VotingLearner.of(GaussianNaiveBayes.create(), LogisticRegression.create()),
                GradientBoosting.classifier().trees(20).rowShare(0.8),
                NeuralNetwork.classifier().hiddenLayers(16, 8).dropout(0.2).epochs(3),
                DecisionTree.classifier(),
                RandomForest.classifier().trees(10),
                HistogramBoosting.classifier().trees(20),
                AdaBoost.create(),
                TribuoLearner.classifier("cart", seed -> new CARTClassificationTrainer(5, 1.0f, seed)))) {
            cases.add(classes("credit", "status", learner, credit));
            cases.add(classes("penguins", "species", learner, penguins));
            cases.add(classes("diabetes", "sex", learner, diabetes));
        }
        cases.add(new Case<>(
                "credit by naive Bayes",
                Classification.class,
                Pipeline.classify("status")
                        .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                        .preprocess(Scale.minMax(numeric()), Encode.oneHot(categorical()))
                        .train(NaiveBayes.create())
                        .seed(3),
                credit));
        Dataset weighed = penguins.where(io.github.millwork.data.Expression.number("body_mass_g")
                .isMissing()
                .not());
        for (Learner<Regression> learner : List.of(
                Baseline.regressor(),
                LinearRegression.create(),
                SupportVectorMachine.regressor(),
                NearestNeighbours.regressor().byDistance(),
                ElasticNet.create(),
                Lars.create(),
                Stacking.of(ElasticNet.ridge(), KernelSvm.regressor(), NearestNeighbours.regressor()),
                GradientBoosting.regressor().trees(20).columnShare(0.8),
                NeuralNetwork.regressor().hiddenLayers(16, 8).dropout(0.2).epochs(3),
                ExtraTrees.regressor().trees(10),
                TribuoLearner.regressor("cart", seed -> new CARTRegressionTrainer(5)))) {
            cases.add(numbers("credit", "amount", learner, credit));
            cases.add(numbers("penguins", "body_mass_g", learner, weighed));
            cases.add(numbers("diabetes", "progression", learner, diabetes));
        }
        Dataset measured = weighed.select("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g");
        cases.add(new Case<>(
                "penguins by k-means",
                Cluster.class,
                Pipeline.cluster()
                        .preprocess(Scale.standard(numeric()))
                        .train(KMeans.clusters(3))
                        .seed(3),
                measured));
        cases.add(new Case<>(
                "penguins by HDBSCAN",
                Cluster.class,
                Pipeline.cluster()
                        .preprocess(Scale.standard(numeric()))
                        .train(Hdbscan.create())
                        .seed(3),
                measured));
        cases.add(new Case<>(
                "penguins by one-class machine",
                Anomaly.class,
                Pipeline.detectAnomalies()
                        .preprocess(Scale.standard(numeric()))
                        .train(OneClassSvm.create())
                        .seed(3),
                measured));
        cases.add(new Case<>(
                "penguins by isolation forest",
                Anomaly.class,
                Pipeline.detectAnomalies()
                        .train(IsolationForest.create().trees(20))
                        .seed(3),
                measured));
        cases.add(new Case<>(
                "penguins by forest, as they are",
                Classification.class,
                Pipeline.classify("species")
                        .train(RandomForest.classifier().trees(10))
                        .seed(3),
                penguins));
        return cases.stream();
    }

    private static Case<Classification> classes(
            String data, String target, Learner<Classification> learner, Dataset rows) {
        return new Case<>(
                data + " by " + learner.describe(),
                Classification.class,
                prepared(Pipeline.classify(target), learner),
                rows);
    }

    private static Case<Regression> numbers(String data, String target, Learner<Regression> learner, Dataset rows) {
        return new Case<>(
                data + " by " + learner.describe(),
                Regression.class,
                prepared(Pipeline.regress(target), learner),
                rows);
    }

    private static <P extends Prediction> Pipeline<P> prepared(Pipeline<P> pipeline, Learner<P> learner) {
        return pipeline.preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(learner)
                .seed(3);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <P extends Prediction> void everyWayToPredictGivesTheSameBits(Case<P> asked, @TempDir Path folder) {
        FittedPipeline<P> fitted = asked.pipeline().fit(asked.rows());
        fitted.save(folder.resolve("model"));
        FittedPipeline<P> loaded = FittedPipeline.load(folder.resolve("model"), asked.type());
        FittedPipeline<P> again = asked.pipeline().threads(2).fit(asked.rows());
        FittedPipeline<P> alone = asked.pipeline().threads(1).fit(asked.rows());

        assertThat(List.of(loaded.fingerprint(), again.fingerprint(), alone.fingerprint()))
                .containsOnly(fitted.fingerprint());
        Predictions<P> batch = fitted.predict(asked.rows());
        assertThat(loaded.predict(asked.rows())).isEqualTo(batch);
        assertThat(again.predict(asked.rows())).isEqualTo(batch);
        assertThat(alone.predict(asked.rows())).isEqualTo(batch);
        for (int row = 0; row < asked.rows().rowCount(); row++) {
            assertThat(fitted.predict(asked.rows().row(row))).isEqualTo(batch.get(row));
            assertThat(loaded.predict(asked.rows().row(row))).isEqualTo(batch.get(row));
        }
    }
}
