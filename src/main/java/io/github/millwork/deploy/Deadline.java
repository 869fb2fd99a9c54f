package io.github.millwork.deploy;

import io.github.millwork.http.Refusal;
import java.time.Duration;

/** When work on a request must be done, so that a large one does not hold up the others for ever. */
final class Deadline {
    private final long end;
    private final Duration allowed;

    private Deadline(Duration allowed) {
        this.end = System.nanoTime() + allowed.toNanos();
        this.allowed = allowed;
    }

    static Deadline in(Duration allowed) {
        return new Deadline(allowed);
    }

    /** Refuses to go on when the time is over. */
    void check() {
        if (System.nanoTime() - end < 0) return;
        throw Refusal.later(
                503,
                1,
                "Expected the rows to be predicted within " + allowed.toMillis()
                        + " ms but they were not. Send them in smaller batches.");
    }
}
