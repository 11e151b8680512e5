package dev.attune.server.problems;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;

/// Says why a body does not fit. Asked before Spring's own advice, which says only that reading failed.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableBodyAdvice {
    private final UnreadableBody unreadable;

    UnreadableBodyAdvice(UnreadableBody unreadable) {
        this.unreadable = unreadable;
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException failure) {
        String detail = failure.getCause() instanceof JacksonException reason
                ? unreadable.told(reason)
                : "The request has no body that can be read. Maybe send JSON.";
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail))
                .build();
    }
}
