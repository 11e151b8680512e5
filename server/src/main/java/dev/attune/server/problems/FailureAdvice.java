package dev.attune.server.problems;

import dev.attune.server.database.DatabaseFailures;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers what no controller foresaw: a database that is away or full (503), a text that
/// it cannot hold (400), and defects (500 with an id for the log).
@RestControllerAdvice
class FailureAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAdvice.class);

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> database(Exception failure) {
        if (DatabaseFailures.isFull(failure))
            return later(
                    "Nothing can be stored: the disk of the database is full. Maybe free some space and try again.");
        if (DatabaseFailures.isAway(failure))
            return later("The database does not answer right now. Maybe try again in a few seconds.");
        if (DatabaseFailures.isNoText(failure))
            return ResponseEntity.of(ProblemDetail.forStatusAndDetail(
                            HttpStatus.BAD_REQUEST,
                            "A text of the request holds the character U+0000. Maybe leave it out and send it again."))
                    .build();
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

    private static ResponseEntity<ProblemDetail> later(String detail) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail))
                .header(HttpHeaders.RETRY_AFTER, "5")
                .build();
    }
}
