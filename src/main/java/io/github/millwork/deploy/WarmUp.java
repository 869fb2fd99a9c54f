package io.github.millwork.deploy;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.http.Refusal;
import io.github.millwork.stage.RowProgram;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has a model predict rows that are made up, so that its first real ones do not wait for the compiler of the JVM. */
final class WarmUp {
    private static final int ROUNDS = 40;
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

    private WarmUp() {}

    /** Predicts, and shows nothing to observers. */
    static void run(ServedModel served) {
        List<RowProgram.Input> inputs = served.fitted().inputs();
        if (inputs.isEmpty() || served.fitted().looksBack()) return;
        Lineup lineup = Lineup.of(served);
        Dataset madeUp = new RowVariations(served.fitted()).of(Dataset.of());
        long begin = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            for (int row = 0; row < madeUp.rowCount(); row++) {
                if (System.nanoTime() - begin > LONGEST) return;
                RequestRows rows = new RequestRows(lineup.columns(), 1, false);
                @Nullable Object[] cells = rows.add();
                for (RowProgram.Input input : inputs) {
                    cells[rows.place(input.column())] =
                            madeUp.column(input.column()).value(row);
                }
                try {
                    served.score(rows, lineup.production().places(), Deadline.in(Duration.ofSeconds(1)), null);
                } catch (Refusal | DataException refused) {
                    // Rows with missing or extreme cells may be refused, which is warmed up too.
                }
            }
        }
    }
}
