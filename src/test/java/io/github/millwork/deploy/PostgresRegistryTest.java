package io.github.millwork.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** With a server of its own, which it starts and stops. */
class PostgresRegistryTest extends DatabaseRegistryTest {
    private static PostgresServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = PostgresServer.start(Files.createDirectory(folder.resolve("server")));
    }

    @AfterAll
    static void stop() {
        if (server != null) server.close();
    }

    private final DataSource source = source(server.port());

    private static DataSource source(int port) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser("millwork");
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
