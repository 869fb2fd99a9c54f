package io.github.millwork.deploy;

import io.github.millwork.data.Cast;
import io.github.millwork.data.Cells;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.http.Refusal;
import io.github.millwork.stage.AbsentColumns;
import io.github.millwork.stage.Explanation;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Pool;
import io.github.millwork.stage.Profile;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.RowSession;
import io.github.millwork.stage.SavedCells;
import io.github.millwork.stage.ScoredBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One version of a model, ready to answer. Immutable and thread-safe. */
final class ServedModel {
    /** Time is looked at after so many rows. */
    private static final int CHECKED = 64;

    private final String name;
    private final String version;
    private final Fitted<?> fitted;
    private final Optional<Profile> profile;
    private final List<RowProgram.Input> inputs;
    private final int width;
    private final Pool<RowSession> sessions;
    private final @Nullable RowListener listener;
    private volatile @Nullable Boolean explains;

    ServedModel(String name, String version, ModelSource.Loaded loaded, @Nullable RowListener listener) {
        this.name = name;
        this.version = version;
        this.fitted = loaded.fitted();
        this.profile = loaded.profile();
        this.inputs = fitted.inputs();
        this.width = fitted.outputs().width();
        this.sessions = new Pool<>(fitted::session);
        this.listener = listener;
    }

    String name() {
        return name;
    }

    String version() {
        return version;
    }

    Fitted<?> fitted() {
        return fitted;
    }

    /** Who is shown its rows, if anyone is. */
    Optional<RowListener> listener() {
        return Optional.ofNullable(listener);
    }

    /** What the rows were like that it was fitted to, where that is known. */
    Optional<Profile> profile() {
        return profile;
    }

    /** How the cells of a request are found: for each input its place. */
    int[] places(Map<String, Integer> columns) {
        return inputs.stream()
                .mapToInt(input -> columns.getOrDefault(input.column(), -1))
                .toArray();
    }

    /** The numbers for all rows, and the categories in them that training had not seen. */
    record Scored(double[] numbers, Map<String, Long> unseen) {}

    /** Predicts rows that observers are shown. */
    Scored score(RequestRows rows, int[] places, Deadline deadline) {
        return score(rows, places, deadline, listener);
    }

    /**
     * Predicts rows.
     *
     * @param watching is shown the rows; null for nobody
     * @throws Refusal if a cell is absent or does not suit (400), or it takes too long (503)
     */
    Scored score(RequestRows rows, int[] places, Deadline deadline, @Nullable RowListener watching) {
        if (fitted.looksBack()) return scoreTogether(rows, places, watching);
        double[] numbers = new double[rows.size() * width];
        RowSession session = sessions.take();
        for (int row = 0; row < rows.size(); row++) {
            try {
                load(session, rows, places, row);
                session.score(numbers, row * width);
            } catch (DataException e) {
                if (watching != null) watching.refused(e);
                throw refused(e, rows, row);
            }
            if (watching != null) {
                watching.scored(session.cells(), numbers, row * width, rows.id(row), RowListener.NO_TIME);
            }
            if ((row + 1) % CHECKED == 0) deadline.check();
        }
        Map<String, Long> unseen = session.takeUnseen();
        sessions.giveBack(session);
        return new Scored(numbers, unseen);
    }

