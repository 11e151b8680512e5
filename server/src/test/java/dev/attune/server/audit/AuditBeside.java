package dev.attune.server.audit;

import dev.attune.server.database.ClaimedDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/// An audit for parts of a server that stand alone.
public final class AuditBeside {
    private AuditBeside() {}

    public static Audit of(JdbcTemplate jdbc, TransactionOperations transactions, Path directory) {
        return new Audit(
                jdbc,
                transactions,
                InstantSource.system(),
                new AuditSettings(Duration.ofMinutes(15), 10_000),
                ClaimedDirectory.of(directory));
    }
}
