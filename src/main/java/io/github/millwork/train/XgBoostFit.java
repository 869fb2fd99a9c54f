package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.QuietTribuo;
import io.github.millwork.tribuo.TribuoRows;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer.RegressionType;

/** One fit by Tribuo's XGBoost, and what it learned as plain trees. */
final class XgBoostFit {
    private static final double LARGEST_TARGET = 1e38;

    private final TrainingData data;
    private final @Nullable TrainingData heldOut;
    private final TribuoRows rows;
    private final SparseZeros zeros;
    private final Hyperparameters hyperparameters;
    private final long seed;

    XgBoostFit(TrainingData all, Hyperparameters hyperparameters, long seed) {
        TrainingData counted = TrainingRows.counted(all);
        checkRange(counted);
        this.zeros = new SparseZeros(counted.features());
        this.heldOut = all.heldOut().orElse(null);
        this.data = new TrainingData(
                zeros.apply(counted.features()), counted.names(), counted.target(), counted.weights(), null);
        this.rows = new TribuoRows(data.features().dimension());
        this.hyperparameters = hyperparameters;
        this.seed = seed;
    }

    private static void checkRange(TrainingData data) {
        FeatureMatrix features = data.features();
        for (int entry = 0; entry < features.start(features.rows()); entry++) {
            double value = features.value(entry);
            if (Math.abs(value) > Float.MAX_VALUE) {
                String name = data.names().get(features.index(entry)).name();
                throw new DataException("Expected features between -3.4e38 and 3.4e38, the range of XGBoost's numbers, "
                        + "but '" + name + "' is " + value + " in a training row. Scale it, or derive its logarithm.");
            }
        }
    }

    TreeEnsemble<Classification> classes() {
        TargetValues.Classes target = data.classes();
        int[] seen = TrainingRows.seen(target);
        return target.labels().size() == 2 ? twoClasses(target) : moreClasses(target, seen);
    }

    private TreeEnsemble<Classification> twoClasses(TargetValues.Classes target) {
        XGBoostModel<Regressor> fitted = train(
                new BinaryBoostingTrainer(rounds(), parameters(BinaryBoostingTrainer.OBJECTIVE, 0.5)),
                numbers(row -> target.codes()[row]));
        return model(ModelOutputs.of(target), 0, trees(fitted, dump(fitted)), new int[] {1});
    }

    private TreeEnsemble<Classification> moreClasses(TargetValues.Classes target, int[] seen) {
        Label[] labels = target.labels().stream().map(Label::new).toArray(Label[]::new);
        List<String> names = IntStream.of(seen).mapToObj(target.labels()::get).toList();
        XGBoostModel<Label> fitted = train(
                new XGBoostClassificationTrainer(rounds(), parameters("multi:softprob", 0)),
                rows.dataset(data, new LabelFactory(), Double.NaN, row -> labels[target.codes()[row]]));
        String[] dump = dump(fitted);
        String[] ordered = new String[dump.length]; // Tribuo numbers the classes in an order of its own
        for (int t = 0; t < dump.length; t++) {
            int round = t - t % seen.length;
            String name = fitted.getOutputIDInfo().getOutput(t % seen.length).getLabel();
            ordered[round + names.indexOf(name)] = dump[t];
        }
        return model(ModelOutputs.of(target), 0, trees(fitted, ordered), seen);
    }

    /** XGBoost is given what is above or below the mean, since its floats have too few digits for large targets. */
    TreeEnsemble<Regression> numbers() {
        double[] target = data.numbers();
        for (double value : target) {
            if (!(Math.abs(value) <= LARGEST_TARGET)) {
                throw new DataException("Expected targets between -1e38 and 1e38, the range of XGBoost's numbers, but "
                        + "found " + value + ". Scale the target, or predict its logarithm.");
            }
        }
        double mean = TrainingRows.mean(data);
        XGBoostModel<Regressor> fitted = train(
                new XGBoostRegressionTrainer(
                        RegressionType.LINEAR, rounds(), parameters(RegressionType.LINEAR.paramName, 0)),
                numbers(row -> target[row] - mean));
        return model(new RegressionOutputs(false), mean, trees(fitted, dump(fitted)), new int[] {0});
    }

