package io.github.millwork.monitor;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Adaptive windowing (Bifet and Gavalda 2007): keeps a window of the last numbers, as long as their mean does not change, and
 * drops the older part where it does. Memory grows with the logarithm of the window. One thread at a time.
 */
public final class Adwin implements StreamDetector {
    private static final int PER_LEVEL = 5;
    private static final int EVERY = 32;
    private static final int FEWEST = 5;

    /** The sum of so many numbers, and of their squared distances from their mean. */
    private record Bucket(long count, double sum, double spread) {
        Bucket plus(Bucket other) {
            double difference = sum / count - other.sum / other.count;
            double all = count + other.count;
            double added = difference * difference * count * other.count / all;
            return new Bucket(count + other.count, sum + other.sum, spread + other.spread + added);
        }
    }

    private final double delta;
    private final List<Bucket> buckets = new ArrayList<>(); // the oldest and largest first
    private long arrived;

    /**
     * Makes a detector.
     *
     * @param delta the probability of a change that is none, such as 0.002
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public Adwin(double delta) {
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("Expected a probability between 0 and 1 but found " + delta + ".");
        }
        this.delta = delta;
    }

    @Override
    public boolean add(double value) {
        buckets.add(new Bucket(1, value, 0));
        merge();
        if (++arrived % EVERY != 0) return false;
        boolean changed = false;
        while (cut()) changed = true;
        return changed;
    }

    @Override
    public String describe() {
        return "ADWIN (" + delta + ")";
    }

    /** {@return how many numbers the window holds} */
    public long size() {
        return buckets.stream().mapToLong(Bucket::count).sum();
    }

    /** {@return the mean of the window; NaN before the first number} */
    public double mean() {
        return buckets.stream().mapToDouble(Bucket::sum).sum() / size();
    }

    /** Of more than five buckets of a size the two oldest become one. */
    private void merge() {
        long size = 1;
        int end = buckets.size();
        while (end > 0) {
            int begin = end;
            while (begin > 0 && buckets.get(begin - 1).count == size) begin--;
            if (end - begin <= PER_LEVEL) return;
            buckets.set(begin, buckets.get(begin).plus(buckets.get(begin + 1)));
            buckets.remove(begin + 1);
            end = begin + 1;
            size *= 2;
        }
    }

    /** Drops the oldest bucket if at some place what is before differs from what is after. */
    private boolean cut() {
        if (buckets.size() < 2) return false;
        Bucket all = buckets.get(0);
        for (Bucket bucket : buckets.subList(1, buckets.size())) all = all.plus(bucket);
        double variance = all.spread / all.count;
        double bound = Math.log(2 * Math.log((double) all.count) / delta);
        long before = 0;
        double sum = 0;
        for (Bucket bucket : buckets.subList(0, buckets.size() - 1)) {
            before += bucket.count;
            sum += bucket.sum;
            long after = all.count - before;
            if (before < FEWEST || after < FEWEST) continue;
            double harmonic = 1.0 / (before - FEWEST + 1) + 1.0 / (after - FEWEST + 1);
            double limit = Math.sqrt(2 * harmonic * variance * bound) + 2.0 / 3 * bound * harmonic;
            if (Math.abs(sum / before - (all.sum - sum) / after) > limit) {
                buckets.remove(0);
                return true;
            }
        }
        return false;
    }

    @Override
    public State toState() {
        return State.empty()
                .with("arrived", arrived)
                .with("counts", buckets.stream().mapToDouble(Bucket::count).toArray())
                .with("sums", buckets.stream().mapToDouble(Bucket::sum).toArray())
                .with("spreads", buckets.stream().mapToDouble(Bucket::spread).toArray());
    }

    @Override
    public void restore(State state) {
        double[] counts = state.numbers("counts");
        double[] sums = state.numbers("sums");
        double[] spreads = state.numbers("spreads");
        if (sums.length != counts.length || spreads.length != counts.length) {
            throw new BundleException("Expected as many sums as counts of a window but found " + sums.length + " and "
                    + counts.length + ". The file is damaged.");
        }
        arrived = state.wide("arrived");
        buckets.clear();
        for (int i = 0; i < counts.length; i++) buckets.add(new Bucket((long) counts[i], sums[i], spreads[i]));
    }
}
