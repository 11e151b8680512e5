package dev.attune.cli;

import dev.attune.policy.AgeBand;
import dev.attune.policy.Jurisdiction;
import dev.attune.policy.Place;
import dev.attune.policy.Policy;
import dev.attune.policy.PolicyQuery;
import dev.attune.policy.Role;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How long the policy takes for one answer, over every question that can be asked of it.
final class GateTimes {
    private static final int WARM_UP_ROUNDS = 3;

    private final Policy policy = Policy.bundled();
    private final List<PolicyQuery> questions = new ArrayList<>();

    GateTimes(Instant at) {
        for (var jurisdiction : Jurisdiction.values())
            for (var place : Place.values())
                for (var role : Role.values())
                    for (var purpose : Purpose.values())
                        for (var modality : Modality.values())
                            for (var age : AgeBand.values())
                                questions.add(new PolicyQuery(place, role, purpose, modality, jurisdiction, age, at));
    }

    int questions() {
        return questions.size();
    }

    /// The 99th percentile of single answers.
    Duration p99() {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) ask();
        var nanos = ask();
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[nanos.length * 99 / 100]);
    }

    private long[] ask() {
        var nanos = new long[questions.size()];
        for (int i = 0; i < nanos.length; i++) {
            long began = System.nanoTime();
            var decision = policy.decide(questions.get(i));
            nanos[i] = System.nanoTime() - began;
            if (decision.reason().isEmpty()) throw new IllegalStateException("an answer without a reason");
        }
        return nanos;
    }
}
