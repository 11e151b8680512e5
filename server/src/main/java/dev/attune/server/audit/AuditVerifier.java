package dev.attune.server.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Walks one tenant's chain from a record on, and collects what is wrong with it. After a record that does not fit, it
/// goes on from the hash that stands there, so that each manipulation is named by itself.
final class AuditVerifier {
    private static final int MOST = 20; // of a chain that was renumbered every record is wrong

    private final List<Bad> bad = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Long, byte[]> hashes = new HashMap<>();
    private final List<AuditAnchor> anchors;
    private final byte[] publicKey;
    private final long from;
    private byte[] previous;
    private long last;

    private record Bad(AuditRecord record, byte[] previous) {}

    /// @param from the first record that will come
    /// @param before the hash of the record before it
    /// @param publicKey that anchors must be signed by
    AuditVerifier(long from, byte[] before, List<AuditAnchor> anchors, byte[] publicKey) {
        this.from = from;
        this.last = from - 1;
        this.previous = before;
        this.anchors = List.copyOf(anchors);
        this.publicKey = publicKey;
        for (var anchor : anchors) hashes.put(anchor.seq(), new byte[0]); // of these the hash is wanted
    }

    void accept(AuditRecord record) {
        if (record.seq() <= last) {
            add(new Finding.OutOfOrder(record.seq(), last));
            return;
        }
        boolean gap = record.seq() > last + 1;
        if (gap) add(new Finding.Missing(last + 1, record.seq() - 1));
        else if (!record.follows(previous) && bad.size() < MOST) bad.add(new Bad(record, previous));
        hashes.replace(record.seq(), record.hash());
        previous = record.hash();
        last = record.seq();
    }

    /// The last record that came.
    long last() {
        return last;
    }

    /// In the order of the records.
    ///
    /// @param whole whether the chain was walked to its end, so that an anchor behind it shows a cut
    List<Finding> finish(boolean whole) {
        for (var one : bad) add(explain(one));
        AuditAnchor furthest = null;
        for (var anchor : anchors) {
            if (anchor.seq() < from) continue;
            if (!anchor.isSignedBy(publicKey)) {
                add(new Finding.ForgedAnchor(anchor.seq()));
            } else if (anchor.seq() > last) {
                if (furthest == null || anchor.seq() > furthest.seq()) furthest = anchor;
            } else {
                byte[] hash = hashes.getOrDefault(anchor.seq(), new byte[0]);
                if (hash.length > 0 && !Arrays.equals(hash, anchor.hash()))
                    add(new Finding.Rewritten(anchor.seq(), anchor.at()));
            }
        }
        if (whole && furthest != null) add(new Finding.Truncated(last + 1, furthest.seq(), furthest.at()));
        return findings.stream()
                .sorted((a, b) -> Long.compare(a.seq(), b.seq()))
                .toList();
    }

    private void add(Finding finding) {
        if (findings.size() < MOST) findings.add(finding);
    }

    /// A record that stands in another's place still fits there.
    private Finding explain(Bad one) {
        for (var other : bad) {
            long place = other.record().seq();
            if (place == one.record().seq()) continue;
            if (one.record().belongsTo(place, other.previous())
                    || one.record().belongsTo(place, other.record().hash()))
                return new Finding.Moved(one.record().seq(), place);
        }
        return new Finding.Changed(one.record().seq());
    }
}
