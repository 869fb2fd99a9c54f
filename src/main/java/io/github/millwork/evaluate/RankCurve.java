package io.github.millwork.evaluate;

/**
 * The area under the ROC curve of one class against the rest, by ranks.
 *
 * @param area the area; NaN where either side has no weight or a score is NaN
 * @param positives the number of rows of the class
 * @param negatives the number of the other rows
 * @param influence by how much each row moves the area; the sum of the squares is DeLong's variance
 */
record RankCurve(double area, int positives, int negatives, double[] influence) {
    static RankCurve of(Ranking ranking) {
        boolean[] positive = ranking.positive();
        double[] weights = ranking.weights();
        double[] influence = new double[positive.length];
        int positives = ranking.count(true);
        int negatives = ranking.count(false);
        if (!ranking.defined()) return new RankCurve(Double.NaN, positives, negatives, influence);
        double[] below = below(ranking.weightAt(true));
        double[] belowRest = below(ranking.weightAt(false));
        double total = below[ranking.places()];
        double totalRest = belowRest[ranking.places()];

        // The placement of a row is the share of the other side that it is ranked rightly against (Sun and Xu 2014).
        double above = 0;
        double all = 0;
        for (int row = 0; row < positive.length; row++) {
            int at = ranking.place()[row];
            if (positive[row]) {
                influence[row] = belowRest[at] / totalRest;
                above += weights[row] * influence[row];
                all += weights[row];
            } else {
                influence[row] = 1 - below[at] / total;
            }
        }
        // The sums run over the same rows in the same order, so that the area is exactly 1 where classes are separated.
        double area = positives == 0 || negatives == 0 ? Double.NaN : above / all;
        double perPositive = Math.sqrt(positives / (positives - 1.0)) / total;
        double perNegative = Math.sqrt(negatives / (negatives - 1.0)) / totalRest;
        for (int row = 0; row < positive.length; row++) {
            influence[row] = weights[row] * (influence[row] - area) * (positive[row] ? perPositive : perNegative);
        }
        return new RankCurve(area, positives, negatives, influence);
    }

    /** {@return for each score the weight of smaller ones and half of its own, as midranks count ties; then of all} */
    private static double[] below(double[] weights) {
        double[] below = new double[weights.length + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            below[i] = sum + weights[i] / 2;
            sum += weights[i];
        }
        below[weights.length] = sum;
        return below;
    }
}
