package io.github.millwork.tune;

import java.util.Arrays;

/**
 * What is known of a function after a few looks at it: a Gaussian process with a Matérn 5/2 kernel, of which each dimension
 * has a length scale of its own, and noise (Rasmussen and Williams 2006, algorithm 2.1). Length scales and noise are those
 * that are most probable after the looks, with log-normal priors; the mean and the variance follow from them. Immutable.
 */
final class GaussianProcess {
    /** Without any looks, a dimension is thought to matter over about so much of its range; further where there are many. */
    private static final double USUAL_SCALE = 0.25;

    private static final double USUAL_NOISE = 1e-3;
    private static final double NOISE_SPREAD = 2;
    private static final double FIRST_STEP = 1;
    private static final double LAST_STEP = 0.2;
    private static final int MOST_SWEEPS = 40;

    private final double[][] points;
    private final boolean[] nominal;
    private final double[] logs;
    private final Cholesky factor;
    private final double[] weights;
    private final double mean;
    private final double variance;

    /** With the logarithms of the length scales, and of the noise as a share of the variance. */
    GaussianProcess(double[][] points, double[] values, boolean[] nominal, double[] logs) {
        this.points = points;
        this.nominal = nominal;
        this.logs = logs;
        int n = points.length;
        double[][] kernel = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) kernel[i][j] = kernel[j][i] = kernel(points[i], points[j]);
            kernel[i][i] += Math.exp(logs[logs.length - 1]);
        }
        this.factor = new Cholesky(kernel);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] ofOnes = factor.solve(ones);
        this.mean = dot(ofOnes, values) / dot(ofOnes, ones);
        double[] centred = Arrays.stream(values).map(value -> value - mean).toArray();
        this.weights = factor.solve(centred);
        this.variance = Math.max(1e-12, dot(weights, centred) / n);
    }

    /**
     * {@return what is known after some looks}
     *
     * @param points where the looks were, in the unit cube; at least one
     * @param values what was seen there
     * @param nominal for each dimension, whether places in it are the same or not, and neither near nor far
     */
    static GaussianProcess of(double[][] points, double[] values, boolean[] nominal) {
        double[] logs = new double[nominal.length + 1];
        Arrays.fill(logs, Math.log(USUAL_SCALE * Math.sqrt(nominal.length)));
        logs[nominal.length] = Math.log(USUAL_NOISE);
        GaussianProcess best = new GaussianProcess(points, values, nominal, logs);
        double[] prior = logs;
        double step = FIRST_STEP;
        for (int sweep = 0; sweep < MOST_SWEEPS && step > LAST_STEP; sweep++) {
            boolean better = false;
            for (int d = 0; d < logs.length; d++) {
                for (double move : new double[] {step, -step}) {
                    double[] moved = best.logs.clone();
                    moved[d] += move;
                    GaussianProcess other = new GaussianProcess(points, values, nominal, moved);
                    if (!(other.posterior(prior) > best.posterior(prior))) continue;
                    best = other;
                    better = true;
                    break;
                }
            }
            if (!better) step /= 2;
        }
        return best;
    }

    /** {@return what is known after other looks, with the same length scales and noise} */
    GaussianProcess with(double[][] otherPoints, double[] values) {
        return new GaussianProcess(otherPoints, values, nominal, logs);
    }

    /** The logarithm of how probable scales and noise are, but for a constant. */
    private double posterior(double[] prior) {
        double log = -0.5 * points.length * Math.log(variance) - factor.halfLogDeterminant();
        for (int d = 0; d < logs.length; d++) {
            double z = (logs[d] - prior[d]) / (d == logs.length - 1 ? NOISE_SPREAD : 1);
            log -= z * z / 2;
        }
        return log;
    }

    private double kernel(double[] one, double[] other) {
        double squares = 0;
        for (int d = 0; d < one.length; d++) {
            double apart = nominal[d] ? (one[d] == other[d] ? 0 : 1) : one[d] - other[d];
            double scaled = apart / Math.exp(logs[d]);
            squares += scaled * scaled;
        }
        double r = Math.sqrt(5 * squares);
        return (1 + r + r * r / 3) * Math.exp(-r);
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) sum += one[i] * other[i];
        return sum;
    }

    /** What is expected at a place, without noise. */
    record Belief(double mean, double deviation) {}

    Belief at(double[] place) {
        double[] near = new double[points.length];
        for (int i = 0; i < near.length; i++) near[i] = kernel(points[i], place);
        double[] half = factor.half(near);
        double left = Math.max(1e-12, 1 - dot(half, half));
        return new Belief(mean + dot(near, weights), Math.sqrt(variance * left));
    }
}
