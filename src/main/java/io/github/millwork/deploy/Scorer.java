package io.github.millwork.deploy;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.Explanation;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Pool;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.RowObserver;
import io.github.millwork.stage.RowSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predicts for the records of an application: the same bits as for a row by name or in a batch, without looking up names.
 * Immutable and thread-safe, without locks.
 *
 * <pre>{@code
 * record Person(int age, String workclass, int educationNum) {}
 *
 * Scorer<Person, Classification> scorer = Scorer.of(fitted, Person.class);
 * String income = scorer.score(new Person(39, "State-gov", 13)).label();
 * }</pre>
 *
 * <p>A component belongs to the column of its name, whatever the case, hyphens, underscores and spaces: {@code
 * educationNum} is read for {@code education-num}. A null is a missing cell. Components for which the pipeline has no use
 * are ignored.
 *
 * @param <R> the record class
 * @param <P> the kind of prediction
 */
public final class Scorer<R, P extends Prediction> {
    private final Fitted<P> fitted;
    private final Outputs<P> outputs;
    private final Class<R> type;
    private final RecordReader reader;
    private final Pool<RowSession> sessions;
    private final @Nullable RowListener listener;

    private Scorer(Fitted<P> fitted, Class<R> type, RecordReader reader, @Nullable RowListener listener) {
        this.fitted = fitted;
        this.outputs = fitted.outputs();
        this.type = type;
        this.reader = reader;
        this.sessions = new Pool<>(fitted::session);
        this.listener = listener;
    }

    /**
     * Makes a scorer, which matches components with columns once and for all.
     *
     * @param <R> the record class
     * @param <P> the kind of prediction
     * @param fitted the fitted pipeline
     * @param type the record class; it need not be public unless its module is closed to this one
     * @return the scorer
     * @throws IllegalArgumentException if a column that the pipeline reads has no component, or two columns or components are
     *     alike, or a component is of a type that does not suit its column, or the pipeline looks back on earlier rows
     */
    public static <R, P extends Prediction> Scorer<R, P> of(Fitted<P> fitted, Class<R> type) {
        if (fitted.looksBack()) {
            throw new IllegalArgumentException(
                    "Expected a pipeline that predicts each row by itself but this one looks "
                            + "back on earlier rows. Use predict(rows, earlier).");
        }
        return new Scorer<>(fitted, type, RecordReader.of(fitted.inputs(), type), null);
    }

    /**
     * {@return a scorer that shows every row it scores or refuses to an observer, such as a monitor; to one only}
     *
     * @param observer what wants to see the rows
     * @throws IllegalArgumentException if the observer was made for another model
     */
    public Scorer<R, P> observe(RowObserver observer) {
        RowListener found = observer.listener(fitted)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected an observer of this pipeline but it was made for another one. Make one of this."));
        return new Scorer<>(fitted, type, reader, found);
    }

    /** {@return what the predicted numbers mean} */
    public Outputs<P> outputs() {
        return outputs;
    }

    /**
     * Predicts for a record.
     *
     * @param item the record
     * @return the prediction
     * @throws io.github.millwork.data.DataException if a value does not fit its column, or is missing where the model
     *     cannot do without
     */
    public P score(R item) {
        double[] out = new double[outputs.width()];
        score(item, out, 0);
        return outputs.read(out, 0);
    }

    /**
     * Predicts the plain numbers for a record, without making objects.
     *
     * @param item the record
     * @param out where the numbers go, {@code outputs().width()} of them
     * @param at where in {@code out} they begin
     * @throws io.github.millwork.data.DataException as {@link #score(Object)} does
     */
    public void score(R item, double[] out, int at) {
        RowSession session = sessions.take();
        score(session, item, out, at);
        sessions.giveBack(session);
    }

    /**
     * Predicts for many records, on this thread.
     *
     * @param items the records
     * @return a prediction for each of them
     * @throws io.github.millwork.data.DataException as {@link #score(Object)} does
     */
    public Predictions<P> score(List<? extends R> items) {
        double[] out = new double[items.size() * outputs.width()];
        RowSession session = fitted.session(); // a new one, since it counts the unseen categories
        int at = 0;
        for (R item : items) {
            score(session, item, out, at);
            at += outputs.width();
        }
        return Predictions.of(outputs, out, session.takeUnseen());
    }

    /**
     * Explains the prediction for a record, which no observer is shown.
     *
     * @param item the record
     * @return what each column contributes
     * @throws io.github.millwork.data.DataException as {@link #score(Object)} does
     * @throws IllegalStateException if there is no exact way for the model
     */
    public Explanation explain(R item) {
        RowSession session = sessions.take();
        load(session, item);
        Explanation explanation = session.explain();
        sessions.giveBack(session);
        return explanation;
    }

    private void score(RowSession session, R item, double[] out, int at) {
        RowListener shown = listener;
        try {
            load(session, item);
            session.score(out, at);
        } catch (RuntimeException e) {
            if (shown != null) shown.refused(e);
            throw e;
        }
        if (shown != null) shown.scored(session.cells(), out, at, null, RowListener.NO_TIME);
    }

    private void load(RowSession session, R item) {
        if (item == null) {
            throw new IllegalArgumentException("Expected a " + type.getSimpleName() + " but found null. "
                    + "Leave the record out, or give one whose components are null where they are missing.");
        }
        reader.load(session, item);
    }
}
