package dev.attune.server.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.policy`: the context that the operator declares.
///
/// @param meets ids of duties that the operator sees to, for example `written-release`
/// @param dates days of the law that moved, by their id in the packs
@ConfigurationProperties(PolicySettings.PREFIX)
record PolicySettings(
        @DefaultValue("web") String place,
        @DefaultValue("customer") String role,
        @DefaultValue("eu") String jurisdiction,
        @DefaultValue("adult") String ageBand,

        @DefaultValue({"personalization", "analytics", "baseline", "agent-assist"})
        List<String> purposes,

        @DefaultValue List<String> meets,
        @DefaultValue Map<String, LocalDate> dates) {
    static final String PREFIX = "attune.policy";
}
