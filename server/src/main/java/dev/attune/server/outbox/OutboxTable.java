package dev.attune.server.outbox;

import static java.lang.System.Logger.Level.WARNING;

import dev.attune.server.database.Tenant;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.TenantSeal;
import dev.attune.server.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The messages in PostgreSQL, which decides who may send what: several servers may look at once.
@Component
class OutboxTable implements Outbox {
    /// Longer than a carrier may take; after it the sender is thought dead and the message is sent again.
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final System.Logger LOG = System.getLogger(OutboxTable.class.getName());
    private static final String TABLE = "outbox_message";
    private static final String SEALED = "sealed";
    private static final Duration PATIENCE = Duration.ofSeconds(10); // with what is being sent of an erased person
    private static final int LONGEST_REASON = 500;
    private static final TypeReference<Map<String, Object>> PAYLOAD = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Vault vault;
    private final TenantSeal seal;
    private final Doorbell doorbell;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;
    private final JsonMapper json;

    OutboxTable(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Vault vault,
            TenantSeal seal,
            Doorbell doorbell,
            ApplicationEventPublisher events,
            InstantSource clock,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.vault = vault;
        this.seal = seal;
        this.doorbell = doorbell;
        this.events = events;
        this.clock = clock;
        this.json = json;
    }

    /// What the console shows of a message: nothing of its payload, and not whom it is about.
    ///
    /// @param state `pending`, `sending`, `delivered`, `dead` or `cancelled`
    /// @param attempt how often it was tried
    /// @param nextAt when it is tried next; null when it is not
    /// @param doneAt when it was delivered or given up; null while it is not
    /// @param lastError why the last attempt failed; null when none did
    /// @param externalId what it is called there; null where nobody said
    /// @param externalUrl where it can be looked at there; null where nobody said
    /// @param replayable its payload is there still
    record Entry(
            UUID id,
            String target,
            String operation,
            String state,
            int attempt,
            Instant addedAt,
            @Nullable Instant nextAt,
            @Nullable Instant doneAt,
            @Nullable String lastError,
            @Nullable String externalId,
            @Nullable String externalUrl,
            boolean replayable) {}

    @Override
    public UUID add(Message message) {
        var id = UUID.randomUUID();
        var now = at(clock.instant());
        int added = jdbc.sql("""
                        insert into outbox_message
                          (id, tenant, target, operation, person, idempotency_key, sealed, added_at, state, next_at)
                        values (:id, :tenant, :target, :operation, :person, :key, :sealed, :now, 'pending', :now)
                        on conflict (tenant, target, idempotency_key) do nothing""")
                .param("id", id)
                .param("tenant", Tenant.current().id())
                .param("target", message.target())
                .param("operation", message.operation())
                .param("person", message.person())
                .param("key", message.idempotencyKey())
                .param("sealed", sealed(id, message))
                .param("now", now)
                .update();
        if (added > 0) {
            doorbell.ring();
            return id;
        }
        return jdbc.sql("select id from outbox_message where target = ? and idempotency_key = ?")
                .params(message.target(), message.idempotencyKey())
                .query(UUID.class)
                .single();
    }

    @Override
    public int cancel(String person) {
        // what is being sent right now cannot be called back, but it is not tried again
        jdbc.sql("update outbox_message set cancel_requested = true where person = ? and state = 'sending'")
                .param(person)
                .update();
        // what arrived long ago could be sent again by hand
        jdbc.sql("update outbox_message set sealed = null where person = ? and state = 'delivered'")
                .param(person)
                .update();
        return jdbc.sql("""
                        update outbox_message set state = 'cancelled', sealed = null, done_at = ?
                        where person = ? and state in ('pending', 'dead')""").params(at(clock.instant()), person).update();
    }

