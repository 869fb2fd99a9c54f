package io.github.millwork.monitor;

import io.github.millwork.data.Cells;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Names;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.NumberGrid;
import io.github.millwork.stage.OutputCounts;
import io.github.millwork.stage.Profile;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Shows numbers to the detectors of a monitor, each in the order in which they come. Thread-safe. */
final class Streams {
    /** Reads a number of a row that was scored. */
    @FunctionalInterface
    private interface Reader {
        double read(Cells cells, double[] out, int at);
    }

    /** A detector, what it is shown, and what it found since the window was opened. Its own lock guards it. */
    private static final class Watch {
        final String stream;
        final WatchedStream.Of of;
        final Reader reader;
        StreamDetector detector;
        long values;
        double sum;
        long changes;
        long changed;
        boolean untold;

        Watch(String stream, WatchedStream watched, Reader reader) {
            this.stream = stream;
            this.of = watched.of();
            this.reader = reader;
            this.detector = watched.start();
        }

        synchronized boolean add(double value, long when) {
            if (!Double.isFinite(value)) return false;
            values++;
            sum += value;
            if (!detector.add(value)) return false;
            changes++;
            changed = when;
            untold = true;
            return true;
        }

        synchronized StreamReport report() {
            return new StreamReport(
                    stream,
                    detector.describe(),
                    values,
                    values == 0 ? Double.NaN : sum / values,
                    changes,
                    changes == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(changed)),
                    detector.warning());
        }

        synchronized StreamReport take() {
            StreamReport report = report();
            begin();
            return report;
        }

        synchronized void begin() {
            values = 0;
            sum = 0;
            changes = 0;
            changed = 0;
        }

        synchronized boolean tell() {
            boolean told = untold;
            untold = false;
            return told;
        }

        synchronized State toState() {
            return State.empty()
                    .with("stream", stream)
                    .with("detector", detector.describe())
                    .with("state", detector.toState())
                    .with("values", values)
                    .with("sum", sum)
                    .with("changes", changes)
                    .with("changed", changed);
        }

