package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;

/**
 * How much more predictions agree with the truth than they would by chance. Between -1 and 1 as twice a share less one,
 * so that the interval is Wilson's.
 *
 * @param chance what the agreement beyond chance is put into relation to
 */
record Correlation(Chance chance) implements Bounded<Classification> {
    /** What the agreement beyond chance is put into relation to. */
    enum Chance {
        /** The variances of both: Matthews, for many classes Gorodkin (2004). */
        MATTHEWS,

        /** The agreement that there could be beyond chance: Cohen (1960). */
        KAPPA
    }

    @Override
    public String name() {
        return chance == Chance.KAPPA ? "Cohen's kappa" : "Matthews correlation";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double least() {
        return -1;
    }

    @Override
    public Estimate estimate(Assessment<Classification> assessment) {
        Marks marks = Marks.ofClasses(assessment);
        int[] truth = marks.trueLabels();
        int[] found = marks.foundLabels();
        double[] actual = new double[marks.labels()];
        double[] predicted = new double[marks.labels()];
        double total = 0;
        double hits = 0;
        for (int row = 0; row < truth.length; row++) {
            double weight = assessment.weight(row);
            total += weight;
            actual[truth[row]] += weight;
            predicted[found[row]] += weight;
            if (truth[row] == found[row]) hits += weight;
        }
        if (total == 0) return Estimate.UNDEFINED;
        double chanceHits = 0;
        double actualSquares = 0;
        double predictedSquares = 0;
        for (int label = 0; label < actual.length; label++) {
            actual[label] /= total;
            predicted[label] /= total;
            chanceHits += actual[label] * predicted[label];
            actualSquares += actual[label] * actual[label];
            predictedSquares += predicted[label] * predicted[label];
        }
        Agreement agreement = new Agreement(hits / total, chanceHits, 1 - actualSquares, 1 - predictedSquares);
        if (chance == Chance.KAPPA && chanceHits == 1) return Estimate.UNDEFINED;
        if (chance == Chance.MATTHEWS && (one(actual) || one(predicted))) return new Estimate(0, 0, 0, truth.length, 0);

        double[] influence = new double[truth.length];
        for (int row = 0; row < influence.length; row++) {
            double actualShare = actual[truth[row]];
            double predictedShare = predicted[found[row]];
            double hit = truth[row] == found[row] ? 1 : 0;
            double byChance = actual[found[row]] + predicted[truth[row]];
            influence[row] = assessment.weight(row)
                    / total
                    * (chance == Chance.KAPPA
                            ? agreement.kappaInfluence(hit, byChance)
                            : agreement.matthewsInfluence(hit, byChance, actualShare, predictedShare));
        }
        double value = chance == Chance.KAPPA ? agreement.kappa() : agreement.matthews();
        return Estimate.of(value, influence, assessment, Estimate.effectiveRows(assessment));
    }

    /** {@return whether all rows with a weight are of one class} */
    private static boolean one(double[] shares) {
        int classes = 0;
        for (double share : shares) if (share > 0) classes++;
        return classes == 1;
    }

    /**
     * Agreement of rows, the influences on which follow by the chain rule from those on shares: the share of a row's own
     * class grows by one less itself, the others by less themselves.
     */
    private record Agreement(double hits, double chance, double actualVariance, double predictedVariance) {
        double kappa() {
            return (hits - chance) / (1 - chance);
        }

        double kappaInfluence(double hit, double byChance) {
            return (hit - hits - (byChance - 2 * chance) * (1 - kappa())) / (1 - chance);
        }

        double matthews() {
            return (hits - chance) / Math.sqrt(actualVariance * predictedVariance);
        }

        double matthewsInfluence(double hit, double byChance, double actualShare, double predictedShare) {
            double beyond = (hit - hits - (byChance - 2 * chance)) / Math.sqrt(actualVariance * predictedVariance);
            double ofActual = -2 * (actualShare - (1 - actualVariance)) / actualVariance;
            double ofPredicted = -2 * (predictedShare - (1 - predictedVariance)) / predictedVariance;
            return beyond - matthews() / 2 * (ofActual + ofPredicted);
        }
    }
}
