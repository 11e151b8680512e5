package dev.attune.server.repair;

import dev.attune.decisions.repair.Rate;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.repair.KnownThings.Thing;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// What people love: themes, counted in people, and quotes. A quote leaves this house only after the person said yes to
/// that very sentence, and no longer when they take it back.
@Component
class Praises {
    private static final String TABLE = "praise";
    private static final String THING = "thing";
    private static final String SEALED = "sealed";
    private static final double LEANS_WELL = 0.35; // as far from the middle as what counts as trouble
    private static final Duration COUNTED = Duration.ofDays(90); // as long as what was displayed is kept

    private final JdbcClient jdbc;
    private final JdbcTemplate template; // takes nulls
    private final Vault vault;
    private final JsonMapper json;
    private final ObjectReader things;
    private final InstantSource clock;
    private final RepairSettings settings;
    private final KnownThings known;

    Praises(
            JdbcClient jdbc,
            JdbcTemplate template,
            Vault vault,
            JsonMapper json,
            InstantSource clock,
            RepairSettings settings,
            KnownThings known) {
        this.known = known;
        this.jdbc = jdbc;
        this.template = template;
        this.vault = vault;
        this.json = json;
        this.things = json.readerFor(Thing.class);
        this.clock = clock;
        this.settings = settings;
    }

    /// @param people who said something good about it within 90 days
    /// @param share of all who said something good
    record Theme(String topic, int people, Rate share) {}

    /// @param at when it was said
    /// @param product may be empty
    /// @param text with personal data replaced
    /// @param askedAt null while nobody was asked
    /// @param granted null while nobody answered
    record Quote(
            UUID id,
            Instant at,
            String topic,
            String product,
            String language,
            String text,
            @Nullable Instant askedAt,
            @Nullable Boolean granted) {}

    /// A good word in passing: its theme counts.
    ///
    /// @throws PersonErased when nothing is to be kept about them any more
    void heard(CustomerEvent event, String topic, double valence) {
        if (valence < LEANS_WELL) return;
        var id =
                UUID.nameUUIDFromBytes((event.id() + topic).getBytes(StandardCharsets.UTF_8)); // an event is told twice
        insert(id, event.person(), event.at(), topic, event.product(), "en", null);
    }

    /// Somebody's own sentence, with personal data replaced, that may become a quote.
    UUID said(String person, Instant at, String topic, String product, String language, String text) {
        var id = UUID.randomUUID();
        insert(id, person, at, topic, product, language, vault.seal(person, TABLE, SEALED, text));
        return id;
    }

    private void insert(
            UUID id,
            String person,
            Instant at,
            String topic,
            @Nullable String product,
            String language,
            byte @Nullable [] sealed) {
        var thing = json.writeValueAsString(new Thing(topic, product == null ? "" : product));
        template.update(
                """
                        insert into praise (id, person, at, about, thing, language, sealed)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                id,
                person,
                at(at),
                vault.fingerprint(person, TABLE, "topic", topic),
                vault.seal(person, TABLE, THING, thing),
                language,
                sealed);
    }

    /// The most loved first; those of fewer people than the floor are left out.
    List<Theme> themes() {
        var once = new HashMap<UUID, String>(); // whose, by the row
        template.query(
                "select distinct on (person, about) id, person from praise where at >= ? order by person, about, id",
                row -> {
                    once.put(row.getObject("id", UUID.class), row.getString("person"));
                },
                at(clock.instant().minus(COUNTED)));
        var all = new HashSet<String>();
        var people = new HashMap<String, Integer>(); // by topic
        known.of(once.keySet(), this::opened).forEach((id, thing) -> {
            people.merge(thing.topic(), 1, Integer::sum);
            all.add(once.getOrDefault(id, ""));
        });
        return people.entrySet().stream()
                .filter(theme -> theme.getValue() >= settings.fewest())
                .map(theme -> new Theme(theme.getKey(), theme.getValue(), new Rate(theme.getValue(), all.size())))
                .sorted(Comparator.comparingInt(Theme::people).reversed().thenComparing(Theme::topic))
                .toList();
    }

    /// Those of people who were erased meanwhile are left out.
    private Map<UUID, KnownThings.Told> opened(Collection<UUID> ids) {
        var shut = jdbc.sql("select id, person, thing from praise where id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query((row, n) ->
                        new Shut(row.getObject("id", UUID.class), row.getString("person"), row.getBytes(THING)))
                .list();
        vault.openAll(shut.stream().map(Shut::person).toList());
        var opened = new HashMap<UUID, KnownThings.Told>();
        for (var one : shut)
            try {
                opened.put(one.id(), new KnownThings.Told(one.person(), thing(one.person(), one.thing())));
            } catch (PersonErased e) {
                // gone meanwhile
            }
        return opened;
    }

    private record Shut(UUID id, String person, byte[] thing) {}

    private Thing thing(String person, byte[] sealed) {
        return things.readValue(vault.open(person, TABLE, THING, sealed));
    }

    /// Those that may be shown outside, the latest first.
    List<Quote> granted(int most) {
        return quotes("granted", most);
    }

    /// Those nobody decided on yet, the latest first.
    List<Quote> undecided(int most) {
        return quotes("granted is null", most);
    }

    private List<Quote> quotes(String condition, int most) {
        return jdbc
                .sql("select * from praise where sealed is not null and %s order by at desc, id limit ?"
                        .formatted(condition))
                .param(most)
                .query((row, n) -> quote(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    Optional<Quote> quote(UUID id) {
        return jdbc.sql("select * from praise where id = ? and sealed is not null")
                .param(id)
                .query((row, n) -> quote(row))
                .optional()
                .flatMap(found -> found);
    }

    Optional<String> personOf(UUID id) {
        return jdbc.sql("select person from praise where id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    void asked(UUID id) {
        jdbc.sql("update praise set asked_at = ? where id = ?")
                .params(at(clock.instant()), id)
                .update();
    }

    void decided(UUID id, boolean granted) {
        jdbc.sql("update praise set decided_at = ?, granted = ? where id = ?")
                .params(at(clock.instant()), granted, id)
                .update();
    }

    /// Themes were read from what the person displayed; a quote they said yes to is a promise of its own.
    void withdrawn(String person) {
        jdbc.sql("delete from praise where person = ? and granted is not true")
                .param(person)
                .update();
    }

    int erase(String person) {
        return jdbc.sql("delete from praise where person = ?").param(person).update();
    }

    /// What was not granted goes with what it was read from.
    int sweep(Instant olderThan) {
        return jdbc.sql("delete from praise where at < ? and granted is not true")
                .param(at(olderThan))
                .update();
    }

    /// Everything about one person, for a copy.
    List<Quote> of(String person) {
        return jdbc
                .sql("select * from praise where person = ? and sealed is not null order by at")
                .param(person)
                .query((row, n) -> quote(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Quote> quote(ResultSet row) throws SQLException {
        try {
            var person = row.getString("person");
            var text = vault.open(person, TABLE, SEALED, row.getBytes("sealed"));
            var thing = thing(person, row.getBytes("thing"));
            var askedAt = row.getObject("asked_at", OffsetDateTime.class);
            return Optional.of(new Quote(
                    row.getObject("id", UUID.class),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    thing.topic(),
                    thing.product(),
                    row.getString("language"),
                    text,
                    askedAt == null ? null : askedAt.toInstant(),
                    (Boolean) row.getObject("granted")));
        } catch (PersonErased e) {
            return Optional.empty();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
