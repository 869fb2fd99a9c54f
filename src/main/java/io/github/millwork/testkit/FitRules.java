package io.github.millwork.testkit;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.stage.Transforms;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules for fits of a transformer: they depend on the rows, the specification and the seed, and on nothing else.
 *
 * @param spec the transformer
 * @param sample the rows
 * @param fitted what was fitted to them first
 * @param transformed what that made of them
 * @param findings where to tell what is broken
 */
record FitRules(Transformer spec, Dataset sample, FittedTransformer fitted, Dataset transformed, Findings findings) {
    private static final double TOLERANCE = 1e-12;
    private static final long SEED = 7;

    static FitContext context(int threads) {
        return FitContext.of(SEED).withThreads(threads);
    }

    /** The numbers of rows in another order, the same each time. */
    static int[] shuffled(int rows) {
        int[] order = IntStream.range(0, rows).toArray();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    void check() {
        for (int threads : new int[] {1, 2}) {
            findings.check(
                    "a second fit on " + threads + (threads == 1 ? " thread" : " threads") + " to give the same bytes",
                    "Take randomness from context.seed() only, and add up in an order that does not depend on threads.",
                    () -> {
                        TransformerFit again = spec.fit(sample, context(threads));
                        if (!same(again.fitted())) return "its digest is another";
                        return Comparison.difference(
                                Dataset.of(spec.fit(sample, context(1)).trainingColumns()),
                                Dataset.of(again.trainingColumns()));
                    });
        }
        findings.check(
                "two fits at once, and their transforms, to give the same bytes",
                "Keep what a fit or a transform needs in local variables, and nothing of it in a field.",
                () -> Threads.both(thread -> fitAndTransform()));
        findings.check(
                "rows of another fit to leave no trace",
                "Keep nothing from fit to fit, in the specification or elsewhere: a fold would know of rows held out.",
                () -> {
                    fitAndForget(EdgeCases.elsewhere(sample));
                    return same(spec.fit(sample, context(1)).fitted())
                            ? null
                            : "after a fit to other rows its digest is another";
                });
        findings.check(
                "training rows in another order to give the same results within " + TOLERANCE,
                "Do not depend on the order of rows; break ties by value, and add up with compensation.",
                () -> {
                    Dataset mixed = sample.rows(shuffled(sample.rowCount()));
                    FittedTransformer ofMixed = spec.fit(mixed, context(1)).fitted();
                    return Comparison.difference(transformed, Transforms.apply(ofMixed, sample, 1), TOLERANCE);
                });
    }

    private boolean same(FittedTransformer other) {
        return Codecs.digest(other).equals(Codecs.digest(fitted));
    }

    private @Nullable String fitAndTransform() {
        if (!same(spec.fit(sample, context(1)).fitted())) return "its digest is another";
        return Comparison.difference(transformed, Transforms.apply(fitted, sample, 1));
    }

    private void fitAndForget(Dataset other) {
        try {
            spec.fit(other, context(1));
        } catch (DataException refused) {
            return; // such rows may be refused
        }
    }
}
