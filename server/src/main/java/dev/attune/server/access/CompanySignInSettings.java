package dev.attune.server.access;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `attune.oidc`: the company's own sign-in by OpenID Connect. Off without an issuer.
///
/// @param issuer as its discovery document names itself, for example `https://id.example/realms/staff`
/// @param clientSecretFile holds the client's secret in its first line
/// @param nameClaim which claim is the name of the account here
@ConfigurationProperties("attune.oidc")
record CompanySignInSettings(
        @Nullable String issuer,
        @DefaultValue("attune") String clientId,
        @Nullable Path clientSecretFile,
        @DefaultValue("email") String nameClaim) {
    static final String ON = "attune.oidc.issuer";
}
