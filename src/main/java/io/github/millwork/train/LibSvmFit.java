package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * One fit of a machine with a kernel by LibSVM. It is asked directly: Tribuo's trainers want an example for each row and give
 * back Java-serialized models.
 *
 * @param data the training rows
 * @param kernel the kernel
 * @param cost how much the losses count
 * @param tolerance by how much the solution may violate the conditions of an optimum
 * @param context says whether to go on
 */
record LibSvmFit(TrainingData data, Kernels kernel, double cost, double tolerance, FitContext context) {
    private static final int CACHE_MEGABYTES = 100;

    SupportVectors<Classification> classes() {
        TrainingData counted = TrainingRows.counted(data);
        TargetValues.Classes target = counted.classes();
        int[] seen = TrainingRows.seen(target);
        // LibSVM takes the classes in the order in which they come.
        int[] order = IntStream.range(0, counted.rows())
                .boxed()
                .sorted(Comparator.comparingInt(row -> target.codes()[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        TrainingData sorted = counted.rows(order);
        svm_parameter parameters = parameters(svm_parameter.C_SVC);
        if (sorted.weights() != null) {
            parameters.nr_weight = seen.length;
            parameters.weight_label = seen.clone();
            parameters.weight = new double[seen.length];
            for (int row = 0; row < sorted.rows(); row++) {
                int place = Arrays.binarySearch(seen, sorted.classes().codes()[row]);
                parameters.weight[place] = sorted.weight(row);
            }
        }
        svm_model found = train(sorted, parameters, row -> sorted.classes().codes()[row]);
        ClassificationOutputs outputs = ClassificationOutputs.scores(target.labels(), target.positive());
        return model(outputs, found, sorted.features().dimension(), seen, 0, 1);
    }

    SupportVectors<Regression> numbers(double insensitive) {
        double[] target = data.numbers();
        double mean = 0;
        for (double value : target) mean += value / target.length;
        double squares = 0;
        for (double value : target) squares += (value - mean) * (value - mean);
        if (!Double.isFinite(squares)) throw TrainingRows.tooLarge();
        double deviation = squares == 0 ? 1 : Math.sqrt(squares / target.length);
        double centre = mean;
        svm_parameter parameters = parameters(svm_parameter.EPSILON_SVR);
        parameters.p = insensitive;
        svm_model found = train(data, parameters, row -> (target[row] - centre) / deviation);
        return model(
                new RegressionOutputs(false), found, data.features().dimension(), new int[] {0}, centre, deviation);
    }

    private svm_parameter parameters(int type) {
        svm_parameter parameters = new svm_parameter();
        parameters.svm_type = type;
        parameters.kernel_type = switch (kernel.name()) {
            case Kernels.POLYNOMIAL -> svm_parameter.POLY;
            case Kernels.SIGMOID -> svm_parameter.SIGMOID;
            default -> svm_parameter.RBF;
        };
        parameters.degree = kernel.degree();
        parameters.gamma = kernel.gamma();
        parameters.coef0 = kernel.offset();
        parameters.C = cost;
        parameters.eps = tolerance;
        parameters.cache_size = CACHE_MEGABYTES;
        parameters.shrinking = 1;
        parameters.probability = 0; // it draws its folds from a generator that all fits share: calibrate instead
        return parameters;
    }

    private svm_model train(TrainingData rows, svm_parameter parameters, IntToDoubleFunction target) {
        FeatureMatrix features = rows.features();
        if (features.dimension() < 1) throw TribuoRows.noFeature();
        SparseRows.of(features); // refuses numbers that are too large for products
        svm_problem problem = new svm_problem();
        problem.l = rows.rows();
        problem.x = new svm_node[problem.l][];
        problem.y = IntStream.range(0, problem.l).mapToDouble(target).toArray();
        for (int row = 0; row < problem.l; row++) {
            problem.x[row] = IntStream.range(features.start(row), features.start(row + 1))
                    .filter(entry -> features.value(entry) != 0)
                    .mapToObj(entry -> {
                        svm_node node = new svm_node();
                        node.index = features.index(entry);
                        node.value = features.value(entry);
                        return node;
                    })
                    .toArray(svm_node[]::new);
        }
        return LibSvm.call(context, () -> svm.svm_train(problem, parameters));
    }

    private <P extends Prediction> SupportVectors<P> model(
            Outputs<P> outputs, svm_model found, int dimension, int[] seen, double centre, double deviation) {
        double[][] coefficients = Arrays.stream(found.sv_coef)
                .map(row -> Arrays.stream(Arrays.copyOf(row, found.l))
                        .map(each -> each * deviation)
                        .toArray())
                .toArray(double[][]::new);
        double[] borders = Arrays.stream(found.rho)
                .map(border -> border * deviation - centre)
                .toArray();
        if (found.l == 0) { // all errors count nothing
            SparseRows none = new SparseRows(dimension, new int[2], new int[0], new double[0]);
            return new SupportVectors<>(outputs, kernel, seen, new int[] {1}, new double[1][1], borders, none);
        }
        int[] sizes = found.nSV == null ? new int[] {found.l} : found.nSV;
        SupportVectors<P> model =
                new SupportVectors<>(outputs, kernel, seen, sizes, coefficients, borders, vectors(found, dimension));
        boolean finite = Arrays.stream(borders).allMatch(Double::isFinite)
                && Arrays.stream(coefficients).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
        if (!finite) throw TrainingRows.tooLarge();
        return model;
    }

    private static SparseRows vectors(svm_model found, int dimension) {
        int[] starts = new int[found.l + 1];
        for (int i = 0; i < found.l; i++) starts[i + 1] = starts[i] + found.SV[i].length;
        svm_node[] nodes =
                Arrays.stream(found.SV).limit(found.l).flatMap(Arrays::stream).toArray(svm_node[]::new);
        return new SparseRows(
                dimension,
                starts,
                Arrays.stream(nodes).mapToInt(node -> node.index).toArray(),
                Arrays.stream(nodes).mapToDouble(node -> node.value).toArray());
    }

    /** What scikit-learn calls scale: 1 / (number of features * variance of all their values), or 1 where nothing varies. */
    static double scaled(FeatureMatrix features) {
        double count = (double) features.rows() * features.dimension();
        int held = features.start(features.rows());
        double mean = 0;
        for (int entry = 0; entry < held; entry++) mean += features.value(entry) / count;
        double squares = (count - held) * mean * mean;
        for (int entry = 0; entry < held; entry++) {
            squares += (features.value(entry) - mean) * (features.value(entry) - mean);
        }
        if (!Double.isFinite(4 * squares + 4 * count * mean * mean)) throw TrainingRows.tooLarge();
        if (TrainingRows.isRounding(squares / count, mean)) return 1;
        double gamma = count / squares / features.dimension();
        return gamma > 0 && gamma <= Double.MAX_VALUE ? gamma : 1;
    }
}
