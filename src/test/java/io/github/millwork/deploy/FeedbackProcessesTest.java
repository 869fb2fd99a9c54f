package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.feedback.FeedbackCounts;
import io.github.millwork.feedback.FeedbackEvent;
import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.feedback.LoggedLabel;
import io.github.millwork.feedback.LoggedPrediction;
import io.github.millwork.feedback.LoggedReward;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes tell the same of the same predictions at once, and are killed while they do: each is there once. */
class FeedbackProcessesTest {
    @TempDir
    Path folder;

    @Test
    void nothingCountsTwiceOrIsLostWithTwoProcesses() throws Exception {
        together(100);
    }

    @Tag("proof")
    @Test
    void nothingCountsTwiceOrIsLostInTenThousandOperationsOfTwoProcesses() throws Exception {
        together(2500);
    }

    @Test
    void whatWasToldBeforeAKillStaysAndIsNotToldTwice() throws Exception {
        killed(1, 150);
    }

    @Tag("proof")
    @Test
    void whatWasToldBeforeAnyOfThirtyKillsStays() throws Exception {
        killed(30, 3000);
    }

    private void together(int ids) throws Exception {
        List<Process> processes = List.of(start(ids), start(ids));
        List<Integer> joined = new ArrayList<>();
        for (Process process : processes) {
            joined.addAll(said(process, Integer.MAX_VALUE));
            assertThat(process.waitFor()).isZero();
        }
        assertThat(joined).doesNotHaveDuplicates().hasSize(ids);
        check(ids);
    }

    /** Kills a process again and again, each time somewhere else, beside one that is left alone. */
    private void killed(int kills, int ids) throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        Process other = start(ids);
        List<Integer> joined = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            Process process = start(ids);
            joined.addAll(said(process, random.nextInt(1, 40)));
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        joined.addAll(said(other, Integer.MAX_VALUE));
        assertThat(other.waitFor()).isZero();
        Process last = start(ids);
        joined.addAll(said(last, Integer.MAX_VALUE));
        assertThat(last.waitFor()).isZero();
        assertThat(joined).doesNotHaveDuplicates(); // and some were kept before they could be said
        check(ids);
    }

    private void check(int ids) {
        FeedbackStore store = FeedbackStore.at(folder);
        assertThat(store.counts("flats")).isEqualTo(new FeedbackCounts(ids, ids, ids, 0, 0, 0, 0, 0));
        List<FeedbackEvent> events = new ArrayList<>();
        store.read("flats", 0, events::add);
        for (Class<?> kind : List.of(LoggedPrediction.class, LoggedLabel.class, LoggedReward.class)) {
            assertThat(events.stream().filter(kind::isInstance).map(FeedbackEvent::id))
                    .doesNotHaveDuplicates()
                    .hasSize(ids);
        }
        assertThat(store.labelled("flats", Chains.flats(3).schema(), "price").rowCount())
                .isEqualTo(ids);
        System.out.printf("%d predictions, labels and rewards of several processes, each once%n", ids);
    }

    private static List<Integer> said(Process process, int most) throws IOException {
        List<Integer> said = new ArrayList<>();
        BufferedReader lines = process.inputReader();
        while (said.size() < most) {
            String line = lines.readLine();
            if (line == null || line.equals("done")) return said;
            said.add(Integer.valueOf(line));
        }
        return said;
    }

    private Process start(int ids) throws IOException {
        return Processes.java(List.of(), FeedbackWorker.class, folder.toString(), "0", Integer.toString(ids));
    }
}
