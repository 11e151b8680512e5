package dev.attune.server.customers;

import java.util.List;

/// Events were stored; published after their commit, on the tenant they belong to, in the order of arrival. Whoever is
/// slow to listen slows the next publication, not the next commit.
///
/// It comes at least once: what a killed server had not told to the end is told again when it starts. Whoever must not
/// take it twice asks [NewsLog#isNew] within the transaction that takes it.
///
/// @param number under which it is told, growing; 0 where it cannot come again
public record CustomerEventsStored(long number, List<CustomerEvent> events) {
    public CustomerEventsStored {
        events = List.copyOf(events);
    }
}
