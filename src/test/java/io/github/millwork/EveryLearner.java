package io.github.millwork;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.onnx.OnnxLearner;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Task;
import io.github.millwork.train.AdaBoost;
import io.github.millwork.train.Bagging;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.BinaryRelevance;
import io.github.millwork.train.Calibration;
import io.github.millwork.train.ClassifierChains;
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
import io.github.millwork.train.NeighbourDistance;
import io.github.millwork.train.NeuralNetwork;
import io.github.millwork.train.OneClassSvm;
import io.github.millwork.train.RandomForest;
import io.github.millwork.train.Stacking;
import io.github.millwork.train.SupportVectorMachine;
import io.github.millwork.train.TribuoLearner;
import io.github.millwork.train.VotingLearner;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.regression.rtree.CARTRegressionTrainer;

/** Every learner there is, once for each kind of prediction, and rows that suit them all. */
final class EveryLearner {
    private static final int ROWS = 120;

    private EveryLearner() {}

    /** The learners, by a name that can be one of a file. */
    static Map<String, Learner<?>> all() {
        Map<String, Learner<?>> learners = new TreeMap<>();
        learners.put("ada", AdaBoost.create().trees(10));
        learners.put("bagging", Bagging.of(LogisticRegression.create()).models(3));
        learners.put("bagging of numbers", Bagging.of(Lars.create()).models(3));
        learners.put("baseline", Baseline.classifier());
        learners.put("baseline of numbers", Baseline.regressor());
        learners.put("binary relevance", BinaryRelevance.of(LogisticRegression.create()));
        learners.put("chains", ClassifierChains.of(GaussianNaiveBayes.create()).chains(3));
        learners.put("elastic net", ElasticNet.create());
        learners.put("extra trees", ExtraTrees.classifier().trees(10));
        learners.put("extra trees of numbers", ExtraTrees.regressor().trees(10));
        learners.put("forest", RandomForest.classifier().trees(10));
        learners.put("forest of numbers", RandomForest.regressor().trees(10));
        learners.put("gaussian", GaussianNaiveBayes.create());
        learners.put("gradient", GradientBoosting.classifier().trees(10));
        learners.put("gradient of numbers", GradientBoosting.regressor().trees(10));
        learners.put("hdbscan", Hdbscan.create().minimumSize(10));
        learners.put("histogram", HistogramBoosting.classifier().trees(10));
        learners.put("histogram of numbers", HistogramBoosting.regressor().trees(10));
        learners.put("isolation", IsolationForest.create().trees(10));
        learners.put("k-means", KMeans.clusters(3));
        learners.put("kernel", KernelSvm.classifier());
        learners.put("kernel of numbers", KernelSvm.regressor());
        learners.put("lars", Lars.create());
        learners.put("linear", LinearRegression.create());
        learners.put("logistic", LogisticRegression.create());
        learners.put("logistic lasso", LogisticRegression.create().l1());
        learners.put("machine", SupportVectorMachine.classifier());
        learners.put("machine of numbers", SupportVectorMachine.regressor());
        learners.put("naive bayes", NaiveBayes.create());
        learners.put("near", NearestNeighbours.classifier());
        learners.put("near of numbers", NearestNeighbours.regressor());
        learners.put("neighbour distance", NeighbourDistance.create());
        learners.put("network", NeuralNetwork.classifier().hiddenLayers(8).epochs(5));
        learners.put(
                "network of numbers", NeuralNetwork.regressor().hiddenLayers(8).epochs(5));
        learners.put("one class", OneClassSvm.create());
        learners.put(
                "onnx",
                OnnxLearner.classifier(Path.of("src/test/resources/onnx/classifier.onnx"), "slim", "tall", "wide")
                        .output("probabilities"));
        learners.put(
                "optioned",
                LogisticRegression.create().with(Calibration.isotonic().folds(2)));
        learners.put("products", FactorizationMachine.classifier().iterations(20));
        learners.put("products of numbers", FactorizationMachine.regressor().iterations(20));
        learners.put("stack", Stacking.of(LogisticRegression.create(), NaiveBayes.create(), DecisionTree.classifier()));
        learners.put("stack of numbers", Stacking.of(ElasticNet.ridge(), Lars.create(), DecisionTree.regressor()));
        learners.put("tree", DecisionTree.classifier());
        learners.put("tree of numbers", DecisionTree.regressor());
        learners.put("tribuo", TribuoLearner.classifier("cart", seed -> new CARTClassificationTrainer(4, 1.0f, seed)));
        learners.put("tribuo of numbers", TribuoLearner.regressor("cart", seed -> new CARTRegressionTrainer(4)));
        learners.put(
                "vote of optioned",
                VotingLearner.of(
                        GaussianNaiveBayes.create(),
                        SupportVectorMachine.classifier().with(Calibration.sigmoid())));
        learners.put("vote", VotingLearner.of(GaussianNaiveBayes.create(), LogisticRegression.create()));
        learners.put("vote of numbers", VotingLearner.of(ElasticNet.lasso(), NearestNeighbours.regressor()));
        return learners;
    }