    /** The trees up to the round with the lowest loss on the rows that were cut off; all where there are none. */
    private <P extends Prediction> TreeEnsemble<P> model(Outputs<P> outputs, double base, Trees trees, int[] labels) {
        TrainingData known = heldOut == null ? null : known(heldOut, labels);
        if (known == null) return new TreeEnsemble<>(outputs, base, trees, labels, List.of());
        double[] start = new double[labels.length];
        Arrays.fill(start, base);
        BoostingWatch watch = new BoostingWatch(
                known, loss(known, labels), start, hyperparameters.integer(BoostingSettings.PATIENCE));
        boolean enough = false;
        for (int first = 0; first < trees.count() && !enough; first += labels.length) {
            int round = first;
            enough = watch.enough((sum, features) -> trees.leaf(round + sum, features));
        }
        List<Finding> findings =
                List.of(new Finding(BoostingWatch.KEPT, watch.kept()), new Finding(BoostingWatch.LOSS, watch.lowest()));
        return new TreeEnsemble<>(outputs, base, trees.first(watch.kept() * labels.length), labels, findings);
    }

    /** Those rows that count, of classes that training has rows of; null where there are none. */
    private static @Nullable TrainingData known(TrainingData rows, int[] labels) {
        int[] codes = rows.target() instanceof TargetValues.Classes target ? target.codes() : null;
        int[] known = IntStream.range(0, rows.rows())
                .filter(row -> rows.weight(row) > 0
                        && (codes == null || labels.length == 1 || Arrays.binarySearch(labels, codes[row]) >= 0))
                .toArray();
        return known.length == 0 ? null : rows.rows(known);
    }

    private static Loss loss(TrainingData rows, int[] labels) {
        if (!(rows.target() instanceof TargetValues.Classes target)) return new Loss.Squared(rows.numbers());
        if (labels.length == 1) return new Loss.Logistic(target.codes());
        int[] codes = Arrays.stream(target.codes())
                .map(code -> Arrays.binarySearch(labels, code))
                .toArray();
        return new Loss.Softmax(codes, labels.length);
    }

    private static <T extends Output<T>> XGBoostModel<T> train(XGBoostTrainer<T> trainer, Dataset<T> dataset) {
        try {
            return QuietTribuo.call(() -> (XGBoostModel<T>) trainer.train(dataset));
        } catch (IllegalStateException e) {
            throw new DataException("XGBoost refused the training rows: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw noLibrary(e);
        }
    }

    /** XGBoost 1.6 brings libraries for x86_64 alone. */
    static IllegalStateException noLibrary(LinkageError cause) {
        return new IllegalStateException(
                "Expected XGBoost's native library but it could not be loaded on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ": " + cause
                        + ". Use HistogramBoosting, which needs none.",
                cause);
    }

    private int rounds() {
        return hyperparameters.integer(BoostingSettings.TREES);
    }

    private Dataset<Regressor> numbers(IntToDoubleFunction value) {
        return rows.dataset(
                data,
                new RegressionFactory(),
                Double.NaN,
                row -> new Regressor(TribuoModel.TARGET, value.applyAsDouble(row)));
    }

    private Map<String, Object> parameters(String objective, double base) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("objective", objective);
        parameters.put("base_score", base);
        parameters.put("tree_method", "hist");
        parameters.put("eta", hyperparameters.number(BoostingSettings.RATE));
        parameters.put("max_depth", hyperparameters.integer(BoostingSettings.DEPTH));
        if (hyperparameters.integer(BoostingSettings.LEAVES) < 1L << hyperparameters.integer(BoostingSettings.DEPTH)) {
            parameters.put("grow_policy", "lossguide");
            parameters.put("max_leaves", hyperparameters.integer(BoostingSettings.LEAVES));
        }
        parameters.put("min_child_weight", hyperparameters.number(BoostingSettings.CHILD));
        parameters.put("subsample", hyperparameters.number(BoostingSettings.ROWS));
        parameters.put("colsample_bytree", hyperparameters.number(BoostingSettings.COLUMNS));
        parameters.put("lambda", hyperparameters.number(BoostingSettings.LAMBDA));
        parameters.put("alpha", hyperparameters.number(BoostingSettings.ALPHA));
        parameters.put("nthread", 1); // with more, the order of its sums would depend on them
        parameters.put("seed", seed & Integer.MAX_VALUE);
        parameters.put("verbosity", 0);
        return parameters;
    }

    private static String[] dump(XGBoostModel<?> fitted) {
        Booster booster = fitted.getInnerModels().get(0);
        try {
            return booster.getModelDump("", true, "text");
        } catch (XGBoostError e) {
            throw new IllegalStateException("Could not read the trees of XGBoost: " + e.getMessage(), e);
        } finally {
            // A booster has a finaliser, which would free the native trees while they are read if nobody held it.
            Reference.reachabilityFence(booster);
        }
    }

    private Trees trees(XGBoostModel<?> fitted, String[] dump) {
        ImmutableFeatureMap features = fitted.getFeatureIDMap();
        return TreeDump.parse(dump, id -> TribuoRows.position(features.get(id).getName()), zeros::leftOut);
    }
}
