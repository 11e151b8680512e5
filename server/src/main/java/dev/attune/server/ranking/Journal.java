package dev.attune.server.ranking;

import dev.attune.decisions.ranking.Event;
import dev.attune.decisions.ranking.LoggedDecision;
import dev.attune.decisions.ranking.Reward;
import dev.attune.server.database.GroupCommit;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// Decisions, outcomes and models as they are stored, in the order in which they happened.
@Component
class Journal {
    private static final String TABLE = "ranking_event";
    private static final Duration PATIENCE = Duration.ofSeconds(3); // then a caller gets 503 instead of a long silence

    private static final String INSERT = """
            insert into ranking_event (event_id, slot_id, policy, version, model, person, status, decided_at, due_at,
              decided_as, decision, outcome) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String UPDATE = """
            update ranking_event set status = ?, due_at = ?, learned_as = ?, outcome = ?
            where event_id = ? and slot_id = ?""";

    private static final String SAVE = """
            insert into ranking_model (policy, model, revision, place, learning) values (?, ?, ?, ?, ?)
            on conflict (tenant, policy) do update set model = excluded.model, revision = excluded.revision,
              place = excluded.place, learning = excluded.learning
            where ranking_model.revision < excluded.revision""";

    private final GroupCommit writes;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Vault vault;
    private final JsonMapper json;

    Journal(GroupCommit writes, JdbcClient jdbc, TransactionOperations transactions, Vault vault, JsonMapper json) {
        this.writes = writes;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.vault = vault;
        this.json = json;
    }

    /// Which decision: the event, and the slot where there are several.
    record Key(String eventId, String slotId) {
        /// By which the ranker and an experiment know the decision.
        String id() {
            return slotId.isEmpty() ? eventId : eventId + "/" + slotId;
        }
    }

    /// One decision with its life, its place and whose it is.
    ///
    /// @param person the random id; null where nobody is known
    /// @param learnedAs place of the lesson; null when nothing was learned
    /// @param epoch of the model when it was learned
    record Entry(
            Key key,
            String policy,
            int version,
            int model,
            @Nullable String person,
            @Nullable String segment,
            long decidedAs,
            Event event,
            @Nullable Long learnedAs,
            @Nullable Long epoch) {
        Entry with(Event next, @Nullable Long learned, @Nullable Long inEpoch) {
            return new Entry(key, policy, version, model, person, segment, decidedAs, next, learned, inEpoch);
        }
    }

    private record StoredDecision(
            LoggedDecision decision, @Nullable String segment) {}

    private record StoredOutcome(
            @Nullable Instant shownAt,
            List<Reward> rewards,
            @Nullable Double learned,
            @Nullable Long epoch) {}

    /// A written state of a policy.
    record Saved(int model, long revision, Learning learning) {}

    /// @return completes when it is on disk
    /// @throws QueryTimeoutException when too much waits for the database already
    CompletableFuture<Void> decided(Entry entry, Duration window) {
        return writes.addAndTell(
                INSERT,
                entry.key().eventId(),
                entry.key().slotId(),
                entry.policy(),
                entry.version(),
                entry.model(),
                entry.person(),
                entry.event().status().name(),
                at(entry.event().decision().request().at()),
                due(entry, window),
                entry.decidedAs(),
                later(entry, "decision", new StoredDecision(entry.event().decision(), entry.segment())),
                later(entry, "outcome", outcome(entry)));
    }

    /// @return completes when it is on disk
    CompletableFuture<Void> changed(Entry entry, Duration window) {
        return writes.addAndTell(
                UPDATE,
                entry.event().status().name(),
                due(entry, window),
                entry.learnedAs(),
                later(entry, "outcome", outcome(entry)),
                entry.key().eventId(),
                entry.key().slotId());
    }

    /// The bytes are made by the writer; a state is immutable.
    CompletableFuture<Void> save(Policy policy, Learning learning, long revision) {
        return writes.addAndTell(SAVE, policy.id(), policy.model(), revision, learning.place(), (GroupCommit.Late)
                () -> Optional.of(json.writeValueAsBytes(learning.stored())));
    }

    /// Waits until everything that was added so far is on disk.
    void settle() {
        await(writes.addAndTell("delete from ranking_event where false and event_id = ?", ""));
    }

    static void await(CompletableFuture<Void> written) {
        try {
            written.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("interrupted before the row was written", e);
        } catch (TimeoutException e) {
            throw new QueryTimeoutException("the row could not be written within " + PATIENCE, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the row was refused by the database", e.getCause());
        }
    }

    Optional<Entry> find(Key key) {
        return jdbc
                .sql("select * from ranking_event where event_id = ? and slot_id = ?")
                .params(key.eventId(), key.slotId())
                .query(this::entry)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Every slot of an event, in no order.
    List<Key> keys(String eventId) {
        return jdbc.sql("select event_id, slot_id from ranking_event where event_id = ?")
                .param(eventId)
                .query(Journal::key)
                .list();
    }

    List<String> people(String eventId) {
        return jdbc.sql("select distinct person from ranking_event where event_id = ? and person is not null")
                .param(eventId)
                .query((row, n) -> row.getString("person"))
                .list();
    }

    /// In the order of the table's key, from behind one.
    List<Key> keysAfter(Key last, int most) {
        return jdbc.sql("""
                        select event_id, slot_id from ranking_event where (event_id, slot_id) > (?, ?)
                        order by event_id, slot_id limit ?""")
                .params(last.eventId(), last.slotId(), most)
                .query(Journal::key)
                .list();
    }

    /// Whose window ended, the oldest first.
    List<Key> due(Instant now, int most) {
        return jdbc.sql("select event_id, slot_id from ranking_event where due_at < ? order by due_at limit ?")
                .params(at(now), most)
                .query(Journal::key)
                .list();
    }

    /// Newest first.
    List<Entry> latest(String policy, int most) {
        return entries(
                "select * from ranking_event where policy = ? order by decided_as desc limit ?", List.of(policy, most));
    }

    /// What was settled under this model, newest first; decided by chance or not.
    List<Entry> settled(String policy, int model, int most) {
        return entries(
                "select * from ranking_event where policy = ? and model = ? and status = 'CLOSED' order by decided_as desc limit ?",
                List.of(policy, model, most));
    }

    /// Behind a place, in the order of what happened: an entry that was decided and learned since comes twice.
    List<Happened> since(Policy policy, long place) {
        var happened = new ArrayList<Happened>();
        var rows = entries(
                "select * from ranking_event where policy = ? and model = ? and (decided_as > ? or learned_as > ?)",
                List.of(policy.id(), policy.model(), place, place));
        for (var entry : rows) {
            if (entry.decidedAs() > place) happened.add(new Happened(entry.decidedAs(), entry, false));
            if (entry.learnedAs() != null && entry.learnedAs() > place)
                happened.add(new Happened(entry.learnedAs(), entry, true));
        }
        happened.sort((one, other) -> Long.compare(one.place(), other.place()));
        return happened;
    }

    /// @param lesson whether it was learned here, or decided
    record Happened(long place, Entry entry, boolean lesson) {}

    /// Of one person, oldest first.
    List<Entry> of(String person) {
        return entries("select * from ranking_event where person = ? order by decided_at, decided_as", List.of(person));
    }

    List<Entry> of(String person, String policy) {
        return entries("select * from ranking_event where person = ? and policy = ?", List.of(person, policy));
    }

    int removeOf(String person) {
        return jdbc.sql("delete from ranking_event where person = ?")
                .param(person)
                .update();
    }

    /// Of one person in one policy, the newest first.
    List<Entry> of(String person, String policy, int most) {
        return entries(
                "select * from ranking_event where person = ? and policy = ? order by decided_as desc limit ?",
                List.of(person, policy, most));
    }

    /// People with rows that were decided before.
    List<Entry> ofPeopleBefore(Instant time, int most) {
        return entries(
                "select * from ranking_event where person is not null and decided_at < ? order by decided_at limit ?",
                List.of(at(time), most));
    }

    int removeOfNobodyBefore(Instant time) {
        return jdbc.sql("delete from ranking_event where person is null and decided_at < ?")
                .param(at(time))
                .update();
    }

    /// Removes rows and writes down what is left of a policy without them, both or neither.
    int forget(Collection<Entry> entries, Policy policy, Learning left, long revision) {
        var bytes = json.writeValueAsBytes(left.stored());
        var removed = transactions.execute(status -> {
            int count = 0;
            for (var entry : entries)
                count += jdbc.sql("delete from ranking_event where event_id = ? and slot_id = ?")
                        .params(entry.key().eventId(), entry.key().slotId())
                        .update();
            jdbc.sql(SAVE)
                    .params(policy.id(), policy.model(), revision, left.place(), bytes)
                    .update();
            return count;
        });
        return removed == null ? 0 : removed;
    }

    Optional<Saved> saved(String policy) {
        return jdbc.sql("select model, revision, learning from ranking_model where policy = ?")
                .param(policy)
                .query((row, n) -> new Saved(
                        row.getInt("model"),
                        row.getLong("revision"),
                        json.readValue(row.getBytes("learning"), Learning.Stored.class)
                                .learning()))
                .optional();
    }

    /// The largest place that any row has, whatever model it belongs to.
    long lastPlace(String policy) {
        return jdbc.sql("""
                        select greatest(coalesce(max(decided_as), 0), coalesce(max(learned_as), 0))
                        from ranking_event where policy = ?""").param(policy).query(Long.class).single();
    }

    private static StoredOutcome outcome(Entry entry) {
        return new StoredOutcome(
                entry.event().shownAt(), entry.event().rewards(), entry.event().learned(), entry.epoch());
    }

    private GroupCommit.Late later(Entry entry, String column, Object document) {
        var person = entry.person();
        return () -> {
            var text = json.writeValueAsString(document);
            return person == null
                    ? Optional.of(text.getBytes(StandardCharsets.UTF_8))
                    : vault.sealLater(person, TABLE, column, text).value();
        };
    }

    private List<Entry> entries(String sql, List<?> parameters) {
        return jdbc.sql(sql).params(parameters).query(this::entry).list().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Empty when the person is erased.
    private Optional<Entry> entry(ResultSet row, int number) throws SQLException {
        @Nullable String person = row.getString("person");
        try {
            var stored = json.readValue(text(row, person, "decision"), StoredDecision.class);
            var outcome = json.readValue(text(row, person, "outcome"), StoredOutcome.class);
            return Optional.of(new Entry(
                    key(row, number),
                    row.getString("policy"),
                    row.getInt("version"),
                    row.getInt("model"),
                    person,
                    stored.segment(),
                    row.getLong("decided_as"),
                    new Event(
                            stored.decision(),
                            Event.Status.valueOf(row.getString("status")),
                            outcome.shownAt(),
                            outcome.rewards(),
                            outcome.learned()),
                    (Long) row.getObject("learned_as"),
                    outcome.epoch()));
        } catch (PersonErased e) {
            return Optional.empty();
        }
    }

    private String text(ResultSet row, @Nullable String person, String column) throws SQLException {
        return person == null
                ? new String(row.getBytes(column), StandardCharsets.UTF_8)
                : vault.open(person, TABLE, column, row.getBytes(column));
    }

    private static Key key(ResultSet row, int number) throws SQLException {
        return new Key(row.getString("event_id"), row.getString("slot_id"));
    }

    /// When the window ends; null once it is settled.
    private static @Nullable OffsetDateTime due(Entry entry, Duration window) {
        return switch (entry.event().status()) {
            case DEFERRED -> at(entry.event().decision().request().at().plus(window));
            case ACTIVE -> {
                var shown = entry.event().shownAt();
                yield at((shown == null ? entry.event().decision().request().at() : shown).plus(window));
            }
            case CLOSED, EXPIRED -> null;
        };
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /// For copies: what a person was shown and what came of it.
    List<Map<String, Object>> copy(String person) {
        return of(person).stream()
                .map(entry -> Map.<String, Object>of(
                        "eventId", entry.key().eventId(),
                        "slot", entry.key().slotId(),
                        "policy", entry.policy(),
                        "decision", entry.event().decision(),
                        "status", entry.event().status(),
                        "rewards", entry.event().rewards()))
                .toList();
    }
}
