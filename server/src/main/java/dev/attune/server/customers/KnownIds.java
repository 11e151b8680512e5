package dev.attune.server.customers;

import dev.attune.server.customers.Identities.Known;
import dev.attune.server.database.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Whom ids led to when they were last looked up: whoever sends at all sends again soon.
///
/// For what stores events, one call at a time; whatever else changes customers does so between two such calls, and
/// everything is forgotten then ([Intake#between]). Only who has a record and was asked for consent under the id itself
/// is remembered: an id that was attached to somebody may become somebody else's own any moment, and one that leads to
/// nobody somebody's.
@Component
class KnownIds {
    private static final int MOST = 50_000; // some 20 MB; as many people as the vault keeps keys open of

    private final Identities identities;
    private final Map<Key, Known> known = new HashMap<>();
    private final Map<Key, Set<String>> idsOf = new HashMap<>(); // by customer
    private final Map<Key, List<String>> membersOf = new HashMap<>(); // by customer

    KnownIds(Identities identities) {
        this.identities = identities;
    }

    /// @param name an id, or a customer
    private record Key(Tenant tenant, String name) {
        static Key of(String name) {
            return new Key(Tenant.current(), name);
        }
    }

    /// As [Identities#resolve].
    Map<String, Known> resolve(Collection<String> ids) {
        var found = new HashMap<String, Known>();
        var asked = new ArrayList<String>();
        for (var id : ids) {
            var before = known.get(Key.of(id));
            if (before == null) asked.add(id);
            else found.put(id, before);
        }
        if (asked.isEmpty()) return found;
        if (known.size() + asked.size() > MOST) forgetAll();
        identities.resolve(asked).forEach((id, led) -> {
            found.put(id, led);
            if (!led.recorded() || !led.own() || led.twin() != null) return;
            known.put(Key.of(id), led);
            idsOf.computeIfAbsent(Key.of(led.customer()), same -> new HashSet<>())
                    .add(id);
        });
        return found;
    }

    /// As [Identities#members]. Ask before anything is written: what is remembered must have been committed.
    Map<String, List<String>> members(Collection<String> customers) {
        var members = new HashMap<String, List<String>>();
        var asked = new HashSet<String>();
        for (var customer : customers) {
            var before = membersOf.get(Key.of(customer));
            if (before == null) asked.add(customer);
            else members.put(customer, before);
        }
        if (asked.isEmpty()) return members;
        if (membersOf.size() + asked.size() > MOST) membersOf.clear();
        identities.members(asked).forEach((customer, people) -> {
            members.put(customer, List.copyOf(people));
            membersOf.put(Key.of(customer), List.copyOf(people));
        });
        return members;
    }

    /// Something else belongs to this customer now, or the customer to another.
    void forget(String customer) {
        membersOf.remove(Key.of(customer));
        var ids = idsOf.remove(Key.of(customer));
        if (ids != null) ids.forEach(id -> known.remove(Key.of(id)));
    }

    void forgetAll() {
        known.clear();
        idsOf.clear();
        membersOf.clear();
    }
}
