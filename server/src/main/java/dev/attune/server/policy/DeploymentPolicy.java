package dev.attune.server.policy;

import dev.attune.policy.AgeBand;
import dev.attune.policy.DeclaredContext;
import dev.attune.policy.Duty;
import dev.attune.policy.Jurisdiction;
import dev.attune.policy.Outcome;
import dev.attune.policy.Place;
import dev.attune.policy.Policy;
import dev.attune.policy.PolicyDecision;
import dev.attune.policy.PolicyPack;
import dev.attune.policy.Role;
import dev.attune.policy.UntrustedPackException;
import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What the law permits where this server stands, as its settings declare.
public final class DeploymentPolicy {
    private final Policy policy;
    private final DeclaredContext context;
    private final Set<Purpose> purposes;
    private final Set<Duty> meets;
    private final int guardianBelow;

    private DeploymentPolicy(
            Policy policy, DeclaredContext context, Set<Purpose> purposes, Set<Duty> meets, int guardianBelow) {
        this.guardianBelow = guardianBelow;
        this.policy = policy;
        this.context = context;
        this.purposes = purposes;
        this.meets = meets;
    }

    /// @throws StartFailure when a setting is unknown, or when a declared purpose is prohibited in the declared context
    static DeploymentPolicy of(PolicySettings settings, Instant now) {
        var context = setting(() -> new DeclaredContext(
                Place.of(settings.place()),
                Role.of(settings.role()),
                Jurisdiction.of(settings.jurisdiction()),
                AgeBand.of(settings.ageBand())));
        var purposes = setting(() -> settings.purposes().stream()
                .map(Purpose::of)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Purpose.class))));
        if (purposes.isEmpty()) throw new StartFailure(ExitCode.USAGE, "attune.policy.purposes names no purpose.");
        var meets = setting(() ->
                settings.meets().stream().map(Duty::of).collect(Collectors.toCollection(LinkedHashSet<Duty>::new)));
        var rules = trusted(settings);
        var policy = setting(() -> rules.meeting(meets).withDates(settings.dates()));
        int guardianBelow =
                setting(() -> policy.pack(context.jurisdiction()).guardian().orDeclared(settings.guardianBelow()));
        var deployment = new DeploymentPolicy(policy, context, Set.copyOf(purposes), Set.copyOf(meets), guardianBelow);
        for (var purpose : purposes) deployment.refuseProhibited(purpose, now);
        return deployment;
    }

    private static Policy trusted(PolicySettings settings) {
        try {
            var bundled = Policy.bundled();
            var own = settings.pack();
            if (own == null) return bundled;
            var key = settings.trustedKey();
            if (key == null)
                throw new UntrustedPackException(
                        "attune.policy.pack names %s, and attune.policy.trusted-key names nobody who may sign it."
                                .formatted(own));
            return setting(() -> bundled.withOwnPack(
                    bytes(own),
                    bytes(own.resolveSibling(own.getFileName() + ".sig")),
                    new String(bytes(key), StandardCharsets.US_ASCII),
                    own.toString()));
        } catch (UntrustedPackException e) {
            throw new StartFailure(ExitCode.UNTRUSTED_POLICY, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be read".formatted(file), e);
        }
    }

    private static <T> T setting(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new StartFailure(ExitCode.USAGE, "A setting under attune.policy is wrong: " + e.getMessage());
        }
    }

    /// A server tells about single people. Where no signal of one may be read, it has nothing to do.
    private void refuseProhibited(Purpose purpose, Instant now) {
        for (var modality : Modality.values())
            if (decide(purpose, modality, now).outcome().permits(modality, true)) return;
        var why = decide(purpose, Modality.FACE, now);
        throw new StartFailure(ExitCode.PROHIBITED, """
                This server must not read people for %s in the declared context %s: %s.
                Maybe attune.policy.place, .role, .age-band or .purposes says something else than is the case%s. See docs/trust.md.""".formatted(
                        purpose.id(),
                        context,
                        why.inWords(),
                        why.duties().isEmpty() ? "" : "; or attune.policy.meets lacks a duty that you see to"));
    }

    /// A purpose that was not declared is blocked like one that the law prohibits.
    public PolicyDecision decide(Purpose purpose, Modality modality, Instant at) {
        var decision = policy.decide(context.asks(purpose, modality, at));
        if (purposes.contains(purpose)) return decision;
        return new PolicyDecision(
                Outcome.BLOCK,
                "the purpose %s is not among those declared in attune.policy.purposes".formatted(purpose.id()),
                "GDPR Art. 5(1)(b)",
                PolicyDecision.DEFAULT_DENY,
                decision.packVersion(),
                decision.validUntil(),
                Set.of(),
                Set.of());
    }

    /// As if this server stood elsewhere under the same law, with the same duties met.
    public PolicyDecision decideElsewhere(Place place, Role role, Purpose purpose, Modality modality, Instant at) {
        var there = new DeclaredContext(place, role, context.jurisdiction(), context.ageBand());
        return policy.decide(there.asks(purpose, modality, at));
    }

    public DeclaredContext context() {
        return context;
    }

    /// Below this age a parent or guardian consents; empty where only adults are read.
    public OptionalInt guardianBelow() {
        return context.ageBand() == AgeBand.MINOR ? OptionalInt.of(guardianBelow) : OptionalInt.empty();
    }

    /// What this deployment reads people for.
    public Set<Purpose> purposes() {
        return purposes;
    }

    /// What the operator declared to see to.
    public Set<Duty> meets() {
        return meets;
    }

    /// The rules in force here.
    public PolicyPack pack() {
        return policy.pack(context.jurisdiction());
    }
}
