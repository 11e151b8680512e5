package dev.attune.server.customers;

import java.time.Instant;

/// Where a page of a list begins, the latest first: behind what it names.
///
/// @param id among those of the same time
record Cursor(Instant at, String id) {
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z"); // behind everything

    /// @param text as [#toString] writes it; what is none leads to the first page, or to none
    static Cursor of(String text) {
        int end = text.indexOf('_');
        return end < 0
                ? new Cursor(LATEST, "")
                : new Cursor(
                        SegmentReader.instant(text.substring(0, end)).orElse(Instant.EPOCH), text.substring(end + 1));
    }

    @Override
    public String toString() {
        return at + "_" + id;
    }
}
