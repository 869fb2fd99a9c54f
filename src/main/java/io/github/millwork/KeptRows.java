package io.github.millwork;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The newest rows whose truth is known, the oldest first. A row with an id is kept once; a later one of the same id is not
 * taken, whatever its truth. One thread at a time.
 */
final class KeptRows {
    private final String target;
    private final int most;
    private final Set<String> ids = new HashSet<>();
    private @Nullable Dataset rows;
    private int fresh; // so many of the newest came after the version in use had begun to answer
    private int unseen; // and it was not fitted to so many

    KeptRows(String target, int most) {
        this.target = target;
        this.most = most;
    }

    /** The rows among these that are new and whose truth is there. */
    Dataset unknown(Dataset labelled) {
        if (labelled.rowCount() == 0) return labelled;
        Column truth = labelled.column(target);
        Column id = ids(labelled);
        Set<String> here = new HashSet<>();
        return labelled.rows(IntStream.range(0, labelled.rowCount())
                .filter(row -> !truth.isMissing(row))
                .filter(row -> truth.type().isString() || Double.isFinite(truth.number(row)))
                .filter(row ->
                        id == null || id.isMissing(row) || (!ids.contains(text(id, row)) && here.add(text(id, row))))
                .toArray());
    }

    static @Nullable Column ids(Dataset rows) {
        return rows.schema()
                .withRole(Role.ID)
                .map(Field::name)
                .map(rows::column)
                .orElse(null);
    }

    static String text(Column column, int row) {
        return String.valueOf(column.value(row));
    }

    /** Keeps rows, and forgets the oldest where there are too many. */
    void add(Dataset unknown) {
        if (unknown.rowCount() == 0) return;
        Column id = ids(unknown);
        for (int row = 0; id != null && row < unknown.rowCount(); row++) {
            if (!id.isMissing(row)) ids.add(text(id, row));
        }
        // Where each came from would be noted for every few rows, and never be looked at.
        rows = (rows == null ? unknown : rows.union(unknown)).collectedFrom(List.of());
        fresh += unknown.rowCount();
        unseen += unknown.rowCount();
        forget(size() - most);
    }

    /** Forgets so many of the oldest. Their ids stay known. */
    void forget(int oldest) {
        if (oldest <= 0 || rows == null) return;
        rows = part(oldest, size());
        restore(fresh, unseen);
    }

    /** Another version answers from now on, which was not fitted to so many of the newest. */
    void begin(int count) {
        restore(0, count);
    }

    void restore(int freshRows, int unseenRows) {
        fresh = Math.min(freshRows, size());
        unseen = Math.min(unseenRows, size());
    }

    int size() {
        return rows == null ? 0 : rows.rowCount();
    }

    int fresh() {
        return fresh;
    }

    int unseen() {
        return unseen;
    }

    /** The id of the newest row; empty where it has none. */
    String newest() {
        Column id = rows == null || size() == 0 ? null : ids(rows);
        return id == null || id.isMissing(size() - 1) ? "" : text(id, size() - 1);
    }

    Dataset part(int from, int to) {
        Dataset all = rows == null ? Dataset.of() : rows;
        return all.rows(IntStream.range(from, to).toArray());
    }
}
