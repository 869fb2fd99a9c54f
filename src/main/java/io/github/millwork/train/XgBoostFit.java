package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.QuietTribuo;
import io.github.millwork.tribuo.TribuoRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer.RegressionType;

/** One fit by Tribuo's XGBoost, and what it learned as plain trees. */
final class XgBoostFit {
    private final Hyperparameters hyperparameters;
    private final long seed;

    XgBoostFit(Hyperparameters hyperparameters, long seed) {
        this.hyperparameters = hyperparameters;
        this.seed = seed;
    }

    TreeEnsemble<Classification> classes(TrainingData data) {
        TargetValues.Classes target = data.classes();
        return target.labels().size() == 2 ? twoClasses(data, target) : moreClasses(data, target);
    }

    private TreeEnsemble<Classification> twoClasses(TrainingData data, TargetValues.Classes target) {
        XGBoostModel<Regressor> fitted = QuietTribuo.call(() -> (XGBoostModel<Regressor>)
                new BinaryBoostingTrainer(rounds(), parameters(BinaryBoostingTrainer.OBJECTIVE, 0.5))
                        .train(numbers(data, row -> target.codes()[row])));
        return new TreeEnsemble<>(ModelOutputs.of(target), 1, 0, trees(fitted, dump(fitted)));
    }

    private TreeEnsemble<Classification> moreClasses(TrainingData data, TargetValues.Classes target) {
        List<String> names = target.labels();
        Label[] labels = names.stream().map(Label::new).toArray(Label[]::new);
        XGBoostModel<Label> fitted =
                QuietTribuo.call(() -> new XGBoostClassificationTrainer(rounds(), parameters("multi:softprob", 0.5))
                        .train(rows(data).dataset(data, new LabelFactory(), row -> labels[target.codes()[row]])));
        String[] dump = dump(fitted);
        String[] ordered = new String[dump.length]; // Tribuo numbers the classes in an order of its own
        for (int t = 0; t < dump.length; t++) {
            int round = t - t % labels.length;
            String name = fitted.getOutputIDInfo().getOutput(t % labels.length).getLabel();
            ordered[round + names.indexOf(name)] = dump[t];
        }
        return new TreeEnsemble<>(ModelOutputs.of(target), labels.length, 0, trees(fitted, ordered));
    }

    TreeEnsemble<Regression> numbers(TrainingData data) {
        double[] target = data.numbers();
        double sum = 0;
        for (double value : target) sum += value;
        float base = (float) (sum / target.length);
        XGBoostModel<Regressor> fitted = QuietTribuo.call(() -> (XGBoostModel<Regressor>) new XGBoostRegressionTrainer(
                        RegressionType.LINEAR, rounds(), parameters(RegressionType.LINEAR.paramName, base))
                .train(numbers(data, row -> target[row])));
        return new TreeEnsemble<>(new RegressionOutputs(false), 1, base, trees(fitted, dump(fitted)));
    }

    private int rounds() {
        return hyperparameters.integer("trees");
    }

    private static TribuoRows rows(TrainingData data) {
        return new TribuoRows(data.features().dimension());
    }

    private static Dataset<Regressor> numbers(TrainingData data, IntToDoubleFunction value) {
        return rows(data)
                .dataset(data, new RegressionFactory(), row -> new Regressor("target", value.applyAsDouble(row)));
    }

    private Map<String, Object> parameters(String objective, double base) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("objective", objective);
        parameters.put("base_score", base);
        parameters.put("tree_method", "hist");
        parameters.put("eta", hyperparameters.number("learningRate"));
        parameters.put("max_depth", hyperparameters.integer("depth"));
        parameters.put("min_child_weight", hyperparameters.number("minimumChildWeight"));
        parameters.put("subsample", hyperparameters.number("rowShare"));
        parameters.put("colsample_bytree", hyperparameters.number("columnShare"));
        parameters.put("lambda", hyperparameters.number("lambda"));
        parameters.put("alpha", hyperparameters.number("alpha"));
        parameters.put("nthread", 1); // with more, the order of its sums would depend on them
        parameters.put("seed", seed & Integer.MAX_VALUE);
        parameters.put("verbosity", 0);
        return parameters;
    }

    private static String[] dump(XGBoostModel<?> fitted) {
        try {
            return fitted.getInnerModels().get(0).getModelDump("", false, "text");
        } catch (XGBoostError e) {
            throw new IllegalStateException("Could not read the trees of XGBoost: " + e.getMessage(), e);
        }
    }

    private static Trees trees(XGBoostModel<?> fitted, String[] dump) {
        ImmutableFeatureMap features = fitted.getFeatureIDMap();
        return Trees.parse(dump, id -> TribuoRows.position(features.get(id).getName()));
    }
}
