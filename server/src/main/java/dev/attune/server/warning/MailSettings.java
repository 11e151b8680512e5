package dev.attune.server.warning;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Settings under `attune.mail`; the server that sends is `spring.mail.host` with its neighbours.
///
/// @param from the sender's address
/// @param console where the console is, for links; no links without
@ConfigurationProperties("attune.mail")
record MailSettings(@Nullable String from, @Nullable String console) {}
