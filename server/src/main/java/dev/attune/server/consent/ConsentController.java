package dev.attune.server.consent;

import dev.attune.policy.AgeBand;
import dev.attune.server.access.Caller;
import dev.attune.server.access.PersonalReading;
import dev.attune.server.database.Tenant;
import dev.attune.server.policy.DeploymentPolicy;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ConsentController {
    private static final int LATEST = 200; // what a page can show without paging

    private final Notices notices;
    private final Consents consents;
    private final ReceiptSigner signer;
    private final Vouching vouching;
    private final DeploymentPolicy policy;
    private final GuardianRequests requests;
    private final PersonalLinks links;

    ConsentController(
            Notices notices,
            Consents consents,
            ReceiptSigner signer,
            Vouching vouching,
            DeploymentPolicy policy,
            GuardianRequests requests,
            PersonalLinks links) {
        this.policy = policy;
        this.requests = requests;
        this.links = links;
        this.notices = notices;
        this.consents = consents;
        this.signer = signer;
        this.vouching = vouching;
    }

    /// @param lines the text, paragraph by paragraph
    /// @param choices what is asked
    /// @param showing proves that the notice was shown; send it back with the answers
    /// @param guardianBelow the age that has to be asked for: whoever is younger needs a parent or guardian;
    ///     null where only adults are read
    record ServedNotice(
            String id,
            int version,
            String hash,
            String language,
            String title,
            List<String> lines,
            List<Notice.Offer> choices,
            String contact,
            long showing,
            @Nullable Integer guardianBelow) {}

    record Answer(
            @Nullable String purpose,
            @Nullable String modality,
            @Nullable Boolean granted) {}

    /// @param noticeId of the notice that was shown
    /// @param noticeVersion of the notice that was shown
    /// @param choices an answer for each choice of the notice
    /// @param showing of the notice that was shown
    /// @param ageBand `adult`, or `minor` for who is below the age that the notice asks for
    record Answers(
            @Nullable String noticeId,
            @Nullable Integer noticeVersion,
            @Nullable String language,
            @Nullable String subject,
            @Nullable List<Answer> choices,
            @Nullable Long showing,
            @Nullable String ageBand) {}

    /// @param address of the page where a parent or guardian answers; whoever hands it on knows that it is them
    /// @param answeredAt null while nobody answered
    record ForGuardian(String address, @Nullable Instant answeredAt) {}

    /// @param choices what is taken back; left out for all
    record Withdrawal(@Nullable List<Answer> choices) {}

    @Operation(
            summary = "Tells the notice in force, which a person must be shown first",
            description = "Being shown is on record: `showing` of the answer belongs into `POST /v1/consents`.")
    @GetMapping("/v1/notices/current")
    ServedNotice notice(
            @Parameter(
                            description =
                                    "As the notice is written in, for example `ru`; English where it is in no such language")
                    @RequestParam(defaultValue = Notice.FALLBACK_LANGUAGE)
                    String language,
            Principal caller,
            HttpServletRequest request) {
        var notice = notices.current();
        String spoken = notice.nearest(language);
        var text = notice.text(spoken);
        long showing = notices.served(spoken, caller.getName(), request.getHeader(HttpHeaders.ORIGIN));
        return new ServedNotice(
                notice.id(),
                notice.version(),
                notice.hash(),
                spoken,
                text.title(),
                text.lines(),
                text.choices(),
                text.contact(),
                showing,
                guardianBelow());
    }

    @Operation(summary = "Records a person's answer to the notice and issues the receipt", description = """
                    Each choice of the notice needs its own yes or no. 409 when another notice is in force, or when
                    it was not asked for by this caller in this language during the last 24 hours. A minor's yes
                    counts for nothing until a guardian confirms it.""")
    @PostMapping("/v1/consents")
    @ResponseStatus(HttpStatus.CREATED)
    Receipt decide(
            @RequestBody Answers answers,
            @Parameter(
                            description =
                                    "`1`, as browsers with Global Privacy Control send it: each choice then counts as no")
                    @RequestHeader(name = "Sec-GPC", required = false)
                    @Nullable
                    String privacyControl,
            Principal caller) {
        var notice = notices.current();
        if (!notice.id().equals(answers.noticeId())
                || !Integer.valueOf(notice.version()).equals(answers.noticeVersion()))
            throw Refusal.conflict("The notice in force is %s/%d, the answer is to %s/%s. Maybe show the notice again."
                    .formatted(notice.id(), notice.version(), answers.noticeId(), answers.noticeVersion()));
        if (answers.language() == null) throw Refusal.badRequest("language is missing: in which language was it read?");
        var byChoice = byChoice(answers.choices());
        byChoice.forEach((choice, granted) -> {
            if (granted) Caller.requirePurpose(caller, choice.purpose());
        });
        if (answers.subject() != null) vouching.require(caller, answers.subject());
        return consents.decide(
                answers.subject(),
                answers.language(),
                byChoice,
                answers.showing(),
                method(answers, byChoice, "1".equals(privacyControl)), // https://w3c.github.io/gpc/
                caller.getName());
    }

    private Method method(Answers answers, Map<Choice, Boolean> byChoice, boolean privacyControl) {
        var age = age(answers.ageBand());
        boolean guarded = policy.guardianBelow().isPresent();
        if (guarded && age == AgeBand.UNKNOWN)
            throw Refusal.badRequest(
                    "ageBand is missing: the notice asks whether the visitor is younger than %d. Maybe adult or minor."
                            .formatted(policy.guardianBelow().getAsInt()));
        if (privacyControl) return Method.GPC;
        if (age != AgeBand.MINOR) return Method.BUTTON;
        return guarded && byChoice.containsValue(true) ? Method.AWAITING_GUARDIAN : Method.MINOR;
    }

    private static AgeBand age(@Nullable String ageBand) {
        try {
            return ageBand == null ? AgeBand.UNKNOWN : AgeBand.of(ageBand);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Integer guardianBelow() {
        return policy.guardianBelow().isPresent() ? policy.guardianBelow().getAsInt() : null;
    }

    @Operation(
            summary = "Tells the address of the page where a minor's guardian answers",
            description = "For a secret key or the console, which hand it on: a page would show it to the minor.")
    @GetMapping("/v1/consents/{receiptId}/guardian")
    ForGuardian guardian(@PathVariable UUID receiptId, Principal caller) {
        if (!Vouching.speaksForAll(caller)) throw Vouching.notForOthers();
        vouching.requireReceipt(caller, receiptId);
        return requests.find(receiptId)
                .map(request -> new ForGuardian(links.ofGuardian(Tenant.current(), receiptId), request.answeredAt()))
                .orElseThrow(() -> Refusal.notFound("Nothing waits for a guardian under %s.".formatted(receiptId)));
    }

    @Operation(summary = "Tells how the choices on a receipt stand now")
    @GetMapping("/v1/consents/{receiptId}")
    Receipt current(@PathVariable UUID receiptId, Principal caller) {
        vouching.requireReceipt(caller, receiptId);
        return consents.current(receiptId);
    }

    @Operation(summary = "Downloads a receipt as it was issued")
    @GetMapping("/v1/consents/{receiptId}/receipt")
    ResponseEntity<Receipt> download(@PathVariable UUID receiptId, Principal caller) {
        vouching.requireReceipt(caller, receiptId);
        var file = ContentDisposition.attachment()
                .filename("consent-receipt-%s.json".formatted(receiptId))
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(consents.issued(receiptId));
    }

    /// Asks for no more than the receipt's number: to stop must not be harder than to begin, and stopping tells nobody
    /// anything new.
    @Operation(summary = "Withdraws consent, as a whole or choice by choice", description = """
                    Without `choices` everything is withdrawn; done twice it changes nothing. It needs no more than
                    the receipt's number.""")
    @PostMapping("/v1/consents/{receiptId}/withdrawals")
    Receipt withdraw(
            @PathVariable UUID receiptId,
            @RequestBody(required = false) @Nullable Withdrawal withdrawal,
            Principal caller) {
        Set<Choice> choices = new HashSet<>();
        if (withdrawal != null && withdrawal.choices() != null)
            for (var answer : withdrawal.choices()) choices.add(choice(answer));
        return consents.withdraw(receiptId, choices, caller.getName());
    }

    @Operation(summary = "Lists the latest receipts as their choices stand now")
    @GetMapping("/v1/consents")
    @PersonalReading(object = "consent")
    List<Receipt> latest() {
        return consents.latest(LATEST);
    }

    @GetMapping("/.well-known/jwks.json")
    Map<String, Object> receiptKeys() {
        return signer.publicKeys();
    }

    private static Map<Choice, Boolean> byChoice(@Nullable List<Answer> answers) {
        var byChoice = new HashMap<Choice, Boolean>();
        for (var answer : answers == null ? List.<Answer>of() : answers) {
            var choice = choice(answer);
            if (answer.granted() == null) throw Refusal.badRequest("granted is missing for %s.".formatted(choice));
            if (byChoice.put(choice, answer.granted()) != null)
                throw Refusal.badRequest("%s was answered twice.".formatted(choice));
        }
        return byChoice;
    }

    private static Choice choice(Answer answer) {
        if (answer.purpose() == null || answer.modality() == null)
            throw Refusal.badRequest("Each choice needs a purpose and a modality.");
        try {
            return Choice.of(answer.purpose(), answer.modality());
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
