package io.github.millwork;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The newest rows whose truth is known, the oldest first. A row with an id is kept once; a later one of the same id is not
 * taken, whatever its truth, as far as the last 100,000 ids tell. One thread at a time.
 */
final class KeptRows {
    private static final int REMEMBERED = 100_000;

    private final String target;
    private final int most;
    private final Set<String> ids = new LinkedHashSet<>();
    private @Nullable Dataset rows;
    private int fresh; // so many of the newest came after the version in use had begun to answer
    private int unseen; // and it was not fitted to so many
    private int start; // the version in use was fitted to nothing older
    private int changed; // what is older is of before a clear change, and not fitted to
    private int startBefore; // that of the version that answered before

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
        Iterator<String> oldest = ids.iterator();
        for (int more = ids.size() - REMEMBERED; more > 0; more--) {
            oldest.next();
            oldest.remove();
        }
        // Where each came from would be noted for every few rows, and never be looked at.
        rows = (rows == null ? unknown : rows.union(unknown)).collectedFrom(List.of());
        fresh += unknown.rowCount();
        unseen += unknown.rowCount();
        forget(size() - most);
    }

    /** Forgets so many of the oldest. Their ids stay known. */
    private void forget(int oldest) {
        if (oldest <= 0 || rows == null) return;
        rows = part(oldest, size());
        start = Math.max(0, start - oldest);
        changed = Math.max(0, changed - oldest);
        startBefore = Math.max(0, startBefore - oldest);
        restore(fresh, unseen);
    }

    /** The first row that the version in use was fitted to, or may have been. */
    int start() {
        return start;
    }

    /** What is older than this row is of before a clear change. */
    int changed() {
        return Math.min(changed, start);
    }

    /**
     * A version answers that was fitted to nothing older than this row.
     *
     * @param clear whether the errors have clearly changed there, so that nothing older will be fitted to again
     */
    void startAt(int row, boolean clear) {
        startBefore = start;
        start = row;
        if (clear) changed = row;
    }

    /** A version answers that was fitted to so many rows, and not to so many of the newest. */
    void startBefore(int fitted, int newest) {
        startBefore = start;
        start = Math.max(0, size() - newest - fitted);
    }

    /** The version before answers again, and what was fitted to then is fitted to again. */
    void startAsBefore() {
        start = startBefore;
    }

    int startBefore() {
        return startBefore;
    }

    void restoreStarts(int now, int before, int clear) {
        start = Math.min(now, size());
        startBefore = Math.min(before, size());
        changed = Math.min(clear, size());
    }

    /** Another version answers from now on, which was not fitted to so many of the newest. */
    void begin(int count) {
        restore(0, count);
    }

    /** Another version answers, of which no more is known than the digests of the rows that it was fitted to. */
    void beginWith(FittedPipeline<?> fitted) {
        BitSet seen = seenBy(fitted);
        restore(0, seen.isEmpty() ? 0 : size() - seen.length());
        start = Math.max(0, seen.nextSetBit(0));
        startBefore = start;
        changed = 0;
    }

    private BitSet seenBy(FittedPipeline<?> fitted) {
        try {
            Dataset all = part(0, size());
            return fitted.record().digests().map(digests -> digests.in(all)).orElseGet(BitSet::new);
        } catch (DataException e) { // it was fitted to other columns
            return new BitSet();
        }
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

    /** The ids that were learned from, the oldest first. */
    List<String> learned() {
        return List.copyOf(ids);
    }

    /**
     * Goes on after a restart.
     *
     * @param known all rows whose truth is known
     * @param learned the ids that were learned from, the oldest first; none where rows have no ids
     * @param count how many of those were kept
     * @return the rows that came since, which are still to be learned from
     */
    Dataset resume(Dataset known, List<String> learned, int count) {
        Column id = known.rowCount() == 0 ? null : ids(known);
        if (id == null || learned.isEmpty()) {
            ids.addAll(learned); // which rows they were of may be told later
            add(unknown(known));
            forget(size() - count);
            return known.rows(new int[0]);
        }
        Map<String, Integer> places = new HashMap<>();
        for (int row = 0; row < known.rowCount(); row++) places.putIfAbsent(text(id, row), row);
        int first = learned.stream()
                .mapToInt(each -> places.getOrDefault(each, Integer.MAX_VALUE))
                .min()
                .orElse(0);
        add(known.rows(learned.subList(Math.max(0, learned.size() - count), learned.size()).stream()
                .filter(places::containsKey)
                .mapToInt(places::get)
                .toArray()));
        ids.clear(); // all of them, in the order in which they were learned from
        ids.addAll(learned);
        // Those before the first were learned from so long ago that their ids are not remembered.
        return unknown(known.rows(IntStream.range(Math.min(first, known.rowCount()), known.rowCount())
                .toArray()));
    }

    Dataset part(int from, int to) {
        Dataset all = rows == null ? Dataset.of() : rows;
        return all.rows(IntStream.range(from, to).toArray());
    }
}
