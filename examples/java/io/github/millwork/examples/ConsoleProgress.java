package io.github.millwork.examples;

import io.github.millwork.stage.Observer;
import io.github.millwork.stage.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Draws a progress bar on one line of a console. */
public final class ConsoleProgress implements Observer {
    private static final int WIDTH = 30;

    private final PrintStream console;

    /**
     * Draws on a console.
     *
     * @param console such as System.err, so that the result can be piped on
     */
    public ConsoleProgress(PrintStream console) {
        this.console = console;
    }

    @Override
    public synchronized void progress(Progress progress) {
        int done = (int) Math.round(progress.fraction() * WIDTH);
        String left = progress.remaining().map(ConsoleProgress::seconds).orElse("?");
        console.printf(
                Locale.ROOT,
                "\r[%s%s] %3.0f %%  %s left  %-60.60s",
                "=".repeat(done),
                " ".repeat(WIDTH - done),
                progress.fraction() * 100,
                left,
                progress.stage() + ": " + progress.step());
        if (progress.fraction() >= 1) console.println();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
