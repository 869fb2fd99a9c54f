package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Dataset;
import io.github.millwork.feedback.FeedbackResult;
import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.feedback.LoggedPrediction;
import io.github.millwork.feedback.Route;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A registry in a database does what any does, and what only one in a database does. */
abstract class DatabaseRegistryTest extends RegistryTest {
    /** The database of this test, without tables of a registry. */
    abstract DataSource source();

    @Override
    Registry open() {
        return Registry.at(source());
    }

    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private void run(Work work) {
        try (Connection connection = source().getConnection()) {
            work.with(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    void damage(String model, int version) {
        run(connection -> {
            byte[] content = registry.version(model, version).content();
            content[content.length / 2] ^= 1;
            try (PreparedStatement update = connection.prepareStatement(
                    "update millwork_file set content = ? where model = ? and version = ?")) {
                update.setBytes(1, content);
                update.setString(2, model);
                update.setInt(3, version);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        });
    }

    @Override
    void forge(String model) {
        run(connection -> {
            String line;
            try (PreparedStatement query =
                            connection.prepareStatement("select line from millwork_history where place = 1");
                    ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                line = rows.getString(1);
            }
            try (PreparedStatement update =
                    connection.prepareStatement("update millwork_history set line = ? where place = 1")) {
                update.setString(1, line.replace("\"first\"", "\"other\""));
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        });
    }

    @Test
    void theFileOfADeletedVersionIsGone() {
        registry.publish("flats", SMALL);
        registry.publish("flats", SMALL).delete("");

        run(connection -> {
            try (PreparedStatement query = connection.prepareStatement("select version from millwork_file");
                    ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(1);
                assertThat(rows.next()).isFalse();
            }
        });
    }

    @Test
    void aDatabaseThatFailsIsNamedAsTheReason() {
        registry.publish("flats", SMALL);
        run(connection -> connection.createStatement().execute("drop table millwork_history"));

        assertThatThrownBy(() -> registry.history("flats"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Could not read the registry in the database: ");
        assertThatThrownBy(() -> registry.publish("flats", SMALL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Could not read the registry in the database: ");
    }

    private static LoggedPrediction prediction(String id) {
        return new LoggedPrediction(
                id, Instant.EPOCH, "1", Route.only("production"), Map.of("size", "50.5"), new double[] {3});
    }

    @Test
    void feedbackIsKeptInADatabaseAsInAFolder() {
        FeedbackStore one = FeedbackStore.at(source()).clock(() -> Instant.EPOCH);
        FeedbackStore other = FeedbackStore.at(source()).clock(() -> Instant.EPOCH);
        List<String> seen = new ArrayList<>();
        one.followAll("flats", event -> seen.add(event.id()));
        one.log("flats", List.of(prediction("a"), prediction("b")));
        assertThat(other.label("flats", "a", 4)).isEqualTo(FeedbackResult.JOINED);
        assertThat(one.label("flats", "a", 4)).isEqualTo(FeedbackResult.DUPLICATE);
        assertThat(one.label("flats", "a", 5)).isEqualTo(FeedbackResult.CONTRADICTORY);
        assertThat(one.reward("flats", "z", 1)).isEqualTo(FeedbackResult.UNKNOWN);
        assertThat(one.reward("flats", "b", 1)).isEqualTo(FeedbackResult.JOINED);
        assertThat(seen).containsExactly("a", "b", "a", "b");
        assertThat(other.models()).containsExactly("flats");
        Dataset rows = other.labelled("flats", Chains.flats(3).schema(), "price");
        assertThat(rows.rowCount()).isEqualTo(1);
        assertThat(rows.column("size").value(0)).isEqualTo(50.5);
        assertThat(rows.column("price").value(0)).isEqualTo(4.0);

        other.discardBefore("flats", Instant.EPOCH.plusSeconds(1));
        FeedbackStore reopened = FeedbackStore.at(source()).clock(() -> Instant.EPOCH);
        assertThat(reopened.label("flats", "a", 4)).isEqualTo(FeedbackResult.UNKNOWN);
        assertThat(reopened.log("flats", List.of(prediction("c")))).isEqualTo(1);
        assertThat(one.label("flats", "c", 4)).isEqualTo(FeedbackResult.JOINED);
        assertThat(one.label("flats", "b", 4)).isEqualTo(FeedbackResult.JOINED); // it still remembers
    }
}
