package dev.attune.text.feedback;

import java.time.LocalDate;
import java.util.Optional;

/// One piece of feedback as it came, personal data and all: never to be kept.
///
/// @param row number of the data row, from 1
/// @param id of the customer or ticket; empty when the table has none
/// @param day it was written; empty when unknown or unreadable
/// @param product empty when the table has none
public record Feedback(long row, String id, Optional<LocalDate> day, String product, String text) {
    public Feedback {
        if (row < 1) throw new IllegalArgumentException("rows count from 1, got " + row);
        if (text.isBlank()) throw new IllegalArgumentException("row %d has no text".formatted(row));
    }
}
