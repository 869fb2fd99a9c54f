package io.github.millwork.bandit;

import java.util.Arrays;

/**
 * Chooses by context: expects of each arm a reward that is linear in the context, and takes the arm that could be the best,
 * given how little is known of it yet (LinUCB with disjoint models, Li, Chu, Langford and Schapire 2010, algorithm 1). A
 * constant is added to the context. A share of the choices is left to chance, so that what is logged says something of all
 * arms. Numbers of the context do best where they are of the size of 1. Immutable; equal by value.
 *
 * @param contextSize how many numbers of context there are, at least 1
 * @param alpha how many standard errors an arm gets as credit; 1 by default
 * @param epsilon the share that is left to chance, from 0 to 1; 0.05 by default
 */
public record LinUcb(int contextSize, double alpha, double epsilon) implements Policy {
    /**
     * With the credit and the share that are usual.
     *
     * @param contextSize how many numbers of context there are, at least 1
     */
    public LinUcb(int contextSize) {
        this(contextSize, 1, 0.05);
    }

    /**
     * Checks the numbers.
     *
     * @param contextSize how many numbers of context there are, at least 1
     * @param alpha how many standard errors an arm gets as credit
     * @param epsilon the share that is left to chance, from 0 to 1
     * @throws IllegalArgumentException if one cannot be
     */
    public LinUcb {
        if (contextSize < 1 || !(alpha >= 0 && alpha < Double.POSITIVE_INFINITY) || !(epsilon >= 0 && epsilon <= 1)) {
            throw new IllegalArgumentException(
                    "Expected at least one number of context, a credit of at least 0, and a share from 0 to 1, but found "
                            + contextSize + ", " + alpha + " and " + epsilon + ".");
        }
    }

    @Override
    public Knowledge start(int arms) {
        return new Models(arms);
    }

    @Override
    public String describe() {
        return "LinUCB (" + contextSize + " numbers of context, alpha " + alpha + ", " + epsilon + " by chance)";
    }

    /** A linear model for each arm. */
    final class Models implements Knowledge {
        private final int size = contextSize + 1;
        /** For each arm the inverse of the identity plus the products of contexts, row by row. */
        private final double[][] inverse;

        private final double[][] rewarded;

        Models(int arms) {
            inverse = new double[arms][size * size];
            rewarded = new double[arms][size];
            for (double[] matrix : inverse) for (int i = 0; i < size; i++) matrix[i * size + i] = 1;
        }

        @Override
        public double[] probabilities(double[] context) {
            double[] scores = new double[inverse.length];
            for (int arm = 0; arm < scores.length; arm++) scores[arm] = score(arm, context);
            return EpsilonGreedy.mostlyBest(scores, epsilon);
        }

        /** What is expected of an arm, with its credit. */
        double score(int arm, double[] context) {
            double[] x = withConstant(context);
            double[] spread = product(inverse[arm], x);
            // (inverse · rewarded) · x, and the inverse is symmetric
            return dot(spread, rewarded[arm]) + alpha * Math.sqrt(Math.max(0, dot(spread, x)));
        }

        /** Adds the product of a context with itself, whose inverse is that of Sherman and Morrison (1950). */
        @Override
        public void learn(int arm, double[] context, double reward) {
            double[] x = withConstant(context);
            double[] matrix = inverse[arm];
            double[] spread = product(matrix, x);
            double scale = 1 + dot(spread, x);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) matrix[i * size + j] -= spread[i] * spread[j] / scale;
                rewarded[arm][i] += reward * x[i];
            }
        }

        private double[] withConstant(double[] context) {
            double[] x = Arrays.copyOf(context, size);
            x[size - 1] = 1;
            return x;
        }

        private double[] product(double[] matrix, double[] x) {
            double[] result = new double[size];
            for (int i = 0; i < size; i++) for (int j = 0; j < size; j++) result[i] += matrix[i * size + j] * x[j];
            return result;
        }

        private double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < size; i++) sum += a[i] * b[i];
            return sum;
        }
    }
}
