package dev.attune.server.customers;

import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Events that could not be taken, for somebody who can mend what sends them.
///
/// What is shown has its values masked. The whole event is kept only of people who allow their events to be kept,
/// sealed with their key; without it, nothing can be replayed.
@Component
class RejectedEvents {
    private static final String TABLE = "rejected_event";
    private static final String SEALED = "sealed";
    private static final int LONGEST = 300; // of a reason or a path
    private static final int LONGEST_MASKED = 20_000; // of what is shown
    private static final int LONGEST_TYPE = 200;

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final JsonMapper json;
    private final Mask mask;

    RejectedEvents(JdbcTemplate jdbc, Vault vault, JsonMapper json) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
        this.mask = new Mask();
    }

    /// @param person whose key seals it; null when it is kept masked only
    record Row(UUID id, Checked.Unsound event, @Nullable String person) {}

    /// @param source the address it was sent to, or the file
    /// @param type of the call, for example `track:Order Returned`
    /// @param wrong what kind of thing is wrong, as `rule`, `no-time` or `too-old`; empty in older letters
    /// @param reason what is wrong, in English and with its values
    /// @param masked the event as JSON without its values
    /// @param replayable whether the whole event is kept
    record DeadLetter(
            UUID id,
            Instant arrivedAt,
            String source,
            String type,
            String path,
            String wrong,
            String schemaPath,
            String reason,
            String masked,
            boolean replayable) {}

    void add(List<Row> rows) {
        if (rows.isEmpty()) return;
        jdbc.batchUpdate("""
                insert into rejected_event (id, arrived_at, source, type, path, schema_path, reason, masked, person, sealed,
                  wrong)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows, rows.size(), (statement, row) -> {
            var event = row.event();
            var person = row.person();
            statement.setObject(1, row.id());
            statement.setObject(2, event.original().arrivedAt().atOffset(ZoneOffset.UTC));
            statement.setString(3, event.original().source());
            statement.setString(4, shortened(mask.name(event.type()), LONGEST_TYPE));
            statement.setString(5, shortened(mask.name(event.path()), LONGEST));
            statement.setString(6, shortened(event.schemaPath(), LONGEST));
            statement.setString(7, shortened(mask.name(event.reason()), LONGEST));
            statement.setString(
                    8,
                    shortened(
                            json.writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(mask.of(event.original().body())),
                            LONGEST_MASKED));
            statement.setString(9, person);
            statement.setBytes(
                    10,
                    person == null
                            ? null
                            : vault.seal(person, TABLE, SEALED, json.writeValueAsString(event.original())));
            statement.setString(11, event.wrong().id());
        });
    }

    /// PostgreSQL takes no NUL in a text.
    private static String shortened(String text, int longest) {
        String clean = text.replace('\u0000', '?');
        return clean.length() <= longest ? clean : clean.substring(0, longest - 1) + "…";
    }

    /// The latest first.
    List<DeadLetter> latest(Cursor from, int most) {
        var at = from.at().atOffset(ZoneOffset.UTC);
        return jdbc.query("""
                        select * from rejected_event where arrived_at <= ? and (arrived_at < ? or id::text > ?)
                        order by arrived_at desc, id limit ?""", RejectedEvents::deadLetter, at, at, from.id(), most);
    }

    long count() {
        Long n = jdbc.queryForObject("select count(*) from rejected_event", Long.class);
        return n == null ? 0 : n;
    }

    /// The event as it was sent; empty when there is no such, or it was kept masked only.
    Optional<Checked.Original> original(UUID id) {
        return jdbc
                .query(
                        "select person, sealed from rejected_event where id = ? and sealed is not null",
                        (row, n) -> open(row.getString("person"), row.getBytes(SEALED)),
                        id)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// @param original the event as it was sent
    record Sealed(UUID id, Checked.Original original) {}

    /// Those of one type that are kept whole, the oldest first.
    List<Sealed> replayable(String type, int most) {
        return jdbc.query("""
                        select id, person, sealed from rejected_event where type = ? and sealed is not null
                        order by arrived_at, id limit ?""", (row, n) -> sealed(row), type, most).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Sealed> sealed(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return open(row.getString("person"), row.getBytes(SEALED)).map(original -> new Sealed(id, original));
    }

    private Optional<Checked.Original> open(String person, byte[] sealed) {
        try {
            return Optional.of(json.readValue(vault.open(person, TABLE, SEALED, sealed), Checked.Original.class));
        } catch (PersonErased e) {
            return Optional.empty();
        }
    }

    /// What is kept of a person, for a copy.
    List<Checked.Original> of(String person) {
        return jdbc
                .query(
                        "select person, sealed from rejected_event where person = ? order by arrived_at, id",
                        (row, n) -> open(row.getString("person"), row.getBytes(SEALED)),
                        person)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    boolean exists(UUID id) {
        return !jdbc.query("select 1 from rejected_event where id = ?", (row, n) -> row.getInt(1), id)
                .isEmpty();
    }

    void delete(Collection<UUID> ids) {
        jdbc.update("delete from rejected_event where id = any(?)", (Object) ids.toArray(UUID[]::new));
    }

    /// False when there is none.
    boolean delete(UUID id) {
        return jdbc.update("delete from rejected_event where id = ?", id) > 0;
    }

    int erase(String person) {
        return jdbc.update("delete from rejected_event where person = ?", person);
    }

    int sweep(Instant olderThan) {
        return jdbc.update("delete from rejected_event where arrived_at < ?", olderThan.atOffset(ZoneOffset.UTC));
    }

    private static DeadLetter deadLetter(ResultSet row, int number) throws SQLException {
        return new DeadLetter(
                row.getObject("id", UUID.class),
                row.getObject("arrived_at", OffsetDateTime.class).toInstant(),
                row.getString("source"),
                row.getString("type"),
                row.getString("path"),
                row.getString("wrong"),
                row.getString("schema_path"),
                row.getString("reason"),
                row.getString("masked"),
                row.getBytes(SEALED) != null);
    }
}
