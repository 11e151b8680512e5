package dev.attune.text.personaldata;

/// Where personal data stood.
///
/// @param start first UTF-16 unit
/// @param end one behind the last, `> start`
public record Finding(PersonalDataKind kind, int start, int end) {
    public Finding {
        if (start < 0 || end <= start)
            throw new IllegalArgumentException("a finding must be a stretch of text, got %d..%d".formatted(start, end));
    }
}
