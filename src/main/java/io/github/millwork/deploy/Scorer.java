package io.github.millwork.deploy;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Row;
import io.github.millwork.stage.Explanation;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Pool;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.RowObserver;
import io.github.millwork.stage.RowSession;
import io.github.millwork.stage.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Predicts for what an application has in its hands: records, beans, maps, rows. The same bits as in a batch, without looking
 * up names of components. Immutable and thread-safe, without locks.
 *
 * <pre>{@code
 * record Person(int age, String workclass, int educationNum) {}
 *
 * Scorer<Person, Classification> scorer = Scorer.of(fitted, Person.class);
 * String income = scorer.score(new Person(39, "State-gov", 13)).label();
 * }</pre>
 *
 * <p>A component of a record, or the property of a bean that a public getter gives ({@code getAge()}, {@code isMember()}),
 * belongs to the column of its name, whatever the case, hyphens, underscores and spaces: {@code educationNum} is read for
 * {@code education-num}. The keys of a map and the cells of a {@link Row} have the names of the columns as they are. A null
 * is a missing cell; an absent one is an error. What the pipeline has no use for is ignored. Values suit columns by the rules
 * of {@link io.github.millwork.data.Cast}: text that holds a date is a date, as JSON has it.
 *
 * @param <R> what is scored: a record class, a bean class, a map or {@link Row}
 * @param <P> the kind of prediction
 */
public final class Scorer<R, P extends Prediction> {
    private final Fitted<P> fitted;
    private final Outputs<P> outputs;
    private final String scored;
    private final RowReader<R> reader;
    private final Pool<RowSession> sessions;
    private final @Nullable RowListener listener;

    private Scorer(Fitted<P> fitted, String scored, RowReader<R> reader, @Nullable RowListener listener) {
        this.fitted = fitted;
        this.outputs = fitted.outputs();
        this.scored = scored;
        this.reader = reader;
        this.sessions = new Pool<>(fitted::session);
        this.listener = listener;
    }

    /**
     * Makes a scorer for records or beans, which matches components or getters with columns once and for all.
     *
     * @param <R> the class
     * @param <P> the kind of prediction
     * @param fitted the fitted pipeline
     * @param type a record class, or a class or interface with getters; it need not be public unless its module is closed to
     *     this one
     * @return the scorer
     * @throws IllegalArgumentException if a column that the pipeline reads has no component, or two columns or components are
     *     alike, or a component is of a type that does not suit its column, or the pipeline looks back on earlier rows
     */
    public static <R, P extends Prediction> Scorer<R, P> of(Fitted<P> fitted, Class<R> type) {
        if (Map.class.isAssignableFrom(type) || Row.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("Expected a record class, or a class with getters, but found "
                    + type.getSimpleName() + ", whose values go by name. Make the scorer with ofMaps or ofRows.");
        }
        return new Scorer<>(rowByRow(fitted), type.getSimpleName(), PropertyReader.of(fitted.inputs(), type), null);
    }

    /**
     * Makes a scorer for maps from the names of columns to values, as JSON is read into.
     *
     * @param <P> the kind of prediction
     * @param fitted the fitted pipeline
     * @return the scorer
     * @throws IllegalArgumentException if the pipeline looks back on earlier rows
     */
    public static <P extends Prediction> Scorer<Map<String, ? extends @Nullable Object>, P> ofMaps(Fitted<P> fitted) {
        return new Scorer<>(rowByRow(fitted), "map", RowReader.ofMaps(fitted.inputs()), null);
    }

    /**
     * Makes a scorer for rows.
     *
     * @param <P> the kind of prediction
     * @param fitted the fitted pipeline
     * @return the scorer
     * @throws IllegalArgumentException if the pipeline looks back on earlier rows
     */
    public static <P extends Prediction> Scorer<Row, P> ofRows(Fitted<P> fitted) {
        return new Scorer<>(rowByRow(fitted), "row", RowReader.ofRows(fitted.inputs()), null);
    }

    private static <P extends Prediction> Fitted<P> rowByRow(Fitted<P> fitted) {
        if (!fitted.looksBack()) return fitted;
        throw new IllegalArgumentException("Expected a pipeline that predicts each row by itself but this one looks "
                + "back on earlier rows. Use predict(rows, earlier).");
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
        return new Scorer<>(fitted, scored, reader, found);
    }

    /** {@return what the predicted numbers mean} */
    public Outputs<P> outputs() {
        return outputs;
    }

    /**
     * Predicts for one.
     *
     * @param item a record, bean, map or row
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
     * Predicts the plain numbers for one, without making objects.
     *
     * @param item a record, bean, map or row
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
     * Predicts for many, on this thread.
     *
     * @param items records, beans, maps or rows
     * @return a prediction for each of them
     * @throws io.github.millwork.data.DataException as {@link #score(Object)} does; the message tells the place in the list
     */
    public Predictions<P> score(List<? extends R> items) {
        return score(items, Workers.of(1));
    }

    /**
     * Predicts for many, on several threads: the same bits, and the same error if there is one.
     *
     * @param items records, beans, maps or rows
     * @param workers how many threads, of this library or of an executor of the application
     * @return a prediction for each of them
     * @throws io.github.millwork.data.DataException as {@link #score(Object)} does; the message tells the place in the list
     * @throws java.util.concurrent.CancellationException if this thread was interrupted
     */
    public Predictions<P> score(List<? extends R> items, Workers workers) {
        List<R> all = new ArrayList<>(items); // which any thread may look into, whatever list it was
        double[] out = new double[all.size() * outputs.width()];
        Map<String, Long> unseen = new ConcurrentHashMap<>();
        workers.rows(all.size(), (begin, end) -> {
            RowSession session = fitted.session(); // a new one, since it counts the unseen categories
            for (int i = begin; i < end; i++) scoreAt(i, session, all.get(i), out);
            session.takeUnseen().forEach((column, count) -> unseen.merge(column, count, Long::sum));
        });
        return Predictions.of(outputs, out, unseen);
    }

    private void scoreAt(int place, RowSession session, R item, double[] out) {
        try {
            score(session, item, out, place * outputs.width());
        } catch (DataException e) {
            throw new DataException("At row " + place + ": " + e.getMessage(), e);
        }
    }

    /**
     * Explains the prediction for one, which no observer is shown.
     *
     * @param item a record, bean, map or row
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
            throw new IllegalArgumentException("Expected a " + scored
                    + " but found null. Leave it out, or give one whose " + "values are null where they are missing.");
        }
        reader.load(session, item);
    }
}
