package dev.attune.decisions;

/// Where in the service the person is.
///
/// @param kind `list`, `product`, `checkout`, `confirmation`, or a word of the integrator's own
public record PageContext(String kind, String id) {
    /// Nothing is known about the page yet.
    public static final PageContext UNKNOWN = new PageContext("unknown", "");

    public PageContext {
        if (kind.isBlank()) throw new IllegalArgumentException("a page needs a kind. Maybe one of: list, product.");
    }
}
