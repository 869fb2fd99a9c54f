package io.github.millwork.bench;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.AdaBoost;
import io.github.millwork.train.Bagging;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.BinaryRelevance;
import io.github.millwork.train.ClassifierChains;
import io.github.millwork.train.DecisionTree;
import io.github.millwork.train.ElasticNet;
import io.github.millwork.train.ExtraTrees;
import io.github.millwork.train.FactorizationMachine;
import io.github.millwork.train.GaussianNaiveBayes;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.IsolationForest;
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
import io.github.millwork.train.VotingLearner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The learners of the table, each under the name that src/bench/python/learners.py gives to its counterpart. */
final class TableLearners {
    /** Of these both sides are given fewer rows and make fewer trials. */
    static final Set<String> SLOW = Set.of(
            "kernel SVM", "neural network", "nearest neighbours", "bagging", "stacking", "factorization machine");

    private TableLearners() {}

    static Map<String, Learner<Classification>> classifiers() {
        Map<String, Learner<Classification>> learners = new LinkedHashMap<>();
        learners.put("baseline", Baseline.classifier());
        learners.put("logistic regression", LogisticRegression.create());
        learners.put("linear SVM", SupportVectorMachine.classifier());
        learners.put("kernel SVM", KernelSvm.classifier());
        learners.put("naive Bayes", NaiveBayes.create());
        learners.put("Gaussian naive Bayes", GaussianNaiveBayes.create());
        learners.put("nearest neighbours", NearestNeighbours.classifier());
        learners.put("decision tree", DecisionTree.classifier());
        learners.put("random forest", RandomForest.classifier());
        learners.put("extra trees", ExtraTrees.classifier());
        learners.put("AdaBoost", AdaBoost.create());
        learners.put("gradient boosting", GradientBoosting.classifier());
        learners.put("histogram boosting", HistogramBoosting.classifier());
        learners.put("factorization machine", FactorizationMachine.classifier());
        learners.put("neural network", NeuralNetwork.classifier());
        learners.put(
                "voting",
                VotingLearner.of(LogisticRegression.create(), DecisionTree.classifier(), GaussianNaiveBayes.create()));
        learners.put("bagging", Bagging.of(DecisionTree.classifier().minimumLeaf(1)));
        learners.put(
                "stacking",
                Stacking.of(
                        LogisticRegression.create(),
                        LogisticRegression.create(),
                        DecisionTree.classifier(),
                        GaussianNaiveBayes.create()));
        return learners;
    }

    static Map<String, Learner<Regression>> regressors() {
        Map<String, Learner<Regression>> learners = new LinkedHashMap<>();
        learners.put("baseline", Baseline.regressor());
        learners.put("linear regression", LinearRegression.create());
        learners.put("ridge", ElasticNet.ridge());
        learners.put("lasso", ElasticNet.lasso());
        learners.put("elastic net", ElasticNet.create());
        learners.put("LARS", Lars.create());
        learners.put("linear SVM", SupportVectorMachine.regressor());
        learners.put("kernel SVM", KernelSvm.regressor());
        learners.put("nearest neighbours", NearestNeighbours.regressor());
        learners.put("decision tree", DecisionTree.regressor());
        learners.put("random forest", RandomForest.regressor());
        learners.put("extra trees", ExtraTrees.regressor());
        learners.put("gradient boosting", GradientBoosting.regressor());
        learners.put("histogram boosting", HistogramBoosting.regressor());
        learners.put("factorization machine", FactorizationMachine.regressor());
        learners.put("neural network", NeuralNetwork.regressor());
        learners.put(
                "voting",
                VotingLearner.of(ElasticNet.ridge(), DecisionTree.regressor(), NearestNeighbours.regressor()));
        learners.put("bagging", Bagging.of(DecisionTree.regressor().minimumLeaf(1)));
        learners.put(
                "stacking",
                Stacking.of(
                        ElasticNet.ridge(),
                        ElasticNet.ridge(),
                        DecisionTree.regressor(),
                        NearestNeighbours.regressor()));
        return learners;
    }

    static Map<String, Learner<MultiLabel>> labelers() {
        Map<String, Learner<MultiLabel>> learners = new LinkedHashMap<>();
        learners.put("binary relevance", BinaryRelevance.of(LogisticRegression.create()));
        learners.put("classifier chain", ClassifierChains.of(LogisticRegression.create()));
        learners.put(
                "ten classifier chains",
                ClassifierChains.of(LogisticRegression.create()).chains(10));
        return learners;
    }

    static Map<String, Learner<Anomaly>> detectors() {
        Map<String, Learner<Anomaly>> learners = new LinkedHashMap<>();
        learners.put("one-class SVM", OneClassSvm.create());
        learners.put("neighbour distance", NeighbourDistance.create());
        learners.put("isolation forest", IsolationForest.create());
        return learners;
    }
}
