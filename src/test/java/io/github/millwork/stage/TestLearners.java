package io.github.millwork.stage;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Small learners for tests of what drives learners. */
final class TestLearners {
    private TestLearners() {}

    /** Adds up what each feature alone tells of the target; a missing one tells nothing. */
    record Line(boolean complete) implements Learner<Regression> {
        static final Codec<Line> CODEC = Codec.of(
                "test.line",
                Line.class,
                it -> State.empty().with("complete", it.complete),
                state -> new Line(state.flag("complete")));

        @Override
        public String describe() {
            return "line";
        }

        @Override
        public Class<Regression> predictionType() {
            return Regression.class;
        }

        @Override
        public Set<Need> needs() {
            return complete ? Set.of(Need.COMPLETE) : Set.of();
        }

        @Override
        public boolean honoursWeights() {
            return true;
        }

        @Override
        public LineModel fit(TrainingData data, FitContext context) {
            int d = data.features().dimension();
            double[] y = data.numbers();
            double[] slopes = new double[d];
            double total = 0;
            double meanY = 0;
            for (int row = 0; row < y.length; row++) {
                total += data.weight(row);
                meanY += data.weight(row) * y[row];
            }
            meanY /= total;
            double intercept = meanY;
            double[][] x = dense(data.features());
            for (int j = 0; j < d; j++) {
                double meanX = 0;
                double seen = 0;
                for (int row = 0; row < y.length; row++) {
                    if (Double.isNaN(x[row][j])) continue;
                    meanX += data.weight(row) * x[row][j];
                    seen += data.weight(row);
                }
                if (seen > 0) meanX /= seen;
                double product = 0;
                double square = 1e-9;
                for (int row = 0; row < y.length; row++) {
                    if (Double.isNaN(x[row][j])) continue;
                    product += data.weight(row) * (x[row][j] - meanX) * (y[row] - meanY);
                    square += data.weight(row) * (x[row][j] - meanX) * (x[row][j] - meanX);
                }
                slopes[j] = product / square / d;
                intercept -= slopes[j] * meanX;
            }
            return new LineModel(slopes, intercept);
        }
    }

    static double[][] dense(FeatureMatrix features) {
        double[][] x = new double[features.rows()][];
        FeatureVector vector = new FeatureVector(features.dimension());
        for (int row = 0; row < x.length; row++) {
            features.row(row, vector);
            x[row] = vector.dense(0).clone();
        }
        return x;
    }

    record LineModel(double[] slopes, double intercept) implements Model<Regression> {
        static final Codec<LineModel> CODEC = Codec.of(
                "test.line-model",
                LineModel.class,
                it -> State.empty().with("slopes", it.slopes).with("intercept", it.intercept),
                state -> new LineModel(state.numbers("slopes"), state.number("intercept")));

        @Override
        public Outputs<Regression> outputs() {
            return new RegressionOutputs(false);
        }

        @Override
        public boolean accepts(int features) {
            return features == slopes.length;
        }

        @Override
        public void predict(FeatureVector features, double[] out, int at) {
            double sum = intercept;
            for (int i = 0; i < features.size(); i++) {
                double value = features.value(i);
                if (!Double.isNaN(value)) sum += slopes[features.index(i)] * value;
            }
            out[at] = sum;
        }
    }

    /** Tells classes apart by which mean of the features is nearest; probabilities by a softmax of the distances. */
    record NearestMean() implements Learner<Classification> {
        @Override
        public String describe() {
            return "nearest mean";
        }

        @Override
        public Class<Classification> predictionType() {
            return Classification.class;
        }

        @Override
        public Set<Need> needs() {
            return Set.of(Need.COMPLETE, Need.NON_NEGATIVE);
        }

        @Override
        public boolean honoursWeights() {
            return false;
        }

        @Override
        public Model<Classification> fit(TrainingData data, FitContext context) {
            TargetValues.Classes classes = data.classes();
            int d = data.features().dimension();
            double[] means = new double[classes.labels().size() * d];
            int[] counts = new int[classes.labels().size()];
            double[][] x = dense(data.features());
            for (int row = 0; row < x.length; row++) {
                counts[classes.codes()[row]]++;
                for (int j = 0; j < d; j++) means[classes.codes()[row] * d + j] += x[row][j];
            }
            for (int i = 0; i < means.length; i++) means[i] /= counts[i / d];
            return new Centroids(classes.labels(), classes.positive(), means);
        }
    }

    record Centroids(List<String> labels, @Nullable String positive, double[] means) implements Model<Classification> {
        static final Codec<Centroids> CODEC = Codec.of(
                "test.centroids",
                Centroids.class,
                it -> {
                    State state = State.empty().with("labels", it.labels).with("means", it.means);
                    return it.positive == null ? state : state.with("positive", it.positive);
                },
                state -> new Centroids(
                        state.strings("labels"),
                        state.has("positive") ? state.string("positive") : null,
                        state.numbers("means")));