    @SuppressWarnings("unchecked") // the task follows the learner
    static <P extends Prediction> Task<P> task(Learner<P> learner) {
        Class<P> kind = learner.predictionType();
        Task<?> task = Task.regress(Target.of("size"));
        if (kind == Classification.class) task = Task.classify(Target.of("kind"));
        if (kind == MultiLabel.class) task = Task.classifyLabels(Target.labels("large", "odd"));
        if (kind == Cluster.class) task = Task.cluster(null);
        if (kind == Anomaly.class) task = Task.detectAnomalies(null);
        return (Task<P>) task;
    }

    @SuppressWarnings("unchecked") // the pipeline follows the learner
    static <P extends Prediction> Pipeline<P> pipeline(Learner<P> learner) {
        Class<P> kind = learner.predictionType();
        Pipeline<?> pipeline = Pipeline.regress("size");
        if (kind == Classification.class) pipeline = Pipeline.classify("kind");
        if (kind == MultiLabel.class) pipeline = Pipeline.classifyLabels(Target.labels("large", "odd"));
        if (kind == Cluster.class) pipeline = Pipeline.cluster();
        if (kind == Anomaly.class) pipeline = Pipeline.detectAnomalies();
        return ((Pipeline<P>) pipeline).train(learner).seed(3);
    }

    /** Numbers above zero in three groups, and noisy answers to them; only the columns of the learner's task. */
    static Dataset rows(Learner<?> learner) {
        SplittableRandom random = new SplittableRandom(8);
        double[][] x = new double[3][ROWS];
        double[] size = new double[ROWS];
        String[] kind = new String[ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (double[] column : x) column[row] = row % 3 + random.nextDouble();
            size[row] = 5 + x[0][row] * 3 - x[1][row] + random.nextDouble();
            kind[row] = List.of("slim", "tall", "wide").get(random.nextInt(4) == 0 ? random.nextInt(3) : row % 3);
        }
        Boolean[] large = Arrays.stream(size).mapToObj(each -> each > 7).toArray(Boolean[]::new);
        Boolean[] odd = IntStream.range(0, ROWS)
                .mapToObj(row -> x[2][row] + random.nextDouble() > 2)
                .toArray(Boolean[]::new);
        Dataset features = Dataset.of(Column.numbers("a", x[0]), Column.numbers("b", x[1]), Column.numbers("c", x[2]));
        Class<?> type = learner.predictionType();
        if (type == Classification.class) return features.with(Column.categories("kind", kind));
        if (type == Regression.class) return features.with(Column.numbers("size", size));
        if (type != MultiLabel.class) return features;
        return features.with(Column.booleans("large", large)).with(Column.booleans("odd", odd));
    }
}
