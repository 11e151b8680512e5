package dev.attune.server.policy;

import dev.attune.policy.PolicyDecision;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.GroupCommit;
import dev.attune.server.database.Tenant;
import dev.attune.server.privacy.PersonErasing;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// What the gate answered: every answer is counted per day and rule, and every change of an answer about a person goes
/// into the audit. The gate never waits for either.
@Component
public class GateLog {
    private static final Logger LOG = LoggerFactory.getLogger(GateLog.class);
    private static final int REMEMBERED = 10_000; // answers about people; then changes are told again
    private static final int MOST_WAITING = 10_000; // changes, while the database is away
    private static final String ACTOR = "gate";

    private final InstantSource clock;
    private final JdbcClient jdbc;
    private final GroupCommit writes;
    private final Audit audit;
    private final Persons persons;
    private final Map<Row, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<Asked, Answer> last = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Change> changes = new ConcurrentLinkedQueue<>();

    GateLog(InstantSource clock, JdbcClient jdbc, GroupCommit writes, Audit audit, Persons persons) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.writes = writes;
        this.audit = audit;
        this.persons = persons;
    }

    /// What an answer came from.
    public enum Answer {
        ALLOWED,
        /// The policy says no.
        PROHIBITED,
        /// A switch is off.
        SWITCHED_OFF,
        /// The person did not agree, or not any more.
        NO_CONSENT;

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// How often the gate gave one answer on one day.
    ///
    /// @param day in UTC
    /// @param pack version of the policy pack
    /// @param outcome of the rule, for example `allow` or `block`
    /// @param answer `allowed`, `prohibited`, `switched-off` or `no-consent`
    /// @param n how often
    public record Count(
            LocalDate day,
            String rule,
            String pack,
            String outcome,
            String purpose,
            String modality,
            String answer,
            long n) {}

    private record Row(
            Tenant tenant,
            LocalDate day,
            String rule,
            String pack,
            String outcome,
            String purpose,
            String modality,
            Answer answer) {}

    private record Asked(Tenant tenant, Gate.Question question) {}

    private record Change(Asked asked, PolicyDecision decision, Answer answer) {}

    public void answered(Gate.Question question, PolicyDecision decision, Answer answer) {
        count(question.purpose(), question.modality(), decision, answer, 1);
        if (last.size() > REMEMBERED) last.clear();
        var asked = new Asked(Tenant.current(), question);
        if (last.put(asked, answer) != answer && changes.size() < MOST_WAITING)
            changes.add(new Change(asked, decision, answer));
    }

    /// Counts only: for answers about so many people at once that the audit has their decisions instead.
    public void count(Purpose purpose, Modality modality, PolicyDecision decision, Answer answer, int n) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        counts.computeIfAbsent(
                        new Row(
                                Tenant.current(),
                                today,
                                decision.ruleId(),
                                decision.packVersion(),
                                decision.outcome().id(),
                                purpose.id(),
                                modality.id(),
                                answer),
                        row -> new LongAdder())
                .add(n);
    }

    /// The counts of the last days, the latest first.
    public List<Count> since(LocalDate day) {
        return jdbc.sql("""
                        select day, rule, pack, outcome, purpose, modality, answer, n from gate_count
                        where day >= ? order by day desc, n desc""")
                .param(day)
                .query((row, number) -> new Count(
                        row.getObject("day", LocalDate.class),
                        row.getString("rule"),
                        row.getString("pack"),
                        row.getString("outcome"),
                        row.getString("purpose"),
                        row.getString("modality"),
                        row.getString("answer"),
                        row.getLong("n")))
                .list();
    }

    /// Nothing of them is remembered; changes that wait are not told.
    @EventListener
    void forget(PersonErasing erasing) {
        last.keySet().removeIf(asked -> isAbout(asked, erasing));
        changes.removeIf(change -> isAbout(change.asked(), erasing));
    }

    private static boolean isAbout(Asked asked, PersonErasing erasing) {
        return asked.question().subject().equals(erasing.subject())
                && asked.tenant().equals(Tenant.current());
    }

    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT1S")
    void write() {
        for (var row : List.copyOf(counts.keySet())) {
            var count = counts.get(row);
            long n = count == null ? 0 : count.sumThenReset();
            if (n > 0)
                row.tenant()
                        .run(() -> writes.add(
                                """
                        insert into gate_count (day, rule, pack, outcome, purpose, modality, answer, n)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (tenant, day, rule, pack, outcome, purpose, modality, answer)
                        do update set n = gate_count.n + excluded.n""",
                                row.day(),
                                row.rule(),
                                row.pack(),
                                row.outcome(),
                                row.purpose(),
                                row.modality(),
                                row.answer().id(),
                                n));
        }
        try {
            for (var change = changes.peek(); change != null; change = changes.peek()) {
                tell(change);
                changes.remove();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("the audit of the gate waits for the database", e);
        }
    }

    /// Of somebody who was never asked, or is erased, nothing is told.
    private void tell(Change change) {
        var question = change.asked().question();
        change.asked()
                .tenant()
                .run(() -> persons.find(question.subject())
                        .ifPresent(person -> audit.note(new AuditEntry(
                                ACTOR,
                                question.purpose().id(),
                                "gate." + change.answer().id(),
                                "person",
                                person,
                                change.decision().packVersion(),
                                change.answer() == Answer.ALLOWED ? AuditEntry.DONE : AuditEntry.REFUSED,
                                "%s by %s"
                                        .formatted(
                                                question.modality().id(),
                                                change.decision().ruleId())))));
    }
}
