package dev.attune.server.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;

/// One category of data and how long it is kept. All beans of this type are swept.
public interface RetentionClock {

    /// For example `sessions`; names the setting `attune.retention.CATEGORY` and the evidence.
    String category();

    Duration keep();

    /// Erases what is older.
    ///
    /// @return how many rows or people that were
    int sweep(Instant olderThan);

    /// One whose time does not change while the server runs.
    static RetentionClock of(String category, Duration keep, ToIntFunction<Instant> sweep) {
        record Fixed(String category, Duration keep, ToIntFunction<Instant> sweep) implements RetentionClock {
            @Override
            public int sweep(Instant olderThan) {
                return sweep.applyAsInt(olderThan);
            }
        }
        return new Fixed(category, keep, sweep);
    }
}
