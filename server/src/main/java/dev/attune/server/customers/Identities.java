package dev.attune.server.customers;

import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Vault;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Which ids belong to one customer.
///
/// Each person who was ever asked for consent has a record and a key of their own; merging points one record at another
/// and moves nothing, so that unmerging is exact. A record points straight at the one who is kept, never at one that
/// points on: there are no chains, and a cycle cannot be written. An e-mail address finds a customer and never joins
/// two.
@Component
class Identities {
    /// Of one customer. Beyond, it is a shared device, a test account or a mistake, and reading would become slow.
    static final int MOST_IDS = 500;

    private static final String EMAIL = "email";
    private static final String ID = "id";

    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final Vault vault;

    Identities(JdbcTemplate jdbc, InstantSource clock, Vault vault) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.vault = vault;
    }

    /// @param person whose key seals what comes under this id
    /// @param customer whose record it is in
    /// @param recorded whether the person has a record already
    /// @param own whether the person was asked for consent under this id; otherwise it was attached to them
    /// @param twin another record that this id leads to as well, which should be merged; null almost always
    record Known(
            String person,
            String customer,
            boolean recorded,
            boolean own,
            @Nullable String twin) {
        Known in(String other) {
            return new Known(person, other, recorded, own, null);
        }
    }

    /// @param kind `id` or `email`
    /// @param value the id or address itself
    record Id(String kind, String value, Instant addedAt) {}

    /// @param people how many records came along
    /// @param mergedAt when
    /// @param mergedBy the account, or the call that told
    record Merge(UUID id, int people, Instant mergedAt, String mergedBy) {}

    private record Found(String person, String customer, boolean recorded, boolean attached) {}

    /// Those of `ids` that lead to somebody who is not being erased.
    Map<String, Known> resolve(Collection<String> ids) {
        if (ids.isEmpty()) return Map.of();
        var byPrint = new HashMap<String, String>();
        var prints = new byte[ids.size()][];
        int n = 0;
        for (var id : ids) {
            byte[] print = vault.fingerprint(id);
            prints[n++] = print;
            byPrint.put(HexFormat.of().formatHex(print), id);
        }
        var found = new HashMap<String, List<Found>>();
        jdbc.query(
                """
                select f.fingerprint, f.person, coalesce(c.merged_into, f.person) as customer,
                  c.person is not null as recorded, f.attached from (
                  select fingerprint, person, true as attached from customer_id where fingerprint = any(?) and kind = 'id'
                  union all
                  select fingerprint, id, false from person where fingerprint = any(?)) f
                join person p on p.id = f.person and p.erasing_since is null
                left join customer c on c.person = f.person""",
                row -> {
                    String id = byPrint.get(HexFormat.of().formatHex(row.getBytes("fingerprint")));
                    if (id != null)
                        found.computeIfAbsent(id, same -> new ArrayList<>(1))
                                .add(new Found(
                                        row.getString("person"),
                                        row.getString("customer"),
                                        row.getBoolean("recorded"),
                                        row.getBoolean("attached")));
                },
                prints,
                prints);
        var known = new HashMap<String, Known>();
        found.forEach((id, all) -> known.put(id, known(all)));
        return known;
    }

    /// Whoever was asked under this very id comes first.
    private static Known known(List<Found> all) {
        var first = all.stream().filter(each -> !each.attached()).findFirst().orElse(all.getFirst());
        String twin = all.stream()
                .map(Found::customer)
                .filter(customer -> !customer.equals(first.customer()))
                .findFirst()
                .orElse(null);
        return new Known(first.person(), first.customer(), first.recorded(), !first.attached(), twin);
    }

    /// Whom an id, an e-mail address or a random id leads to.
    Optional<String> find(String anyId) {
        var known = resolve(List.of(anyId)).get(anyId);
        if (known != null) return Optional.of(known.customer());
        return jdbc.query("""
                        select coalesce(c.merged_into, c.person) from customer c where c.person = ?
                        union all
                        select * from (select coalesce(c.merged_into, c.person) from customer_id i
                          join customer c on c.person = i.person
                          where i.fingerprint = ? and i.kind = 'email' order by i.added_at desc limit 1) newest""", (row, n) -> row.getString(1), anyId, vault.fingerprint(email(anyId))).stream()
                .findFirst();
    }

    /// Whose record this one is part of: itself where it is not merged.
    String canonical(String person) {
        return jdbc
                .query(
                        "select merged_into from customer where person = ? and merged_into is not null",
                        (row, n) -> row.getString(1),
                        person)
                .stream()
                .findFirst()
                .orElse(person);
    }

    /// @param since when it was made
    record Recorded(String person, Instant since) {}

    /// Every record of the customer whom this one is part of, the kept one first; empty when nobody is known by it.
    List<String> records(String person) {
        return recorded(person).stream().map(Recorded::person).toList();
    }

    /// The same with when they were made.
    List<Recorded> recorded(String person) {
        return jdbc.query(
                """
                        with kept as (select coalesce(merged_into, person) as person from customer where person = ?)
                        select person, created_at from (
                          select person, 0 as place, created_at from customer join kept using (person)
                          union all
                          select c.person, 1, c.created_at from customer c join kept on c.merged_into = kept.person) own
                        order by place, created_at, person""",
                (row, n) -> new Recorded(
                        row.getString("person"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()),
                person);
    }

    /// Whose record each is part of: itself where it is not merged. Those whom nobody is known by are absent.
    Map<String, String> canonical(Collection<String> people) {
        var customers = new HashMap<String, String>();
        jdbc.query(
                "select person, coalesce(merged_into, person) as customer from customer where person = any(?)",
                row -> {
                    customers.put(row.getString("person"), row.getString("customer"));
                },
                (Object) people.toArray(String[]::new));
        return customers;
    }

    boolean isKnown(String person) {
        return !jdbc.query("select 1 from customer where person = ?", (row, n) -> row.getInt(1), person)
                .isEmpty();
    }

    /// All records of each customer, their own first.
    ///
    /// @param customers none of them merged into another
    Map<String, List<String>> members(Collection<String> customers) {
        var members = new LinkedHashMap<String, List<String>>();
        for (var customer : customers) members.computeIfAbsent(customer, same -> new ArrayList<>(List.of(same)));
        if (!members.isEmpty())
            jdbc.query(
                    "select person, merged_into from customer where merged_into = any(?) order by created_at, person",
                    row -> {
                        var own = members.get(row.getString("merged_into"));
                        if (own != null) own.add(row.getString("person"));
                    },
                    (Object) members.keySet().toArray(String[]::new));
        return members;
    }

    /// Makes records for those who have none.
    void remember(Collection<String> people) {
        jdbc.update("""
                insert into customer (person, created_at) select p, ? from unnest(?::text[]) p
                on conflict (person) do nothing""", now(), people.toArray(String[]::new));
    }

    /// How many ids lead to a customer, records and attached ids together.
    private int size(String customer) {
        Integer size = jdbc.queryForObject("""
                with own as (select person from customer where person = ? or merged_into = ?)
                select (select count(*) from own)
                     + (select count(*) from customer_id where kind = 'id' and person in (select person from own))""", Integer.class, customer, customer);
        return size == null ? 0 : size;
    }

    /// Another id of the same person from now on.
    ///
    /// @throws TooManyIds when the customer has [#MOST_IDS] already
    void attach(String id, Known to) {
        if (size(to.customer()) >= MOST_IDS) throw new TooManyIds();
        add(ID, id, id, to.person());
    }

    /// The only address of this record from now on; an older one does not lead here any more.
    void email(String person, String address) {
        byte[] print = vault.fingerprint(email(address));
        jdbc.update("delete from customer_id where person = ? and kind = 'email' and fingerprint <> ?", person, print);
        add(EMAIL, email(address), address, person);
    }

    private void add(String kind, String indexed, String shown, String person) {
        jdbc.update(
                """
                insert into customer_id (fingerprint, kind, person, sealed, added_at) values (?, ?, ?, ?, ?)
                on conflict do nothing""",
                vault.fingerprint(indexed),
                kind,
                person,
                vault.seal(person, "customer_id", "sealed", shown),
                now());
    }

    /// What an address is found by. The prefix keeps it apart from an id of the same letters.
    private static String email(String address) {
        return "email:" + address.strip().toLowerCase(Locale.ROOT);
    }

    /// Points `other` and everything merged into it at `kept`. False when they are one customer already, so that an
    /// alias in a circle changes nothing.
    ///
    /// @param by who asked, for example `identify` or `console`
    /// @throws TooManyIds when together they would have more than [#MOST_IDS]
    boolean merge(String kept, String other, String by) {
        remember(List.of(kept, other));
        if (canonical(kept).equals(canonical(other))) return false;
        String into = canonical(kept);
        String from = canonical(other);
        if (size(into) + size(from) > MOST_IDS) throw new TooManyIds();
        var people = members(List.of(from)).getOrDefault(from, List.of());
        jdbc.update("update customer set merged_into = ? where person = ? or merged_into = ?", into, from, from);
        jdbc.update(
                "insert into customer_merge (id, kept, people, merged_at, merged_by) values (?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                into,
                people.toArray(String[]::new),
                now(),
                by);
        return true;
    }

    /// Takes the records that came along out again, each with all its events, whatever was merged since. One that
    /// was taken out before, by undoing another merge, stays where it is.
    ///
    /// @return the customers concerned; empty when there is no such merge, or it was undone before
    List<String> unmerge(UUID merge) {
        var people = jdbc
                .query(
                        "update customer_merge set undone_at = ? where id = ? and undone_at is null returning people",
                        (row, n) -> List.of((String[]) row.getArray("people").getArray()),
                        now(),
                        merge)
                .stream()
                .flatMap(List::stream)
                .toList();
        if (people.isEmpty()) return List.of();
        String own = people.getFirst();
        String from = canonical(own);
        jdbc.update(
                "update customer set merged_into = nullif(?, person) where person = any(?) and merged_into = ?",
                own,
                people.toArray(String[]::new),
                from);
        return Stream.of(from, own).distinct().toList();
    }

    /// Still standing, newest first.
    ///
    /// @param people all records of one customer, the kept one first
    List<Merge> merges(List<String> people) {
        if (people.size() < 2) return List.of();
        return jdbc.query(
                """
                select * from customer_merge where undone_at is null and people[1] = any(?)
                order by merged_at desc""",
                (row, n) -> new Merge(
                        row.getObject("id", UUID.class),
                        ((String[]) row.getArray("people").getArray()).length,
                        row.getObject("merged_at", OffsetDateTime.class).toInstant(),
                        row.getString("merged_by")),
                (Object) people.subList(1, people.size()).toArray(String[]::new));
    }

    /// The ids attached to these records.
    List<Id> ids(Collection<String> people) {
        return jdbc
                .query(
                        "select * from customer_id where person = any(?) order by added_at, fingerprint",
                        (row, n) -> opened(
                                row.getString("kind"),
                                row.getString("person"),
                                row.getBytes("sealed"),
                                row.getObject("added_at", OffsetDateTime.class).toInstant()),
                        (Object) people.toArray(String[]::new))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Id> opened(String kind, String person, byte[] sealed, Instant addedAt) {
        try {
            return Optional.of(new Id(kind, vault.open(person, "customer_id", "sealed", sealed), addedAt));
        } catch (PersonErased e) {
            return Optional.empty();
        }
    }

    /// Removes a record and its ids. Where others were merged into it, the oldest of them is kept from now on.
    ///
    /// @return how many rows that were
    int forget(String person) {
        var own = members(List.of(person)).getOrDefault(person, List.of(person));
        if (own.size() > 1) {
            String heir = own.get(1);
            jdbc.update("update customer set merged_into = nullif(?, person) where merged_into = ?", heir, person);
            jdbc.update("update customer_merge set kept = ? where kept = ?", heir, person);
        }
        jdbc.update("delete from customer_merge where kept = ?", person);
        jdbc.update("delete from customer_merge where people = array[?]::text[]", person);
        jdbc.update("update customer_merge set people = array_remove(people, ?) where ? = any(people)", person, person);
        return jdbc.update("delete from customer_id where person = ?", person)
                + jdbc.update("delete from customer where person = ?", person);
    }

    /// Removes the ids attached to a record; what they once belonged to is not known any more.
    void detach(String person) {
        jdbc.update("delete from customer_id where person = ?", person);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /// A customer has too many ids to take another.
    static final class TooManyIds extends RuntimeException {
        TooManyIds() {
            super("the customer has %d ids already".formatted(MOST_IDS));
        }
    }
}
