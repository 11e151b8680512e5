package dev.attune.server.warning;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.attune.decisions.warning.FallDetector;
import dev.attune.decisions.warning.NegativeShare;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a rule judges.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Detector.Fall.class, name = "fall"),
    @JsonSubTypes.Type(value = Detector.Share.class, name = "share")
})
sealed interface Detector {

    /// Below what was usual here.
    ///
    /// @param sensitivity balanced where nothing was said
    record Fall(Sensitivity sensitivity) implements Detector {
        public Fall(@Nullable Sensitivity sensitivity) {
            this.sensitivity = Objects.requireNonNullElse(sensitivity, Sensitivity.BALANCED);
        }

        FallDetector detector(Signal signal) {
            return new FallDetector(sensitivity.limit, signal.leastSpread());
        }
    }

    /// More negative ones than a stated share, beyond chance.
    record Share(int windowHours, double share, int least) implements Detector {
        public Share {
            share(windowHours, share, least);
        }

        NegativeShare rule() {
            return share(windowHours, share, least);
        }

        private static NegativeShare share(int windowHours, double share, int least) {
            return new NegativeShare(Duration.ofHours(windowHours), share, least);
        }
    }

    /// Earlier notice, or fewer false alarms; both are measured in docs/benchmarks/customers.md.
    enum Sensitivity {
        EARLY(5),
        BALANCED(7),
        SURE(10);

        private final double limit;

        Sensitivity(double limit) {
            this.limit = limit;
        }

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
