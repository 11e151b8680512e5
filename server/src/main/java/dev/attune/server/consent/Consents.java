package dev.attune.server.consent;

import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.Tenant;
import dev.attune.server.problems.Refusal;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Persons;
import dev.attune.server.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// Takes decisions and withdrawals: records them, tells the gate, hands out receipts.
@Component
public class Consents {
    private static final String SUBJECT_FORM = "[A-Za-z0-9._:-]{1,100}"; // no @: an address is not a pseudonym

    private final ConsentRecords records;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Notices notices;
    private final ReceiptSigner signer;
    private final ConsentGate gate;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private final Duration lifetime;
    private final Persons persons;
    private final ConsentDocuments documents;
    private final PersonalLinks links;
    private final Vault vault;
    private final GuardianRequests guardians;

    Consents(
            ConsentRecords records,
            JdbcClient jdbc,
            TransactionOperations transactions,
            InstantSource clock,
            Notices notices,
            ReceiptSigner signer,
            ConsentGate gate,
            Audit audit,
            ApplicationEventPublisher events,
            JsonMapper json,
            Persons persons,
            Vault vault,
            ConsentDocuments documents,
            PersonalLinks links,
            GuardianRequests guardians,
            @Value("${attune.consent.lifetime}") Duration lifetime) {
        this.records = records;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.notices = notices;
        this.signer = signer;
        this.gate = gate;
        this.audit = audit;
        this.events = events;
        this.json = json;
        this.lifetime = lifetime;
        this.persons = persons;
        this.vault = vault;
        this.documents = documents;
        this.links = links;
        this.guardians = guardians;
    }

    /// The notice that people are shown, as `id/version`.
    public String noticeInForce() {
        var notice = notices.current();
        return "%s/%d".formatted(notice.id(), notice.version());
    }

    /// The pseudonym a receipt was issued to.
    public Optional<String> subjectOf(UUID receiptId) {
        return jdbc.sql("select subject from consent_receipt where id = ?")
                .param(receiptId)
                .query(String.class)
                .optional()
                .flatMap(persons::subjectOf);
    }

    /// The language in which a person last read a notice, `zh`.
    ///
    /// @param person the random id
    public Optional<String> languageOf(String person) {
        return records.languageOf(person);
    }

    /// A no to what was granted before takes it back, as a withdrawal does.
    ///
    /// @param answers one per choice of the notice in force, yes or no
    /// @param showing id of the notice's being shown, as the notice told it; null takes the latest of this caller
    Receipt decide(
            @Nullable String wantedSubject,
            String language,
            Map<Choice, Boolean> answers,
            @Nullable Long showing,
            Method method,
            String caller) {
        checkComplete(answers.keySet());
        long shown = notices.shown(language, caller, showing)
                .orElseThrow(() -> Refusal.conflict(
                        "This notice was not shown here in '%s' during the last 24 hours, so nobody can have read it. Maybe get /v1/notices/current?language=%s first."
                                .formatted(language, language)));
        String subject = wantedSubject == null ? "s-" + UUID.randomUUID() : wantedSubject;
        if (!subject.matches(SUBJECT_FORM))
            throw Refusal.badRequest(
                    "subject must be a pseudonym of 1 to 100 letters, digits or . _ : -, got '%s'.".formatted(subject));
        String person = persons.admit(subject);
        var before = records.standing(person);
        var notice = notices.current();
        var receiptId = UUID.randomUUID();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(lifetime);
        var decided = new Receipt(
                receiptId,
                subject,
                now,
                expiresAt,
                new Receipt.NoticeRef(notice.id(), notice.version(), notice.hash(), language),
                method.id(),
                notice.choices().stream()
                        .map(choice -> answer(choice, decision(answers.get(choice), method)))
                        .toList(),
                null,
                null,
                "");
        var receipt = new Receipt(
                        receiptId,
                        subject,
                        now,
                        expiresAt,
                        decided.notice(),
                        decided.collectionMethod(),
                        decided.choices(),
                        documents.of(decided),
                        links.of(Tenant.current(), receiptId),
                        "")
                .signedBy(signer);
        transactions.executeWithoutResult(status -> {
            jdbc.sql("insert into consent_receipt (id, subject, issued_at, sealed) values (?, ?, ?, ?)")
                    .params(
                            receiptId,
                            person,
                            now.atOffset(ZoneOffset.UTC),
                            vault.seal(person, "consent_receipt", "sealed", json.writeValueAsString(receipt)))
                    .update();
            for (var choice : notice.choices())
                records.append(new ConsentRecords.Entry(
                        receiptId,
                        person,
                        choice,
                        decision(answers.get(choice), method),
                        now,
                        expiresAt,
                        notice.id(),
                        notice.version(),
                        notice.hash(),
                        language,
                        receipt.collectionMethod(),
                        shown,
                        caller));
            if (!method.isByGuardian()) guardians.takeBack(person, Set.of()); // the latest answer is what they confirm
            if (method == Method.AWAITING_GUARDIAN) guardians.ask(receiptId, person, asked(answers), now);
            audit.record(AuditEntry.of(caller, "consent.decided", receiptId.toString()));
        });
        gate.forget(subject);
        var takenBack = notice.choices().stream()
                .filter(choice ->
                        isGranted(before.get(choice)) && decision(answers.get(choice), method) != Decision.GRANTED)
                .toList();
        if (!takenBack.isEmpty()) events.publishEvent(new ConsentWithdrawn(subject, takenBack));
        return receipt;
    }

