package dev.attune.server.dashboards;

import java.util.Locale;

/// What cells are kept by.
enum Dimension {
    PRODUCT,
    CHANNEL,
    SEGMENT,
    TOPIC;

    /// The name in addresses, and the column.
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
