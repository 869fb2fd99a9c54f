package io.github.millwork.evaluate;

/**
 * The area under the curve of precision over recall, as steps: the mean over the rows that are looked for of the
 * precision among the rows that score at least as much.
 *
 * @param area the area; NaN where no row is looked for or a score is NaN
 * @param positives the number of rows that are looked for
 * @param influence by how much each row moves the area
 */
record PrecisionCurve(double area, int positives, double[] influence) {
    static PrecisionCurve of(Ranking ranking) {
        boolean[] positive = ranking.positive();
        double[] influence = new double[positive.length];
        int positives = ranking.count(true);
        if (!ranking.defined() || positives == 0) return new PrecisionCurve(Double.NaN, positives, influence);

        double[] hits = ranking.weightAt(true);
        double[] others = ranking.weightAt(false);
        int places = ranking.places();
        double[] precision = new double[places];
        double[] counted = new double[places];
        double hitsAbove = 0;
        double countedAbove = 0;
        double sum = 0;
        for (int at = places - 1; at >= 0; at--) {
            hitsAbove += hits[at];
            countedAbove += hits[at] + others[at];
            counted[at] = countedAbove;
            precision[at] = countedAbove == 0 ? 0 : hitsAbove / countedAbove;
            sum += hits[at] * precision[at];
        }
        double area = sum / hitsAbove;

        // A row moves the precision at its own place and at all below: up where it is a hit, else down.
        double[] up = new double[places];
        double[] down = new double[places];
        double ups = 0;
        double downs = 0;
        for (int at = 0; at < places; at++) {
            if (counted[at] > 0) {
                ups += hits[at] * (1 - precision[at]) / counted[at];
                downs += hits[at] * precision[at] / counted[at];
            }
            up[at] = ups;
            down[at] = downs;
        }
        // Of a single row nothing can be said of how such rows vary.
        double smallSample = positives < 2 ? Double.NaN : Math.sqrt(positives / (positives - 1.0));
        for (int row = 0; row < influence.length; row++) {
            int at = ranking.place()[row];
            double moved = positive[row] ? smallSample * (precision[at] - area + up[at]) : -down[at];
            influence[row] = ranking.weights()[row] * moved / hitsAbove;
        }
        return new PrecisionCurve(area, positives, influence);
    }
}
