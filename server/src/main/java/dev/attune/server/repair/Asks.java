package dev.attune.server.repair;

import dev.attune.server.access.Secret;
import dev.attune.server.database.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Questions a person answers without an account. The address that proves itself stands behind `#`, which browsers send
/// to no server; only its hash is kept.
@Component
class Asks {
    private static final String PAGE = "/answer#";
    private static final String SEPARATOR = "~"; // in no tenant's id and in no Base64

    private final JdbcClient jdbc;
    private final JdbcTemplate template; // takes nulls
    private final InstantSource clock;
    private final RepairSettings settings;

    Asks(JdbcClient jdbc, JdbcTemplate template, InstantSource clock, RepairSettings settings) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
        this.settings = settings;
    }

    /// A question that waits for its answer.
    ///
    /// @param caseId of which it is asked how it is now; null when it is about a quote
    /// @param praiseId which may be quoted; null when it is about a case
    record Ask(
            UUID id,
            String person,
            @Nullable UUID caseId,
            @Nullable UUID praiseId) {}

    /// @return the page where the person answers, as a path
    String aboutCase(RepairCase one) {
        return ask(one.person(), one.id(), null);
    }

    /// @return the page where the person answers, as a path
    String aboutQuote(String person, UUID praise) {
        return ask(person, null, praise);
    }

    private String ask(String person, @Nullable UUID caseId, @Nullable UUID praise) {
        var secret = Secret.random(Tenant.current().id() + SEPARATOR);
        var now = clock.instant();
        template.update(
                """
                        insert into repair_ask (id, person, case_id, praise_id, hash, asked_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)""",
                UUID.randomUUID(),
                person,
                caseId,
                praise,
                secret.hash(),
                now.atOffset(ZoneOffset.UTC),
                now.plus(settings.askValid()).atOffset(ZoneOffset.UTC));
        return PAGE + secret.text();
    }

    /// Whose tenant a credential names, if it is one.
    static Optional<Tenant> tenant(String credential) {
        int end = credential.indexOf(SEPARATOR);
        if (end < 1 || credential.getBytes(StandardCharsets.UTF_8).length > 200) return Optional.empty();
        try {
            return Optional.of(new Tenant(credential.substring(0, end)));
        } catch (IllegalArgumentException e) { // no tenant's id
            return Optional.empty();
        }
    }

    /// Empty when it is unknown, expired or, about a case, answered already: what is said about a quote may be changed.
    Optional<Ask> waiting(String credential) {
        return jdbc.sql("""
                        select * from repair_ask
                        where hash = ? and expires_at > ? and (answered_at is null or praise_id is not null)""")
                .params(new Secret(credential).hash(), now().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Ask(
                        row.getObject("id", UUID.class),
                        row.getString("person"),
                        row.getObject("case_id", UUID.class),
                        row.getObject("praise_id", UUID.class)))
                .optional();
    }

    void answered(Ask ask) {
        jdbc.sql("update repair_ask set answered_at = ? where id = ?")
                .params(now().atOffset(ZoneOffset.UTC), ask.id())
                .update();
    }

    private Instant now() {
        return clock.instant();
    }
}
