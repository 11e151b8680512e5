package dev.attune.text.topics;

/// A stretch of the redacted text: what a reading rests on.
///
/// @param start first UTF-16 unit
/// @param end one behind the last, `> start`
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end <= start)
            throw new IllegalArgumentException("a span must be a stretch of text, got %d..%d".formatted(start, end));
    }

    /// The words themselves.
    public String of(String text) {
        return text.substring(start, end);
    }
}
