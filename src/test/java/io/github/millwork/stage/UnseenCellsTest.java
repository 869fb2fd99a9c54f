package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A cell with a category that was not there in training counts once, however many encoders read it. */
class UnseenCellsTest {
    private static final int ROWS = 20_000;
    private static final FitContext CONTEXT = FitContext.of(1).withThreads(1);

    private final Dataset training = rows(60, "x", "y");
    private final Dataset later = rows(ROWS, "x", "new");

    private static Dataset rows(int count, String even, String odd) {
        return Dataset.of(
                Column.categories(
                        "c",
                        IntStream.range(0, count)
                                .mapToObj(i -> i % 2 == 0 ? even : odd)
                                .toArray(String[]::new)),
                Column.integers("t", IntStream.range(0, count).asLongStream().toArray()),
                Column.numbers(
                        "y", IntStream.range(0, count).mapToDouble(i -> i % 2).toArray()));
    }

    /** Knows two categories, leaves the column for others to read, and counts in two operations at that. */
    private static Transformer known() {
        return TestSteps.Told.of(known("known"), known("known too"));
    }

    private static Operation known(String name) {
        return new Operation(List.of("c"), List.of(new Field(name, ColumnType.NUMBER)), false, (in, out) -> frame -> {
            boolean known = List.of("x", "y").contains(String.valueOf(frame.string(in[0])));
            if (!known) frame.countUnseen("c");
            frame.set(out[0], known ? 1 : 0);
        });
    }

    private FittedChain<Regression> fit(Transformer... steps) {
        return new Chain<>(
                        Task.regress(Target.of("y")),
                        Arrays.stream(steps)
                                .map(step -> new Step("preprocess", step))
                                .toList(),
                        new TestLearners.Line(false))
                .fit(training, CONTEXT);
    }

    @Test
    void inABatchOnAnyNumberOfThreads() {
        FittedChain<Regression> chain = fit(known(), new TestSteps.Encode("c"));
        for (int threads = 1; threads < 4; threads++) {
            assertThat(chain.predict(later, threads).unseen()).isEqualTo(Map.of("c", (long) ROWS / 2));
        }
        assertThat(chain.predict(training).unseen()).isEmpty();
    }

    @Test
    void inASessionRowAfterRow() {
        FittedChain<Regression> chain = fit(known(), new TestSteps.Encode("c"));
        RowSession session = chain.session();
        double[] out = new double[1];
        for (String cell : new String[] {"new", "x", "new", "newer"}) {
            for (RowProgram.Input input : chain.inputs()) {
                input.load(session, input.column().equals("c") ? cell : (Object) 1);
            }
            session.score(out, 0);
        }
        assertThat(session.takeUnseen()).isEqualTo(Map.of("c", 3L));
        session.score(out, 0);
        assertThat(session.takeUnseen()).isEqualTo(Map.of("c", 1L));
        assertThat(session.takeUnseen()).isEmpty();
    }

    @Test
    void inWholeColumnsOfTheRowsInQuestion() {
        FittedChain<Regression> chain = fit(known(), new TestSteps.Lag("t", "t"), new TestSteps.Encode("c"));
        assertThat(chain.looksBack()).isTrue();
        for (int threads = 1; threads < 4; threads++) {
            assertThat(chain.predict(later, threads).unseen()).isEqualTo(Map.of("c", (long) ROWS / 2));
        }
        int[] last = IntStream.range(ROWS - 5, ROWS).toArray();
        assertThat(chain.predict(later.rows(last), later.head(100)).unseen()).isEqualTo(Map.of("c", 3L));
    }
}