        synchronized void restore(State state, StreamDetector restored) {
            detector = restored;
            values = state.wide("values");
            sum = state.number("sum");
            changes = state.wide("changes");
            changed = state.wide("changed");
            untold = false;
        }
    }

    private static final String ERROR = "error";

    private final List<WatchedStream> options;
    private final Fitted<?> fitted;
    private final List<Watch> watches = new ArrayList<>();
    private final boolean rows; // whether any is of rows, and not of labels
    private final double unit; // of the errors of a regression
    private final AtomicBoolean found = new AtomicBoolean();

    Streams(List<WatchedStream> options, Fitted<?> fitted, Profile reference) {
        this.options = options;
        this.fitted = fitted;
        OutputCounts outputs = new OutputCounts(fitted.outputs());
        double[] scale = outputs.size() > 0 && reference.outputs().size() == outputs.size()
                ? scale(reference.outputs().get(outputs.main()))
                : new double[] {0, 1};
        this.unit = scale[1];
        for (WatchedStream each : options) {
            Watch watch = switch (each.of()) {
                case ERRORS -> errors(each);
                case PREDICTIONS -> predictions(each, outputs, scale);
                case COLUMN -> column(each, reference);
            };
            if (watch.detector.binary() && !(each.of() == WatchedStream.Of.ERRORS && classes())) {
                throw new IllegalArgumentException("Expected a detector for any numbers to watch '" + watch.stream
                        + "' but " + watch.detector.describe()
                        + " is for streams of 0 and 1, such as the errors of a classifier. Use Adwin or PageHinkley.");
            }
            watches.add(watch);
        }
        this.rows = watches.stream().anyMatch(watch -> watch.of != WatchedStream.Of.ERRORS);
    }

    private boolean classes() {
        return fitted.outputs() instanceof ClassificationOutputs;
    }

    private Watch errors(WatchedStream watched) {
        if (!Outcomes.suits(fitted.outputs())) {
            throw new IllegalArgumentException(
                    "Expected a classification or a regression to watch the errors of but this predicts a "
                            + fitted.task().type().getSimpleName() + ". Watch the predictions instead.");
        }
        return new Watch(ERROR, watched, (cells, out, at) -> Double.NaN);
    }

    private static Watch predictions(WatchedStream watched, OutputCounts outputs, double... scale) {
        int main = outputs.main();
        return new Watch(
                "prediction", watched, (cells, out, at) -> (outputs.value(main, out, at) - scale[0]) / scale[1]);
    }

    private Watch column(WatchedStream watched, Profile reference) {
        List<RowProgram.Input> inputs = fitted.inputs();
        List<String> names = inputs.stream().map(RowProgram.Input::column).toList();
        int place = names.indexOf(watched.column());
        if (place < 0) {
            throw new IllegalArgumentException(
                    "Expected a stream of a column that the pipeline reads but it does not read '" + watched.column()
                            + "'. " + Names.suggest(watched.column(), names));
        }
        RowProgram.Input input = inputs.get(place);
        if (!input.type().fitsDouble()) {
            throw new IllegalArgumentException("Expected a stream of numbers but '" + watched.column() + "' is "
                    + input.type().label() + ". Windows tell of its drift.");
        }
        double[] scale = scale(reference.inputs().get(place));
        int slot = input.slot();
        return new Watch(watched.column(), watched, (cells, out, at) -> (cells.number(slot) - scale[0]) / scale[1]);
    }

    /** From where, and in what unit, numbers are shown. */
    private static double[] scale(ColumnProfile column) {
        return column.grid() instanceof NumberGrid numbers
                ? new double[] {numbers.centre(), numbers.scale()}
                : new double[] {0, 1};
    }

    /** Takes a row that was scored. */
    void scored(Cells cells, double[] out, int at, long when) {
        if (!rows) return;
        for (Watch watch : watches) {
            if (watch.of == WatchedStream.Of.ERRORS) continue;
            if (watch.add(watch.reader.read(cells, out, at), when)) found.set(true);
        }
    }

    /** Takes a prediction whose truth is told. */
    void judged(double[] out, double truth, long when) {
        for (Watch watch : watches) {
            if (watch.of == WatchedStream.Of.ERRORS && watch.add(error(out, truth), when)) found.set(true);
        }
    }

    private double error(double[] out, double truth) {
        if (fitted.outputs() instanceof ClassificationOutputs classes) {
            return classes.decide(out, 0) == (int) truth ? 0 : 1;
        }
        return Math.abs(out[0] - truth) / unit;
    }

    /** Whether a change was found that nobody was told of yet. */
    boolean found() {
        return found.get();
    }

    /** What was found and not told of yet; after this it is. */
    List<StreamReport> tell() {
        found.set(false);
        return watches.stream().filter(Watch::tell).map(Watch::report).toList();
    }

    List<StreamReport> reports() {
        return watches.stream().map(Watch::report).toList();
    }

    /** The reports, after which it is counted anew for the next window; the detectors go on. */
    List<StreamReport> take() {
        return watches.stream().map(Watch::take).toList();
    }

    /** Forgets all. */
    void forget() {
        for (int i = 0; i < watches.size(); i++) {
            Watch watch = watches.get(i);
            synchronized (watch) {
                watch.detector = options.get(i).start();
                watch.untold = false;
                watch.begin();
            }
        }
        found.set(false);
    }

    State toState() {
        return State.empty()
                .with("streams", watches.stream().map(Watch::toState).toList());
    }

    /** Goes on with what was saved for the same stream and settings; a detector that was not there begins anew. */
    void restore(State state) {
        forget();
        for (State saved : state.states("streams")) {
            for (int i = 0; i < watches.size(); i++) {
                Watch watch = watches.get(i);
                StreamDetector detector = options.get(i).start();
                if (!watch.stream.equals(saved.string("stream"))
                        || !detector.describe().equals(saved.string("detector"))) continue;
                detector.restore(saved.state("state"));
                watch.restore(saved, detector);
            }
        }
    }
}
