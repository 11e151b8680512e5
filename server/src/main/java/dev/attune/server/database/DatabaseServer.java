package dev.attune.server.database;

import org.jspecify.annotations.Nullable;

/// A PostgreSQL to talk to: our own, or one that somebody else runs.
sealed interface DatabaseServer extends AutoCloseable permits EmbeddedDatabase, ExternalDatabase {

    /// Where it listens; waits until it accepts connections.
    ///
    /// @throws dev.attune.server.startup.StartFailure when it does not
    Address address();

    @Override
    void close();

    record Address(
            String jdbcUrl,
            @Nullable String username,
            @Nullable String password) {}
}
