package io.github.millwork.deploy;

import static io.github.millwork.data.Expression.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Cells;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.engineer.Lags;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.RowObserver;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.ScoredBatch;
import io.github.millwork.train.LinearRegression;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservedRowsTest {
    private static final FittedChain<Regression> FLATS = Chains.small();

    record Flat(Double size, String kind) {}

    /** Writes down what it is shown. */
    private static final class Notes implements RowObserver {
        private final List<String> rows = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();

        @Override
        public Optional<RowListener> listener(Fitted<?> fitted) {
            if (!fitted.fingerprint().equals(FLATS.fingerprint())) return Optional.empty();
            return Optional.of(new RowListener() {
                @Override
                public void scored(Cells cells, double[] out, int at, @Nullable String id, long time) {
                    StringBuilder row = new StringBuilder();
                    for (RowProgram.Input input : fitted.inputs()) {
                        row.append(input.column()).append('=');
                        row.append(input.type().fitsDouble() ? cells.number(input.slot()) : cells.object(input.slot()));
                        row.append(' ');
                    }
                    rows.add(row.append(out[at]) + (id == null ? "" : " " + id) + (time == NO_TIME ? "" : " " + time));
                }

                @Override
                public void refused(RuntimeException why) {
                    refused.add(why.getMessage());
                }
            });
        }
    }

    @Test
    void aScorerShowsCellsAsTheyCameAndWhatWasPredicted() {
        Notes notes = new Notes();
        Scorer<Flat, Regression> scorer = Scorer.of(FLATS, Flat.class).observe(notes);
        double first = scorer.score(new Flat(50.5, "loft")).value();
        double second = scorer.score(new Flat(null, null)).value();
        assertThat(notes.rows).containsExactly("size=50.5 kind=loft " + first, "size=NaN kind=null " + second);
    }

    @Test
    void aBatchShowsTheSameWithTheIdAndTheTimeOfEachRow() {
        Notes notes = new Notes();
        Dataset rows = Dataset.of(
                Column.categories("kind", "loft", null),
                Column.integers("size", 50, Long.MIN_VALUE),
                Column.categories("order", "a", "b").withRole(Role.ID),
                Column.timestamps("at", Instant.ofEpochMilli(12), null).withRole(Role.TIME));
        var predictions = FLATS.predict(rows);
        ScoredBatch.show(FLATS, rows, predictions, notes.listener(FLATS).orElseThrow());
        assertThat(notes.rows)
                .containsExactly(
                        "size=50.0 kind=loft " + predictions.get(0).value() + " a 12",
                        "size=NaN kind=null " + predictions.get(1).value() + " b");
        Notes single = new Notes();
        Scorer<Flat, Regression> scorer = Scorer.of(FLATS, Flat.class).observe(single);
        scorer.score(Arrays.asList(new Flat(50.0, "loft"), new Flat(null, null)));
        assertThat(single.rows)
                .containsExactlyElementsOf(notes.rows.stream()
                        .map(row -> row.replaceAll(" [ab]( 12)?$", ""))
                        .toList());
    }

    @Test
    void aRowThatIsRefusedIsToldAndStillThrown() {
        FittedChain<Regression> strict = Chains.fit(
                Chains.flats(6).where(number("size").greaterThan(0)),
                new TestSteps.Linear(Set.of(Need.COMPLETE)),
                new TestSteps.OneHot());
        List<String> refused = new ArrayList<>();
        RowObserver observer = fitted -> Optional.of(new RowListener() {
            @Override
            public void scored(Cells cells, double[] out, int at, @Nullable String id, long time) {
                throw new AssertionError("nothing was scored");
            }

            @Override
            public void refused(RuntimeException why) {
                refused.add(why.getMessage());
            }
        });
        Scorer<Flat, Regression> scorer = Scorer.of(strict, Flat.class).observe(observer);
        assertThatThrownBy(() -> scorer.score(new Flat(null, "loft"))).isInstanceOf(DataException.class);
        assertThat(refused).hasSize(1).first().asString().contains("'size'");
    }

    @Test
    void anObserverOfAnotherModelIsRefused() {
        FittedChain<Regression> other = Chains.filling(Chains.flats(9));
        assertThatThrownBy(() -> Scorer.of(other, Flat.class).observe(new Notes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected an observer of this pipeline but it was made for another one. Make one of this.");
    }

    @Test
    void aServerShowsRowsThatLookBackOnEachOtherUnderTheIdsOfTheRequest() {
        Dataset sales = Dataset.builder()
                .column("day", ColumnType.DATE)
                .column("price", ColumnType.NUMBER)
                .column("sold", ColumnType.NUMBER)
                .row(LocalDate.of(2026, 1, 1), 1, 5)
                .row(LocalDate.of(2026, 1, 2), 2, 4)
                .row(LocalDate.of(2026, 1, 3), 3, 6)
                .row(LocalDate.of(2026, 1, 4), 5, 7)
                .build();
        FittedPipeline<Regression> fitted = Pipeline.regress("sold")
                .engineer(Lags.of("price", "day", 1))
                .drop("day")
                .preprocess(Impute.mean(Columns.numeric()))
                .train(LinearRegression.create())
                .fit(sales);
        List<String> seen = new ArrayList<>();
        RowListener rows = (cells, out, at, id, time) -> seen.add(id + " " + out[at]);
        try (ModelHandler handler = ModelServer.of("sales", fitted)
                .observe("sales", any -> Optional.of(rows))
                .open()) {
            String body = "[{\"day\":\"2026-01-05\",\"price\":2},{\"day\":\"2026-01-06\",\"price\":9}]";
            handler.handle(new PlainRequest("POST", "/predict", body).with("X-Request-Id", "r"));
            Dataset asked = sales.head(2)
                    .drop("day", "price")
                    .with(Column.dates("day", LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 6)))
                    .with(Column.numbers("price", 2, 9));
            List<Regression> expected = fitted.predict(asked);
            assertThat(seen)
                    .containsExactly(
                            "r/0 " + expected.get(0).value(),
                            "r/1 " + expected.get(1).value());
            String alone = "[{\"day\":\"2026-01-06\",\"price\":9}]";
            assertThat(handler.handle(new PlainRequest("POST", "/predict", alone))
                            .text())
                    .contains("Send the earlier rows too, and take the prediction of the last.");
        }
    }
}
