package dev.attune.server.words;

import dev.attune.server.access.Caller;
import dev.attune.server.consent.Consents;
import dev.attune.server.consent.Vouching;
import dev.attune.server.customers.CustomerAffect;
import dev.attune.server.problems.Refusal;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Reads one utterance of a person who agreed to it.
@RestController
class TextController {
    private final Words words;
    private final Consents consents;
    private final Vouching vouching;
    private final Gate gate;
    private final CustomerAffect customers;

    TextController(Words words, Consents consents, Vouching vouching, Gate gate, CustomerAffect customers) {
        this.customers = customers;
        this.words = words;
        this.consents = consents;
        this.vouching = vouching;
        this.gate = gate;
    }

    /// @param receiptId of the person's consent; left out where the words are nobody's
    /// @param purpose `personalization`, `analytics` or `research`
    /// @param text what they wrote
    /// @param subject whose customer record shall hold which way the words leaned; null for nobody's
    /// @param channel for that record, for example `email`; null where it is not known
    /// @param product likewise
    record Request(
            @Nullable UUID receiptId,
            @Nullable String purpose,
            @Nullable String text,
            @Nullable String subject,
            @Nullable String channel,
            @Nullable String product) {}

    @Operation(summary = "Reads sentiment, emotion, aspects and intents in what a person wrote", description = """
                    403 without consent to the words for this purpose. The text is not kept; with `subject`, which
                    way it leaned is added to the customer's record.""")
    @PostMapping("/v1/text")
    WordsView read(@RequestBody Request request, Principal caller) {
        Caller.requirePurpose(caller, purpose(request));
        if (request.receiptId == null)
            throw Refusal.badRequest("receiptId is missing. Maybe the one that POST /v1/consents returned.");
        var text = request.text;
        if (text == null || text.isBlank() || text.length() > Words.LONGEST)
            throw Refusal.badRequest("text must have 1 to %d characters, got %s."
                    .formatted(Words.LONGEST, text == null ? "none" : String.valueOf(text.length())));
        var subject = consents.subjectOf(request.receiptId)
                .orElseThrow(
                        () -> Refusal.forbidden("Nothing is read: there is no receipt " + request.receiptId + "."));
        vouching.require(caller, subject);
        var verdict = gate.check(new Gate.Question(subject, purpose(request), Modality.TEXT));
        if (verdict instanceof Gate.Verdict.Refused refused)
            throw Refusal.forbidden(
                    "Nothing is read: %s. Maybe ask for consent to the words first.".formatted(refused.reason()));
        var view = words.view(words.read(text));
        if (request.subject != null) {
            if (!request.subject.equals(subject))
                throw Refusal.forbidden("The receipt is not of the subject that the record is about.");
            view.observed(CustomerAffect.Source.TEXT, request.channel, request.product)
                    .ifPresent(observed -> customers.observed(subject, observed));
        }
        return view;
    }

    private static Purpose purpose(Request request) {
        try {
            return Purpose.of(request.purpose == null ? "" : request.purpose);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
