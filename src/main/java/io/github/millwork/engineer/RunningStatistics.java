package io.github.millwork.engineer;

/** Statistics of the values so far, by the updates of Welford (1962). */
final class RunningStatistics {
    private int count;
    private double mean;
    private double squares;
    private double sum;
    private double smallest = Double.NaN;
    private double largest = Double.NaN;

    void add(double[] values, int begin, int end) {
        for (int i = begin; i < end; i++) {
            double value = values[i];
            if (Double.isNaN(value)) continue;
            count++;
            sum += value;
            double difference = value - mean;
            mean += difference / count;
            squares += difference * (value - mean);
            smallest = count == 1 ? value : Math.min(smallest, value);
            largest = count == 1 ? value : Math.max(largest, value);
        }
    }

    double get(Statistic statistic) {
        return switch (statistic) {
            case MEAN -> count == 0 ? Double.NaN : mean;
            case SUM -> sum;
            case MIN -> smallest;
            case MAX -> largest;
            case DEVIATION -> count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
            case COUNT -> count;
        };
    }
}
