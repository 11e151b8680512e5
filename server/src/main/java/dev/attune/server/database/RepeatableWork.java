package dev.attune.server.database;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Transactions whose commit does not wait for the disk; PostgreSQL writes them there within a second.
///
/// For what is done again where a crash of the database takes it back, because the news it answers to is on disk and is
/// told again. What is committed later and waits takes these along, so nothing that rests on one of them outlives it.
@Component
public class RepeatableWork {
    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;

    RepeatableWork(JdbcTemplate jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    public void run(Runnable work) {
        transactions.executeWithoutResult(status -> {
            jdbc.execute("set local synchronous_commit = off");
            work.run();
        });
    }
}
