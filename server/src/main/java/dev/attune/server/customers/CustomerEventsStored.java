package dev.attune.server.customers;

import java.util.List;

/// Events were stored; published after their commit, on the tenant they belong to, in the order of arrival. Whoever is
/// slow to listen slows the next publication, not the next commit.
public record CustomerEventsStored(List<CustomerEvent> events) {
    public CustomerEventsStored {
        events = List.copyOf(events);
    }
}
