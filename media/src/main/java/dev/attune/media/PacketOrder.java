package dev.attune.media;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Puts numbered packets back in order. Waits for a missing one until `patience` later ones are there, then goes on
/// without it; what comes after that is too late and is dropped.
///
/// @param <P> a packet; it should carry its own media time, by which the gap shows
public final class PacketOrder<P> {
    private final int patience;
    private final TreeMap<Long, P> waiting = new TreeMap<>();
    private long next;
    private long dropped;

    /// @param first the number of the first packet
    /// @param patience packets that wait for a missing one, at least 1
    public PacketOrder(long first, int patience) {
        if (patience < 1) throw new IllegalArgumentException("patience must be at least 1 packet, got " + patience);
        this.next = first;
        this.patience = patience;
    }

    /// @return the packets whose turn has come, in order
    public List<P> accept(long number, P packet) {
        if (number < next || waiting.putIfAbsent(number, packet) != null) {
            dropped++;
            return List.of();
        }
        if (waiting.size() > patience) next = waiting.firstKey();
        var ready = new ArrayList<P>();
        while (!waiting.isEmpty() && waiting.firstKey() == next) {
            ready.add(waiting.pollFirstEntry().getValue());
            next++;
        }
        return ready;
    }

    /// What still waits, in order, although something before it is missing.
    public List<P> finish() {
        var rest = List.copyOf(waiting.values());
        if (!waiting.isEmpty()) next = waiting.lastKey() + 1;
        waiting.clear();
        return rest;
    }

    /// Packets that came twice or too late.
    public long dropped() {
        return dropped;
    }
}
