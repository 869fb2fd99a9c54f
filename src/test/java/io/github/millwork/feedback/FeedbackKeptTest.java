package io.github.millwork.feedback;

import static io.github.millwork.feedback.FeedbackResult.DUPLICATE;
import static io.github.millwork.feedback.FeedbackResult.JOINED;
import static io.github.millwork.feedback.FeedbackResult.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.store.Disk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What of feedback stays, and in which files. */
class FeedbackKeptTest extends FeedbackCases {
    @Nested
    class WhatStays {
        @Test
        void allIsReadBackAsItWas() {
            LoggedPrediction first = prediction("a");
            store().log("credit", List.of(first));
            store().add("credit", List.of(Feedback.label("a", "yes"), Feedback.reward("a", 0.25)));

            List<FeedbackEvent> events = events(store());
            Instant told = NOON.plusSeconds(60);
            assertThat(events).hasSize(3);
            assertThat(events.get(0)).usingRecursiveComparison().isEqualTo(first);
            assertThat(events.get(1)).isEqualTo(new LoggedLabel("a", told, "3", "yes"));
            assertThat(events.get(2)).isEqualTo(new LoggedReward("a", told, "3", first.route(), 0.25));
            assertThat(store().models()).containsExactly("credit");
        }

        @Test
        void anotherStoreOnTheSameFolderGoesOn() {
            FeedbackStore one = store();
            FeedbackStore other = store();
            one.log("credit", List.of(prediction("a")));
            assertThat(other.label("credit", "a", "yes")).isEqualTo(JOINED);
            assertThat(one.label("credit", "a", "yes")).isEqualTo(DUPLICATE);
            other.log("credit", List.of(prediction("b"), prediction("a")));
            assertThat(one.label("credit", "b", "no")).isEqualTo(JOINED);
            assertThat(one.counts("credit").predictions()).isEqualTo(2);
            assertThat(store().counts("credit").labelled()).isEqualTo(2);
        }

        @Test
        void whoFollowsIsShownEachEventOnceFromTheFirst() {
            FeedbackStore one = store();
            FeedbackStore other = store();
            one.log("credit", List.of(prediction("a")));
            List<String> seen = new ArrayList<>();
            try (FeedbackStore.Following following =
                    one.followAll("credit", event -> seen.add(event.getClass().getSimpleName() + " " + event.id()))) {
                assertThat(seen).containsExactly("LoggedPrediction a");
                one.label("credit", "a", "yes");
                other.log("credit", List.of(prediction("b")));
                other.reward("credit", "b", 1);
                one.label("credit", "a", "yes");
                one.counts("credit");
                assertThat(following).isNotNull();
            }
            one.log("credit", List.of(prediction("c")));
            assertThat(seen)
                    .containsExactly("LoggedPrediction a", "LoggedLabel a", "LoggedPrediction b", "LoggedReward b");
        }

        @Test
        void aLineThatWasNotWrittenToItsEndDidNotHappenAndHindersNobody() throws Exception {
            store().log("credit", List.of(prediction("a")));
            Path file = folder.resolve("credit").resolve("feedback-000001.log");
            byte[] before = Files.readAllBytes(file);
            store().label("credit", "a", "yes");
            byte[] after = Files.readAllBytes(file);

            for (int length = before.length; length < after.length; length++) {
                Files.write(file, java.util.Arrays.copyOf(after, length));
                FeedbackStore restarted = store();
                assertThat(restarted.counts("credit").labelled()).isZero();
                assertThat(restarted.label("credit", "a", "no")).isEqualTo(JOINED);
                assertThat(store().label("credit", "a", "no")).isEqualTo(DUPLICATE);
                assertThat(store().counts("credit")).isEqualTo(new FeedbackCounts(1, 1, 0, 0, 0, 0, 0, 0));
            }
        }

        @Test
        void zerosThatACrashOfTheMachineLeftAreWrittenOver() throws Exception {
            store().log("credit", List.of(prediction("a")));
            Path file = folder.resolve("credit").resolve("feedback-000001.log");
            Files.write(file, new byte[500], StandardOpenOption.APPEND);
            assertThat(store().label("credit", "a", "yes")).isEqualTo(JOINED);
            assertThat(store().counts("credit")).isEqualTo(new FeedbackCounts(1, 1, 0, 0, 0, 0, 0, 0));
        }

