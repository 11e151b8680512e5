package dev.attune.server.problems;

import java.sql.SQLException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers what no controller foresaw: a database that is away or full (503), and defects (500 with an id for the log).
@RestControllerAdvice
public class FailureAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAdvice.class);
    private static final String DISK_FULL = "53100"; // PostgreSQL's SQLSTATE disk_full

    @ExceptionHandler({DataAccessException.class, CannotCreateTransactionException.class})
    ResponseEntity<ProblemDetail> database(Exception failure) {
        if (isFull(failure))
            return later(
                    "Nothing can be stored: the disk of the database is full. Maybe free some space and try again.");
        if (isAway(failure)) return later("The database does not answer right now. Maybe try again in a few seconds.");
        return defect(failure);
    }

    @ExceptionHandler(RuntimeException.class)
    ResponseEntity<ProblemDetail> defect(Exception failure) {
        var id = UUID.randomUUID();
        LOG.error("request failed, id {}", id, failure);
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "Something broke here. The log has it under " + id + ".");
        return ResponseEntity.of(problem).build();
    }

    /// Whether the database cannot be reached, as opposed to having refused a statement.
    public static boolean isAway(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof CannotCreateTransactionException
                || sqlState(failure).startsWith("08") // connection exceptions
                || sqlState(failure).startsWith("57P"); // the server is starting up or shutting down
    }

    private static boolean isFull(Throwable failure) {
        return sqlState(failure).equals(DISK_FULL);
    }

    private static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql && sql.getSQLState() != null) return sql.getSQLState();
        return "";
    }

    private static ResponseEntity<ProblemDetail> later(String detail) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail))
                .header(HttpHeaders.RETRY_AFTER, "5")
                .build();
    }
}
