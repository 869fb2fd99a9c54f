package io.github.millwork.train;

import io.github.millwork.data.Anomaly;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.QuietTribuo;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.Set;
import libsvm.svm_model;
import libsvm.svm_node;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.libsvm.LibSVMAnomalyTrainer;
import org.tribuo.anomaly.libsvm.SVMAnomalyType;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.LibSVMModel;
import org.tribuo.common.libsvm.SVMParameters;

/**
 * A one-class support vector machine with a Gaussian kernel (RBF), by LibSVM through Tribuo (Schölkopf et al. 2001). It
 * learns where usual rows lie; those outside are anomalies, and their score is how far the sum of kernels falls short of
 * the border, above 0 for an anomaly. Train it on rows that are usual but for a few. Features should be on like scales and
 * must not be missing. Weights of rows are refused, because LibSVM ignores them here. Training time grows with the square
 * of the rows.
 *
 * @param hyperparameters nu, width, gamma and tolerance, as {@link #create()} has them, with any settings
 */
public record OneClassSvm(Hyperparameters hyperparameters) implements KernelLearner<Anomaly, OneClassSvm> {
    private static final String NU = "nu";
    private static final String TOLERANCE = "tolerance";
    private static final Hyperparameters DEFAULTS = KernelLearner.parameters(
                    Hyperparameters.none().number(NU, 0.1, nu -> nu > 0 && nu <= 1, "above 0 and at most 1"))
            .number(TOLERANCE, 0.001, tolerance -> tolerance > 0 && tolerance <= 1, "above 0 and at most 1");

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters nu, width, gamma and tolerance, as {@link #create()} has them, with any settings
     */
    public OneClassSvm {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /**
     * {@return a one-class machine with nu 0.1, tolerance 0.001, and a kernel as wide as the training rows are scattered:
     * gamma is 1 / (number of features * variance of all their values), or 1 where nothing varies}
     */
    public static OneClassSvm create() {
        return new OneClassSvm(DEFAULTS);
    }

    /**
     * {@return this learner with another nu}
     *
     * @param share about what share of the training rows is left outside: an upper bound on it, and a lower bound on the
     *     share of support vectors; above 0 and at most 1
     */
    public OneClassSvm nu(double share) {
        return new OneClassSvm(hyperparameters.with(NU, share));
    }

    /**
     * {@return this learner with shares to search among}
     *
     * @param range above 0 and at most 1
     */
    public OneClassSvm nu(Range range) {
        return new OneClassSvm(hyperparameters.with(NU, range));
    }

    /**
     * {@return this learner with another tolerance}
     *
     * @param value by how much the solution may violate the conditions of an optimum; above 0 and at most 1
     */
    public OneClassSvm tolerance(double value) {
        return new OneClassSvm(hyperparameters.with(TOLERANCE, value));
    }

    @Override
    public String describe() {
        return "one-class SVM (" + hyperparameters + ")";
    }

    @Override
    public Class<Anomaly> predictionType() {
        return Anomaly.class;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.COMPLETE, Need.LIKE_SCALES);
    }

    @Override
    public boolean honoursWeights() {
        return false;
    }

    @Override
    public OneClassSvm withHyperparameters(Hyperparameters values) {
        return new OneClassSvm(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return KernelLearner.searched(hyperparameters.open(NU, Range.log(0.01, 0.5)));
    }

    @Override
    public Model<Anomaly> fit(TrainingData data, FitContext context) {
        TribuoRows rows = new TribuoRows(data.features().dimension());
        double gamma = KernelLearner.gamma(hyperparameters, data.features());
        SVMParameters<Event> parameters =
                new SVMParameters<>(new SVMAnomalyType(SVMAnomalyType.SVMMode.ONE_CLASS), KernelType.RBF);
        parameters.setNu(hyperparameters.number(NU));
        parameters.setGamma(gamma);
        parameters.getParameters().eps = hyperparameters.number(TOLERANCE); // setEpsilon sets something else
        LibSVMModel<Event> fitted = LibSvm.call(
                context,
                () -> QuietTribuo.call(() -> new LibSVMAnomalyTrainer(parameters, context.seed())
                        .train(rows.dataset(data, new AnomalyFactory(), 0, row -> AnomalyFactory.EXPECTED_EVENT))));
        return model(fitted, rows.dimension(), gamma);
    }

    private static KernelModel model(LibSVMModel<Event> fitted, int dimension, double gamma) {
        svm_model inner = fitted.getInnerModels().get(0);
        int[] positions = new int[fitted.getFeatureIDMap().size()];
        for (int id = 0; id < positions.length; id++) {
            positions[id] = TribuoRows.position(fitted.getFeatureIDMap().get(id).getName());
        }
        int[] starts = new int[inner.l + 1];
        for (int i = 0; i < inner.l; i++) starts[i + 1] = starts[i] + inner.SV[i].length;
        svm_node[] nodes = Arrays.stream(inner.SV).flatMap(Arrays::stream).toArray(svm_node[]::new);
        SparseRows vectors = new SparseRows(
                dimension,
                starts,
                Arrays.stream(nodes).mapToInt(node -> positions[node.index]).toArray(),
                Arrays.stream(nodes).mapToDouble(node -> node.value).toArray());
        return new KernelModel(gamma, inner.rho[0], Arrays.copyOf(inner.sv_coef[0], inner.l), vectors);
    }

    static final Codec<OneClassSvm> CODEC =
            Learners.codec("one-class-svm", OneClassSvm.class, DEFAULTS, OneClassSvm::new);

    @Override
    public String toString() {
        return describe();
    }
}
