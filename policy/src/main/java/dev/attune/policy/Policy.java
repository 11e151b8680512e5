package dev.attune.policy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides what the law permits. Pure and safe to share; the same question gets the same answer.
///
/// 1. Of the rules that match, the strictest wins; the first of the file among equals.
/// 2. No matching rule means [Outcome#BLOCK].
/// 3. A rule whose duties nobody declared met means [Outcome#BLOCK], and the reason names the duties.
public final class Policy {
    private final Map<Jurisdiction, PolicyPack> packs;
    private final Set<Duty> met;

    private Policy(Map<Jurisdiction, PolicyPack> packs, Set<Duty> met) {
        this.packs = packs;
        this.met = met;
    }

    /// The packs that ship with Attune, with no duty declared met.
    ///
    /// @throws UntrustedPackException when one of them is not as it was signed
    public static Policy bundled() {
        var files = SignedFiles.bundled();
        var packs = new EnumMap<Jurisdiction, PolicyPack>(Jurisdiction.class);
        for (var jurisdiction : Jurisdiction.values()) packs.put(jurisdiction, PackReader.bundled(jurisdiction, files));
        return new Policy(packs, Set.of());
    }

    /// The same policy under an operator's own pack as well, in every jurisdiction. Its rules add to the bundled ones,
    /// of which the strictest wins: what is prohibited stays so.
    ///
    /// @param text of the pack, as [PackReader] reads it
    /// @param signature of its bytes: Ed25519, 64 bytes or Base64
    /// @param trustedKey a public key in PEM
    /// @param name for messages
    /// @throws UntrustedPackException unless that key signed these bytes
    public Policy withOwnPack(byte[] text, byte[] signature, String trustedKey, String name) {
        if (!Signatures.verifies(Signatures.key(trustedKey, "the trusted key"), text, signature))
            throw new UntrustedPackException(
                    "%s is not what the trusted key signed: it was changed, or somebody else signed it. Maybe sign it again: openssl pkeyutl -sign -rawin -inkey KEY -in %s -out %s.sig"
                            .formatted(name, name, name));
        var own = PackReader.read(new String(text, StandardCharsets.UTF_8), name, SignedFiles.bundled());
        var under = new EnumMap<Jurisdiction, PolicyPack>(Jurisdiction.class);
        packs.forEach((jurisdiction, pack) -> under.put(jurisdiction, pack.under(own)));
        return new Policy(under, met);
    }

    /// The same policy where the operator declares these duties met.
    ///
    /// @throws IllegalArgumentException naming a duty that is not for the operator to declare
    public Policy meeting(Set<Duty> duties) {
        for (var duty : duties)
            if (!duty.isDeclarable())
                throw new IllegalArgumentException(
                        "the duty '%s' is not for the operator to declare".formatted(duty.id()));
        return new Policy(packs, Set.copyOf(duties));
    }

    /// The same policy where dates of the law lie otherwise, because an authority moved them.
    ///
    /// @throws IllegalArgumentException naming a date that no pack knows
    public Policy withDates(Map<String, LocalDate> moved) {
        var known = packs.values().stream()
                .flatMap(pack -> pack.dates().keySet().stream())
                .collect(Collectors.toSet());
        for (var id : moved.keySet())
            if (!known.contains(id))
                throw new IllegalArgumentException("no policy pack knows the date '%s'. Maybe one of: %s."
                        .formatted(id, known.stream().sorted().collect(Collectors.joining(", "))));
        var later = new EnumMap<Jurisdiction, PolicyPack>(Jurisdiction.class);
        packs.forEach((jurisdiction, pack) -> later.put(jurisdiction, pack.with(moved)));
        return new Policy(later, met);
    }

    public PolicyPack pack(Jurisdiction jurisdiction) {
        var pack = packs.get(jurisdiction);
        if (pack == null) throw new IllegalStateException("no pack for " + jurisdiction.id());
        return pack;
    }

    public PolicyDecision decide(PolicyQuery query) {
        var pack = pack(query.jurisdiction());
        PolicyPack.@Nullable Rule strictest = null;
        for (var rule : pack.rules())
            if (rule.matches(query)
                    && pack.isInForce(rule, query.at())
                    && (strictest == null || rule.outcome().compareTo(strictest.outcome()) > 0)) strictest = rule;
        if (strictest == null)
            return new PolicyDecision(
                    Outcome.BLOCK,
                    "no rule permits %s of a %s in the place '%s' for %s"
                            .formatted(
                                    query.modality().id(),
                                    query.role().id(),
                                    query.place().id(),
                                    query.purpose().id()),
                    "deny by default",
                    PolicyDecision.DEFAULT_DENY,
                    pack.version(),
                    pack.validUntil(query.at()),
                    Set.of(),
                    Set.of());
        return strictest.outcome() == Outcome.BLOCK
                ? decision(pack, query, strictest, Outcome.BLOCK, strictest.reason(), Set.of(), Set.of())
                : permitted(pack, query, strictest);
    }

    private PolicyDecision permitted(PolicyPack pack, PolicyQuery query, PolicyPack.Rule rule) {
        var duties = new HashSet<>(rule.duties());
        for (var addition : pack.additions()) if (addition.matches(query)) duties.addAll(addition.duties());
        var open = EnumSet.noneOf(Duty.class);
        for (var duty : duties) if (!met.contains(duty) && !duty.isMetByConstruction()) open.add(duty);
        if (open.isEmpty()) return decision(pack, query, rule, rule.outcome(), rule.reason(), duties, Set.of());
        return decision(pack, query, rule, Outcome.BLOCK, unmet(open), duties, open);
    }

    private static String unmet(Set<Duty> open) {
        return "nobody declared met: "
                + open.stream().map(Duty::id).collect(Collectors.joining(", "))
                + ". Only then is this permitted";
    }

    private static PolicyDecision decision(
            PolicyPack pack,
            PolicyQuery query,
            PolicyPack.Rule rule,
            Outcome outcome,
            String reason,
            Set<Duty> duties,
            Set<Duty> unmet) {
        return new PolicyDecision(
                outcome, reason, rule.article(), rule.id(), pack.version(), pack.validUntil(query.at()), duties, unmet);
    }
}
