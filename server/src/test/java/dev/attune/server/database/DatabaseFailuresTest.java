package dev.attune.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionSystemException;

class DatabaseFailuresTest {

    @Test
    void aRollbackOnAConnectionThatBrokeOffSaysThatTheDatabaseIsAway() {
        assertThat(DatabaseFailures.isAway(rollbackFailed(new SQLException("Connection is closed"))))
                .isTrue();
    }

    @Test
    void aTransactionThatPostgresRefusedIsNotAway() {
        assertThat(DatabaseFailures.isAway(rollbackFailed(new SQLException("refused", "25P02"))))
                .isFalse();
        assertThat(DatabaseFailures.isAway(new TransactionSystemException("a defect of ours")))
                .isFalse();
    }

    private static TransactionSystemException rollbackFailed(SQLException cause) {
        return new TransactionSystemException("JDBC rollback failed", cause);
    }
}
