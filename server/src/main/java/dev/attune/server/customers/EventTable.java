package dev.attune.server.customers;

import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Vault;
import dev.attune.signals.Modality;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Events as they are stored: whose and when in plain, what in the person's seal.
@Component
class EventTable {
    private static final String TABLE = "customer_event";
    private static final String SEALED = "sealed";
    private static final int MOST_COUNTED = 100; // of one record: counting all would take the longer the more there are

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final JsonMapper json;
    private final ObjectReader reader; // made once: looking up how to read took a third of the reading

    EventTable(JdbcTemplate jdbc, Vault vault, JsonMapper json) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
        this.reader = json.readerFor(Content.class);
    }

    /// @param person whose record and key it belongs to, before any merge
    /// @param content of [#contents]
    record Row(String person, Modality modality, CustomerEvent event, byte[] content) {}

    /// When somebody was last heard of, and how much is kept.
    ///
    /// @param events at most [#MOST_COUNTED] of each record
    /// @param more whether there are more than that
    record Seen(int events, boolean more, @Nullable Instant lastAt) {
        static final Seen NEVER = new Seen(0, false, null);

        Seen and(Seen other) {
            return new Seen(
                    events + other.events,
                    more || other.more,
                    Stream.of(Optional.ofNullable(lastAt), Optional.ofNullable(other.lastAt))
                            .flatMap(Optional::stream)
                            .max(Comparator.naturalOrder())
                            .orElse(null));
        }
    }

    record Content(
            String type,
            @Nullable String channel,
            @Nullable String product,
            @Nullable String topic,
            @Nullable Double valence,
            @Nullable Double arousal,
            @Nullable Double score,
            Map<String, Object> properties) {}

    /// What is sealed of events, one for each. Made together: buffers are never used twice, and those of one writer are
    /// ten times as large as what it writes of an event.
    List<byte[]> contents(List<Content> events) {
        var contents = new ArrayList<byte[]>(events.size());
        var out = new ByteArrayOutputStream();
        try (var writer =
                json.writerFor(Content.class).withRootValueSeparator("").writeValues(out)) {
            for (var event : events) {
                writer.write(event);
                writer.flush();
                contents.add(out.toByteArray());
                out.reset();
            }
        }
        return contents;
    }

    /// Those of `ids` that are stored already.
    Set<UUID> known(Collection<UUID> ids) {
        return new HashSet<>(jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("select id from customer_event where id = any(?)");
                    statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                    return statement;
                },
                (row, n) -> row.getObject("id", UUID.class)));
    }

    /// All in one statement. PostgreSQL refuses COPY into a table under row-level security, so the rows travel as one
    /// array per column, which it takes about as fast.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException when one of them is stored already
    void add(List<Row> rows) {
        vault.openAll(rows.stream().map(Row::person).toList());
        int n = rows.size();
        var ids = new UUID[n];
        var people = new String[n];
        var at = new long[n];
        var arrived = new long[n];
        var modalities = new String[n];
        var bearing = new boolean[n];
        var sealed = new byte[n][];
        for (int i = 0; i < n; i++) {
            var row = rows.get(i);
            var event = row.event();
            ids[i] = event.id();
            people[i] = row.person();
            at[i] = micros(event.at());
            arrived[i] = micros(event.arrivedAt());
            modalities[i] = row.modality().id();
            bearing[i] = event.valence() != null || event.score() != null;
            sealed[i] = vault.seal(row.person(), TABLE, SEALED, row.content());
        }
        jdbc.update(connection -> {
            var statement = connection.prepareStatement("""
                    insert into customer_event (id, person, at, arrived_at, modality, bearing, sealed)
                    select id, person, timestamptz 'epoch' + at * interval '1 microsecond',
                      timestamptz 'epoch' + arrived * interval '1 microsecond', modality, bearing, sealed
                    from unnest(?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[], ?::bytea[])
                      as r (id, person, at, arrived, modality, bearing, sealed)""");
            var arrays = connection.unwrap(PGConnection.class); // takes arrays of primitives too
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            statement.setArray(2, connection.createArrayOf("text", people));
            statement.setArray(3, arrays.createArrayOf("int8", at));
            statement.setArray(4, arrays.createArrayOf("int8", arrived));
            statement.setArray(5, connection.createArrayOf("text", modalities));
            statement.setArray(6, arrays.createArrayOf("bool", bearing));
            statement.setArray(7, connection.createArrayOf("bytea", sealed));
            return statement;
        });
    }

    /// Those that are still there, each as of its own record, in the order of `ids`.
    List<CustomerEvent> find(List<UUID> ids) {
        return jdbc
                .query("""
                        select e.* from unnest(?::uuid[]) with ordinality as wanted(id, n) join customer_event e using (id)
                        order by wanted.n""", (row, n) -> event(row.getString("person"), row), (Object) ids.toArray(UUID[]::new))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// The latest first; with the last one all of the same time, so that the page before it misses none.
    ///
    /// @param people records of one customer
    /// @param to exclusive
    List<CustomerEvent> timeline(String customer, Collection<String> people, Instant from, Instant to, int most) {
        vault.openAll(people);
        return read(
                customer,
                """
                select * from customer_event where person = any(?) and at >= ? and at < ?
                order by at desc fetch first ? rows with ties""",
                people.toArray(String[]::new),
                from.atOffset(ZoneOffset.UTC),
                to.atOffset(ZoneOffset.UTC),
                most);
    }

    /// What was displayed or answered, the latest first.
    ///
    /// @param people records of one customer
    /// @param to exclusive
    List<CustomerEvent> bearing(String customer, Collection<String> people, Instant from, Instant to, int most) {
        vault.openAll(people);
        return read(
                customer,
                """
                select * from customer_event where person = any(?) and bearing and at >= ? and at < ?
                order by at desc, id limit ?""",
                people.toArray(String[]::new),
                from.atOffset(ZoneOffset.UTC),
                to.atOffset(ZoneOffset.UTC),
                most);
    }

    /// All of one record, for a copy; the oldest first.
    List<CustomerEvent> of(String person) {
        return read(person, "select * from customer_event where person = ? order by at, id", person);
    }

    private List<CustomerEvent> read(String customer, String sql, Object... parameters) {
        return jdbc.query(sql, (row, n) -> event(customer, row), parameters).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Empty when its person was erased meanwhile.
    private Optional<CustomerEvent> event(String customer, ResultSet row) throws SQLException {
        try {
            Content content =
                    reader.readValue(vault.open(row.getString("person"), TABLE, SEALED, row.getBytes(SEALED)));
            return Optional.of(new CustomerEvent(
                    row.getObject("id", UUID.class),
                    customer,
                    content.type(),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getObject("arrived_at", OffsetDateTime.class).toInstant(),
                    content.channel(),
                    content.product(),
                    content.topic(),
                    content.valence(),
                    content.arousal(),
                    content.score(),
                    content.properties()));
        } catch (PersonErased e) {
            return Optional.empty();
        }
    }

    /// By record; those without an event are absent.
    Map<String, Seen> seen(Collection<String> people) {
        var seen = new HashMap<String, Seen>();
        jdbc.query(
                """
                select wanted.person, count(*) as n, max(at) as last
                from unnest(?::text[]) as wanted (person), lateral
                  (select at from customer_event e where e.person = wanted.person order by at desc limit ?) latest
                group by wanted.person""",
                row -> {
                    int n = row.getInt("n");
                    seen.put(
                            row.getString("person"),
                            new Seen(
                                    Math.min(n, MOST_COUNTED),
                                    n > MOST_COUNTED,
                                    Objects.requireNonNull(row.getObject("last", OffsetDateTime.class))
                                            .toInstant()));
                },
                people.toArray(String[]::new),
                MOST_COUNTED + 1);
        return seen;
    }

    int erase(String person) {
        return jdbc.update("delete from customer_event where person = ?", person);
    }

    int erase(String person, Modality modality) {
        return jdbc.update("delete from customer_event where person = ? and modality = ?", person, modality.id());
    }

    int sweep(Instant olderThan) {
        return jdbc.update("delete from customer_event where at < ?", olderThan.atOffset(ZoneOffset.UTC));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
