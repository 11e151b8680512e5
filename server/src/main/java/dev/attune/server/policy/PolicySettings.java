package dev.attune.server.policy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.policy`: the context that the operator declares.
///
/// @param meets ids of duties that the operator sees to, for example `written-release`
/// @param dates days of the law that moved, by their id in the packs
/// @param guardianBelow age below which a parent or guardian consents, where a country lowered it; 0 for the usual one
/// @param pack rules of one's own, with their signature beside them in `FILE.sig`
/// @param trustedKey the public key that signed them, in PEM
@ConfigurationProperties(PolicySettings.PREFIX)
record PolicySettings(
        @DefaultValue("web") String place,
        @DefaultValue("customer") String role,
        @DefaultValue("eu") String jurisdiction,
        @DefaultValue("adult") String ageBand,

        @DefaultValue({"personalization", "analytics", "baseline", "agent-assist"})
        List<String> purposes,

        @DefaultValue List<String> meets,
        @DefaultValue Map<String, LocalDate> dates,
        @DefaultValue("0") int guardianBelow,
        @Nullable Path pack,
        @Nullable Path trustedKey) {
    static final String PREFIX = "attune.policy";
}
