/// Feedback at scale: tables of reviews or tickets, row by row, redacted, read and summed up.
///
/// [FeedbackTable] → [FeedbackReader] → [FeedbackReading] → [FeedbackSummary]. Memory does not depend on the number of
/// rows. Nothing here writes a row's text before it is redacted; rejected rows are told by number and reason only.
@NullMarked
package dev.attune.text.feedback;

import org.jspecify.annotations.NullMarked;
