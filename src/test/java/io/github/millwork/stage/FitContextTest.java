package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FitContextTest {
    private final FitContext root = FitContext.of(7);

    @Test
    void aSeedDependsOnThePathAndOnNothingElse() {
        long seed = root.child("fold 1").child("step 2").seed();
        root.child("fold 0").child("step 2");
        FitContext other =
                FitContext.of(7).withThreads(1).withObserver(progress -> {}).withCancellation(() -> false);
        assertThat(other.child("fold 1", 0.2, 0.4)
                        .part(0, 0.5)
                        .child("step 2", 0, 0.1)
                        .seed())
                .isEqualTo(seed);
        assertThat(root.seed()).isEqualTo(7);
    }

    @Test
    void everyPathHasASeedOfItsOwn() {
        Set<Long> seeds = new HashSet<>();
        int paths = 0;
        for (long seed = -100; seed < 100; seed++) {
            FitContext context = FitContext.of(seed);
            seeds.add(context.seed());
            paths++;
            for (String name : List.of("", "a", "b", "ab", "ba", "step 1", "step 10", "step 1 0")) {
                seeds.add(context.child(name).seed());
                seeds.add(context.child(name).child("a").seed());
                seeds.add(context.child("a").child(name + "x").seed());
                paths += 3;
            }
        }
        assertThat(seeds).hasSize(paths);
    }

    @Test
    void progressIsToldAsAShareOfTheWholeWork() {
        List<Double> fractions = new ArrayList<>();
        FitContext context = root.withObserver(progress -> fractions.add(progress.fraction()));
        context.progress("train", "x", 0.25);
        context.child("half", 0.5, 1).progress("train", "x", 0.5);
        context.child("half", 0.5, 1).child("quarter", 0, 0.5).progress("train", "x", 1);
        context.part(0.2, 0.4).progress("train", "x", 0.5);
        assertThat(fractions).containsExactly(0.25, 0.75, 0.75, 0.2 + (0.4 - 0.2) * 0.5);
    }

    @Test
    void aFractionNeverLeavesItsShare() {
        List<Double> fractions = new ArrayList<>();
        FitContext context = root.withObserver(progress -> fractions.add(progress.fraction()));
        context.child("half", 0, 0.5).progress("train", "x", 1.5);
        context.progress("train", "x", -0.1);
        assertThat(fractions).containsExactly(0.5, 0.0);
    }

    @Test
    void whatIsLeftIsReckonedFromWhatIsDone() {
        assertThat(new Progress("s", "t", 0.25, Duration.ofSeconds(10)).remaining())
                .contains(Duration.ofSeconds(30));
        assertThat(new Progress("s", "t", 1, Duration.ofSeconds(10)).remaining())
                .contains(Duration.ZERO);
        assertThat(new Progress("s", "t", 0, Duration.ofSeconds(10)).remaining())
                .isEmpty();
    }

    @Test
    void elapsedTimeNeverRunsBackwards() {
        List<Duration> elapsed = new ArrayList<>();
        FitContext context = root.withObserver(progress -> elapsed.add(progress.elapsed()));
        for (int i = 0; i < 100; i++) context.child("part " + i).progress("train", "x", i / 100.0);
        assertThat(elapsed).isSorted();
        assertThat(elapsed.get(0)).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void cancelledWorkStopsAtItsNextProgress() {
        AtomicBoolean cancelled = new AtomicBoolean();
        List<Progress> told = new ArrayList<>();
        FitContext part =
                root.withObserver(told::add).withCancellation(cancelled::get).child("part");
        assertThatCode(part::checkCancelled).doesNotThrowAnyException();
        cancelled.set(true);
        assertThatThrownBy(part::checkCancelled)
                .isInstanceOf(CancellationException.class)
                .hasMessage("The work was cancelled.");
        assertThatThrownBy(() -> part.progress("train", "x", 0.5)).isInstanceOf(CancellationException.class);
        assertThat(told).isEmpty();
    }

    @Test
    void aFurtherWayToCancelDoesNotReplaceTheFirst() {
        AtomicBoolean first = new AtomicBoolean();
        AtomicBoolean second = new AtomicBoolean();
        FitContext both = root.withCancellation(first::get).withCancellation(second::get);
        first.set(true);
        assertThatThrownBy(both::checkCancelled).isInstanceOf(CancellationException.class);
        first.set(false);
        second.set(true);
        assertThatThrownBy(both::checkCancelled).isInstanceOf(CancellationException.class);
    }

    @Test
    void workStopsWhenItsBudgetIsUsedUp() {
        FitContext late = root.withBudget(Duration.ofNanos(-1)).child("part");
        assertThatThrownBy(late::checkCancelled)
                .isInstanceOf(CancellationException.class)
                .hasMessage("The time budget is used up.");
        assertThatCode(root.withBudget(Duration.ofDays(1))::checkCancelled).doesNotThrowAnyException();
        assertThatCode(root.withBudget(Duration.ofSeconds(Long.MAX_VALUE))::checkCancelled)
                .doesNotThrowAnyException();
    }

    @Test
    void aPartCannotHaveMoreTimeThanTheWhole() {
        FitContext late = root.withBudget(Duration.ofNanos(-1));
        assertThatThrownBy(late.withBudget(Duration.ofHours(1))::checkCancelled)
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(late.withBudget(Duration.ofDays(1_000))::checkCancelled)
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(root.withBudget(Duration.ofHours(1)).withBudget(Duration.ofNanos(-1))::checkCancelled)
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void thereIsAtLeastOneThread() {
        assertThat(root.withThreads(3).child("a").threads()).isEqualTo(3);
        assertThat(root.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThatThrownBy(() -> root.withThreads(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected at least one thread but found 0.");
    }

    @Test
    void seedsAreSpreadOverAllBits() {
        int[] ones = new int[64];
        int seeds = 4_096;
        for (int i = 0; i < seeds; i++) {
            long seed = root.child("step " + i).seed();
            for (int bit = 0; bit < 64; bit++) ones[bit] += (int) (seed >>> bit & 1);
        }
        // standard deviation 32
        for (int count : ones) assertThat(count / (double) seeds).isCloseTo(0.5, within(0.05));
    }
}
