package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/** Holds fits to the limits that their learner was given. */
final class FitLimits {
    private FitLimits() {}

    /** Runs a fit, and gives it up when its time is over. */
    static <R> R within(Learner<?> learner, FitContext context, Function<FitContext, R> fit) {
        FitContext limited = context;
        for (TrainingOption<?> option : learner.options()) {
            if (option instanceof LimitOption<?> limit && limit.time().isPresent()) {
                limited = limited.withBudget(limit.time().get());
            }
        }
        if (limited == context) return fit.apply(context);
        try {
            R result = fit.apply(limited);
            limited.checkCancelled();
            return result;
        } catch (CancellationException e) {
            context.checkCancelled(); // what ends all the work is no fault of this fit
            if (Thread.currentThread().isInterrupted()) throw e;
            throw new DataException(
                    "Expected the fit of " + ChainFit.bare(learner).describe()
                            + " to end within its time but it did not. Allow more time, or take fewer rows or a smaller "
                            + "model.",
                    e);
        }
    }

    /** Refuses a model that took too much memory, or takes too much. */
    static void check(Learner<?> learner, FitCost cost, Model<?> model) {
        for (TrainingOption<?> option : learner.options()) {
            if (!(option instanceof LimitOption<?> limit)) continue;
            limit.heapBytes().ifPresent(most -> check(learner, "the fit", cost.peakBytes(), most));
            limit.modelBytes().ifPresent(most -> check(learner, "the model", bytes(model), most));
        }
    }

    private static long bytes(Model<?> model) {
        PackedState packed = PackedState.of(Codecs.encode(model));
        return (long) packed.json().length() + packed.arrays().length;
    }

    private static void check(Learner<?> learner, String what, long found, long most) {
        if (found <= most) return;
        throw new DataException("Expected " + what + " of "
                + ChainFit.bare(learner).describe() + " to take at most " + megabytes(most) + " but it takes "
                + megabytes(found) + ". Allow more, or take fewer rows or a smaller model.");
    }

    private static String megabytes(long bytes) {
        return bytes < 100_000 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
