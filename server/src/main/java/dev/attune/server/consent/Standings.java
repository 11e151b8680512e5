package dev.attune.server.consent;

import dev.attune.server.database.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What people decided last about a choice, by their random ids. It is kept in memory, because the question comes with
/// every event, and forgotten with every change of the records. This holds for one server process per database.
@Component
class Standings {
    private static final int MOST_REMEMBERED = 100_000; // some 25 MB
    private static final int LARGEST_REMEMBERED = 10_000; // whoever asks about more goes through everybody once

    private final JdbcTemplate jdbc;
    private final Map<Asked, Answer> remembered = new ConcurrentHashMap<>();

    Standings(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param record the later of two has the greater number
    record Latest(long record, Decision decision, Instant expiresAt, String noticeId, int noticeVersion) {}

    private record Asked(Tenant tenant, String person, Choice choice) {}

    private sealed interface Answer {
        record Known(Optional<Latest> latest) implements Answer {}

        /// Under way to the records; whoever changes them meanwhile removes it, so that what was read before the change
        /// is not remembered behind it. Equal only to itself.
        final class Awaited implements Answer {}
    }

    /// The latest decision of each; those who never took one are absent.
    Map<String, Latest> of(Choice choice, Collection<String> people) {
        var found = new HashMap<String, Latest>();
        var asked = new ArrayList<String>();
        var tenant = Tenant.current();
        for (var person : people) {
            if (remembered.get(new Asked(tenant, person, choice)) instanceof Answer.Known known)
                known.latest().ifPresent(latest -> found.put(person, latest));
            else asked.add(person);
        }
        if (asked.isEmpty()) return found;
        found.putAll(asked.size() > LARGEST_REMEMBERED ? read(choice, asked) : remember(choice, asked));
        return found;
    }

    private Map<String, Latest> remember(Choice choice, List<String> people) {
        if (remembered.size() + people.size() > MOST_REMEMBERED) remembered.clear();
        var tenant = Tenant.current();
        var awaited = new Answer.Awaited();
        for (var person : people) remembered.put(new Asked(tenant, person, choice), awaited);
        var read = read(choice, people);
        for (var person : people)
            remembered.replace(
                    new Asked(tenant, person, choice),
                    awaited,
                    new Answer.Known(Optional.ofNullable(read.get(person))));
        return read;
    }

    private Map<String, Latest> read(Choice choice, List<String> people) {
        var read = new HashMap<String, Latest>();
        jdbc.query(
                """
                select distinct on (subject) subject, id, decision, expires_at, notice_id, notice_version
                from consent_record where subject = any(?) and purpose = ? and modality = ?
                order by subject, id desc""",
                row -> {
                    read.put(row.getString("subject"), latest(row));
                },
                people.toArray(String[]::new),
                choice.purpose().id(),
                choice.modality().id());
        return read;
    }

    /// Call it within the transaction that changes the records of this person: once it has ended, however that was.
    void forgetAfter(String person, Choice choice) {
        var asked = new Asked(Tenant.current(), person, choice);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            remembered.remove(asked);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                remembered.remove(asked);
            }
        });
    }

    private static Latest latest(ResultSet row) throws SQLException {
        return new Latest(
                row.getLong("id"),
                Decision.of(row.getString("decision")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getString("notice_id"),
                row.getInt("notice_version"));
    }
}
