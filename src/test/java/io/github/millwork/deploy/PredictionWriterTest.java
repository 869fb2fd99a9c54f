package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionWriterTest {
    private static final FittedChain<Classification> CENSUS = CensusLike.fitted();
    private static final Dataset PEOPLE = people(40);

    private static Dataset people(int count) {
        return CensusLike.dataset(CensusLike.people(count))
                .with(Column.integers(
                        "id", IntStream.range(0, count).asLongStream().toArray()));
    }

    @TempDir
    Path folder;

    @Nested
    class ACsvFile {
        @Test
        void hasTheKeptColumnsThenWhatIsPredictedThenTheConstants() throws Exception {
            Path file = folder.resolve("deep/scores.csv");

            Predictions<Classification> predictions = PredictionWriter.of(CENSUS)
                    .keep("id", "workclass")
                    .keep("age")
                    .with("model", "income, 3")
                    .csv(PEOPLE, file);

            List<String> lines = Files.readAllLines(file);
            assertThat(lines).hasSize(41);
            assertThat(lines.get(0)).isEqualTo("id,workclass,age,prediction,probability_<=50K,probability_>50K,model");
            assertThat(predictions).isEqualTo(CENSUS.predict(PEOPLE));
            for (int row = 0; row < 40; row++) {
                Object workclass = PEOPLE.column("workclass").value(row);
                assertThat(lines.get(row + 1))
                        .isEqualTo(row + "," + (workclass == null ? "" : workclass) + ","
                                + PEOPLE.column("age").value(row) + ","
                                + predictions.get(row).label() + "," + predictions.value(row, 0) + ","
                                + predictions.value(row, 1) + ",\"income, 3\"");
            }
        }

        @Test
        void isNotTouchedWhereSomethingIsWrong() throws Exception {
            Path file = folder.resolve("scores.csv");
            Files.writeString(file, "as before");

            assertThatThrownBy(
                            () -> PredictionWriter.of(CENSUS).keep("identity").csv(PEOPLE, file))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Expected a column 'identity' to keep but the data has none.");
            assertThatThrownBy(() -> PredictionWriter.of(CENSUS).csv(PEOPLE.drop("sex"), file))
                    .isInstanceOf(DataException.class);
            assertThatThrownBy(() -> PredictionWriter.of(CENSUS)
                            .keep("id")
                            .with("id", "x")
                            .csv(PEOPLE, file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Expected columns of different names but 'id' would be written twice. Give the predicted ones a "
                                    + "prefix, or do not keep that one.");
            assertThat(file).hasContent("as before");
            assertThat(folder.toFile().list()).containsExactly("scores.csv");
        }

        @Test
        void doesNotDependOnThreads() throws Exception {
            Dataset many = people(20_000);
            Path one = folder.resolve("one.csv");
            Path four = folder.resolve("four.csv");

            PredictionWriter.of(CENSUS).on(Workers.of(1)).keep("id").csv(many, one);
            PredictionWriter.of(CENSUS).on(Workers.of(4)).keep("id").csv(many, four);

            assertThat(Files.mismatch(one, four)).isEqualTo(-1);
        }
    }

    @Test
    void aPrefixKeepsNamesApart() {
        FittedChain<Regression> flats = Chains.small();
        Dataset rows = Chains.flats(3).rename("price", "prediction");

        assertThat(PredictionWriter.of(flats)
                        .keep("prediction")
                        .prefix("my_")
                        .table(rows)
                        .schema()
                        .names())
                .containsExactly("prediction", "my_prediction");
        assertThatThrownBy(() -> PredictionWriter.of(flats).keep("prediction").table(rows))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Nested
    class ATable {
        private final JdbcDataSource database = new JdbcDataSource();
        private Connection open;

        @BeforeEach
        void open() throws SQLException {
            database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
            open = database.getConnection();
        }

        @AfterEach
        void close() throws SQLException {
            open.close();
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = open.createStatement()) {
                statement.execute(sql);
            }
        }

        private List<List<Object>> select(String sql) throws SQLException {
            List<List<Object>> rows = new ArrayList<>();
            try (Statement statement = open.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) row.add(result.getObject(c));
                    rows.add(row);
                }
            }
            return rows;
        }

        private void createScores() throws SQLException {
            execute("create table scores (id bigint primary key, prediction varchar(20), \"probability_<=50K\" double, "
                    + "\"probability_>50K\" double, workclass varchar(40), at timestamp default current_timestamp)");
        }

        @Test
        void takesTheRowsByTheNamesOfColumnsWhateverTheirCase() throws Exception {
            createScores();
            Dataset many = people(2_500); // more than two batches

            Predictions<Classification> predictions =
                    PredictionWriter.of(CENSUS).keep("id", "workclass").jdbc(many, database, "scores");

            List<List<Object>> rows = select(
                    "select id, workclass, prediction, \"probability_<=50K\", \"probability_>50K\", at from scores order by id");
            assertThat(rows).hasSize(2_500);
            for (int row = 0; row < rows.size(); row++) {
                assertThat(rows.get(row).subList(0, 5))
                        .containsExactly(
                                (long) row,
                                many.column("workclass").value(row),
                                predictions.get(row).label(),
                                predictions.value(row, 0),
                                predictions.value(row, 1));
                assertThat(rows.get(row).get(5)).isNotNull();
            }
        }

        @Test
        void takesAllRowsOrNone() throws Exception {
            createScores();
            execute("insert into scores (id) values (2400)"); // in the third batch
            Dataset many = people(2_500);

            assertThatThrownBy(() -> PredictionWriter.of(CENSUS).keep("id").jdbc(many, database, "scores"))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Expected table 'scores' to take the rows from row 2000 but it refused: ")
                    .hasMessageContaining("2400")
                    .hasMessageEndingWith("Nothing was inserted; change the rows or the table.");

            assertThat(select("select count(*) from scores")).containsExactly(List.of(1L));
        }

        @Test
        void isPartOfTheTransactionOfTheCallerIfThereIsOne() throws Exception {
            createScores();
            open.setAutoCommit(false);
            execute("insert into scores (id) values (39)");

            assertThatThrownBy(() -> PredictionWriter.of(CENSUS).keep("id").jdbc(PEOPLE, open, "scores"))
                    .isInstanceOf(DataException.class);
            assertThat(select("select count(*) from scores")).containsExactly(List.of(1L)); // what came before stays
            execute("delete from scores");
            PredictionWriter.of(CENSUS).keep("id").jdbc(PEOPLE, open, "scores");
            assertThat(select("select count(*) from scores")).containsExactly(List.of(40L));
            open.rollback();

            assertThat(open.getAutoCommit()).isFalse();
            assertThat(select("select count(*) from scores")).containsExactly(List.of(0L));
            open.setAutoCommit(true);
            PredictionWriter.of(CENSUS).keep("id").jdbc(PEOPLE, open, "scores");
            assertThat(open.getAutoCommit()).isTrue();
            try (Connection other = database.getConnection();
                    ResultSet count = other.createStatement().executeQuery("select count(*) from scores")) {
                count.next();
                assertThat(count.getInt(1)).isEqualTo(40); // it was committed
            }
        }

        /** Names that would end a statement if they were spliced into it. */
        @Test
        void mayHaveAnyName() throws Exception {
            String table = "bobby\"; drop table pupils; --";
            String column = "a \"b\" c); delete from pupils; --";
            execute("create table pupils (name varchar(10))");
            execute("insert into pupils values ('Robert')");
            execute("create schema \"my school\"");
            execute("create table \"my school\".\"" + table.replace("\"", "\"\"") + "\" (\""
                    + column.replace("\"", "\"\"") + "\" bigint, prediction double)");
            Dataset flats = Chains.flats(3).with(Column.integers(column, 7, 8, 9));

            PredictionWriter.of(Chains.small()).keep(column).jdbc(flats, database, "my school." + table);

            assertThat(select("select * from \"my school\".\"" + table.replace("\"", "\"\"") + "\""))
                    .hasSize(3);
            assertThat(select("select * from pupils")).containsExactly(List.of("Robert"));
        }

        @Test
        void takesCellsOfEveryType() throws Exception {
            execute(
                    "create table kept (born date, local timestamp(3), zoned timestamp(3) with time zone, flag boolean, "
                            + "whole int, words varchar(100), prediction double)");
            Instant time = Instant.parse("2024-03-31T01:30:00.125Z");
            Dataset rows = Chains.flats(2)
                    .with(Column.dates("born", LocalDate.of(2024, 2, 29), null))
                    .with(Column.timestamps("local", time, null))
                    .with(Column.timestamps("zoned", time, null))
                    .with(Column.booleans("flag", true, null))
                    .with(Column.integers("whole", -5, Long.MIN_VALUE))
                    .with(Column.texts("words", "it's '; --", null));

            PredictionWriter.of(Chains.small())
                    .keep("born", "local", "zoned", "flag", "whole", "words")
                    .jdbc(rows, database, "kept");

            List<List<Object>> found = select("select cast(born as varchar), cast(local as varchar), "
                    + "cast(zoned at time zone 'UTC' as varchar), flag, whole, words from kept");
            assertThat(found.get(0))
                    .containsExactly(
                            "2024-02-29",
                            "2024-03-31 01:30:00.125",
                            "2024-03-31 01:30:00.125+00",
                            true,
                            -5,
                            "it's '; --");
            assertThat(found.get(1)).containsOnlyNulls().hasSize(6);
        }

        @Test
        void thatIsAbsentOrLacksAColumnIsNamed() throws Exception {
            assertThatThrownBy(() -> PredictionWriter.of(CENSUS).keep("id").jdbc(PEOPLE, database, "scores"))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Expected a table 'scores' to insert into but the database refused it: ")
                    .hasMessageEndingWith(
                            "Create it, such as: create table scores (id bigint, prediction varchar(200), "
                                    + "\"probability_<=50K\" double precision, \"probability_>50K\" double precision)");
            createScores();
            assertThatThrownBy(() -> PredictionWriter.of(CENSUS).keep("age").jdbc(PEOPLE, database, "scores"))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected table 'scores' to have a column 'age' but it has 'ID', 'PREDICTION', "
                            + "'probability_<=50K', 'probability_>50K', 'WORKCLASS', 'AT'. Add it to the table, or name the "
                            + "written columns otherwise with prefix or keep.");
        }

        @Test
        void thatCannotBeReachedIsSaid() {
            JdbcDataSource nowhere = new JdbcDataSource();
            nowhere.setURL("jdbc:h2:mem:none;IFEXISTS=TRUE");

            assertThatThrownBy(() -> PredictionWriter.of(CENSUS).jdbc(PEOPLE, nowhere, "scores"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Could not reach the database to insert into 'scores': ");
        }
    }
}
