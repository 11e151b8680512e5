package dev.attune.server.person;

import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.consent.Choice;
import dev.attune.server.consent.Consents;
import dev.attune.server.consent.PersonalLinks;
import dev.attune.server.consent.Receipt;
import dev.attune.server.privacy.Erasures;
import dev.attune.server.privacy.PersonalData;
import dev.attune.server.privacy.ReadablePage;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a person may do with the address on their receipt. It travels in a header, never in an address that a log may
/// keep, and serves this one person only.
@RestController
@RequestMapping("/v1/my")
class MyController {
    static final String HEADER = "Attune-Receipt";
    private static final String CREDENTIAL = "What stands behind `#` in the receipt's `personal`";
    private static final String ACTOR = "person";
    private static final int LOOKS_SHOWN = 20;

    private final PersonalLinks links;
    private final Consents consents;
    private final PersonalData data;
    private final Erasures erasures;
    private final Audit audit;
    private final JsonMapper json;
    private final Duration retention;

    MyController(
            PersonalLinks links,
            Consents consents,
            PersonalData data,
            Erasures erasures,
            Audit audit,
            JsonMapper json,
            @Value("${attune.sessions.retention}") Duration retention) {
        this.links = links;
        this.consents = consents;
        this.data = data;
        this.erasures = erasures;
        this.audit = audit;
        this.json = json;
        this.retention = retention;
    }

    /// @param choices as they stand now
    /// @param held how many entries of each kind are held
    /// @param looks who looked, the latest first; older ones are in the copy
    /// @param keptDays how long sessions are kept, in days
    record Mine(
            String subject,
            UUID receiptId,
            Instant decidedAt,
            Instant expiresAt,
            List<Receipt.Answer> choices,
            Map<String, Integer> held,
            List<PersonalData.Told> looks,
            long keptDays) {}

    /// @param choices what is taken back; left out for all
    record Withdrawal(@Nullable List<Named> choices) {}

    record Named(@Nullable String purpose, @Nullable String modality) {}

    /// @param rows how many were erased
    /// @param proof a signed statement of what was erased
    record Erased(int rows, @Nullable String proof) {}

    @Operation(summary = "Shows the person what is held about them, and who looked at it")
    @GetMapping
    Mine mine(@Parameter(description = CREDENTIAL) @RequestHeader(HEADER) String credential) {
        return serve(credential, (receiptId, subject) -> {
            var export = exported(subject);
            var receipt = consents.current(receiptId);
            audit.record(AuditEntry.of(ACTOR, "person.seen", export.person()));
            return new Mine(
                    subject,
                    receiptId,
                    receipt.decidedAt(),
                    receipt.expiresAt(),
                    receipt.choices(),
                    counts(export),
                    data.told(export.person()).stream().limit(LOOKS_SHOWN).toList(),
                    retention.toDays());
        });
    }

    @Operation(
            summary = "Downloads all that is held about the person who asks",
            description = "With `Accept: text/html` as a page to read, in the language of `Accept-Language`.")
    @GetMapping(path = "/export", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PersonalData.Export> export(
            @Parameter(description = CREDENTIAL) @RequestHeader(HEADER) String credential) {
        return serve(
                credential,
                (receiptId, subject) -> ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_DISPOSITION, download("json"))
                        .body(copyOf(subject)));
    }

    @GetMapping(path = "/export", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> readable(
            @Parameter(description = CREDENTIAL) @RequestHeader(HEADER) String credential, Locale language) {
        return serve(
                credential,
                (receiptId, subject) -> ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_DISPOSITION, download("html"))
                        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                        .body(ReadablePage.of(copyOf(subject), json, language)));
    }

    @Operation(
            summary = "Withdraws the consent of the person who asks",
            description = "Without `choices` everything is withdrawn; done twice it changes nothing.")
    @PostMapping("/withdrawals")
    List<Receipt.Answer> withdraw(
            @Parameter(description = CREDENTIAL) @RequestHeader(HEADER) String credential,
            @RequestBody(required = false) @Nullable Withdrawal withdrawal) {
        return serve(
                credential,
                (receiptId, subject) ->
                        consents.withdraw(receiptId, choices(withdrawal), ACTOR).choices());
    }

    @Operation(summary = "Erases the person who asks", description = """
                    200 when it is done. `proof` is a signed statement of what was erased; afterwards their address
                    answers 404.""")
    @PostMapping("/erasure")
    Erased erase(@Parameter(description = CREDENTIAL) @RequestHeader(HEADER) String credential) {
        return serve(
                credential,
                (receiptId, subject) -> erasures.erase(subject, ACTOR)
                        .map(erasure -> new Erased(
                                erasure.erased().values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum(),
                                erasure.proof()))
                        .orElseThrow(MyController::nobody));
    }

    private <T> T serve(String credential, BiFunction<UUID, String, T> work) {
        var holder = links.holder(credential).orElseThrow(MyController::nobody);
        return holder.tenant().get(() -> {
            var subject = consents.subjectOf(holder.receiptId()).orElseThrow(MyController::nobody);
            return work.apply(holder.receiptId(), subject);
        });
    }

    private PersonalData.Export copyOf(String subject) {
        var export = exported(subject);
        audit.record(AuditEntry.of(ACTOR, "person.copied", export.person()));
        return export;
    }

    private PersonalData.Export exported(String subject) {
        return data.export(subject).orElseThrow(MyController::nobody);
    }

    /// The same whether the address is wrong or the person is erased: neither tells a stranger anything.
    private static Refusal nobody() {
        return Refusal.notFound(
                "Nothing is held under this address. Maybe it was erased, or the address on the receipt was cut off.");
    }

    private Map<String, Integer> counts(PersonalData.Export export) {
        var counts = new TreeMap<String, Integer>();
        export.data().forEach((holder, held) -> count(holder, json.valueToTree(held), counts));
        return counts;
    }

    /// A holder has one kind of entries, or several by name.
    private static void count(String holder, JsonNode held, Map<String, Integer> counts) {
        if (held.isArray()) counts.merge(holder, held.size(), Integer::sum);
        else
            held.properties()
                    .forEach(kind -> counts.merge(kind.getKey(), kind.getValue().size(), Integer::sum));
    }

    private static Set<Choice> choices(@Nullable Withdrawal withdrawal) {
        var choices = new HashSet<Choice>();
        for (var named : withdrawal == null || withdrawal.choices() == null ? List.<Named>of() : withdrawal.choices()) {
            if (named.purpose() == null || named.modality() == null)
                throw Refusal.badRequest("Each choice needs a purpose and a modality.");
            try {
                choices.add(Choice.of(named.purpose(), named.modality()));
            } catch (IllegalArgumentException e) {
                throw Refusal.badRequest(String.valueOf(e.getMessage()));
            }
        }
        return choices;
    }

    private static String download(String ending) {
        return ContentDisposition.attachment()
                .filename("my-data." + ending)
                .build()
                .toString();
    }
}
