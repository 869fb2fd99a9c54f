package io.github.millwork.train;

import io.github.millwork.train.NeuralNetwork.Activation;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow, as the engine of a network. The one class that knows it, so that the others work without it. It has one
 * thread and nothing random of its own, and all gradients of a batch are there before any weight is moved, so what comes
 * out depends on what goes in alone.
 */
final class TensorFlowEngine implements NetworkEngine {
    // As Kingma and Ba propose, and scikit-learn and Keras take them.
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final Layers start;
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final List<Variable<TFloat32>> weights = new ArrayList<>();
    private final List<Variable<TFloat32>> intercepts = new ArrayList<>();
    private final List<Placeholder<TFloat32>> kept = new ArrayList<>();
    private final Placeholder<TFloat32> features;
    private final Placeholder<TFloat32> targets;
    private final Placeholder<TFloat32> rowWeights;
    private final Placeholder<TFloat32> penalty;
    private final Placeholder<TFloat32> power1;
    private final Placeholder<TFloat32> power2;
    private final Operand<TFloat32> loss;
    private final List<Op> moves;
    private final Session session;
    private int steps;

    TensorFlowEngine(Layers start, Goal goal) {
        this.start = start;
        features = matrix(start.features());
        targets = matrix(start.outputs());
        rowWeights = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
        penalty = scalar();
        power1 = scalar();
        power2 = scalar();
        Operand<TFloat32> sums = forward(goal);
        Operand<TFloat32> losses = goal.classes()
                ? tf.nn.softmaxCrossEntropyWithLogits(sums, targets).loss()
                : tf.math.mul(tf.constant(0.5f), tf.sum(tf.math.squaredDifference(sums, targets), tf.constant(1)));
        loss = tf.math.add(tf.sum(tf.math.mul(losses, rowWeights), tf.constant(0)), tf.math.mul(penalty, squares()));
        moves = moves(goal.rate());
        session = new Session(
                graph,
                ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads(1)
                        .setInterOpParallelismThreads(1)
                        .setUsePerSessionThreads(true)
                        .build());
        session.initialize();
    }

    private Placeholder<TFloat32> matrix(int columns) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, columns)));
    }

    private Placeholder<TFloat32> scalar() {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    }

    private Operand<TFloat32> forward(Goal goal) {
        int[] sizes = start.sizes();
        Operand<TFloat32> units = features;
        for (int layer = 0; layer < start.weights().length; layer++) {
            Variable<TFloat32> weight = tf.variable(tf.constant(
                    Shape.of(sizes[layer], sizes[layer + 1]), DataBuffers.of(start.weights()[layer].clone())));
            Variable<TFloat32> intercept = tf.variable(tf.constant(start.intercepts()[layer]));
            weights.add(weight);
            intercepts.add(intercept);
            units = tf.math.add(tf.linalg.matMul(units, weight), intercept);
            if (layer + 1 == start.weights().length) break;
            units = activated(units, start.activation());
            if (!goal.dropout()) continue;
            Placeholder<TFloat32> keeping = matrix(sizes[layer + 1]);
            kept.add(keeping);
            units = tf.math.mul(units, keeping);
        }
        return units;
    }

    private Operand<TFloat32> activated(Operand<TFloat32> sums, Activation activation) {
        return switch (activation) {
            case RELU -> tf.nn.relu(sums);
            case TANH -> tf.math.tanh(sums);
            case LOGISTIC -> tf.math.sigmoid(sums);
        };
    }

    /** Half the sum of the squared weights. */
    private Operand<TFloat32> squares() {
        Operand<TFloat32> sum = tf.nn.l2Loss(weights.get(0));
        for (int i = 1; i < weights.size(); i++) sum = tf.math.add(sum, tf.nn.l2Loss(weights.get(i)));
        return sum;
    }

    private List<Op> moves(double rate) {
        List<Variable<TFloat32>> variables = new ArrayList<>(weights);
        variables.addAll(intercepts);
        Output<?>[] gradients = graph.addGradients(
                loss.asOutput(), variables.stream().map(Variable::asOutput).toArray(Output<?>[]::new));
        List<Op> first = new ArrayList<>(List.of(gradients));
        first.add(loss);
        Ops then = tf.withControlDependencies(first);
        List<Op> all = new ArrayList<>();
        for (int i = 0; i < gradients.length; i++) {
            Variable<TFloat32> variable = variables.get(i);
            all.add(then.train.applyAdam(
                    variable,
                    zeros(variable),
                    zeros(variable),
                    power1,
                    power2,
                    tf.constant((float) rate),
                    tf.constant((float) BETA_1),
                    tf.constant((float) BETA_2),
                    tf.constant(EPSILON),
                    floats(gradients[i])));
        }
        return all;
    }

    private Variable<TFloat32> zeros(Variable<TFloat32> like) {
        return tf.variable(tf.constant(
                like.shape(),
                DataBuffers.of(new float[Math.toIntExact(like.shape().size())])));
    }

    @SuppressWarnings("unchecked") // the gradient of what is a float is a float
    private static Output<TFloat32> floats(Output<?> gradient) {
        return (Output<TFloat32>) gradient;
    }

    @Override
    public double step(Batch batch) {
        steps++;
        List<Tensor> fed = new ArrayList<>();
        try {
            Session.Runner runner = session.runner().fetch(loss);
            feed(runner, features, fed, batch.features(), batch.rows(), start.features());
            feed(runner, targets, fed, batch.targets(), batch.rows(), start.outputs());
            feed(runner, rowWeights, fed, batch.weights(), batch.rows());
            for (int i = 0; i < kept.size(); i++) {
                feed(runner, kept.get(i), fed, batch.kept()[i], batch.rows(), start.sizes()[i + 1]);
            }
            feed(runner, penalty, fed, new float[] {(float) batch.penalty()});
            feed(runner, power1, fed, new float[] {(float) StrictMath.pow(BETA_1, steps)});
            feed(runner, power2, fed, new float[] {(float) StrictMath.pow(BETA_2, steps)});
            for (Op move : moves) runner.addTarget(move);
            try (Result result = runner.run()) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        } finally {
            fed.forEach(Tensor::close);
        }
    }

    private static void feed(
            Session.Runner runner, Placeholder<TFloat32> place, List<Tensor> fed, float[] numbers, long... shape) {
        Tensor tensor = TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(numbers));
        fed.add(tensor);
        runner.feed(place, tensor);
    }

    @Override
    public Layers layers() {
        return new Layers(start.sizes(), start.activation(), read(weights), read(intercepts));
    }

    private float[][] read(List<Variable<TFloat32>> variables) {
        Session.Runner runner = session.runner();
        for (Variable<TFloat32> variable : variables) runner.fetch(variable);
        float[][] numbers = new float[variables.size()][];
        try (Result result = runner.run()) {
            for (int i = 0; i < numbers.length; i++) {
                TFloat32 tensor = (TFloat32) result.get(i);
                numbers[i] = new float[Math.toIntExact(tensor.size())];
                tensor.asRawTensor().data().asFloats().read(numbers[i]);
            }
        }
        return numbers;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
