package dev.attune.server.database;

import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// A PostgreSQL named by `attune.database.url`; started, backed up and secured by its owner.
final class ExternalDatabase implements DatabaseServer {
    private final Address address;

    ExternalDatabase(Address address) {
        this.address = address;
    }

    @Override
    public Address address() {
        var properties = new Properties();
        if (address.username() != null) properties.setProperty("user", address.username());
        if (address.password() != null) properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", "5"); // seconds; the default of 10 is long for a person who waits
        try (var connection = DriverManager.getConnection(address.jdbcUrl(), properties)) {
            return address;
        } catch (SQLException e) {
            throw new StartFailure(ExitCode.DATABASE_UNAVAILABLE, """
                    The database %s does not answer: %s
                    Maybe check attune.database.url, .username and .password, or leave the url out to use the built-in database.""".formatted(address.jdbcUrl(), e.getMessage()), e);
        }
    }

    @Override
    public void close() {} // not ours to stop
}
