package dev.attune.server.assistants;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.assistants.matrix`; without a homeserver there is no Matrix here.
///
/// @param homeserver its client-server address, for example `https://matrix.example.org`
/// @param asToken by which this server calls the homeserver
/// @param hsToken by which the homeserver calls this server
/// @param adviceRoom where advice is written, for those who answer; never the customer's room
/// @param user this application service's own, whose messages are passed over
/// @param tenant whose customers write there
@ConfigurationProperties("attune.assistants.matrix")
record MatrixSettings(
        @Nullable URI homeserver,
        @DefaultValue("") String asToken,
        @DefaultValue("") String hsToken,
        @DefaultValue("") String adviceRoom,
        @DefaultValue("") String user,
        @DefaultValue("default") String tenant) {
    MatrixSettings {
        if (homeserver != null && (asToken.isBlank() || hsToken.isBlank() || !adviceRoom.startsWith("!")))
            throw new IllegalArgumentException(
                    "attune.assistants.matrix needs as-token, hsToken and an advice-room such as !id:example.org, got the room '%s'"
                            .formatted(adviceRoom));
    }
}
