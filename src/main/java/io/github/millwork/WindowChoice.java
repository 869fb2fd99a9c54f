package io.github.millwork;

import io.github.millwork.monitor.RetrainingReason;
import java.util.Set;

/**
 * Which of the rows kept a challenger is fitted to: those from a start on.
 *
 * <p>After a clear change of the errors they are the rows since, and nothing older is ever fitted to again. Where the score has
 * decayed and there is no clear change, or only time has gone by, the world may be moving all the time, so that old rows teach
 * what was: then they are the newest. That less is known of them is judged by the comparison with the champion, which was
 * fitted to older ones, on rows that neither has seen (a window is right if what was learned from it predicts the newest
 * rows best: Klinkenberg and Joachims 2000). Where the rows have become many beside those that were fitted to, or columns have drifted,
 * they are all since the last clear change, so that a window that was too small grows again.
 *
 * @param start the first row
 * @param clear whether that is where the errors have clearly changed
 */
record WindowChoice(int start, boolean clear) {
    private static final Set<String> BY_TIME = Set.of("labels", "rows", "schedule");

    /**
     * {@return where to begin}
     *
     * @param kept what is known
     * @param change since when the errors have changed, among the rows kept; 0 where they have not
     * @param reason why the model is to be fitted anew
     * @param recent how many rows are the newest
     */
    static WindowChoice of(KeptRows kept, int change, RetrainingReason reason, int recent) {
        if (change > 0) return new WindowChoice(Math.max(kept.changed(), change), true);
        if (!decayed(reason) && !BY_TIME.contains(reason.rule())) return new WindowChoice(kept.changed(), false);
        return new WindowChoice(Math.max(kept.changed(), kept.size() - recent), false);
    }

    static boolean decayed(RetrainingReason reason) {
        return reason.rule().contains("decay");
    }
}
