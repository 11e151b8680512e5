package dev.attune.decisions.experiments;

import dev.attune.decisions.StableHash;
import java.util.List;

/// Who is in which arm: `bucket = SHA-256(salt ":" subject) mod 10,000`, the same on every machine and
/// every visit.
///
/// @param salt of this experiment or slot; another salt deals anew
/// @param arms in order, the first is the control; their buckets together at most 10,000, the rest takes no part
public record Assignment(String salt, List<Arm> arms) {
    public static final int BUCKETS = 10_000;

    /// Kept out of every personalisation of a slot, to measure what all of it is worth.
    public static final int HOLDBACK_BUCKETS = 500; // 5 %

    /// @param buckets of 10,000, at least 1
    public record Arm(String id, int buckets) {
        public Arm {
            if (id.isBlank()) throw new IllegalArgumentException("an arm needs an id");
            if (buckets < 1 || buckets > BUCKETS)
                throw new IllegalArgumentException("arm %s needs 1..10000 buckets, got %d".formatted(id, buckets));
        }
    }

    public Assignment {
        if (salt.isBlank()) throw new IllegalArgumentException("an assignment needs a salt");
        arms = List.copyOf(arms);
        if (arms.isEmpty()) throw new IllegalArgumentException("an assignment needs arms");
        if (arms.stream().map(Arm::id).distinct().count() != arms.size())
            throw new IllegalArgumentException("arms need different ids, got " + arms);
        int all = arms.stream().mapToInt(Arm::buckets).sum();
        if (all > BUCKETS) throw new IllegalArgumentException("arms have %d buckets of 10000".formatted(all));
    }

    /// Whether a subject is held back from a slot for good.
    public static boolean heldBack(String slot, String subject) {
        return bucket("holdback:" + slot, subject) < HOLDBACK_BUCKETS;
    }

    /// @return in 0..9999
    public static int bucket(String salt, String subject) {
        return (int) Long.remainderUnsigned(StableHash.of(salt + ":" + subject), BUCKETS);
    }

    /// @return the arm's id, or an empty text for somebody who takes no part
    public String arm(String subject) {
        int bucket = bucket(salt, subject);
        for (var arm : arms) {
            bucket -= arm.buckets();
            if (bucket < 0) return arm.id();
        }
        return "";
    }
}
