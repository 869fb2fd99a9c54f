package io.github.millwork.engineer;

import static io.github.millwork.data.Columns.dates;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Transforms;
import io.github.millwork.testkit.References;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps that are defined by a sentence, and what others make of missing, unseen and outlying cells. */
class EngineeredColumnsTest {
    private static final double NAN = Double.NaN;

    @Test
    void whatRunsRoundHasItsBeginningBesideItsEnd() {
        Dataset found =
                References.apply(Cyclic.of(named("hour"), 24), Dataset.of(Column.numbers("hour", 0, 6, 24, 23, NAN)));
        assertThat(found.schema().names()).containsExactly("hour_sin", "hour_cos");
        double[] sine = found.column("hour_sin").toDoubles();
        double[] cosine = found.column("hour_cos").toDoubles();
        assertThat(sine[1]).isCloseTo(1, within(1e-15));
        assertThat(cosine[0]).isEqualTo(1);
        assertThat(sine[2]).isCloseTo(sine[0], within(1e-15));
        assertThat(Math.hypot(sine[3] - sine[0], cosine[3] - cosine[0])).isCloseTo(0.261, within(0.001));
        assertThat(sine[4]).isNaN();
        assertThatThrownBy(() -> Cyclic.of(named("hour"), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void daysPassBetweenDatesAndTimestamps() {
        Dataset rows = Dataset.of(
                Column.dates("from", LocalDate.of(2024, 2, 28), null, LocalDate.of(2024, 3, 1)),
                Column.timestamps(
                        "to",
                        Instant.parse("2024-03-01T12:00:00Z"),
                        Instant.parse("2024-03-01T12:00:00Z"),
                        Instant.parse("2024-02-29T00:00:00Z")));
        assertThat(References.apply(Elapsed.days("waited", "from", "to"), rows)
                        .column("waited")
                        .toDoubles())
                .containsExactly(2.5, NAN, -1);
        assertThatThrownBy(
                        () -> References.apply(Elapsed.days("w", "from", "n"), rows.with(Column.numbers("n", 1, 2, 3))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected column 'n' to be a date or a timestamp but it is number.");
    }

    @Test
    void holidaysAreToldWithTheDaysSinceAndUntil() {
        Holidays step = Holidays.of(dates(), List.of(LocalDate.of(2024, 12, 25), LocalDate.of(2024, 5, 1)));
        Dataset rows = Dataset.of(
                Column.dates("d", LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 11), LocalDate.of(2024, 1, 1), null));
        Dataset found = References.apply(step, rows);
        assertThat(found.column("d_holiday").toDoubles()).containsExactly(1, 0, 0, NAN);
        assertThat(found.column("d_days_since_holiday").toDoubles()).containsExactly(0, 10, NAN, NAN);
        assertThat(found.column("d_days_to_holiday").toDoubles()).containsExactly(0, 228, 121, NAN);
    }

    @Test
    void figuresOfTextAreCounted() {
        Dataset rows = Dataset.of(Column.texts("t", "Win 100 NOW!!", null, "\u00e9t\u00e9"));
        Dataset found = References.apply(TextStatistics.of(texts()).count("marks", "!"), rows);
        assertThat(found.column("t_characters").toDoubles()).containsExactly(13, NAN, 3);
        assertThat(found.column("t_words").toDoubles()).containsExactly(3, NAN, 1);
        assertThat(found.column("t_digits").toDoubles()).containsExactly(3 / 13.0, NAN, 0);
        assertThat(found.column("t_capitals").toDoubles()).containsExactly(4 / 13.0, NAN, 0);
        assertThat(found.column("t_marks").toDoubles()).containsExactly(2, NAN, 0);
        assertThat(found.has("t")).isTrue();
    }

    @Test
    void groupsThatWereNotThereAreMissingAndCounted() {
        Dataset training = Dataset.of(Column.categories("g", "a", "a", "b", null), Column.numbers("x", 1, 3, 5, 7));
        FittedTransformer fitted =
                Aggregates.of(named("x"), "g").fit(training, FitContext.of(0)).fitted();
        Dataset rows = Dataset.of(Column.categories("g", "b", "a", null, "z"), Column.numbers("x", 0, 0, 0, 0));
        assertThat(Transforms.apply(fitted, rows, 1).column("x_mean_by_g").toDoubles())
                .containsExactly(5, 2, 7, NAN);
    }

    @Test
    void valuesBeyondTrainingAreInTheOuterBins() {
        Dataset training = Dataset.of(Column.numbers("x", 0, 1, 2, 3, 4, 8));
        FittedTransformer fitted =
                Bins.width(Columns.numeric(), 4).fit(training, FitContext.of(0)).fitted();
        Dataset rows = Dataset.of(Column.numbers("x", -5, 1.99, 2, 99, NAN, Double.POSITIVE_INFINITY));
        assertThat(Transforms.apply(fitted, rows, 1).column("x").toDoubles()).containsExactly(0, 0, 1, 3, NAN, 3);
        Dataset constant = Dataset.of(Column.numbers("x", 5, 5));
        assertThat(References.apply(Bins.quantile(Columns.numeric(), 3), constant)
                        .column("x")
                        .toDoubles())
                .containsOnly(0);
    }

    @Test
    void splinesAddUpToOneAndStayWhatTheyAreBeyondTheEnds() {
        Dataset training = Dataset.of(Column.numbers("x", 0, 1, 2, 3, 10));
        FittedTransformer fitted =
                Splines.of(Columns.numeric()).fit(training, FitContext.of(0)).fitted();
        Dataset rows = Dataset.of(Column.numbers("x", -3, 0, 4.4, 10, 99, NAN));
        Column found = Transforms.apply(fitted, rows, 1).column("x");
        assertThat(found.dimensions()).hasSize(7).startsWith("x_sp_0");
        for (int row = 0; row < 5; row++) {
            double sum = 0;
            for (int i = 0; i < 7; i++) sum += found.vector(row).at(i);
            assertThat(sum).isCloseTo(1, within(1e-14));
        }
        assertThat(found.vector(0)).isEqualTo(found.vector(1));
        assertThat(found.vector(4)).isEqualTo(found.vector(3));
        assertThat(found.vector(5)).isEqualTo(SparseVector.ZERO);
        assertThatThrownBy(() -> References.apply(Splines.of(named("x")), Dataset.of(Column.numbers("x", 1, 1))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected column 'x' to have different values to lay splines through");
    }

    @Test
    void tooManyProductsAreRefusedBeforeTheyAreMade() {
        Column[] many = new Column[120];
        for (int i = 0; i < many.length; i++) many[i] = Column.numbers("c" + i, 1, 2);
        assertThatThrownBy(() -> Polynomial.interactions(Columns.numeric())
                        .onlyMixed()
                        .plan(Dataset.of(many).schema()))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected at most 5000 products but 120 columns to degree 2 give more. Choose fewer "
                        + "columns, or a lower degree.");
    }
}
