package dev.attune.server.database;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/// Tells what a failed access means for the caller.
public final class DatabaseFailures {
    private static final String DISK_FULL = "53100"; // PostgreSQL's SQLSTATE disk_full
    private static final String CONNECTION = "08"; // the class of connection exceptions
    private static final Set<String> NO_TEXT = Set.of("22021", "22P05"); // U+0000 in a text, in JSON
    private static final String GOING_DOWN_OR_UP = "57P"; // admin_shutdown, crash_shutdown, cannot_connect_now

    private DatabaseFailures() {}

    /// Whether the database cannot be reached, as opposed to having refused a statement.
    public static boolean isAway(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException && !isFull(failure)
                || failure instanceof TransientDataAccessException
                || failure instanceof CannotCreateTransactionException
                || isBrokenOff(failure)
                || sqlState(failure).startsWith(CONNECTION)
                || sqlState(failure).startsWith(GOING_DOWN_OR_UP);
    }

    /// The rollback behind a lost connection fails, too, and its failure comes instead of the first. PostgreSQL's
    /// refusals
    /// always have an SQLSTATE; the pool's word that the connection is closed has none.
    private static boolean isBrokenOff(Throwable failure) {
        return failure instanceof TransactionSystemException
                && failure.getCause() instanceof SQLException
                && sqlState(failure).isEmpty();
    }

    /// Whether the same statement may succeed later, without anybody changing it.
    public static boolean isForNow(Throwable failure) {
        return isAway(failure) || isFull(failure);
    }

    public static boolean isFull(Throwable failure) {
        return sqlState(failure).equals(DISK_FULL);
    }

    /// Whether a text held the character that PostgreSQL's texts cannot hold.
    public static boolean isNoText(Throwable failure) {
        return NO_TEXT.contains(sqlState(failure));
    }

    private static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql && sql.getSQLState() != null) return sql.getSQLState();
        return "";
    }
}
