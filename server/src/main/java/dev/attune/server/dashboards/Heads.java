package dev.attune.server.dashboards;

import java.util.Arrays;

/// How many different people, from the [#KEPT] smallest of their hashes: exactly while there are fewer, else with a
/// standard error of about 1/√62 or 13 %. Sets of the same people, merged, count nobody twice.
///
/// Bar-Yossef et al. 2002, Counting distinct elements in a data stream, algorithm 2; also called k
/// minimum values.
final class Heads {
    static final int KEPT = 64;

    private final long[] smallest = new long[KEPT]; // in their order; the first `size` count
    private int size;

    void add(String person) {
        add(hash(person));
    }

    /// @param hashes in any order; those of [#hashes] are in order, which makes them cheap
    void addAll(Long[] hashes) {
        for (long hash : hashes) {
            if (size == KEPT && hash >= smallest[KEPT - 1]) continue;
            add(hash);
        }
    }

    void addAll(Heads other) {
        for (int i = 0; i < other.size; i++) add(other.smallest[i]);
    }

    private void add(long hash) {
        if (size == KEPT && hash >= smallest[KEPT - 1]) return;
        int at = Arrays.binarySearch(smallest, 0, size, hash);
        if (at >= 0) return;
        int place = -at - 1;
        if (size < KEPT) size++;
        System.arraycopy(smallest, place, smallest, place + 1, size - 1 - place);
        smallest[place] = hash;
    }

    Long[] hashes() {
        return Arrays.stream(smallest, 0, size).boxed().toArray(Long[]::new);
    }

    long estimate() {
        if (size < KEPT) return size;
        return Math.round((KEPT - 1) / (smallest[KEPT - 1] / (double) Long.MAX_VALUE));
    }

    /// Even over 0..2^63. Ids are random already; mixing spreads their characters over all bits.
    private static long hash(String person) {
        long hash = 0;
        for (int i = 0; i < person.length(); i++) hash = mixed(hash ^ person.charAt(i));
        return hash >>> 1;
    }

    /// Stafford 2011, variant 13 of MurmurHash3's finaliser
    private static long mixed(long z) {
        z += 0x9e3779b97f4a7c15L; // so that 0 does not stay 0
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