    private static boolean isGranted(ConsentRecords.@Nullable Entry entry) {
        return entry != null && entry.decision() == Decision.GRANTED;
    }

    private static Decision decision(@Nullable Boolean answer, Method method) {
        return Boolean.TRUE.equals(answer) && method.grants() ? Decision.GRANTED : Decision.REFUSED;
    }

    private List<Choice> asked(Map<Choice, Boolean> answers) {
        return notices.current().choices().stream()
                .filter(choice -> Boolean.TRUE.equals(answers.get(choice)))
                .toList();
    }

    /// The receipt with the answers as they stand now, newly signed.
    public Receipt current(UUID receiptId) {
        var stored = stored(receiptId);
        return asItStands(stored.person(), stored.receipt()).signedBy(signer);
    }

    /// As they were issued, oldest first.
    List<Receipt> receiptsOf(String person) {
        return jdbc
                .sql("select subject, sealed from consent_receipt where subject = ? order by issued_at")
                .param(person)
                .query((row, n) -> stored(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .map(Stored::receipt)
                .toList();
    }

    /// Unsigned, as they stand now, newest first.
    List<Receipt> latest(int limit) {
        return jdbc
                .sql("select subject, sealed from consent_receipt order by issued_at desc limit ?")
                .param(limit)
                .query((row, n) -> stored(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .map(stored -> asItStands(stored.person(), stored.receipt()))
                .toList();
    }

    private record Stored(String person, Receipt receipt) {}

    /// Empty when the person is erased.
    private Optional<Stored> stored(ResultSet row) throws SQLException {
        String person = row.getString("subject");
        try {
            String document = vault.open(person, "consent_receipt", "sealed", row.getBytes("sealed"));
            return Optional.of(new Stored(person, json.readValue(document, Receipt.class)));
        } catch (PersonErased e) {
            return Optional.empty();
        }
    }

    private Stored stored(UUID receiptId) {
        return jdbc.sql("select subject, sealed from consent_receipt where id = ?")
                .param(receiptId)
                .query((row, n) -> stored(row))
                .optional()
                .flatMap(stored -> stored)
                .orElseThrow(() -> Refusal.notFound("There is no receipt %s.".formatted(receiptId)));
    }

    private Receipt asItStands(String person, Receipt issued) {
        var standing = records.standing(person);
        var answers = issued.choices().stream()
                .map(answer -> Choice.of(answer.purpose(), answer.modality()))
                .map(choice -> answer(
                        choice,
                        Optional.ofNullable(standing.get(choice))
                                .map(ConsentRecords.Entry::decision)
                                .orElse(Decision.REFUSED)))
                .toList();
        return issued.with(answers);
    }

    /// The receipt as it was issued.
    Receipt issued(UUID receiptId) {
        return stored(receiptId).receipt();
    }

    /// Withdraws what is granted among `choices`, everything when `choices` is empty, and asks no guardian about it any
    /// more. Done twice, it changes nothing.
    public Receipt withdraw(UUID receiptId, Set<Choice> choices, String caller) {
        var stored = stored(receiptId);
        String subject = stored.receipt().subject();
        Instant now = clock.instant();
        List<ConsentRecords.Entry> withdrawn = records.standing(stored.person()).values().stream()
                .filter(Consents::isGranted)
                .filter(entry -> choices.isEmpty() || choices.contains(entry.choice()))
                .toList();
        transactions.executeWithoutResult(status -> {
            for (var entry : withdrawn)
                records.append(new ConsentRecords.Entry(
                        receiptId,
                        stored.person(),
                        entry.choice(),
                        Decision.WITHDRAWN,
                        now,
                        entry.expiresAt(),
                        entry.noticeId(),
                        entry.noticeVersion(),
                        entry.noticeHash(),
                        entry.language(),
                        entry.method(),
                        entry.shown(),
                        caller));
            guardians.takeBack(stored.person(), choices);
            audit.record(caller, "consent.withdrawn", receiptId.toString());
        });
        gate.forget(subject);
        events.publishEvent(new ConsentWithdrawn(
                subject, withdrawn.stream().map(ConsentRecords.Entry::choice).toList()));
        return current(receiptId);
    }

    private void checkComplete(Set<Choice> answered) {
        var asked = Set.copyOf(notices.current().choices());
        var missing = new HashSet<>(asked);
        missing.removeAll(answered);
        var unknown = new HashSet<>(answered);
        unknown.removeAll(asked);
        if (!missing.isEmpty() || !unknown.isEmpty())
            throw Refusal.badRequest(
                    "Each choice of the notice needs its own yes or no. Missing: %s; not asked for: %s."
                            .formatted(missing, unknown));
    }

    private static Receipt.Answer answer(Choice choice, Decision decision) {
        return new Receipt.Answer(
                choice.purpose().id(), choice.modality().id(), decision == Decision.GRANTED, decision.id());
    }
}
