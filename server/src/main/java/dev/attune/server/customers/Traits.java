package dev.attune.server.customers;

import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What identify calls said about people: of each trait the value that is latest by event time, whatever order the
/// calls came in. Each record keeps its own, so that a merge can be undone.
@Component
class Traits {
    /// Of one record; later ones are left out. A profile is not a document store.
    static final int MOST = 200;

    private static final TypeReference<TreeMap<String, Trait>> STORED = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final JsonMapper json;

    Traits(JdbcTemplate jdbc, Vault vault, JsonMapper json) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
    }

    /// @param at event time of the call that said it
    record Trait(@Nullable Object value, Instant at) {}

    /// @return whether anything is different now
    boolean add(String person, Map<String, Object> said, Instant at) {
        var traits = new TreeMap<>(of(List.of(person)));
        var before = Map.copyOf(traits);
        said.forEach((name, value) -> {
            var old = traits.get(name);
            if (old == null ? traits.size() < MOST : !old.at().isAfter(at)) traits.put(name, new Trait(value, at));
        });
        if (traits.equals(before)) return false;
        jdbc.update(
                "update customer set traits = ? where person = ?",
                vault.seal(person, "customer", "traits", json.writeValueAsString(traits)),
                person);
        return true;
    }

    /// Of several records together.
    Map<String, Trait> of(Collection<String> people) {
        return read("select person, traits from customer where person = any(?) and traits is not null", (Object)
                people.toArray(String[]::new));
    }

    /// Of all records of the customer whom this one is part of, in one question to the database.
    Map<String, Trait> ofCustomer(String person) {
        return read("""
                with kept as (select coalesce(merged_into, person) as person from customer where person = ?)
                select person, traits from customer join kept using (person) where traits is not null
                union all
                select c.person, c.traits from customer c join kept on c.merged_into = kept.person
                where c.traits is not null""", person);
    }

    private Map<String, Trait> read(String sql, Object parameter) {
        var traits = new HashMap<String, Trait>();
        for (var own : stored(sql, parameter))
            own.forEach((name, trait) ->
                    traits.merge(name, trait, (one, other) -> other.at().isAfter(one.at()) ? other : one));
        return traits;
    }

    private List<Map<String, Trait>> stored(String sql, Object parameter) {
        var stored = new ArrayList<Map<String, Trait>>();
        jdbc.query(
                sql,
                row -> {
                    try {
                        stored.add(json.readValue(
                                vault.open(row.getString("person"), "customer", "traits", row.getBytes("traits")),
                                STORED));
                    } catch (PersonErased e) {
                        // gone meanwhile
                    }
                },
                parameter);
        return stored;
    }

    /// @return how many records had any
    int erase(String person) {
        return jdbc.update("update customer set traits = null where person = ? and traits is not null", person);
    }

    static Map<String, Object> values(Map<String, Trait> traits) {
        var values = new LinkedHashMap<String, Object>();
        new TreeMap<>(traits).forEach((name, trait) -> values.put(name, trait.value()));
        return values;
    }
}
