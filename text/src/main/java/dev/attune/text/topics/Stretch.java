package dev.attune.text.topics;

/// Tokens `from` up to, not including, `to`.
record Stretch(int from, int to) {
    boolean overlaps(Stretch other) {
        return from < other.to && other.from < to;
    }

    boolean holds(Stretch other) {
        return from <= other.from && other.to <= to;
    }

    int length() {
        return to - from;
    }
}
