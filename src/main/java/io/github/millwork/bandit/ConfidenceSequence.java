package io.github.millwork.bandit;

/**
 * Bounds of the mean of rewards from 0 to 1 that hold at all times at once: however often one looks, and whenever one stops,
 * they miss the mean with a probability of no more than the level. That also holds where a policy decides when an arm is
 * tried.
 *
 * <p>The mean is where the mixture of likelihoods over a beta(1/2, 1/2) prior is below 1 / level times the likelihood
 * (Robbins 1970; Kaufmann and Koolen 2021). For a reward x of mean m and any p, the expectation of
 * {@code (p/m)^x ((1-p)/(1-m))^(1-x)} is at most 1, since the term is convex in x and so below the line through its values at
 * 0 and 1; hence the ratio is a supermartingale and Ville's inequality gives the bound.
 */
final class ConfidenceSequence {
    private static final int STEPS = 60;
    private static final double CLOSE = 1e-12;
    private static final double PRIOR = 0.5;

    private ConfidenceSequence() {}

    /**
     * {@return the lower and the upper bound}
     *
     * @param n how many rewards there were
     * @param sum their sum
     * @param level how probable a miss may be
     */
    static double[] bounds(double n, double sum, double level) {
        if (n == 0) return new double[] {0, 1};
        double mixture = logBeta(PRIOR + sum, PRIOR + n - sum) - logBeta(PRIOR, PRIOR);
        double least = mixture + Math.log(level); // a mean whose likelihood is below is out
        double mean = sum / n;
        return new double[] {edge(0, mean, n, sum, least), edge(1, mean, n, sum, least)};
    }

    /**
     * Between what is out and what is in, unless both are in. The likelihood is concave in the mean, so Newton's steps from
     * outside never get in; where one leads nowhere the middle is tried. The divergence of two shares is at least twice their
     * squared distance (Pinsker), which tells where to begin.
     */
    private static double edge(double outside, double inside, double n, double sum, double least) {
        if (logLikelihood(outside, n, sum) >= least) return outside;
        double reach = Math.sqrt((logLikelihood(inside, n, sum) - least) / (2 * n));
        double out = outside > inside ? Math.min(outside, inside + reach) : Math.max(outside, inside - reach);
        double in = inside;
        for (int i = 0; i < STEPS && Math.abs(in - out) > CLOSE; i++) {
            double slope = sum / out - (n - sum) / (1 - out);
            double next = out + (least - logLikelihood(out, n, sum)) / slope;
            boolean between = (next - out) * (next - in) < 0; // not if it is no number
            if (between && Math.abs(next - out) < CLOSE) return out;
            if (!between) next = (out + in) / 2;
            if (logLikelihood(next, n, sum) >= least) in = next;
            else out = next;
        }
        return out; // the wider side
    }

    private static double logLikelihood(double mean, double n, double sum) {
        return times(sum, Math.log(mean)) + times(n - sum, Math.log1p(-mean));
    }

    private static double times(double count, double log) {
        return count <= 0 ? 0 : count * log;
    }

    private static double logBeta(double a, double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /** Stirling's series (Abramowitz and Stegun 6.1.41) from 10 on, and the recurrence below. */
    static double logGamma(double x) {
        double shift = 0;
        double z = x;
        while (z < 10) shift += Math.log(z++);
        double inverse = 1 / z;
        double square = inverse * inverse;
        double series = inverse
                * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }
}
