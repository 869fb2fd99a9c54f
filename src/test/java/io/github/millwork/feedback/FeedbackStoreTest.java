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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FeedbackStoreTest extends FeedbackCases {
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
}
