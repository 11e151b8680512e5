package dev.attune.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.attune.server.outbound.LoopbackHttp;
import dev.attune.server.outbound.OutboundHttp;
import io.github.bucket4j.Bucket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Request Tracker 5 and Tryton 6 as Debian ships them, really running: `.ci/live-systems` starts them.
class LiveSystemsTest {
    private final OutboundHttp http = LoopbackHttp.client();
    private final String subject = "s-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Map<String, String> needsHelp =
            EmoFields.of(EmoFields.Signal.NEEDS_HELP, now, now.plus(Duration.ofHours(2)));

    @AfterEach
    void hangUp() throws Exception {
        http.close();
    }

    @Test
    void requestTrackerKeepsWhatItIsToldAndAdmitsWhatItCannotForget() {
        var rt = new RequestTracker(
                config(ConnectorKind.REQUEST_TRACKER, "ATTUNE_IT_RT", "root"), client("ATTUNE_IT_RT"));
        assertThat(rt.check()).startsWith("RT 5.");

        var made = rt.upsertContact(new ContactKey(subject, null), needsHelp);
        assertThat(made.made()).isTrue();
        assertThat(rt.upsertContact(new ContactKey(subject, null), Map.of()).contact())
                .as("the same pseudonym is the same user")
                .isEqualTo(made.contact());
        assertThat(rt.read(made.contact(), EmoFields.ALL)).isEqualTo(needsHelp);
        rt.upsertContact(new ContactKey(subject, made.contact()), EmoFields.cleared());
        assertThat(rt.read(made.contact(), EmoFields.ALL)).isEmpty();

        String key = UUID.randomUUID().toString();
        var task =
                new TaskSpec(key, false, "Call back", "They asked twice about order 17.", now.plus(Duration.ofDays(1)));
        var ticket = rt.createTask(made.contact(), task);
        assertThat(rt.createTask(made.contact(), new TaskSpec(key, true, task.title(), task.body(), task.due())))
                .as("sent again after a crash")
                .isEqualTo(ticket);
        rt.appendTimelineEvent(made.contact(), new TimelineEntry(key, false, "order", now, "returned"));

        var erased = rt.erase(
                made.contact(),
                List.of(ticket, new ExternalRef("contact", made.contact().value(), null)));

        assertThat(erased)
                .isInstanceOfSatisfying(
                        ErasureResult.Unconfirmed.class,
                        left -> assertThat(left.what()).contains("rt-shredder"));
        assertThat(rt.read(made.contact(), EmoFields.ALL)).isEmpty();
        assertThat(rt.upsertContact(new ContactKey(subject, null), Map.of()).contact())
                .as("the pseudonym leads to nobody known any more")
                .isNotEqualTo(made.contact());
    }

    @Test
    void requestTrackerForgetsForGoodWhereItsShredderMayBeUsed() {
        var rt = new RequestTracker(
                config(
                        ConnectorKind.REQUEST_TRACKER,
                        "ATTUNE_IT_RT",
                        "root",
                        RequestTracker.Shredding.ON_DUMPS_REMOVED.id()),
                client("ATTUNE_IT_RT"));
        var contact = rt.upsertContact(new ContactKey(subject, null), needsHelp).contact();
        rt.upsertContact(new ContactKey(subject, contact), EmoFields.cleared());
        var ticket = rt.createTask(
                contact,
                new TaskSpec(
                        UUID.randomUUID().toString(), false, "Call back", "Order 17.", now.plus(Duration.ofDays(1))));
        var rest = client("ATTUNE_IT_RT").with(Authorization.basic("root", "testpass1"));
        String history = "/REST/2.0/user/%s/history?fields=Type,OldValue,NewValue".formatted(contact.value());
        assertThat(rest.get(history).toString()).contains("needs_help");

        rt.forgetFormerValues(contact);

        assertThat(rest.get(history).toString()).contains("Create").doesNotContain("needs_help", "CustomField");
        assertThat(rt.erase(contact, List.of(ticket, new ExternalRef("contact", contact.value(), null))))
                .isEqualTo(new ErasureResult.Confirmed());
        assertThatThrownBy(() -> rest.get("/REST/2.0/ticket/" + ticket.id()))
                .isInstanceOfSatisfying(
                        CrmFailure.class, failure -> assertThat(failure.kind()).isEqualTo(CrmFailure.Kind.GONE));
    }

    @Test
    void requestTrackerIgnoresAFieldThatNobodyMadeThereAndReadingBackShowsIt() {
        var rt = new RequestTracker(
                config(ConnectorKind.REQUEST_TRACKER, "ATTUNE_IT_RT", "root"), client("ATTUNE_IT_RT"));

        var made = rt.upsertContact(new ContactKey(subject, null), Map.of("emo_unmade", "x"));

        assertThat(rt.read(made.contact(), Set.of("emo_unmade"))).isEmpty();
    }

