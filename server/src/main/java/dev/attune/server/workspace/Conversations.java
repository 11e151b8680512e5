package dev.attune.server.workspace;

import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.privacy.RetentionClock;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who talked to this house of late, and where; nothing of what was said or displayed.
@Component("workspaceConversations")
class Conversations implements PersonDataHolder, RetentionClock {
    /// Channels in which somebody waits for an answer.
    private static final Set<String> CHANNELS = Set.of("chat", "call", "email", "messenger", "assistant");

    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Persons persons;

    Conversations(JdbcClient jdbc, Persons persons) {
        this.jdbc = jdbc;
        this.persons = persons;
    }

    record Conversation(String person, String channel, Instant lastAt) {}

    @EventListener
    void stored(CustomerEventsStored stored) {
        var latest = new HashMap<String, CustomerEvent>();
        for (var event : stored.events())
            if (event.channel() instanceof String channel && CHANNELS.contains(channel))
                latest.merge(event.person(), event, (a, b) -> a.at().isAfter(b.at()) ? a : b);
        if (latest.isEmpty()) return;
        var all = List.copyOf(latest.values());
        jdbc.sql("""
                        insert into workspace_conversation (person, channel, last_at)
                        select person, channel, timestamptz 'epoch' + at * interval '1 microsecond'
                        from unnest(?::text[], ?::text[], ?::bigint[]) as told (person, channel, at)
                        on conflict (tenant, person) do update
                        set channel = excluded.channel, last_at = excluded.last_at
                        where workspace_conversation.last_at < excluded.last_at""")
                .params(
                        all.stream().map(CustomerEvent::person).toArray(String[]::new),
                        all.stream().map(CustomerEvent::channel).toArray(String[]::new),
                        all.stream()
                                .map(event -> ChronoUnit.MICROS.between(Instant.EPOCH, event.at()))
                                .toArray(Long[]::new))
                .update();
    }

    /// It was made of what they did, so it goes with the consent to use that.
    @EventListener
    void withdrawn(ConsentWithdrawn withdrawal) {
        boolean record = withdrawal.choices().stream()
                .anyMatch(choice ->
                        choice.purpose() == Purpose.PERSONALIZATION && choice.modality() == Modality.BEHAVIOUR);
        if (record) persons.find(withdrawal.subject()).ifPresent(this::erase);
    }

    /// The latest first.
    List<Conversation> since(Instant when, int most) {
        return jdbc.sql("select * from workspace_conversation where last_at >= ? order by last_at desc, person limit ?")
                .params(when.atOffset(ZoneOffset.UTC), most)
                .query(Conversations::conversation)
                .list();
    }

    @Override
    public String name() {
        return "conversations";
    }

    @Override
    public Set<String> tables() {
        return Set.of("workspace_conversation");
    }

    @Override
    public List<Conversation> export(String person) {
        return jdbc.sql("select * from workspace_conversation where person = ?")
                .param(person)
                .query(Conversations::conversation)
                .list();
    }

    private static Conversation conversation(ResultSet row, int number) throws SQLException {
        return new Conversation(
                row.getString("person"),
                row.getString("channel"),
                row.getObject("last_at", OffsetDateTime.class).toInstant());
    }

    @Override
    public Map<String, Integer> erase(String person) {
        return Map.of(
                "workspace_conversation",
                jdbc.sql("delete from workspace_conversation where person = ?")
                        .param(person)
                        .update());
    }

    @Override
    public String category() {
        return "conversations";
    }

    @Override
    public Duration keep() {
        return KEPT;
    }

    @Override
    public int sweep(Instant olderThan) {
        return jdbc.sql("delete from workspace_conversation where last_at < ?")
                .param(olderThan.atOffset(ZoneOffset.UTC))
                .update();
    }
}