        @Override
        public Outputs<Classification> outputs() {
            return ClassificationOutputs.probabilities(labels, positive);
        }

        @Override
        public void predict(FeatureVector features, double[] out, int at) {
            double[] x = features.dense(0);
            double sum = 0;
            for (int k = 0; k < labels.size(); k++) {
                double distance = 0;
                for (int j = 0; j < x.length; j++) {
                    double difference = x[j] - means[k * x.length + j];
                    distance += difference * difference;
                }
                out[at + k] = StrictMath.exp(-distance);
                sum += out[at + k];
            }
            for (int k = 0; k < labels.size(); k++) out[at + k] /= sum;
        }
    }

    /** Puts each row in the cluster of its sign. */
    record Sign() implements Learner<Cluster> {
        @Override
        public String describe() {
            return "sign";
        }

        @Override
        public Class<Cluster> predictionType() {
            return Cluster.class;
        }

        @Override
        public Set<Need> needs() {
            return Set.of();
        }

        @Override
        public boolean honoursWeights() {
            return false;
        }

        @Override
        public Model<Cluster> fit(TrainingData data, FitContext context) {
            return new Model<>() {
                @Override
                public Outputs<Cluster> outputs() {
                    return new ClusterOutputs(2);
                }

                @Override
                public void predict(FeatureVector features, double[] out, int at) {
                    out[at] = features.dense(0)[0] < 0 ? 0 : 1;
                    out[at + 1] = Math.abs(features.dense(0)[0]);
                }
            };
        }
    }

    /** Another learner with something changed about it, which keeps what it is given. */
    record Watched<P extends Prediction>(
            Learner<P> inner, double validationShare, List<TrainingOption<? super P>> options, List<TrainingData> seen)
            implements Learner<P> {
        @Override
        public String describe() {
            return inner.describe();
        }

        @Override
        public Class<P> predictionType() {
            return inner.predictionType();
        }

        @Override
        public Set<Need> needs() {
            return inner.needs();
        }

        @Override
        public boolean honoursWeights() {
            return inner.honoursWeights();
        }

        @Override
        public Hyperparameters hyperparameters() {
            return inner.hyperparameters();
        }

        @Override
        public Model<P> fit(TrainingData data, FitContext context) {
            seen.add(data);
            return inner.fit(data, context);
        }
    }

    /** Takes categories as they are: predicts the mean of the rows of the same first feature, -1 where it is missing. */
    record Means(List<TrainingData> seen) implements Learner<Regression> {
        @Override
        public String describe() {
            return "means";
        }

        @Override
        public Class<Regression> predictionType() {
            return Regression.class;
        }

        @Override
        public Set<Need> needs() {
            return Set.of();
        }

        @Override
        public boolean honoursWeights() {
            return true;
        }

        @Override
        public boolean takesCategories() {
            return true;
        }

        @Override
        public Model<Regression> fit(TrainingData data, FitContext context) {
            seen.add(data);
            double[] sums = new double[data.names().get(0).levels().size()];
            double[] counts = new double[sums.length];
            double[][] features = dense(data.features());
            for (int row = 0; row < data.rows(); row++) {
                if (Double.isNaN(features[row][0])) continue;
                sums[(int) features[row][0]] += data.numbers()[row];
                counts[(int) features[row][0]]++;
            }
            return new MeansModel(IntStream.range(0, sums.length)
                    .mapToDouble(i -> sums[i] / counts[i])
                    .toArray());
        }
    }

    record MeansModel(double[] means) implements Model<Regression> {
        static final Codec<MeansModel> CODEC = Codec.of(
                "test.means",
                MeansModel.class,
                it -> State.empty().with("means", it.means),
                state -> new MeansModel(state.numbers("means")));

        @Override
        public Outputs<Regression> outputs() {
            return new RegressionOutputs(false);
        }

        @Override
        public void predict(FeatureVector features, double[] out, int at) {
            double first = features.dense(0)[0];
            out[at] = Double.isNaN(first) ? -1 : means[(int) first];
        }
    }

    /** Predicts 1 for a row whose first feature it has seen in training, else 0. */
    record Memory() implements Learner<Regression> {
        @Override
        public String describe() {
            return "memory";
        }

        @Override
        public Class<Regression> predictionType() {
            return Regression.class;
        }

        @Override
        public Set<Need> needs() {
            return Set.of();
        }

        @Override
        public boolean honoursWeights() {
            return false;
        }

        @Override
        public Model<Regression> fit(TrainingData data, FitContext context) {
            Set<Double> known =
                    Arrays.stream(dense(data.features())).map(row -> row[0]).collect(Collectors.toSet());
            return new Model<>() {
                @Override
                public Outputs<Regression> outputs() {
                    return new RegressionOutputs(false);
                }

                @Override
                public void predict(FeatureVector features, double[] out, int at) {
                    out[at] = known.contains(features.dense(0)[0]) ? 1 : 0;
                }
            };
        }
    }
}
