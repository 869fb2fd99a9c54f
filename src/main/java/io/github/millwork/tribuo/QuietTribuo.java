package io.github.millwork.tribuo;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/**
 * Calls Tribuo without its log reaching the console. Tribuo logs through java.util.logging, whose default is to print.
 * During a call, and only then, its records go to SLF4J instead, under the name of this class: under Tribuo's names they
 * would come back for ever where SLF4J itself logs through java.util.logging. Levels, and all other loggers, stay as the
 * application has set them, and so does Tribuo's logger where the application has given it a handler of its own.
 */
public final class QuietTribuo {
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");
    private static final Handler TO_SLF4J = new ToSlf4j();
    private static final AtomicInteger CALLS = new AtomicInteger();

    private QuietTribuo() {}

    /**
     * Calls Tribuo.
     *
     * @param <T> what the call gives
     * @param call what to call
     * @return what the call gave
     */
    public static <T> T call(Supplier<T> call) {
        boolean redirected = enter();
        try {
            return call.get();
        } finally {
            if (redirected) leave();
        }
    }

    private static synchronized boolean enter() {
        if (CALLS.get() == 0) {
            if (TRIBUO.getHandlers().length > 0 || !TRIBUO.getUseParentHandlers()) return false;
            TRIBUO.addHandler(TO_SLF4J);
            TRIBUO.setUseParentHandlers(false);
        }
        CALLS.incrementAndGet();
        return true;
    }

    private static synchronized void leave() {
        if (CALLS.decrementAndGet() > 0) return;
        TRIBUO.removeHandler(TO_SLF4J);
        TRIBUO.setUseParentHandlers(true);
    }

    private static final class ToSlf4j extends Handler {
        private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(QuietTribuo.class);

        @Override
        public void publish(LogRecord entry) {
            String message = entry.getLoggerName() + ": " + new SimpleFormatter().formatMessage(entry);
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) LOG.warn(message, entry.getThrown());
            else LOG.debug(message, entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
