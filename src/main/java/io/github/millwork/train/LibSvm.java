package io.github.millwork.train;

import io.github.millwork.stage.FitContext;
import java.util.function.Supplier;
import libsvm.svm;
import org.jspecify.annotations.Nullable;

/**
 * Calls LibSVM, which neither asks whether it is to go on nor leaves the console alone. It does print every so many steps
 * (a thousand at most), through one function for the whole process: that function asks for it, on the thread that is training.
 */
final class LibSvm {
    private static final ThreadLocal<@Nullable FitContext> TRAINING = new ThreadLocal<>();

    private LibSvm() {}

    /**
     * {@return what some work with LibSVM gives}
     *
     * @param context says whether to go on
     * @param work trains on this thread
     * @throws java.util.concurrent.CancellationException if the work is to stop
     */
    static <T> T call(FitContext context, Supplier<T> work) {
        svm.svm_set_print_string_function(line -> goOn());
        TRAINING.set(context);
        try {
            return work.get();
        } finally {
            TRAINING.remove();
        }
    }

    private static void goOn() {
        FitContext context = TRAINING.get();
        if (context != null) context.checkCancelled();
    }
}
