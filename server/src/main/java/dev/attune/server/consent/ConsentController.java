package dev.attune.server.consent;

import dev.attune.server.access.Caller;
import dev.attune.server.access.PersonalReading;
import dev.attune.server.problems.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
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

    ConsentController(Notices notices, Consents consents, ReceiptSigner signer) {
        this.notices = notices;
        this.consents = consents;
        this.signer = signer;
    }

    record ServedNotice(
            String id,
            int version,
            String hash,
            String language,
            String title,
            List<String> lines,
            List<Notice.Offer> choices,
            String contact,
            long showing) {}

    record Answer(
            @Nullable String purpose,
            @Nullable String modality,
            @Nullable Boolean granted) {}

    record Answers(
            @Nullable String noticeId,
            @Nullable Integer noticeVersion,
            @Nullable String language,
            @Nullable String subject,
            @Nullable List<Answer> choices,
            @Nullable Long showing) {}

    record Withdrawal(@Nullable List<Answer> choices) {}

    @GetMapping("/v1/notices/current")
    ServedNotice notice(
            @RequestParam(defaultValue = Notice.FALLBACK_LANGUAGE) String language,
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
                showing);
    }

    @PostMapping("/v1/consents")
    @ResponseStatus(HttpStatus.CREATED)
    Receipt decide(
            @RequestBody Answers answers,
            @RequestHeader(name = "Sec-GPC", required = false) @Nullable String privacyControl,
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
        return consents.decide(
                answers.subject(),
                answers.language(),
                byChoice,
                answers.showing(),
                "1".equals(privacyControl), // https://w3c.github.io/gpc/
                caller.getName());
    }

    @GetMapping("/v1/consents/{receiptId}")
    Receipt current(@PathVariable UUID receiptId) {
        return consents.current(receiptId);
    }

    @GetMapping("/v1/consents/{receiptId}/receipt")
    ResponseEntity<Receipt> download(@PathVariable UUID receiptId) {
        var file = ContentDisposition.attachment()
                .filename("consent-receipt-%s.json".formatted(receiptId))
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(consents.issued(receiptId));
    }

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
