package dev.attune.server.privacy;

import java.time.Duration;
import java.time.Instant;

/// One category of data and how long it is kept. All beans of this type are swept.
public interface RetentionClock {

    /// For example `sessions`; names the setting `attune.retention.CATEGORY` and the evidence.
    String category();

    Duration keep();

    /// Erases what is older.
    ///
    /// @return how many rows or people that were
    int sweep(Instant olderThan);
}
