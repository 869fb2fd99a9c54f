package io.github.millwork.evaluate;

import io.github.millwork.stage.FeatureMatrix;

/** Euclidean distances between rows. Safe for use by many threads. */
sealed interface Distances {
    /** {@return the distance between two of the rows, by their place among them} */
    double between(int i, int j);

    /** {@return the distances between some rows} */
    static Distances of(FeatureMatrix features, int[] rows) {
        long held = 0;
        for (int row : rows) held += features.start(row + 1) - features.start(row);
        // Rows of many zeros are kept as they are; the others are faster, and exact, written out.
        boolean sparse = held * 4 < (long) rows.length * features.dimension();
        return sparse ? new Sparse(features, rows) : Dense.of(features, rows);
    }

    /** Rows that are written out. */
    record Dense(double[][] values) implements Distances {
        static Dense of(FeatureMatrix features, int[] rows) {
            double[][] values = new double[rows.length][features.dimension()];
            for (int i = 0; i < rows.length; i++) {
                for (int e = features.start(rows[i]); e < features.start(rows[i] + 1); e++) {
                    values[i][features.index(e)] = features.value(e);
                }
            }
            return new Dense(values);
        }

        @Override
        public double between(int i, int j) {
            double[] a = values[i];
            double[] b = values[j];
            double sum = 0;
            for (int k = 0; k < a.length; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
            return Math.sqrt(sum);
        }
    }

    /** Rows of which only what is not zero is held. */
    record Sparse(FeatureMatrix features, int[] rows) implements Distances {
        @Override
        public double between(int i, int j) {
            int a = features.start(rows[i]);
            int b = features.start(rows[j]);
            int endOfA = features.start(rows[i] + 1);
            int endOfB = features.start(rows[j] + 1);
            double sum = 0;
            while (a < endOfA || b < endOfB) {
                int indexOfA = a < endOfA ? features.index(a) : Integer.MAX_VALUE;
                int indexOfB = b < endOfB ? features.index(b) : Integer.MAX_VALUE;
                double difference = 0;
                if (indexOfA <= indexOfB) difference += features.value(a++);
                if (indexOfB <= indexOfA) difference -= features.value(b++);
                sum += difference * difference;
            }
            return Math.sqrt(sum);
        }
    }
}
