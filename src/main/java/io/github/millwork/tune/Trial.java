package io.github.millwork.tune;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitCost;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.StudentT;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A chain that was tried, and how it did. Immutable.
 *
 * @param <P> the kind of prediction
 * @param number which trial it was, from 1
 * @param proposal what was proposed, with the folds that were used in the end
 * @param chain the chain without ranges
 * @param parameters the hyperparameters that were searched, by name
 * @param words the same in words: of a choice what was chosen
 * @param metrics what was measured; the first decides
 * @param folds the results by fold
 */
public record Trial<P extends Prediction>(
        int number,
        Proposal proposal,
        Chain<P> chain,
        Map<String, Double> parameters,
        Map<String, String> words,
        List<Metric<P>> metrics,
        List<FoldResult> folds) {
    /**
     * Copies the lists.
     *
     * @param number which trial it was, from 1
     * @param proposal what was proposed, with the folds that were used in the end
     * @param chain the chain without ranges
     * @param parameters the hyperparameters that were searched, by name
     * @param words the same in words: of a choice what was chosen
     * @param metrics what was measured; the first decides
     * @param folds the results by fold
     */
    public Trial {
        metrics = List.copyOf(metrics);
        folds = List.copyOf(folds);
    }

    /** This trial with what came of more folds. */
    Trial<P> with(List<FoldResult> results) {
        return new Trial<>(number, proposal, chain, parameters, words, metrics, results);
    }

    /** {@return why it failed, on the first fold where it did} */
    public Optional<String> failure() {
        return folds.stream().flatMap(fold -> fold.failure().stream()).findFirst();
    }

    /** {@return the mean over the folds of the metric that decides; NaN where it failed} */
    public double mean() {
        return mean(0);
    }

    /**
     * {@return the mean of a metric over the folds; NaN where the trial failed}
     *
     * @param metric which one, from 0
     */
    public double mean(int metric) {
        if (failure().isPresent()) return Double.NaN;
        return values(metric).average().orElse(Double.NaN);
    }

    /** The mean of the metric that decides, so that larger is better; a failure is the worst of all. */
    double merit() {
        if (failure().isPresent()) return Double.NEGATIVE_INFINITY;
        return metrics.get(0).higherIsBetter() ? mean() : -mean();
    }

    /**
     * {@return the values of a metric by fold}
     *
     * @param metric which one, from 0
     */
    public java.util.stream.DoubleStream values(int metric) {
        return folds.stream().mapToDouble(fold -> fold.scores().get(metric));
    }

    /**
     * {@return the standard error of the mean over folds, whose training rows overlap: the variance is that of Nadeau and
     * Bengio (2003), (1/k + test rows/training rows) times the variance over folds; NaN for a single fold}
     *
     * @param metric which one, from 0
     */
    public double error(int metric) {
        int k = folds.size();
        if (k < 2 || failure().isPresent()) return Double.NaN;
        double mean = mean(metric);
        double squares =
                values(metric).map(value -> (value - mean) * (value - mean)).sum();
        double train = folds.stream().mapToInt(FoldResult::trainRows).sum();
        double test = folds.stream().mapToInt(FoldResult::testRows).sum();
        return Math.sqrt((1.0 / k + test / train) * squares / (k - 1));
    }

    /** {@return the mean of the metric that decides, with a 95 % interval} */
    public Score score() {
        return score(0);
    }

    /**
     * {@return the mean of a metric over the folds, with a 95 % interval by Student's t and the corrected standard error}
     *
     * @param metric which one, from 0
     */
    public Score score(int metric) {
        int k = folds.size();
        double reach = k < 2 ? Double.NaN : StudentT.quantile(0.05, k - 1) * error(metric);
        double mean = mean(metric);
        return new Score(
                metrics.get(metric).name(),
                mean,
                mean - reach,
                mean + reach,
                0.95,
                "corrected t, " + k + (k == 1 ? " fold" : " folds"),
                folds.stream().mapToInt(FoldResult::testRows).sum());
    }

    /** {@return the scores in all metrics, the one that decides first} */
    public List<Score> scores() {
        return IntStream.range(0, metrics.size()).mapToObj(this::score).toList();
    }

    /** {@return the learner and how it did, in a line} */
    @Override
    public String toString() {
        return "trial " + number + ": " + chain.learner().describe() + ", "
                + failure()
                        .map(why -> "failed: " + why)
                        .orElseGet(() -> scores().stream().map(Score::toString).collect(Collectors.joining(", ")));
    }

    /** {@return what a fit cost on average; of the peak of memory the least, which other work beside it disturbs least} */
    public FitCost cost() {
        FitCost all = folds.stream().map(FoldResult::cost).reduce(FitCost.NONE, FitCost::plus);
        int k = folds.size();
        long peak =
                folds.stream().mapToLong(fold -> fold.cost().peakBytes()).min().orElse(0);
        return new FitCost(all.wall().dividedBy(k), all.cpu().dividedBy(k), all.allocatedBytes() / k, peak);
    }

    /** {@return how long it took to predict a single row, in nanoseconds; NaN where that was not measured} */
    public double rowNanos() {
        return folds.stream()
                .mapToDouble(FoldResult::rowNanos)
                .filter(nanos -> !Double.isNaN(nanos))
                .min()
                .orElse(Double.NaN);
    }

    /** {@return how long what was fitted is as JSON, if that was measured} */
    public OptionalLong bytes() {
        return folds.stream()
                .mapToLong(FoldResult::bytes)
                .filter(bytes -> bytes >= 0)
                .max();
    }

    /** {@return whether it was fitted to all training rows of all folds} */
    boolean isWhole(int allFolds) {
        return proposal.share() == 1 && folds.size() == allFolds;
    }

    /** The paired difference of two trials fold by fold, so that larger is in favour of this one. */
    double[] advantage(Trial<?> other, int onFolds) {
        double sign = metrics.get(0).higherIsBetter() ? 1 : -1;
        return IntStream.range(0, onFolds)
                .mapToDouble(k -> sign
                        * (folds.get(k).scores().get(0)
                                - other.folds.get(k).scores().get(0)))
                .toArray();
    }
}
