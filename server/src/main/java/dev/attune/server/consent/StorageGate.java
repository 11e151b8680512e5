package dev.attune.server.consent;

import dev.attune.policy.PolicyDecision;
import dev.attune.server.policy.DeploymentPolicy;
import dev.attune.server.policy.GateLog;
import dev.attune.server.policy.Switches;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The gate before what is stored rather than read: on the same three legs as [ConsentGate], but asked
/// about many people at once, by their random ids. Ask inside the transaction that stores: what was
/// withdrawn before it began is never written.
@Component
public class StorageGate {
    private final Standings standings;
    private final Notices notices;
    private final InstantSource clock;
    private final DeploymentPolicy policy;
    private final Switches switches;
    private final GateLog log;

    StorageGate(
            Standings standings,
            Notices notices,
            InstantSource clock,
            DeploymentPolicy policy,
            Switches switches,
            GateLog log) {
        this.standings = standings;
        this.notices = notices;
        this.clock = clock;
        this.policy = policy;
        this.switches = switches;
        this.log = log;
    }

    /// Who allows this now. Somebody known by several ids decided with all of them: the latest decision counts.
    ///
    /// @param ids the random ids of each person, by the one they are asked for
    /// @return the keys of `ids` that allow it
    public Set<String> allowing(Purpose purpose, Modality modality, Map<String, ? extends Collection<String>> ids) {
        if (ids.isEmpty()) return Set.of();
        var now = clock.instant();
        var decision = policy.decide(purpose, modality, now);
        if (!decision.outcome().permits(modality, true))
            return none(purpose, modality, decision, GateLog.Answer.PROHIBITED, ids.size());
        if (switches.stopping(modality).isPresent())
            return none(purpose, modality, decision, GateLog.Answer.SWITCHED_OFF, ids.size());
        var latest = latest(new Choice(purpose, modality), ids);
        var allowing = new HashSet<String>();
        for (var key : ids.keySet()) {
            var standing = latest.get(key);
            if (standing != null && holds(standing, now)) allowing.add(key);
        }
        log.count(purpose, modality, decision, GateLog.Answer.ALLOWED, allowing.size());
        log.count(purpose, modality, decision, GateLog.Answer.NO_CONSENT, ids.size() - allowing.size());
        return allowing;
    }

    private Set<String> none(
            Purpose purpose, Modality modality, PolicyDecision decision, GateLog.Answer answer, int people) {
        log.count(purpose, modality, decision, answer, people);
        return Set.of();
    }

    private boolean holds(Standings.Latest latest, Instant now) {
        var notice = notices.current();
        return latest.decision() == Decision.GRANTED
                && latest.noticeId().equals(notice.id())
                && latest.noticeVersion() == notice.version()
                && now.isBefore(latest.expiresAt());
    }

    private Map<String, Standings.Latest> latest(Choice choice, Map<String, ? extends Collection<String>> ids) {
        var keyOf = new HashMap<String, String>();
        ids.forEach((key, own) -> own.forEach(id -> keyOf.put(id, key)));
        var latest = new HashMap<String, Standings.Latest>();
        standings
                .of(choice, keyOf.keySet())
                .forEach((id, standing) -> latest.merge(
                        keyOf.getOrDefault(id, ""),
                        standing,
                        (one, other) -> one.record() > other.record() ? one : other));
        return latest;
    }
}
