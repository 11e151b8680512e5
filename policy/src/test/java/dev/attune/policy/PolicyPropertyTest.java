package dev.attune.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must hold of any question to any pack, also one of random rules.
class PolicyPropertyTest {
    private static final int QUESTIONS = 2000;
    private static final Set<Duty> DECLARABLE = Stream.of(Duty.values())
            .filter(Duty::isDeclarable)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Duty.class)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whereNoRuleMatchesTheAnswerIsNo(long seed) {
        var random = new Random(seed);
        var policy = Policy.bundled().meeting(DECLARABLE);
        int denied = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            var query = anyQuery(random);
            boolean matched = policy.pack(query.jurisdiction()).rules().stream().anyMatch(rule -> rule.matches(query));
            var decision = policy.decide(query);
            if (matched) continue;
            denied++;
            assertThat(decision.outcome()).as(query.toString()).isEqualTo(Outcome.BLOCK);
            assertThat(decision.ruleId()).isEqualTo(PolicyDecision.DEFAULT_DENY);
        }
        assertThat(denied).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void theStrictestOfTheMatchingRulesWins(long seed) {
        var random = new Random(seed);
        var policy = Policy.bundled().meeting(DECLARABLE);
        for (int i = 0; i < QUESTIONS; i++) {
            var query = anyQuery(random);
            var decision = policy.decide(query);
            for (var rule : policy.pack(query.jurisdiction()).rules())
                if (rule.matches(query))
                    assertThat(decision.outcome())
                            .as("%s against %s", query, rule.id())
                            .isGreaterThanOrEqualTo(rule.outcome());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void declaringFewerDutiesNeverPermitsMore(long seed) {
        var random = new Random(seed);
        var none = Policy.bundled();
        var all = none.meeting(DECLARABLE);
        for (int i = 0; i < QUESTIONS; i++) {
            var some = EnumSet.noneOf(Duty.class);
            for (var duty : DECLARABLE) if (random.nextBoolean()) some.add(duty);
            var query = anyQuery(random);
            assertThat(none.meeting(some).decide(query).outcome())
                    .isGreaterThanOrEqualTo(all.decide(query).outcome());
        }
    }

    private static PolicyQuery anyQuery(Random random) {
        return new PolicyQuery(
                any(random, Place.values()),
                any(random, Role.values()),
                any(random, Purpose.values()),
                any(random, Modality.values()),
                any(random, Jurisdiction.values()),
                any(random, AgeBand.values()),
                Instant.parse("2026-11-22T12:00:00Z"));
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
