package dev.attune.server.privacy;

import java.util.Map;
import java.util.Set;

/// A slice, or a system outside, that holds data about people. All beans of this type are asked, in no order.
public interface PersonDataHolder {

    /// How the data is called in exports and proofs, for example `sessions`.
    String name();

    /// The tables that lead to a person, by their names; empty for a system outside.
    Set<String> tables();

    /// Everything that is held, as JSON can say it: records, maps, lists, text, numbers.
    ///
    /// @param person the random id, as the tables have it
    Object export(String person);

    /// By which ids, beside the person's own, the audit record names what is held: whoever looked at a
    /// session looked at its person.
    default Set<String> ids(String person) {
        return Set.of();
    }

    /// Erases everything but evidence without content. Done twice, it changes nothing; it may be called again after it
    /// failed half-way.
    ///
    /// @return how much was erased, by table or system
    Map<String, Integer> erase(String person);
}
