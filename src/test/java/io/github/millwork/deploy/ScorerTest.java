package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Explanation;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.train.LinearRegression;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ScorerTest {
    static final FittedChain<Classification> CENSUS = CensusLike.fitted();
    static final FittedChain<Regression> FLATS = Chains.small();

    record Flat(double size, String kind) {}

    static FittedChain<Regression> over(Column... columns) {
        double[] prices = new double[columns[0].size()];
        for (int i = 0; i < prices.length; i++) prices[i] = i * 1.5;
        Dataset data = Dataset.of(columns).with(Column.numbers("price", prices));
        return Chains.fit(
                data, new TestSteps.Linear(Set.of()), new TextLength(), new TestSteps.Fill(), new TestSteps.OneHot());
    }

    /** Makes numbers of texts. */
    record TextLength() implements Transformer {
        @Override
        public String describe() {
            return "length";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return operations(input).stream().map(Operation::rewrite).toList();
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            List<Operation> operations = operations(training.schema());
            return TransformerFit.of(() -> operations);
        }

        private static List<Operation> operations(Schema schema) {
            return schema.features().stream()
                    .filter(field -> field.type() == ColumnType.TEXT)
                    .map(field -> new Operation(
                            List.of(field.name()),
                            List.of(new Field(field.name(), ColumnType.NUMBER)),
                            true,
                            (in, out) -> frame -> {
                                String text = frame.string(in[0]);
                                frame.set(out[0], text == null ? Double.NaN : text.length());
                            }))
                    .toList();
        }
    }

    @Test
    void aRecordGetsTheBitsThatARowAndABatchGet() {
        List<CensusLike.Person> people = CensusLike.people(1_000);
        Dataset rows = CensusLike.dataset(people);
        Predictions<Classification> batch = CENSUS.predict(rows);

        Scorer<CensusLike.Person, Classification> scorer = Scorer.of(CENSUS, CensusLike.Person.class);

        assertThat(scorer.outputs()).isEqualTo(CENSUS.outputs());
        double[] numbers = new double[4];
        for (int i = 0; i < people.size(); i++) {
            Classification one = scorer.score(people.get(i));
            assertThat(one).isEqualTo(batch.get(i)).isEqualTo(CENSUS.predict(rows.row(i)));
            scorer.score(people.get(i), numbers, 1);
            assertThat(numbers).containsExactly(0, batch.value(i, 0), batch.value(i, 1), 0);
        }
    }

    @Test
    void manyRecordsGetWhatEachOfThemGetsAndUnseenCategoriesAreCounted() {
        List<Flat> flats = List.of(new Flat(50, "loft"), new Flat(60, "castle"), new Flat(Double.NaN, "castle"));
        Scorer<Flat, Regression> scorer = Scorer.of(FLATS, Flat.class);

        Predictions<Regression> predictions = scorer.score(flats);

        assertThat(predictions)
                .containsExactly(scorer.score(flats.get(0)), scorer.score(flats.get(1)), scorer.score(flats.get(2)));
        assertThat(predictions.unseen()).isEqualTo(Map.of("kind", 2L));
        assertThat(scorer.score(List.of(flats.get(0))).unseen()).isEmpty();
        assertThat(scorer.score(List.of())).isEmpty();
    }

    enum Level {
        LOW,
        HIGH
    }

    record Everything(
            double number,
            long integer,
            boolean truth,
            Level category,
            String text,
            LocalDate date,
            LocalDateTime timestamp,
            SparseVector vector) {}

    record Boxed(
            Double number,
            Long integer,
            Boolean truth,
            String category,
            Character text,
            LocalDate date,
            Instant timestamp,
            SparseVector vector) {}

    record Narrow(
            float number,
            byte integer,
            boolean truth,
            int category,
            char text,
            LocalDate date,
            Instant timestamp,
            SparseVector vector) {}

    private static FittedChain<Regression> everything() {
        return over(
                Column.numbers("number", 1.5, 2.5, 3.25),
                Column.integers("integer", 1, 2, 9),
                Column.booleans("truth", true, false, true),
                Column.categories("category", "LOW", "HIGH", "7"),
                Column.texts("text", "one", "three", "x"),
                Column.dates("date", LocalDate.of(2020, 1, 1), LocalDate.of(1969, 5, 5), LocalDate.EPOCH),
                Column.timestamps("timestamp", Instant.EPOCH, Instant.ofEpochMilli(1001), Instant.ofEpochMilli(-7)),
                Column.vectors(
                        "vector", List.of("a", "b"), SparseVector.unit(0), SparseVector.unit(1), SparseVector.ZERO));
    }

    @Test
    void componentsOfEveryTypeAreRead() {
        FittedChain<Regression> chain = everything();
        LocalDate day = LocalDate.of(2021, 2, 3);
        Instant time = Instant.parse("2021-02-03T04:05:06.007Z");

        assertThat(Scorer.of(chain, Everything.class)
                        .score(new Everything(
                                -0.1,
                                5,
                                true,
                                Level.HIGH,
                                "four",
                                day,
                                LocalDateTime.of(2021, 2, 3, 4, 5, 6, 7_000_000),
                                SparseVector.unit(1))))
                .isEqualTo(chain.predict(Row.of(
                        "number",
                        -0.1,
                        "integer",
                        5L,
                        "truth",
                        true,
                        "category",
                        "HIGH",
                        "text",
                        "four",
                        "date",
                        day,
                        "timestamp",
                        time,
                        "vector",
                        SparseVector.unit(1))));
        assertThat(Scorer.of(chain, Narrow.class)
                        .score(new Narrow(0.1f, (byte) -3, false, 7, 'x', day, time, SparseVector.ZERO)))
                .isEqualTo(chain.predict(Row.of(
                        "number",
                        0.1f,
                        "integer",
                        -3,
                        "truth",
                        false,
                        "category",
                        "7",
                        "text",
                        "x",
                        "date",
                        day,
                        "timestamp",
                        time,
                        "vector",
                        SparseVector.ZERO)));
    }

    @Test
    void nullsAreMissing() {
        FittedChain<Regression> chain = everything();

        Regression missing =
                Scorer.of(chain, Boxed.class).score(new Boxed(null, null, null, null, null, null, null, null));

        assertThat(missing)
                .isEqualTo(chain.predict(Row.of(
                        "number",
                        null,
                        "integer",
                        null,
                        "truth",
                        null,
                        "category",
                        null,
                        "text",
                        null,
                        "date",
                        null,
                        "timestamp",
                        null,
                        "vector",
                        null)));
    }

    record Spelled(int HEIGHT_in_CM, int eyeColour, int shoesize2) {}

    @Test
    void namesMatchWhateverTheirCaseHyphensUnderscoresAndSpaces() {
        FittedChain<Regression> chain = over(
                Column.numbers("height (in cm)", 1, 5, 3),
                Column.numbers("eye-colour", 4, 5, 9),
                Column.numbers("Shoe_Size 2", 7, 9, 9));

        assertThat(Scorer.of(chain, Spelled.class).score(new Spelled(1, 2, 3)))
                .isEqualTo(chain.predict(Row.of("height (in cm)", 1, "eye-colour", 2, "Shoe_Size 2", 3)));
    }

    record More(double size, String kind, List<String> tags, double price, Object anything) {}

    @Test
    void otherComponentsAreIgnoredWhateverTheirType() {
        assertThat(Scorer.of(FLATS, More.class).score(new More(44, "attic", List.of("x"), 3, null)))
                .isEqualTo(FLATS.predict(Row.of("size", 44, "kind", "attic")));
    }

    @Test
    void aRecordIsExplainedAsARowIs() {
        FittedChain<Regression> fitted =
                Chains.fit(Chains.flats(30), LinearRegression.create(), new TestSteps.Fill(), new TestSteps.OneHot());
        Scorer<Flat, Regression> scorer = Scorer.of(fitted, Flat.class);
        Flat flat = new Flat(55, "loft");

        Explanation explanation = scorer.explain(flat);

        assertThat(explanation).isEqualTo(fitted.explain(Row.of("size", 55, "kind", "loft")));
        assertThat(explanation.prediction()).isEqualTo(scorer.score(flat));
        assertThat(explanation.contribution("size")).isNotZero();
    }

    record Failing(double size, String kind) {
        @Override
        public String kind() {
            if (kind.equals("fail")) throw new IllegalStateException("as asked");
            return kind;
        }
    }

    @Test
    void aRecordThatFailsDoesNotSpoilTheNextOne() {
        Scorer<Failing, Regression> scorer = Scorer.of(FLATS, Failing.class);
        Regression before = scorer.score(new Failing(50, "loft"));

        assertThatThrownBy(() -> scorer.score(new Failing(99, "fail")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("as asked");

        assertThat(scorer.score(new Failing(50, "loft"))).isEqualTo(before);
    }

    record Nested(double size, String kind, Scorer<Nested, Regression> scorer, Nested inner) {
        @Override
        public String kind() {
            if (inner != null) scorer.score(inner);
            return kind;
        }
    }

    @Test
    void aRecordMayAskTheScorerItself() {
        Scorer<Nested, Regression> scorer = Scorer.of(FLATS, Nested.class);
        Nested inner = new Nested(1_000, "attic", scorer, null);

        assertThat(scorer.score(new Nested(50, "loft", scorer, inner)))
                .isEqualTo(FLATS.predict(Row.of("size", 50, "kind", "loft")));
    }

    @Test
    void threadsThatShareAScorerGetWhatOneGets() throws Exception {
        List<CensusLike.Person> people = CensusLike.people(3_000);
        Scorer<CensusLike.Person, Classification> scorer = Scorer.of(CENSUS, CensusLike.Person.class);
        List<Classification> expected = people.stream().map(scorer::score).toList();
        int threads = 8; // more than there are processors, so that some of them share a place in the pool
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<List<Classification>> all = () -> {
                start.await();
                return people.stream().map(scorer::score).toList();
            };
            List<Future<List<Classification>>> answers = new ArrayList<>();
            for (int t = 0; t < threads; t++) answers.add(pool.submit(all));
            for (Future<List<Classification>> answer : answers)
                assertThat(answer.get()).isEqualTo(expected);
        } finally {
            pool.shutdownNow();
        }
    }
}
