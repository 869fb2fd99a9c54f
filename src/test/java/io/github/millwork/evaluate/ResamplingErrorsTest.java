package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.evaluate.CrossValidation.Method;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.State;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of resamplings that make no sense, or not with the data; and how they are saved. */
class ResamplingErrorsTest {
    private static Dataset kinds(String... kinds) {
        return Dataset.of(Column.categories("kind", kinds));
    }

    private static void saysOfData(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(message);
    }

    private static void saysOfCall(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Nested
    class OfTheData {
        @Test
        void moreFoldsThanRows() {
            saysOfData(
                    () -> CutRows.of(CrossValidation.random(4), kinds("a", "b", "a")),
                    "Expected at least 4 rows for random 4-fold cross-validation but there are 3. Collect more rows, or "
                            + "use fewer folds.");
        }

        @Test
        void classesThatAreAllTooRare() {
            saysOfData(
                    () -> CutRows.of(CrossValidation.stratified("kind", 3), kinds("a", "b", "a", "b")),
                    "Expected a class of at least 3 rows in the column 'kind' for stratified 3-fold cross-validation by "
                            + "'kind' but the largest has 2. Use fewer folds, stratify by another column, or use "
                            + "CrossValidation.random.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a a a a b", "b a a a a a a"})
        void oneClassThatIsLeftToFitOn(String kinds) {
            saysOfData(
                    () -> CutRows.of(CrossValidation.stratified("kind", 2), kinds(kinds.split(" "))),
                    "Expected at least two classes of the column 'kind' in each training part of stratified 2-fold "
                            + "cross-validation by 'kind' but one has a single class, as all rows of the others are in the "
                            + "fold that is tested. Collect more rows of those classes, or use fewer folds.");
        }

        @Test
        void aRareClassAmongOthersIsNoError() {
            Dataset data = kinds("a", "a", "a", "b", "b", "b", "c");
            CutRows.areTested(CutRows.of(CrossValidation.stratified("kind", 3), data), 7, 1);
            CutRows.areTested(CutRows.of(CrossValidation.stratified("kind", 3), kinds("a", "a", "a")), 3, 1);
        }

        @Test
        void fewerGroupsThanFolds() {
            Dataset data = kinds("a", "b", "a", "b");
            saysOfData(
                    () -> CutRows.of(CrossValidation.grouped("kind", 3), data),
                    "Expected at least 3 groups in the column 'kind' for grouped 3-fold cross-validation by 'kind' but "
                            + "found 2. Use fewer folds, or group by another column.");
            saysOfData(
                    () -> CutRows.of(CrossValidation.leaveOneGroupOut("kind"), kinds("a", "a")),
                    "Expected at least 2 groups in the column 'kind' for leave-one-group-out cross-validation by 'kind' "
                            + "but found 1. Use fewer folds, or group by another column.");
        }

        @Test
        void missingValues() {
            Dataset data = kinds("a", "b", null, "a").with(Column.numbers("t", 1, Double.NaN, 2, 3));
            String rest = "are missing, first at row 2. Leave those rows out: "
                    + "data.where(text(\"kind\").isMissing().not()); in a pipeline: collect(...).where(...).";
            saysOfData(
                    () -> CutRows.of(CrossValidation.stratified("kind", 2), data),
                    "Expected a value in every row of the column 'kind' to stratify by but 1 of 4 " + rest);
            saysOfData(
                    () -> CutRows.of(CrossValidation.grouped("kind", 2), data),
                    "Expected a value in every row of the column 'kind' to group by but 1 of 4 " + rest);
            for (Resampling how : List.of(
                    TimeSeries.expanding("t", 2),
                    PurgedGroupTime.of("t", "kind", 2),
                    PurgedGroupTime.of("kind", "t", 2))) {
                assertThatThrownBy(() -> CutRows.of(how, data)).isInstanceOf(DataException.class);
            }
        }

        @Test
        void aMeasuredNumberHasNoClasses() {
            saysOfData(
                    () -> CutRows.of(CrossValidation.stratified("t", 2), Dataset.of(Column.numbers("t", 1, 2, 3))),
                    "Expected the column 't' to stratify by to be a category, integer or boolean but it is number. "
                            + "Stratify by another column, or use CrossValidation.random.");
        }

        @Test
        void rolesThatNoColumnHas() {
            Dataset data = kinds("a", "b", "c");
            saysOfData(
                    () -> CutRows.of(CrossValidation.grouped(3), data),
                    "Expected a column of the role group for grouped 3-fold cross-validation but there is none. Give a "
                            + "column that role with withRole(\"column\", Role.GROUP), or name it: "
                            + "CrossValidation.grouped(\"column\", 3).");
            saysOfData(
                    () -> CutRows.of(CrossValidation.stratifiedGrouped(3), data, "kind", 0),
                    "Expected a column of the role group for stratified grouped 3-fold cross-validation but there is none. "
                            + "Give a column that role with withRole(\"column\", Role.GROUP), or name it: "
                            + "CrossValidation.stratifiedGrouped(\"class column\", \"group column\", 3).");
            saysOfData(
                    () -> CutRows.of(TimeSeries.sliding(2, Span.rows(5)), data),
                    "Expected a column of the role time for 2 cuts in order of time, fitted on the last 5 rows but there "
                            + "is none. Give a column that role with withRole(\"column\", Role.TIME), or name it: "
                            + "TimeSeries.sliding(\"column\", 2, ...).");
            assertThatThrownBy(() -> CutRows.of(PurgedGroupTime.of(2), data))
                    .hasMessageContaining("PurgedGroupTime.of(\"group column\", \"time column\", 2)");
        }
    }

    @Nested
    class OfTheCall {
        @Test
        void fewerThanTwoFolds() {
            saysOfCall(
                    () -> CrossValidation.stratified(1),
                    "Expected at least 2 folds but found 1. Use Holdout to test once.");
            saysOfCall(
                    () -> TimeSeries.expanding(1),
                    "Expected at least 2 cuts but found 1. Use Holdout.chronological to test once.");
            saysOfCall(
                    () -> PurgedGroupTime.of(0),
                    "Expected at least 2 periods but found 0. Use Holdout.chronological to test once.");
            saysOfCall(
                    () -> BootstrapResampling.of(1),
                    "Expected at least 2 draws but found 1. Use 50 or more for a steady estimate.");
        }

        @Test
        void repeatsThatMakeNoSense() {
            saysOfCall(
                    () -> CrossValidation.random(3).repeated(0),
                    "Expected at least 1 repeat but found 0. Write 1 to deal the rows once.");
            saysOfCall(
                    () -> CrossValidation.leaveOneGroupOut().repeated(2),
                    "Expected no repeats but found 2. There is one way only to leave each group out.");
        }

        @Test
        void columnsNamedInVain() {
            saysOfCall(
                    () -> new CrossValidation(Method.STRATIFIED, "kind", "user", 3, 1, OptionalLong.empty()),
                    "Expected no column of groups for stratified cross-validation but found 'user'. Use stratified, "
                            + "grouped or stratifiedGrouped with a column.");
            saysOfCall(
                    () -> new CrossValidation(Method.GROUPED, "kind", null, 3, 1, OptionalLong.empty()),
                    "Expected no column of classes for grouped cross-validation but found 'kind'. Use stratified, grouped "
                            + "or stratifiedGrouped with a column.");
            saysOfCall(
                    () -> new CrossValidation(Method.RANDOM, null, "user", 3, 1, OptionalLong.empty()),
                    "Expected no column of groups for random cross-validation but found 'user'. Use stratified, grouped "
                            + "or stratifiedGrouped with a column.");
        }

        @Test
        void noTargetToStratifyBy() {
            saysOfCall(
                    () -> CutRows.of(CrossValidation.stratified(2), kinds("a", "b")),
                    "Expected a column to stratify by but there is no target here. Name the column: "
                            + "CrossValidation.stratified(\"column\", 2).");
        }

        @Test
        void spansBelowZeroOrEmpty() {
            saysOfCall(
                    () -> TimeSeries.expanding(2).gap(Duration.ofDays(-1)),
                    "Expected a span of time of zero or more but found -8.64E7. Spans are lengths; they have no "
                            + "direction.");
            saysOfCall(
                    () -> TimeSeries.sliding(2, Span.rows(0)),
                    "Expected a span above zero to fit on and to test but found 0 rows. Leave it out for the default.");
            saysOfCall(
                    () -> new Span(Span.Unit.ROWS, 1.5),
                    "Expected whole rows but found 1.5. Use Span.of for a difference between numbers.");
        }
    }

    @Nested
    class Specifications {
        private final List<Resampling> all = List.of(
                CrossValidation.of(5),
                CrossValidation.random(5),
                CrossValidation.random(5).seed(3),
                CrossValidation.random(5).repeated(10),
                CrossValidation.stratified(5),
                CrossValidation.stratified("kind", 5),
                CrossValidation.grouped(5),
                CrossValidation.grouped("user", 5),
                CrossValidation.stratifiedGrouped(5),
                CrossValidation.stratifiedGrouped("kind", "user", 5),
                CrossValidation.leaveOneGroupOut(),
                CrossValidation.leaveOneGroupOut("user"),
                TimeSeries.expanding(4),
                TimeSeries.expanding("day", 4).testing(Span.rows(1)).gap(Duration.ofHours(36)),
                TimeSeries.sliding(4, Span.of(Duration.ofDays(28))).testing(Span.of(Duration.ofDays(1))),
                TimeSeries.sliding("year", 4, Span.of(2.5)).gap(Span.rows(12)),
                PurgedGroupTime.of(6),
                PurgedGroupTime.of("order", "at", 6).embargo(Duration.ofMinutes(90)),
                BootstrapResampling.of(50),
                BootstrapResampling.of(50).seed(3));

        @Test
        void aSavedOneIsEqualAndDigestsTellThemApart() {
            for (Resampling how : all) {
                State saved = State.fromJson(Codecs.encode(how).toJson());
                assertThat(Codecs.decode(saved, Resampling.class)).isEqualTo(how);
            }
            assertThat(all.stream().map(Resampling::digest).distinct()).hasSameSizeAs(all);
        }

        @ParameterizedTest
        @ValueSource(strings = {"STRATIFIED", "\"folds\":5", "\"repeats\":1"})
        void aDamagedStateIsRefused(String part) {
            String json = Codecs.encode(CrossValidation.stratified(5)).toJson();
            assertThat(json).contains(part);
            State damaged = State.fromJson(
                    json.replace(part, part.replaceAll("[1-9]", "-1").replace("TI", "TA")));
            assertThatThrownBy(() -> Codecs.decode(damaged, Resampling.class)).isInstanceOf(BundleException.class);
        }

        @Test
        void theySayWhatTheyDo() {
            assertThat(all.stream().map(Resampling::describe))
                    .containsExactly(
                            "5-fold cross-validation",
                            "random 5-fold cross-validation",
                            "random 5-fold cross-validation",
                            "random 5-fold cross-validation, 10 times",
                            "stratified 5-fold cross-validation",
                            "stratified 5-fold cross-validation by 'kind'",
                            "grouped 5-fold cross-validation",
                            "grouped 5-fold cross-validation by 'user'",
                            "stratified grouped 5-fold cross-validation",
                            "stratified grouped 5-fold cross-validation by 'kind' and 'user'",
                            "leave-one-group-out cross-validation",
                            "leave-one-group-out cross-validation by 'user'",
                            "4 cuts in order of time",
                            "4 cuts in order of time by 'day', tested on 1 row, with a gap of 36 h",
                            "4 cuts in order of time, fitted on the last 28 days, tested on 1 day",
                            "4 cuts in order of time by 'year', fitted on the last 2.5, with a gap of 12 rows",
                            "6-fold purged cross-validation",
                            "6-fold purged cross-validation by 'order' and 'at' with an embargo of 90 min",
                            "50 bootstrap draws",
                            "50 bootstrap draws");
        }
    }
}
