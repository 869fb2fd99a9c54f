package io.github.millwork.train;

import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;

/** What a network is to answer for each of some rows, and how far off an answer is. */
sealed interface NetworkTarget {
    /** {@return the number of outputs} */
    int width();

    /** Writes what each output should be for a row. */
    void write(int row, float[] into, int at);

    /** {@return whether the network can answer for a row at all} */
    boolean known(int row);

    /** {@return the loss of a row whose outputs are these sums} */
    double loss(int row, double[] sums);

    /** {@return the loss of answering alike for every row} */
    double alike();

    /**
     * Classes, by log loss.
     *
     * @param places for each row the output of its class; negative for a class that training has no row of
     * @param width the number of outputs
     */
    record Classes(int[] places, int width) implements NetworkTarget {
        /** {@return the classes of rows, of which those that were seen in training have an output} */
        static Classes of(TargetValues.Classes target, int[] seen) {
            int[] places = Arrays.stream(target.codes())
                    .map(code -> Arrays.binarySearch(seen, code))
                    .toArray();
            return new Classes(places, seen.length);
        }

        @Override
        public void write(int row, float[] into, int at) {
            into[at + places[row]] = 1;
        }

        @Override
        public boolean known(int row) {
            return places[row] >= 0;
        }

        @Override
        public double loss(int row, double[] sums) {
            double highest = Arrays.stream(sums).max().orElseThrow();
            double total = 0;
            for (double sum : sums) total += StrictMath.exp(sum - highest);
            return StrictMath.log(total) + highest - sums[places[row]];
        }

        @Override
        public double alike() {
            return StrictMath.log(width);
        }
    }

    /**
     * Numbers, by half the squared error, on a scale of mean 0 and standard deviation 1.
     *
     * @param values the number of each row
     * @param centre the mean of the training rows
     * @param spread their standard deviation; 0 where they are all the same
     */
    record Numbers(double[] values, double centre, double spread) implements NetworkTarget {
        /** {@return the numbers of training rows, with the scale that they give} */
        static Numbers of(TrainingData data) {
            double centre = TrainingRows.mean(data);
            double sum = 0;
            double total = 0;
            for (int row = 0; row < data.rows(); row++) {
                double off = data.numbers()[row] - centre;
                sum += data.weight(row) * off * off;
                total += data.weight(row);
            }
            if (!Double.isFinite(sum)) throw TrainingRows.tooLarge();
            return new Numbers(data.numbers(), centre, Math.sqrt(sum / total));
        }

        private double scaled(int row) {
            return spread > 0 ? (values[row] - centre) / spread : 0;
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public void write(int row, float[] into, int at) {
            into[at] = (float) scaled(row);
        }

        @Override
        public boolean known(int row) {
            return true;
        }

        @Override
        public double loss(int row, double[] sums) {
            double off = sums[0] - scaled(row);
            return off * off / 2;
        }

        @Override
        public double alike() {
            return 0.5;
        }
    }
}