        @Test
        void aDamagedLineIsPassedOverAndCounted() throws Exception {
            store().log("credit", List.of(prediction("a"), prediction("b")));
            Path file = folder.resolve("credit").resolve("feedback-000001.log");
            String text = Files.readString(file);
            Files.writeString(file, text.replaceFirst("\"a\"", "\"A\""));
            assertThat(store().counts("credit").damaged()).isEqualTo(1);
            assertThat(store().label("credit", "A", "yes")).isEqualTo(UNKNOWN);
            assertThat(store().label("credit", "b", "yes")).isEqualTo(JOINED);
        }

        @Test
        void threadsThatTellTheSameAtOnceAreCountedOnce() throws Exception {
            FeedbackStore one = store();
            FeedbackStore other = store();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<Integer>> joined = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    FeedbackStore mine = thread % 2 == 0 ? one : other;
                    joined.add(threads.submit(() -> {
                        int count = 0;
                        for (int i = 0; i < 60; i++) {
                            mine.log("credit", List.of(prediction("p" + i)));
                            if (mine.label("credit", "p" + i, "yes") == JOINED) count++;
                        }
                        return count;
                    }));
                }
                int sum = 0;
                for (Future<Integer> each : joined) sum += each.get();
                assertThat(sum).isEqualTo(60);
            } finally {
                threads.shutdownNow();
            }
            assertThat(store().counts("credit")).isEqualTo(new FeedbackCounts(60, 60, 0, 0, 0, 0, 0, 0));
        }
    }

    @Nested
    class ManyFiles {
        private FeedbackStore small() {
            return FeedbackStore.over(new FolderLines(folder, Disk.REAL, 1_000)).clock(() -> NOON);
        }

        private List<String> files() throws Exception {
            try (Stream<Path> inside = Files.list(folder.resolve("credit"))) {
                return inside.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".log"))
                        .sorted()
                        .toList();
            }
        }

        private void fill(int from, int to) {
            for (int i = from; i < to; i++) {
                small().log("credit", List.of(prediction("p" + i, NOON.plusSeconds(i))));
                if (i > 0)
                    assertThat(small().label("credit", "p" + (i - 1), "yes")).isEqualTo(JOINED);
            }
        }

        @Test
        void aNewFileIsBegunWhereOneIsLargeAndAllAreRead() throws Exception {
            fill(0, 20);
            assertThat(files()).hasSizeGreaterThan(5);
            assertThat(small().counts("credit")).isEqualTo(new FeedbackCounts(20, 19, 0, 0, 0, 0, 0, 0));
            assertThat(small().labelled("credit", SCHEMA, "bad").rowCount()).isEqualTo(19);
        }

        @Test
        void aReaderGoesOnWhereItWas() {
            FeedbackStore store = small();
            long position = 0;
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                store.log("credit", List.of(prediction("p" + i)));
                position = store.read("credit", position, event -> seen.add(event.id()));
            }
            assertThat(seen)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(i -> "p" + i).toList());
        }

        @Test
        void whatIsOldIsDiscardedAndTheRestGoesOn() throws Exception {
            fill(0, 20);
            FeedbackStore open = small();
            open.counts("credit");
            int before = files().size();
            small().discardBefore("credit", NOON.plusSeconds(15));

            assertThat(files()).hasSizeLessThan(before);
            FeedbackStore reopened = small();
            assertThat(reopened.counts("credit").predictions()).isBetween(5L, 8L);
            assertThat(reopened.label("credit", "p0", "yes")).isEqualTo(UNKNOWN);
            assertThat(reopened.label("credit", "p19", "yes")).isEqualTo(JOINED);
            assertThat(open.label("credit", "p19", "yes")).isEqualTo(DUPLICATE);
            open.log("credit", List.of(prediction("new")));
            assertThat(reopened.label("credit", "new", "yes")).isEqualTo(JOINED);
        }

        @Test
        void theFileThatIsWrittenToIsNeverDiscarded() throws Exception {
            fill(0, 20);
            small().discardBefore("credit", Instant.MAX);
            assertThat(files()).hasSize(1);
            small().log("credit", List.of(prediction("new")));
            assertThat(small().label("credit", "new", "yes")).isEqualTo(JOINED);
        }
    }
}
