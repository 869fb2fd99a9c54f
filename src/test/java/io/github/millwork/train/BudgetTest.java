package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Task;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final FitContext CONTEXT = FitContext.of(3).withThreads(1);
    private static final Dataset ROWS = CalibrationTest.rows(200, 1, "a", "b");

    private static FittedChain<Classification> fit(Learner<Classification> learner, FitContext context) {
        return new Chain<>(Task.classify(Target.of("kind")), List.of(), learner).fit(ROWS, context);
    }

    @Test
    void aFitWithinItsBudgetIsTheSameAsWithout() {
        Learner<Classification> learner = LogisticRegression.create();
        Budget wide = Budget.time(Duration.ofHours(1))
                .and(Budget.heap(Long.MAX_VALUE))
                .and(Budget.model(1_000_000));
        FittedChain<Classification> fitted = fit(learner.with(wide), CONTEXT);
        assertThat(fitted.predict(ROWS)).isEqualTo(fit(learner, CONTEXT).predict(ROWS));
        assertThat(fitted.model().fingerprint())
                .isEqualTo(fit(learner, CONTEXT).model().fingerprint());
    }

    @Test
    void aFitThatTakesTooLongIsGivenUp() {
        Learner<Classification> learner = LogisticRegression.create().with(Budget.time(Duration.ofNanos(1)));
        assertThatThrownBy(() -> fit(learner, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected the fit of logistic regression (cost 1.0, tolerance 0.001) "
                        + "to end within its time but it did not. Allow more time, or take fewer rows or a "
                        + "smaller model.");
    }

    /** LibSVM by itself would go on for minutes: two classes that are the same rows, and errors that cost much. */
    @Test
    void machinesWithKernelsAreStoppedOnTheirWay() {
        double[][] rows = TestRows.numbers(3000, 20, 5);
        String[] labels = new String[rows.length];
        Arrays.setAll(labels, row -> row % 2 == 0 ? "a" : "b");
        AtomicInteger asked = new AtomicInteger();
        FitContext context = FitContext.of(1).withCancellation(() -> asked.incrementAndGet() > 2);
        assertThatThrownBy(() -> KernelSvm.classifier().cost(1e6).fit(TestRows.of(rows, labels), context))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> OneClassSvm.create().nu(0.5).fit(TestRows.of(rows, labels), context))
                .isInstanceOf(CancellationException.class);
        assertThat(KernelSvm.classifier().fit(TestRows.of(Arrays.copyOf(rows, 50), Arrays.copyOf(labels, 50)), CONTEXT))
                .isNotNull();
    }

    @Test
    void foldsOfACalibrationAreWithinTheTime() {
        Learner<Classification> learner =
                LogisticRegression.create().with(Calibration.sigmoid()).with(Budget.time(Duration.ofNanos(1)));
        assertThatThrownBy(() -> fit(learner, CONTEXT)).isInstanceOf(DataException.class);
    }

    @Test
    void whatEndsAllTheWorkIsNoFaultOfTheBudget() {
        Learner<Classification> learner = LogisticRegression.create().with(Budget.time(Duration.ofHours(1)));
        assertThatThrownBy(() -> fit(learner, CONTEXT.withCancellation(() -> true)))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> fit(learner, CONTEXT.withBudget(Duration.ofNanos(1))))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aModelThatIsTooLargeIsRefused() {
        assertThatThrownBy(() -> fit(GradientBoosting.classifier().trees(300).with(Budget.model(10_000)), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        "Expected the model of gradient boosting \\(.*\\) to take at most 10000 bytes but it "
                                + "takes 0\\.\\d MB\\. Allow more, or take fewer rows or a smaller model\\.");
    }

    @Test
    void aFitThatTakesTooMuchHeapIsRefused() {
        assertThatThrownBy(() -> fit(GradientBoosting.classifier().with(Budget.heap(1)), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected the fit of gradient boosting (")
                .hasMessageContaining("to take at most 1 bytes but it takes");
    }

    @Test
    void ofTwoBudgetsTheSecondComesFirst() {
        Budget both = Budget.model(5).and(Budget.heap(7)).and(Budget.model(6));
        assertThat(both.modelBytes()).hasValue(6);
        assertThat(both.heapBytes()).hasValue(7);
        assertThat(both.time()).isEmpty();
        assertThat(both.describe()).isEqualTo("a budget of 7 bytes of heap, 6 bytes of model");
    }

    @Test
    void aBudgetIsAValue() {
        for (Budget budget :
                List.of(Budget.time(Duration.ofMillis(1500)), Budget.heap(3).and(Budget.model(4)))) {
            assertThat(Codecs.decode(Codecs.encode(budget), Budget.class)).isEqualTo(budget);
        }
        assertThatThrownBy(() -> Budget.time(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected limits above zero");
        assertThatThrownBy(() -> Budget.model(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
