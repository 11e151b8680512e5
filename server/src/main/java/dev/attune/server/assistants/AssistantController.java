package dev.attune.server.assistants;

import dev.attune.server.access.Caller;
import dev.attune.server.consent.Vouching;
import dev.attune.server.problems.Refusal;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Where assistants ask, in the shapes they speak already. All with a secret key, in the header or as `?key=`: an
/// assistant speaks with many people.
@RestController
class AssistantController {
    private static final int LONGEST_ID = 200;

    private final Adviser adviser;

    AssistantController(Adviser adviser) {
        this.adviser = adviser;
    }

    /// As Rasa's REST channel has it.
    ///
    /// @param sender any id the person is known by
    /// @param message what the person wrote
    /// @param metadata what the service knows, by name
    record RasaMessage(
            @Nullable String sender,
            @Nullable String message,
            @Nullable Map<String, Object> metadata) {}

    /// `POST BASE/webhooks/rest/webhook` for a client whose base address is `…/v1/assistants/rasa`, or this server's
    /// own.
    @Operation(summary = "Advises on tone and next step, in the shape of Rasa's REST channel", description = """
                    Needs a secret key. The answer is one message; without consent to the words it still has a tone
                    and a next step, and `metadata.reason` says why the words were not read.""")
    @PostMapping({"/v1/assistants/rasa/webhooks/rest/webhook", "/webhooks/rest/webhook"})
    List<Map<String, Object>> rasa(@RequestBody RasaMessage asked, Principal caller) {
        var told = asked.metadata() == null ? null : asked.metadata().get("language");
        var advice = advise(asked.sender(), asked.message(), told instanceof String language ? language : null, caller);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("recipient_id", String.valueOf(asked.sender()));
        if (advice.say() != null) answer.put("text", advice.say());
        answer.put("metadata", advice.metadata());
        return List.of(answer);
    }

    @Operation(
            summary = "Advises any bot that posts JSON on tone and next step",
            description = "Needs a secret key. Without consent to the words `read` is false, and `reason` says why.")
    @PostMapping("/v1/assistants/webhook")
    Advice webhook(
            @Parameter(description = "JSON pointer to who wrote: any id the person is known by")
                    @RequestParam(defaultValue = "/sender")
                    String sender,
            @Parameter(description = "JSON pointer to what they wrote") @RequestParam(defaultValue = "/text")
                    String text,
            @Parameter(description = "JSON pointer to its language; where nothing is there, the words' own counts")
                    @RequestParam(defaultValue = "/language")
                    String language,
            @RequestBody JsonNode message,
            Principal caller) {
        return advise(at(message, sender), at(message, text), at(message, language), caller);
    }

    private Advice advise(
            @Nullable String sender, @Nullable String message, @Nullable String language, Principal caller) {
        Caller.requirePurpose(caller, Purpose.PERSONALIZATION);
        if (!Vouching.speaksForAll(caller))
            throw Refusal.forbidden(
                    "An assistant speaks with many people, which needs a secret key. Maybe make one in the console.");
        if (sender == null || sender.isBlank() || sender.length() > LONGEST_ID)
            throw Refusal.badRequest("sender must be an id of 1 to %d characters, got %s."
                    .formatted(LONGEST_ID, sender == null ? "none" : String.valueOf(sender.length())));
        if (message == null || message.isBlank() || message.length() > Adviser.LONGEST)
            throw Refusal.badRequest("the message must have 1 to %d characters, got %s."
                    .formatted(Adviser.LONGEST, message == null ? "none" : String.valueOf(message.length())));
        return adviser.advise(sender, message, language);
    }

    private static @Nullable String at(JsonNode message, String pointer) {
        try {
            var found = message.at(JsonPointer.compile(pointer));
            return found.isString() || found.isNumber() ? found.asString() : null;
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("'%s' is no JSON pointer. Maybe /message/text.".formatted(pointer));
        }
    }
}