    @Test
    void trytonKeepsWhatItIsToldAndForgetsIt() {
        var tryton = new Tryton(config(ConnectorKind.TRYTON, "ATTUNE_IT_TRYTON", "admin"), client("ATTUNE_IT_TRYTON"));
        assertThat(tryton.check()).startsWith("Tryton 6.");

        var made = tryton.upsertContact(new ContactKey(subject, null), needsHelp);
        assertThat(made.made()).isTrue();
        assertThat(tryton.upsertContact(new ContactKey(subject, null), Map.of("emo_signal", "ok"))
                        .contact())
                .isEqualTo(made.contact());
        assertThat(tryton.read(made.contact(), EmoFields.ALL))
                .containsEntry("emo_signal", "ok")
                .hasSize(3);

        String key = UUID.randomUUID().toString();
        var task = new TaskSpec(key, false, "Call back", "They asked twice.", now.plus(Duration.ofDays(1)));
        var note = tryton.createTask(made.contact(), task);
        assertThat(tryton.createTask(made.contact(), new TaskSpec(key, true, task.title(), task.body(), task.due())))
                .isEqualTo(note);
        var entry = tryton.appendTimelineEvent(
                made.contact(), new TimelineEntry(UUID.randomUUID().toString(), false, "order", now, "returned"));

        assertThat(tryton.erase(
                        made.contact(),
                        List.of(
                                note,
                                entry,
                                new ExternalRef("contact", made.contact().value(), null))))
                .isEqualTo(new ErasureResult.Confirmed());
        assertThat(tryton.upsertContact(new ContactKey(subject, null), Map.of()).made())
                .as("nobody is known by the pseudonym any more")
                .isTrue();
    }

    @Test
    void aWrongPasswordIsNamedAsSuchByBoth() {
        var rt = new RequestTracker(
                new ConnectorConfig(
                        UUID.randomUUID(),
                        ConnectorKind.REQUEST_TRACKER,
                        "RT",
                        address("ATTUNE_IT_RT"),
                        Map.of("user", "root", "password", "wrong")),
                client("ATTUNE_IT_RT"));
        assertThatThrownBy(rt::check)
                .isInstanceOfSatisfying(
                        CrmFailure.class, failure -> assertThat(failure.kind()).isEqualTo(CrmFailure.Kind.REVOKED));
        var tryton = new Tryton(
                new ConnectorConfig(
                        UUID.randomUUID(),
                        ConnectorKind.TRYTON,
                        "Tryton",
                        address("ATTUNE_IT_TRYTON"),
                        Map.of("user", "admin", "password", "wrong")),
                client("ATTUNE_IT_TRYTON"));
        assertThatThrownBy(tryton::check)
                .isInstanceOfSatisfying(
                        CrmFailure.class, failure -> assertThat(failure.kind()).isEqualTo(CrmFailure.Kind.REVOKED));
    }

    private static ConnectorConfig config(ConnectorKind kind, String variable, String user) {
        return config(kind, variable, user, RequestTracker.Shredding.OFF.id());
    }

    private static ConnectorConfig config(ConnectorKind kind, String variable, String user, String shredder) {
        return new ConnectorConfig(
                UUID.randomUUID(),
                kind,
                kind.id(),
                address(variable),
                // as .ci/live-systems sets it
                Map.of("user", user, "password", "testpass1", "queue", "General", "shredder", shredder));
    }

    private CrmHttp client(String variable) {
        var unlimited = Bucket.builder()
                .addLimit(limit -> limit.capacity(100).refillGreedy(100, Duration.ofSeconds(1)))
                .build();
        return new CrmHttp(
                http,
                JsonMapper.builder().build(),
                InstantSource.system(),
                unlimited,
                URI.create(address(variable).toString().replaceAll("/+$", "")),
                Authorization.fixed(Map.of()));
    }

    /// Where it runs; without that the test is skipped, or fails where it is required.
    private static URI address(String variable) {
        String address = System.getenv(variable);
        if (address != null) return URI.create(address);
        String required = System.getenv().getOrDefault("ATTUNE_REQUIRE", "");
        if (List.of(required.split(",")).contains("rt"))
            throw new AssertionError(
                    "%s is not set, but ATTUNE_REQUIRE asks for rt. Maybe run .ci/live-systems".formatted(variable));
        return abort("%s is not set. Maybe run .ci/live-systems, which says what to set it to".formatted(variable));
    }
}
