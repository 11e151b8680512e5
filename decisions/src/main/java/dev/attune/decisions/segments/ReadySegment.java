package dev.attune.decisions.segments;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Segments that teams ask for first. Each is nothing but a condition, to be taken over and changed.
///
/// Limits are our own: valence within ±0.2 is called neutral, as in [docs/segments.md].
public enum ReadySegment {
    POSITIVE("attitude[\"%s\"] > 0.2", true),
    NEUTRAL("attitude[\"%s\"] >= -0.2 && attitude[\"%s\"] <= 0.2", true),
    NEGATIVE("attitude[\"%s\"] < -0.2", true),
    FALLING("trend <= -0.1 && readings >= 5.0", false),
    VOLATILE("volatility >= 0.4 && readings >= 8.0", false),
    CHURN_RISK("churnRisk >= 0.5", false),
    ADVOCATES("valence > 0.3 && readings >= 5.0 && answer.nps >= 9.0", false),
    SILENT_AT_RISK("churnRisk >= 0.3 && silentDays >= 21.0", false);

    private final String condition;
    private final boolean aboutSomething;

    ReadySegment(String condition, boolean aboutSomething) {
        this.condition = condition;
        this.aboutSomething = aboutSomething;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it is asked of a product, topic or service.
    public boolean aboutSomething() {
        return aboutSomething;
    }

    /// @param about `product:kettle`, `topic:delivery`, `service:support`
    /// @throws IllegalArgumentException where one is needed and not given
    public String condition(@Nullable String about) {
        if (!aboutSomething) return condition;
        if (about == null || about.isBlank())
            throw new IllegalArgumentException(
                    "'%s' is asked of a product, topic or service. Maybe product:kettle.".formatted(id()));
        return condition.replace("%s", about.replace("\\", "\\\\").replace("\"", "\\\""));
    }
}
