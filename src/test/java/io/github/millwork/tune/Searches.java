package io.github.millwork.tune;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Small searches. */
public final class Searches {
    /** The fits of the preparations that count. */
    static final AtomicInteger FITS = new AtomicInteger();

    private Searches() {}

    /** Two classes that overlap, and three numbers that tell something of them. */
    public static Dataset rows(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[3][count];
        String[] y = new String[count];
        for (int row = 0; row < count; row++) {
            for (double[] column : x) column[row] = random.nextGaussian();
            double signal = x[0][row] + 0.5 * x[1][row] * x[1][row] + 0.8 * random.nextGaussian();
            y[row] = signal > 0.4 ? "yes" : "no";
        }
        return Dataset.of(
                Column.numbers("a", x[0]),
                Column.numbers("b", x[1]),
                Column.numbers("c", x[2]),
                Column.categories("y", y));
    }

    /** A chain over some steps. */
    public static Chain<Classification> chain(Learner<Classification> learner, Transformer... steps) {
        List<Step> all = new ArrayList<>();
        for (Transformer step : steps) all.add(new Step("preprocess", step));
        return new Chain<>(Task.classify(Target.of("y").positive("yes")), all, learner);
    }

    /** A search on three folds by ROC AUC. */
    public static Tuner<Classification> tuner(SearchStrategy strategy, Limits limits) {
        return new Tuner<>(
                strategy,
                CrossValidation.stratified(3),
                List.of(ClassificationMetrics.ROC_AUC, ClassificationMetrics.LOG_LOSS),
                limits);
    }

    /** The score of each trial on each fold, bit for bit. */
    static List<String> scores(Trials<Classification> trials) {
        return trials.all().stream()
                .map(trial -> trial.number() + " " + trial.proposal() + " "
                        + trial.folds().stream().map(FoldResult::scores).toList())
                .toList();
    }

    /** Subtracts the mean of the training rows, and counts how often it was fitted. */
    record Counting() implements Transformer {
        @Override
        public String describe() {
            return "count";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return List.of(Operation.map("a", "a", value -> value).rewrite());
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            FITS.incrementAndGet();
            double mean =
                    Arrays.stream(training.column("a").toDoubles()).average().orElse(0);
            return TransformerFit.of(() -> List.of(Operation.map("a", "a", value -> value - mean)));
        }
    }

    /** A step with a mistake in it. */
    record Broken() implements Transformer {
        @Override
        public String describe() {
            return "broken";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return List.of();
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            throw new ArithmeticException("broken");
        }
    }
}
