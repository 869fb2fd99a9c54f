package io.github.millwork.deploy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** Small steps and learners to test what is above them with. Public for the benchmarks. */
public final class TestSteps implements CodecProvider {
    /** Added to a bias when a {@link LinearModel} is read back: a codec that has gone wrong. */
    static volatile double drift;

    @Override
    public List<Codec<?>> codecs() {
        return List.of(
                Codec.of("test.filled", Filled.class, Filled::toState, Filled::fromState),
                Codec.of("test.standardised", Standardised.class, Standardised::toState, Standardised::fromState),
                Codec.of("test.one-hot", Encoded.class, Encoded::toState, Encoded::fromState),
                Codec.of("test.linear", 2, LinearModel.class, LinearModel::toState, LinearModel::fromState),
                Codec.of("test.logistic", LogisticModel.class, LogisticModel::toState, LogisticModel::fromState),
                Codec.of("test.rounded", Rounded.class, Rounded::toState, Rounded::fromState));
    }

    private static List<Field> features(Schema schema, boolean numeric) {
        return schema.features().stream()
                .filter(field -> numeric ? field.type().fitsDouble() : field.type() == ColumnType.CATEGORY)
                .toList();
    }

    private static List<Schema.Rewrite> sameNames(List<Field> fields, ColumnType type) {
        return fields.stream()
                .map(field -> new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), type))))
                .toList();
    }

    /** Fills missing numbers with the mean. */
    public record Fill() implements Transformer {
        @Override
        public String describe() {
            return "fill with the mean";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return sameNames(features(input, true), ColumnType.NUMBER);
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            Map<String, Double> means = new TreeMap<>();
            for (Field field : features(training.schema(), true)) {
                means.put(
                        field.name(),
                        Arrays.stream(training.column(field.name()).toDoubles())
                                .filter(value -> !Double.isNaN(value))
                                .average()
                                .orElse(0));
            }
            return TransformerFit.of(new Filled(means));
        }
    }

    record Filled(Map<String, Double> means) implements FittedTransformer {
        State toState() {
            return State.empty()
                    .with("columns", List.copyOf(means.keySet()))
                    .with("means", List.copyOf(means.values()));
        }

        static Filled fromState(State state) {
            Map<String, Double> means = new TreeMap<>();
            List<String> names = state.strings("columns");
            for (int i = 0; i < names.size(); i++) means.put(names.get(i), state.numbers("means")[i]);
            return new Filled(means);
        }

        @Override
        public List<Operation> operations() {
            return means.entrySet().stream()
                    .map(mean -> Operation.map(
                            mean.getKey(), mean.getKey(), value -> Double.isNaN(value) ? mean.getValue() : value))
                    .toList();
        }
    }

    /** Gives numbers the mean 0 and the standard deviation 1. */
    public record Standardise() implements Transformer {
        @Override
        public String describe() {
            return "standardise";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return sameNames(features(input, true), ColumnType.NUMBER);
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            Map<String, double[]> moments = new TreeMap<>();
            for (Field field : features(training.schema(), true)) {
                double[] values = training.column(field.name()).toDoubles();
                double mean = Arrays.stream(values).average().orElse(0);
                double variance = Arrays.stream(values)
                        .map(v -> (v - mean) * (v - mean))
                        .average()
                        .orElse(1);
                moments.put(field.name(), new double[] {mean, variance > 0 ? Math.sqrt(variance) : 1});
            }
            return TransformerFit.of(new Standardised(moments));
        }
    }

    record Standardised(Map<String, double[]> moments) implements FittedTransformer {
        State toState() {
            State state = State.empty().with("columns", List.copyOf(moments.keySet()));
            for (Map.Entry<String, double[]> moment : moments.entrySet())
                state = state.with("of " + moment.getKey(), moment.getValue());
            return state;
        }

        static Standardised fromState(State state) {
            Map<String, double[]> moments = new TreeMap<>();
            for (String name : state.strings("columns")) moments.put(name, state.numbers("of " + name));
            return new Standardised(moments);
        }

        @Override
        public List<Operation> operations() {
            return moments.entrySet().stream()
                    .map(moment -> {
                        double mean = moment.getValue()[0];
                        double deviation = moment.getValue()[1];
                        return Operation.map(moment.getKey(), moment.getKey(), value -> (value - mean) / deviation);
                    })
                    .toList();
        }
    }

    /** Encodes categories; what is missing or was not seen is the zero vector. */
    public record OneHot() implements Transformer {
        @Override
        public String describe() {
            return "one-hot";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return sameNames(features(input, false), ColumnType.VECTOR);
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            Map<String, List<String>> levels = new TreeMap<>();
            for (Field field : features(training.schema(), false)) {
                Column column = training.column(field.name());
                levels.put(field.name(), column.levels());
            }
            return TransformerFit.of(new Encoded(levels));
        }
    }

    record Encoded(Map<String, List<String>> levels) implements FittedTransformer {
        State toState() {
            State state = State.empty().with("columns", List.copyOf(levels.keySet()));
            for (Map.Entry<String, List<String>> column : levels.entrySet())
                state = state.with("of " + column.getKey(), column.getValue());
            return state;
        }

        static Encoded fromState(State state) {
            Map<String, List<String>> levels = new TreeMap<>();
            for (String name : state.strings("columns")) levels.put(name, state.strings("of " + name));
            return new Encoded(levels);
        }

        @Override
        public List<Operation> operations() {
            return levels.entrySet().stream()
                    .map(column -> encode(column.getKey(), column.getValue()))
                    .toList();
        }

        private static Operation encode(String name, List<String> levels) {
            Map<String, SparseVector> vectors = new HashMap<>();
            for (String level : levels) vectors.put(level, SparseVector.unit(vectors.size()));
            List<String> dimensions =
                    levels.stream().map(level -> name + "=" + level).toList();
            Field written = new Field(name, ColumnType.VECTOR, Role.FEATURE, -1, dimensions);
            return new Operation(List.of(name), List.of(written), true, (in, out) -> frame -> {
                encode(frame, name, in[0], out[0], vectors);
            });
        }

        private static void encode(Frame frame, String name, int in, int out, Map<String, SparseVector> vectors) {
            String level = frame.string(in);
            SparseVector vector = level == null ? SparseVector.ZERO : vectors.get(level);
            if (vector == null) {
                frame.countUnseen(name);
                vector = SparseVector.ZERO;
            }
            frame.set(out, vector);
        }
    }

    /** Learns weights by gradient descent over all rows: slow, and good enough for tests. */
    private static double[] descend(TrainingData data, DoubleUnaryOperator link, double[] targets) {
        double[] weights = new double[data.features().dimension() + 1];
        FeatureVector row = new FeatureVector(data.features().dimension());
        for (int epoch = 0; epoch < 60; epoch++) {
            double[] gradient = new double[weights.length];
            for (int i = 0; i < data.rows(); i++) {
                data.features().row(i, row);
                double error = link.applyAsDouble(dot(weights, row)) - targets[i];
                for (int e = 0; e < row.size(); e++) gradient[row.index(e)] += error * row.value(e);
                gradient[weights.length - 1] += error;
            }
            for (int w = 0; w < weights.length; w++) weights[w] -= 0.3 * gradient[w] / data.rows();
        }
        return weights;
    }

    private static double dot(double[] weights, FeatureVector row) {
        double sum = weights[weights.length - 1];
        for (int e = 0; e < row.size(); e++) sum += weights[row.index(e)] * row.value(e);
        return sum;
    }

    /** A linear model, with or without a demand for complete rows. */
    public record Linear(Set<Need> needs) implements Learner<Regression> {
        @Override
        public String describe() {
            return "linear";
        }

        @Override
        public Class<Regression> predictionType() {
            return Regression.class;
        }

        @Override
        public boolean honoursWeights() {
            return false;
        }

        @Override
        public Model<Regression> fit(TrainingData data, FitContext context) {
            return new LinearModel(descend(data, sum -> sum, data.numbers()), "");
        }
    }

    /** Knows a note since version 2; its fingerprint does not, so that only golden rows tell of a drift. */
    record LinearModel(double[] weights, String note) implements Model<Regression> {
        State toState() {
            return State.empty().with("weights", weights).with("note", note);
        }

        static LinearModel fromState(State state, int version) {
            double[] weights = state.numbers("weights");
            weights[weights.length - 1] += drift;
            return new LinearModel(weights, version == 1 ? "was version 1" : state.string("note"));
        }

        @Override
        public String fingerprint() {
            return "linear " + note;
        }

        @Override
        public Outputs<Regression> outputs() {
            return new RegressionOutputs(false);
        }

        @Override
        public void predict(FeatureVector features, double[] out, int at) {
            out[at] = dot(weights, features);
        }
    }

    /** A logistic model. */
    public record Logistic() implements Learner<Classification> {
        @Override
        public String describe() {
            return "logistic";
        }

        @Override
        public Class<Classification> predictionType() {
            return Classification.class;
        }

        @Override
        public Set<Need> needs() {
            return Set.of(Need.COMPLETE);
        }

        @Override
        public boolean honoursWeights() {
            return false;
        }

        @Override
        public Model<Classification> fit(TrainingData data, FitContext context) {
            TargetValues.Classes classes = data.classes();
            double[] targets =
                    Arrays.stream(classes.codes()).mapToDouble(code -> code).toArray();
            return new LogisticModel(classes.labels(), descend(data, sum -> 1 / (1 + StrictMath.exp(-sum)), targets));
        }
    }

    record LogisticModel(List<String> labels, double[] weights) implements Model<Classification> {
        State toState() {
            return State.empty().with("labels", labels).with("weights", weights);
        }

        static LogisticModel fromState(State state) {
            return new LogisticModel(state.strings("labels"), state.numbers("weights"));
        }

        @Override
        public Outputs<Classification> outputs() {
            return ClassificationOutputs.probabilities(labels, null);
        }

        @Override
        public void predict(FeatureVector features, double[] out, int at) {
            out[at + 1] = 1 / (1 + StrictMath.exp(-dot(weights, features)));
            out[at] = 1 - out[at + 1];
        }
    }

    /** Learns to answer a third of the number of rows, and forgets most digits of it when it is saved. */
    record Forgetful() implements Learner<Regression> {
        @Override
        public String describe() {
            return "forgetful";
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
            return new Rounded(data.rows() / 3.0);
        }
    }

    record Rounded(double value) implements Model<Regression> {
        State toState() {
            return State.empty().with("value", (double) Math.round(value * 100) / 100);
        }

        static Rounded fromState(State state) {
            return new Rounded(state.number("value"));
        }

        @Override
        public Outputs<Regression> outputs() {
            return new RegressionOutputs(false);
        }

        @Override
        public void predict(FeatureVector features, double[] out, int at) {
            out[at] = value;
        }
    }
}
