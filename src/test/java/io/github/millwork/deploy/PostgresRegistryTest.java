package io.github.millwork.deploy;

import io.github.millwork.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.ds.PGSimpleDataSource;

/** On a server that other tests use as well; its tables are made anew for each test. */
class PostgresRegistryTest extends DatabaseRegistryTest {
    private final DataSource source = source(PostgresServer.shared());

    private static DataSource source(PostgresServer server) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(server.url());
        source.setUser(server.user());
        return source;
    }

    @Override
    DataSource source() {
        return source;
    }

    @Override
    @BeforeEach
    void openRegistry() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists millwork_model, millwork_history, millwork_file");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        super.openRegistry();
    }
}
