package dev.attune.policy.parity;

/// What a person gets from the service, reported by the service itself.
public enum Measure {
    /// Until the service answered, in milliseconds.
    LATENCY_MS("latency-ms", true),
    /// For the same basket, in the shop's currency.
    PRICE("price", true),
    /// Wait for a person to talk to, in seconds.
    QUEUE_SECONDS("queue-seconds", true),
    /// How many functions of the page were offered.
    FEATURES("features", false);

    private final String id;
    private final boolean moreIsWorse;

    Measure(String id, boolean moreIsWorse) {
        this.id = id;
        this.moreIsWorse = moreIsWorse;
    }

    public String id() {
        return id;
    }

    boolean moreIsWorse() {
        return moreIsWorse;
    }

    /// @throws IllegalArgumentException naming the value and the known ones
    public static Measure of(String id) {
        for (var measure : values()) if (measure.id.equals(id)) return measure;
        throw new IllegalArgumentException(
                "unknown measure '%s'. Maybe one of: latency-ms, price, queue-seconds, features.".formatted(id));
    }
}
