package io.github.millwork.feedback;

import static io.github.millwork.feedback.FeedbackResult.CONTRADICTORY;
import static io.github.millwork.feedback.FeedbackResult.DUPLICATE;
import static io.github.millwork.feedback.FeedbackResult.JOINED;
import static io.github.millwork.feedback.FeedbackResult.TOO_LATE;
import static io.github.millwork.feedback.FeedbackResult.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.store.Disk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Schema SCHEMA = Dataset.builder()
            .column("amount", ColumnType.NUMBER)
            .column("day", ColumnType.DATE)
            .column("job", ColumnType.CATEGORY)
            .column("never sent", ColumnType.INTEGER)
            .column("bad", ColumnType.CATEGORY, Role.TARGET)
            .build()
            .schema();

    @TempDir
    Path folder;

    private static LoggedPrediction prediction(String id, Instant time) {
        return new LoggedPrediction(
                id,
                time,
                "3",
                new Route("spring", "staging", 0.25, new double[] {0.1, -2}),
                Map.of("amount", "0.1", "day", "2026-02-28", "job", "clerk \"a\"\nb"),
                new double[] {0.75, 0.25});
    }

    private static LoggedPrediction prediction(String id) {
        return prediction(id, NOON);
    }

    private FeedbackStore store() {
        return FeedbackStore.at(folder).clock(() -> NOON.plusSeconds(60));
    }

    private static List<FeedbackEvent> events(FeedbackStore store) {
        List<FeedbackEvent> events = new ArrayList<>();
        store.read("credit", 0, events::add);
        return events;
    }

    @Nested
    class WhatBecomesOfFeedback {
        @Test
        void theFirstLabelIsKeptAndTheSameAgainChangesNothing() {
            FeedbackStore store = store();
            assertThat(store.log("credit", List.of(prediction("a"), prediction("b"))))
                    .isEqualTo(2);

            assertThat(store.label("credit", "a", "yes")).isEqualTo(JOINED);
            assertThat(store.label("credit", "a", "yes")).isEqualTo(DUPLICATE);
            assertThat(store.label("credit", "a", "no")).isEqualTo(CONTRADICTORY);
            assertThat(store.label("credit", "z", "no")).isEqualTo(UNKNOWN);
            assertThat(store.reward("credit", "a", 0.5)).isEqualTo(JOINED);
            assertThat(store.reward("credit", "a", 0.5)).isEqualTo(DUPLICATE);
            assertThat(store.reward("credit", "a", 1)).isEqualTo(CONTRADICTORY);

            assertThat(store.counts("credit")).isEqualTo(new FeedbackCounts(2, 1, 1, 2, 2, 1, 0, 0));
            assertThat(store.version("credit", "a")).contains("3");
            assertThat(store.version("credit", "z")).isEmpty();
        }

        @Test
        void anUnknownIdLeavesNothingBehindSoThatItCanBeToldAgain() {
            FeedbackStore store = store();
            assertThat(store.label("credit", "a", "yes")).isEqualTo(UNKNOWN);
            store.log("credit", List.of(prediction("a")));
            assertThat(store.label("credit", "a", "no")).isEqualTo(JOINED);
        }

        @Test
        void ofTwoPredictionsWithOneIdTheFirstIsKept() {
            FeedbackStore store = store();
            assertThat(store.log("credit", List.of(prediction("a", NOON), prediction("a", NOON.plusSeconds(1)))))
                    .isEqualTo(1);
            assertThat(store.log("credit", List.of(prediction("a")))).isZero();
            assertThat(events(store)).hasSize(1);
        }

        @Test
        void whatIsToldTwiceInOneBatchCountsOnce() {
            FeedbackStore store = store();
            store.log("credit", List.of(prediction("a")));

            assertThat(store.add(
                            "credit",
                            List.of(
                                    Feedback.label("a", true),
                                    Feedback.label("a", "true"),
                                    Feedback.label("a", false),
                                    Feedback.reward("a", 1),
                                    Feedback.label("b", true))))
                    .containsExactly(JOINED, DUPLICATE, CONTRADICTORY, JOINED, UNKNOWN);
            assertThat(store.counts("credit").labelled()).isEqualTo(1);
        }

        @Test
        void aWholeNumberIsTheSameTruthInWhateverType() {
            assertThat(Feedback.label("a", 3))
                    .isEqualTo(Feedback.label("a", 3.0))
                    .isEqualTo(Feedback.label("a", 3L))
                    .isEqualTo(Feedback.label("a", "3"));
            assertThat(Feedback.label("a", 2.5)).isEqualTo(Feedback.label("a", 2.5f));
        }

        @Test
        void feedbackForAnOldPredictionIsTooLateUnlessItWasToldBefore() {
            Instant[] now = {NOON};
            FeedbackStore store =
                    FeedbackStore.at(folder).openFor(Duration.ofHours(1)).clock(() -> now[0]);
            store.log("credit", List.of(prediction("a"), prediction("b")));
            store.label("credit", "a", "yes");
            now[0] = NOON.plusSeconds(3_600);
            assertThat(store.reward("credit", "b", 1)).isEqualTo(JOINED);

            now[0] = NOON.plusSeconds(3_601);
            assertThat(store.label("credit", "b", "yes")).isEqualTo(TOO_LATE);
            assertThat(store.label("credit", "a", "yes")).isEqualTo(DUPLICATE);
            assertThat(store.label("credit", "a", "no")).isEqualTo(CONTRADICTORY);
            assertThat(store.counts("credit").tooLate()).isEqualTo(1);
        }

        @Test
        void aClockThatGoesBackwardsLosesNothing() {
            FeedbackStore store =
                    FeedbackStore.at(folder).openFor(Duration.ZERO).clock(() -> NOON.minusSeconds(9));
            store.log("credit", List.of(prediction("a", NOON), prediction("b", NOON.minusSeconds(5))));
            assertThat(store.label("credit", "a", "yes")).isEqualTo(JOINED);
            assertThat(store.label("credit", "b", "no")).isEqualTo(JOINED);
            assertThat(FeedbackStore.at(folder)
                            .labelled("credit", SCHEMA, "bad")
                            .column("bad")
                            .value(1))
                    .isEqualTo("no");
        }

        @Test
        void onlyTheLatestPredictionsCanBeToldOf() {
            FeedbackStore store = store().remembering(2);
            store.log("credit", List.of(prediction("a"), prediction("b"), prediction("c")));
            assertThat(store.label("credit", "a", "yes")).isEqualTo(UNKNOWN);
            assertThat(store.label("credit", "b", "yes")).isEqualTo(JOINED);
        }

        @Test
        void whatCannotBeIsRefusedBeforeAnythingIsKept() {
            FeedbackStore store = store();
            assertThatThrownBy(() -> store.reward("credit", "a", 1.5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected a reward from 0 to 1 but found 1.5. Scale rewards before they are told.");
            assertThatThrownBy(() -> store.label("credit", "a", Double.NaN)).hasMessageContaining("finite");
            assertThatThrownBy(() -> store.label("credit", "", "yes")).hasMessageContaining("an id of 1 to 200");
            assertThatThrownBy(() -> store.label("credit", "x".repeat(201), "yes"))
                    .hasMessageContaining("one of 201. Use a shorter one");
            assertThatThrownBy(() -> store.label("../up", "a", "yes")).hasMessageContaining("the name of a model");
            assertThat(store.models()).isEmpty();
        }
    }

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
    class RowsToLearnFrom {
        @Test
        void areThoseWithATruthInTheOrderOfTheirPredictions() {
            FeedbackStore store = store();
            store.log("credit", List.of(prediction("a"), prediction("b"), prediction("c")));
            store.label("credit", "c", "no");
            store.label("credit", "a", "yes");

            Dataset rows = store.labelled("credit", SCHEMA, "bad");
            assertThat(rows.rowCount()).isEqualTo(2);
            List<String> names = new ArrayList<>(SCHEMA.names());
            names.add("id");
            assertThat(rows.schema().names()).isEqualTo(names);
            assertThat(rows.column("id").role()).isEqualTo(Role.ID);
            assertThat(rows.column("id").value(1)).isEqualTo("c");
            assertThat(rows.column("bad").value(0)).isEqualTo("yes");
            assertThat(rows.column("bad").value(1)).isEqualTo("no");
            assertThat(rows.column("bad").role()).isEqualTo(Role.TARGET);
            assertThat(rows.column("amount").value(0)).isEqualTo(0.1);
            assertThat(rows.column("day").value(0)).isEqualTo(java.time.LocalDate.of(2026, 2, 28));
            assertThat(rows.column("job").value(0)).isEqualTo("clerk \"a\"\nb");
            assertThat(rows.column("never sent").missingCount()).isEqualTo(2);
        }

        @Test
        void canBeThoseOfSomeTime() {
            FeedbackStore store = store();
            store.log("credit", List.of(prediction("a", NOON), prediction("b", NOON.plusSeconds(1))));
            store.add("credit", List.of(Feedback.label("a", "yes"), Feedback.label("b", "no")));
            assertThat(store.labelled("credit", SCHEMA, "bad", NOON.plusSeconds(1), Instant.MAX)
                            .rowCount())
                    .isEqualTo(1);
            assertThat(store.labelled("credit", SCHEMA, "bad", NOON, NOON.plusSeconds(1))
                            .column("bad")
                            .value(0))
                    .isEqualTo("yes");
        }

        @Test
        void saysWhichCellIsOfAnotherType() {
            FeedbackStore store = store();
            store.log("credit", List.of(prediction("a")));
            store.label("credit", "a", "many");
            Schema other =
                    Dataset.builder().column("bad", ColumnType.NUMBER).build().schema();
            assertThatThrownBy(() -> store.labelled("credit", other, "bad"))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected column 'bad' to be of type number but found 'many' in the feedback for "
                            + "prediction 'a'. Give the schema of the pipeline that made the predictions.");
        }

        @Test
        void areNoneWhereNothingIsKnown() {
            assertThat(store().labelled("credit", SCHEMA, "bad").rowCount()).isZero();
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
