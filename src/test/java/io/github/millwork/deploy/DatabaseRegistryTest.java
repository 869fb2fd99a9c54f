package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
}
