package dev.attune.server.style;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.language-model`: an endpoint that speaks OpenAI's chat completions, here or elsewhere.
///
/// @param url up to `/v1`; empty: there is no language model
/// @param key sent as a bearer token; may be empty for an endpoint of one's own
/// @param patience until the template speaks instead
/// @param privateNetwork whether the endpoint may stand in this machine's own network, also without TLS
@ConfigurationProperties("attune.language-model")
record LanguageModelSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String name,
        @DefaultValue("") String key,
        @DefaultValue("4s") Duration patience,
        @DefaultValue("false") boolean privateNetwork) {
    LanguageModelSettings {
        if (patience.isNegative() || patience.isZero() || patience.compareTo(Duration.ofMinutes(1)) > 0)
            throw new IllegalArgumentException("attune.language-model.patience is up to a minute, got " + patience);
        if (!url.isBlank() && name.isBlank())
            throw new IllegalArgumentException(
                    "attune.language-model.url is set and .name is not. Maybe the name of a model of that endpoint.");
    }

    boolean isNamed() {
        return !url.isBlank();
    }
}