    @Override
    public boolean awaitSilence(String person) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (isBeingSent(person)) {
            if (System.nanoTime() > until) return false;
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private boolean isBeingSent(String person) {
        return jdbc.sql("""
                        select exists (select from outbox_message
                          where person = ? and state = 'sending' and lease_until > ?)""")
                .params(person, at(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /// Those with something to send now.
    List<Tenant> tenantsWithWork() {
        return Tenant.ALL.get(() -> jdbc.sql("""
                        select distinct tenant from outbox_message
                        where state in ('pending', 'sending') and coalesce(lease_until, next_at) <= ?""")
                .param(at(clock.instant()))
                .query((row, n) -> new Tenant(row.getString("tenant")))
                .list());
    }

    /// Takes what is due of the current tenant; nobody else gets it before the lease ends.
    ///
    /// @param busy targets that are sent enough already
    List<Parcel> claim(Collection<String> busy, int most, Duration lease) {
        var now = clock.instant();
        jdbc.sql("""
                        update outbox_message set state = 'cancelled', sealed = null, lease_until = null, done_at = :now
                        where cancel_requested and state = 'sending' and lease_until < :now""").param("now", at(now)).update();
        var erased = new ArrayList<UUID>();
        var closed = new ArrayList<Parcel>();
        var parcels = transactions.execute(status -> jdbc.sql("""
                        update outbox_message m
                        set state = 'sending', attempt = attempt + 1, lease_until = :lease
                        from (select c.id from outbox_message c
                              where c.state in ('pending', 'sending') and coalesce(c.lease_until, c.next_at) <= :now
                                and not c.target = any (:busy)
                                and not exists (select from outbox_message e
                                      where e.person = c.person and e.target = c.target and e.seq < c.seq
                                        and e.state in ('pending', 'sending'))
                              order by c.next_at, c.seq limit :most for update skip locked) due
                        where m.id = due.id returning m.*""")
                .param("lease", at(now.plus(lease)))
                .param("now", at(now))
                .param("busy", busy.toArray(String[]::new))
                .param("most", most)
                .query((row, n) -> parcel(row, erased, closed))
                .list());
        for (var parcel : closed) // others must not wait for it, and it may open when the right keys are back
        finish(parcel, new Outcome.Later("its content does not open with the keys of this server", null));
        for (var id : erased)
            jdbc.sql("update outbox_message set state = 'cancelled', sealed = null, lease_until = null where id = ?")
                    .param(id)
                    .update();
        return parcels == null
                ? List.of()
                : parcels.stream().flatMap(List::stream).toList();
    }

    /// Empty when the person was erased meanwhile, and when it does not open.
    private List<Parcel> parcel(ResultSet row, List<UUID> erased, List<Parcel> closed) throws SQLException {
        var id = row.getObject("id", UUID.class);
        @Nullable String person = row.getString("person");
        try {
            byte[] sealed = row.getBytes(SEALED);
            String text = person == null ? seal.open(place(id), sealed) : vault.open(person, TABLE, SEALED, sealed);
            return List.of(parcel(row, id, person, json.readValue(text, PAYLOAD)));
        } catch (PersonErased e) {
            erased.add(id);
        } catch (IllegalStateException e) {
            LOG.log(WARNING, "message %s does not open".formatted(id), e);
            closed.add(parcel(row, id, person, Map.of()));
        }
        return List.of();
    }

    private static Parcel parcel(ResultSet row, UUID id, @Nullable String person, Map<String, Object> payload)
            throws SQLException {
        var message = new Message(
                row.getString("target"), row.getString("operation"), person, row.getString("idempotency_key"), payload);
        return new Parcel(id, message, instant(row, "added_at"), row.getInt("attempt"));
    }

    /// Remembers how an attempt went, unless somebody else sends it by now or it was cancelled.
    void finish(Parcel parcel, Outcome outcome) {
        transactions.executeWithoutResult(status -> {
            switch (outcome) {
                case Outcome.Delivered(var externalId, var externalUrl) -> {
                    if (end(parcel, "delivered", null, externalId, externalUrl))
                        events.publishEvent(
                                new DeliveryDone(parcel.id(), parcel.message().target(), externalId, externalUrl));
                }
                case Outcome.Later(var why, var notBefore) ->
                    RetrySchedule.pauseAfter(parcel.attempt(), parcel.id(), notBefore)
                            .ifPresentOrElse(pause -> postpone(parcel, why, pause), () -> bury(parcel, why));
                case Outcome.Never(var why) -> bury(parcel, why);
            }
        });
    }

    private void bury(Parcel parcel, String why) {
        if (end(parcel, "dead", why, null, null))
            events.publishEvent(new DeliveryDead(
                    parcel.id(), parcel.message().target(), parcel.message().operation(), shortened(why)));
    }

    private boolean end(
            Parcel parcel,
            String state,
            @Nullable String error,
            @Nullable String externalId,
            @Nullable String externalUrl) {
        // a delivered message about nobody keeps no payload: no erasure would ever reach it; nor does one that was
        // called back while it was on its way
        return jdbc.sql("""
                        update outbox_message set state = :state, lease_until = null, last_error = :error, done_at = :now,
                          external_id = :externalId, external_url = :externalUrl,
                          sealed = case when :state = 'delivered' and person is null or cancel_requested then null
                            else sealed end
                        where id = :id and state = 'sending' and attempt = :attempt""")
                        .param("state", state)
                        .param("error", error == null ? null : shortened(error))
                        .param("now", at(clock.instant()))
                        .param("externalId", externalId)
                        .param("externalUrl", externalUrl)
                        .param("id", parcel.id())
                        .param("attempt", parcel.attempt())
                        .update()
                > 0;
    }

    private void postpone(Parcel parcel, String why, Duration pause) {
        jdbc.sql("""
                        update outbox_message set lease_until = null, last_error = ?, next_at = ?,
                          state = case when cancel_requested then 'cancelled' else 'pending' end,
                          sealed = case when cancel_requested then null else sealed end
                        where id = ? and state = 'sending' and attempt = ?""")
                .params(shortened(why), at(clock.instant().plus(pause)), parcel.id(), parcel.attempt())
                .update();
    }

    /// Sends it again from the first attempt. False when there is none that could be.
    boolean replay(UUID id) {
        int updated = jdbc.sql("""
                        update outbox_message
                        set state = 'pending', attempt = 0, next_at = ?, last_error = null, done_at = null
                        where id = ? and state in ('dead', 'delivered') and sealed is not null""").params(at(clock.instant()), id).update();
        if (updated > 0) doorbell.ring();
        return updated > 0;
    }

    /// The newest first.
    ///
    /// @param target null for all
    /// @param state null for all
    List<Entry> log(@Nullable String target, @Nullable String state, int most) {
        return jdbc.sql("""
                        select * from outbox_message
                        where (:target::text is null or target = :target) and (:state::text is null or state = :state)
                        order by seq desc limit :most""")
                .param("target", target)
                .param("state", state)
                .param("most", most)
                .query(OutboxTable::entry)
                .list();
    }

    /// By state.
    Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        jdbc.sql("select state, count(*) as n from outbox_message group by state")
                .query(row -> {
                    counts.put(row.getString("state"), row.getLong("n"));
                });
        return counts;
    }

    List<Entry> about(String person) {
        return jdbc.sql("select * from outbox_message where person = ? order by seq")
                .param(person)
                .query(OutboxTable::entry)
                .list();
    }

    int erase(String person) {
        return jdbc.sql("delete from outbox_message where person = ?")
                .param(person)
                .update();
    }

    int sweep(Instant olderThan) {
        return jdbc.sql("delete from outbox_message where state not in ('pending', 'sending') and added_at < ?")
                .param(at(olderThan))
                .update();
    }

    private byte[] sealed(UUID id, Message message) {
        String text = json.writeValueAsString(message.payload());
        return message.person() == null
                ? seal.seal(place(id), text)
                : vault.seal(message.person(), TABLE, SEALED, text);
    }

    private static String place(UUID id) {
        return TABLE + "|" + id;
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        String state = row.getString("state");
        return new Entry(
                row.getObject("id", UUID.class),
                row.getString("target"),
                row.getString("operation"),
                state,
                row.getInt("attempt"),
                instant(row, "added_at"),
                state.equals("pending") ? instant(row, "next_at") : null,
                row.getObject("done_at") == null ? null : instant(row, "done_at"),
                row.getString("last_error"),
                row.getString("external_id"),
                row.getString("external_url"),
                row.getBytes(SEALED) != null && List.of("dead", "delivered").contains(state));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_REASON));
    }
}
