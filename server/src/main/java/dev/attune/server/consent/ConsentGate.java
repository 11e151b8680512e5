package dev.attune.server.consent;

import dev.attune.server.database.Tenant;
import dev.attune.server.policy.DeploymentPolicy;
import dev.attune.server.policy.GateLog;
import dev.attune.server.policy.Switches;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Gate;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Stands before every decoder, on three legs: nothing is switched off, the policy permits it here, and the person
/// agreed.
///
/// Consent is only what was granted, under the notice in force, and has not expired. The standing of a subject is kept
/// in memory, because the question comes with every frame; [#forget] must follow every change of the records. This
/// holds for one server process per database.
@Component
public class ConsentGate implements Gate {
    private static final int REMEMBERED_SUBJECTS = 10_000; // some MB; far above the number of live sessions

    private final ConsentRecords records;
    private final Persons persons;
    private final Notices notices;
    private final InstantSource clock;
    private final DeploymentPolicy policy;
    private final Switches switches;
    private final GateLog log;

    /// `computeIfAbsent` and `remove` of one key exclude each other, so that a standing read before a withdrawal
    /// cannot enter after [#forget].
    private final Map<Whose, Map<Choice, ConsentRecords.Entry>> standing = new ConcurrentHashMap<>();

    ConsentGate(
            ConsentRecords records,
            Persons persons,
            Notices notices,
            InstantSource clock,
            DeploymentPolicy policy,
            Switches switches,
            GateLog log) {
        this.records = records;
        this.persons = persons;
        this.notices = notices;
        this.clock = clock;
        this.policy = policy;
        this.switches = switches;
        this.log = log;
    }

    /// The same pseudonym at two tenants is two people.
    private record Whose(Tenant tenant, String subject) {}

    @Override
    public Verdict check(Question question) {
        var decision = policy.decide(question.purpose(), question.modality(), clock.instant());
        if (!decision.outcome().permits(question.modality(), true)) {
            log.answered(question, decision, GateLog.Answer.PROHIBITED);
            return new Verdict.Refused(decision.inWords());
        }
        var off = switches.stopping(question.modality());
        if (off.isPresent()) {
            log.answered(question, decision, GateLog.Answer.SWITCHED_OFF);
            return new Verdict.Refused("%s is switched off here: %s"
                    .formatted(question.modality().id(), off.get().reason()));
        }
        var verdict = agreed(question);
        log.answered(
                question,
                decision,
                verdict instanceof Verdict.Allowed ? GateLog.Answer.ALLOWED : GateLog.Answer.NO_CONSENT);
        return verdict;
    }

    private Verdict agreed(Question question) {
        try {
            return verdict(question);
        } catch (DataAccessException | TransactionException e) {
            return new Verdict.Refused("the consent records cannot be read right now");
        }
    }

    void forget(String subject) {
        standing.remove(new Whose(Tenant.current(), subject));
    }

    private Verdict verdict(Question question) {
        if (standing.size() > REMEMBERED_SUBJECTS) standing.clear();
        var choice = new Choice(question.purpose(), question.modality());
        var entry = standing.computeIfAbsent(new Whose(Tenant.current(), question.subject()), this::standing)
                .get(choice);
        if (entry == null) return new Verdict.Refused("nobody was asked about " + choice);
        return switch (entry.decision()) {
            case REFUSED -> new Verdict.Refused(choice + " was refused");
            case WITHDRAWN -> new Verdict.Refused(choice + " was withdrawn");
            case GRANTED -> granted(choice, entry);
        };
    }

    private Map<Choice, ConsentRecords.Entry> standing(Whose whose) {
        return persons.find(whose.subject()).map(records::standing).orElse(Map.of());
    }

    private Verdict granted(Choice choice, ConsentRecords.Entry entry) {
        var current = notices.current();
        if (!entry.noticeId().equals(current.id()) || entry.noticeVersion() != current.version())
            return new Verdict.Refused("%s was granted under an earlier notice (%s/%d); ask again"
                    .formatted(choice, entry.noticeId(), entry.noticeVersion()));
        if (!clock.instant().isBefore(entry.expiresAt()))
            return new Verdict.Refused(
                    "the consent to %s expired on %s; ask again".formatted(choice, entry.expiresAt()));
        return new Verdict.Allowed(entry.receiptId().toString());
    }
}