    /** Where steps look back, the rows of a request are the history of each other. */
    private Scored scoreTogether(RequestRows rows, int[] places, @Nullable RowListener watching) {
        if (rows.size() == 1) {
            throw Refusal.bad(
                    "Expected the rows before it in the same request, since this model looks back on them, but "
                            + "found a single row. Send the earlier rows too, and take the prediction of the last.");
        }
        List<io.github.millwork.data.Column> columns = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            RowProgram.Input input = inputs.get(i);
            List<@Nullable Object> cells = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                try {
                    cells.add(Cast.cell(input.type(), cell(rows, places, i, row), input.column()));
                } catch (DataException e) {
                    if (watching != null) watching.refused(e);
                    throw refused(e, rows, row);
                }
            }
            columns.add(SavedCells.column(fitted.schema().field(input.column()), cells));
        }
        try {
            return scoreTogether(fitted, rows, Dataset.of(columns), watching);
        } catch (DataException e) {
            if (watching != null) watching.refused(e);
            throw refused(e, rows, 0);
        }
    }

    private static <P extends Prediction> Scored scoreTogether(
            Fitted<P> fitted, RequestRows rows, Dataset data, @Nullable RowListener watching) {
        Predictions<P> predictions = fitted.predict(data, null, FitContext.of(0).withThreads(1));
        int width = fitted.outputs().width();
        double[] numbers = new double[rows.size() * width];
        for (int i = 0; i < numbers.length; i++) numbers[i] = predictions.value(i / width, i % width);
        if (watching != null) ScoredBatch.show(fitted, data, predictions, new Named(watching, rows));
        return new Scored(numbers, predictions.unseen());
    }

    /** Shows rows one after the other under the ids of the request. One thread at a time. */
    private static final class Named implements RowListener {
        private final RowListener listener;
        private final RequestRows rows;
        private int row;

        Named(RowListener listener, RequestRows rows) {
            this.listener = listener;
            this.rows = rows;
        }

        @Override
        public void scored(Cells cells, double[] out, int at, @Nullable String ignored, long time) {
            listener.scored(cells, out, at, rows.id(row++), time);
        }
    }

    /**
     * Explains a row.
     *
     * @throws Refusal if a cell is absent or does not suit, or the model has no exact way to explain
     */
    Explanation explain(RequestRows rows, int[] places, int row) {
        try {
            RowSession session = sessions.take();
            load(session, rows, places, row);
            Explanation explanation = session.explain();
            session.takeUnseen();
            sessions.giveBack(session);
            return explanation;
        } catch (DataException e) {
            throw refused(e, rows, row);
        } catch (IllegalStateException e) {
            throw Refusal.bad(String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether there is an exact way to say why: looked at once, with a row of missing cells. */
    boolean explains() {
        Boolean known = explains;
        if (known == null) {
            known = !fitted.looksBack() && tryToExplain();
            explains = known;
        }
        return known;
    }

    private boolean tryToExplain() {
        RowSession session = fitted.session();
        for (RowProgram.Input input : inputs) input.load(session, null);
        try {
            session.explain();
            return true;
        } catch (DataException e) {
            return true; // it may not be missing, but the model is one that explains
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void load(RowSession session, RequestRows rows, int[] places, int row) {
        @Nullable Object[] cells = rows.row(row);
        for (int i = 0; i < places.length; i++) {
            int place = places[i];
            Object value = place < 0 ? RequestRows.ABSENT : cells[place];
            if (value == RequestRows.ABSENT) throw absent(rows, places, row);
            inputs.get(i).load(session, VectorCells.of(inputs.get(i), value));
        }
    }

    private @Nullable Object cell(RequestRows rows, int[] places, int input, int row) {
        Object value = places[input] < 0 ? RequestRows.ABSENT : rows.row(row)[places[input]];
        if (value == RequestRows.ABSENT) throw absent(rows, places, row);
        return VectorCells.of(inputs.get(input), value);
    }

    private DataException absent(RequestRows rows, int[] places, int row) {
        @Nullable Object[] cells = rows.row(row);
        List<RowProgram.Input> absent = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0 || cells[places[i]] == RequestRows.ABSENT) absent.add(inputs.get(i));
        }
        String others = rows.unknown().isEmpty()
                ? ""
                : " Columns that the model does not know: " + Names.list(rows.unknown()) + ".";
        String many = absent.size() == 1 ? "Expected a value for " : "Expected values for ";
        return new DataException(many + AbsentColumns.listed(absent) + ", but the row has none"
                + (absent.size() == 1 ? "" : " of them") + ". Send them, with null where one is missing." + others);
    }

    private static Refusal refused(DataException why, RequestRows rows, int row) {
        String message = String.valueOf(why.getMessage());
        return Refusal.bad(rows.size() == 1 ? message : "At row " + row + ": " + message);
    }
}
