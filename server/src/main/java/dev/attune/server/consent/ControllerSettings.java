package dev.attune.server.consent;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.controller`: who answers for the data, as receipts and records name them.
///
/// @param contact where a person turns to
/// @param storage where data is stored, for example a country
@ConfigurationProperties("attune.controller")
public record ControllerSettings(
        @DefaultValue(ControllerSettings.UNNAMED) String name,
        @DefaultValue("ask whoever runs this service") String contact,
        @DefaultValue("the server of this service") String storage) {
    static final String UNNAMED = "whoever runs this service";

    /// Whether somebody said who answers for the data.
    public boolean isNamed() {
        return !name.equals(UNNAMED);
    }
}
