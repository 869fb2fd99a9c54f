package io.github.millwork.train;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import java.util.List;

/**
 * A kernel of LibSVM.
 *
 * @param name which one
 * @param gamma what squared distances or products are multiplied by
 * @param offset what is added to products
 * @param degree the power of the polynomial
 */
record Kernels(String name, double gamma, double offset, int degree) {
    static final String RBF = "rbf";
    static final String POLYNOMIAL = "polynomial";
    static final String SIGMOID = "sigmoid";
    static final List<String> NAMES = List.of(RBF, POLYNOMIAL, SIGMOID);

    Kernels {
        if (!NAMES.contains(name) || !Double.isFinite(gamma) || !Double.isFinite(offset) || degree < 1) {
            throw new BundleException("Expected a kernel of " + NAMES + " but found '" + name + "' with gamma " + gamma
                    + ", offset " + offset + " and degree " + degree + ". The file is damaged.");
        }
    }

    /** {@return the kernel of a row and one of others} */
    double of(FeatureVector features, SparseRows rows, int row) {
        if (name.equals(RBF)) return StrictMath.exp(-gamma * rows.square(features, row));
        double inner = gamma * rows.product(features, row) + offset;
        if (name.equals(SIGMOID)) return StrictMath.tanh(inner);
        double power = 1;
        for (int i = 0; i < degree; i++) power *= inner;
        return power;
    }

    ModelMeaning.Kernel meaning() {
        if (name.equals(RBF)) return new ModelMeaning.Radial(gamma);
        if (name.equals(SIGMOID)) return new ModelMeaning.Tangent(gamma, offset);
        return new ModelMeaning.Power(gamma, offset, degree);
    }

    State toState() {
        return State.empty()
                .with("name", name)
                .with("gamma", gamma)
                .with("offset", offset)
                .with("degree", degree);
    }

    static Kernels fromState(State state) {
        return new Kernels(
                state.string("name"), state.number("gamma"), state.number("offset"), state.integer("degree"));
    }
}
