package io.github.millwork.monitor;

import java.util.function.Supplier;

/**
 * Numbers that a monitor shows to a {@link StreamDetector} one after another as they come, so that a change is found while a
 * window is still open: the errors of predictions whose truth is told, what is predicted, or a column. Immutable.
 *
 * <p>Errors of a classifier are 1 for a wrong class and 0 for the right one. All else is shown in standard deviations of the
 * reference, so that the settings of a detector mean the same for any unit: columns and predictions from their mean, errors of
 * a regression as the absolute error in standard deviations of the predictions. What is missing or not finite is passed over.
 */
public final class WatchedStream {
    /** What numbers are taken from. */
    enum Of {
        ERRORS,
        PREDICTIONS,
        COLUMN
    }

    private final Of of;
    private final String column;
    private final Supplier<? extends StreamDetector> detector;

    private WatchedStream(Of of, String column, Supplier<? extends StreamDetector> detector) {
        this.of = of;
        this.column = column;
        this.detector = detector;
    }

    /**
     * {@return the errors of predictions in the order in which their truth is told}
     *
     * @param detector makes the detector, such as {@code Ddm::new} or {@code () -> new Adwin(0.002)}
     */
    public static WatchedStream errors(Supplier<? extends StreamDetector> detector) {
        return new WatchedStream(Of.ERRORS, "", detector);
    }

    /**
     * {@return what is predicted: the value, or the probability of the class that is looked at (of more than two, the largest)}
     *
     * @param detector makes the detector, such as {@code () -> new Adwin(0.002)}
     */
    public static WatchedStream predictions(Supplier<? extends StreamDetector> detector) {
        return new WatchedStream(Of.PREDICTIONS, "", detector);
    }

    /**
     * {@return a column of numbers, truth values or times that the pipeline reads}
     *
     * @param column its name
     * @param detector makes the detector, such as {@code () -> new PageHinkley(30, 0.2, 50, 1)}
     */
    public static WatchedStream column(String column, Supplier<? extends StreamDetector> detector) {
        return new WatchedStream(Of.COLUMN, column, detector);
    }

    Of of() {
        return of;
    }

    String column() {
        return column;
    }

    StreamDetector start() {
        return detector.get();
    }
}
