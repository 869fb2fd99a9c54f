package io.github.millwork;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import java.util.Optional;

/**
 * The time after a refusal: on rows that have come since, and that neither had any part of, the challenger is compared with the
 * champion again. Where the world changes slowly it is often refused because it is early, and no other fit is needed then.
 * Looked at each time there are twice the rows.
 *
 * @param challenger what was refused
 * @param version its version
 * @param held how many rows it was not fitted to by then
 * @param rows how many have come since
 * @param next at how many of these it is heard
 */
record Appeal<P extends Prediction>(FittedPipeline<P> challenger, ModelVersion version, int held, int rows, int next) {
    static final double SURE = 0.9; // more than is asked at first, since it is heard several times
    private static final int FIRST = 200;
    private static final int LAST = 1_600;

    static <P extends Prediction> Appeal<P> of(FittedPipeline<P> challenger, ModelVersion version, int held) {
        return new Appeal<>(challenger, version, held, 0, FIRST);
    }

    Appeal<P> after(int count) {
        return new Appeal<>(challenger, version, held, rows + count, next);
    }

    boolean due() {
        return rows >= next;
    }

    /** What is left of it after it was heard; empty where that was the last time. */
    Optional<Appeal<P>> further() {
        int further = next;
        while (further <= rows) further *= 2;
        return further > LAST ? Optional.empty() : Optional.of(new Appeal<>(challenger, version, held, rows, further));
    }

    /** Why it is to answer; empty where it is not. */
    Optional<String> granted(
            FittedPipeline<P> champion, Dataset since, Dataset earlier, Contest.Terms<P> terms, FitContext context) {
        try {
            Assessment<P> assessed = challenger.assess(since, earlier, context);
            Contest contest = terms.between(assessed, () -> champion.assess(since, earlier, context));
            if (!contest.promotes()) return Optional.empty();
            return Optional.of("it was refused, and on the " + since.rowCount() + " rows since " + contest.why());
        } catch (DataException | IllegalArgumentException e) {
            return Optional.empty(); // it cannot answer for such rows
        }
    }

    State toState() {
        return State.empty()
                .with("version", version.number())
                .with("held", held)
                .with("rows", rows)
                .with("next", next);
    }
}
