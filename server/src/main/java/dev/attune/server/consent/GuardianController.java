package dev.attune.server.consent;

import dev.attune.server.policy.DeploymentPolicy;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where a parent or guardian reads the notice and answers for a minor, by an address that was handed to them. It
/// travels in a header, never in an address that a log may keep.
@RestController
@RequestMapping("/v1/my/guardian")
class GuardianController {
    static final String HEADER = "Attune-Guardian";
    private static final String CREDENTIAL = "What stands behind `#` in the address that was handed to the guardian";
    private static final Set<Method> RELATIONS = Set.of(Method.PARENT, Method.LEGAL_GUARDIAN);

    private final PersonalLinks links;
    private final GuardianRequests requests;
    private final Notices notices;
    private final Consents consents;
    private final DeploymentPolicy policy;
    private final InstantSource clock;

    GuardianController(
            PersonalLinks links,
            GuardianRequests requests,
            Notices notices,
            Consents consents,
            DeploymentPolicy policy,
            InstantSource clock) {
        this.links = links;
        this.requests = requests;
        this.notices = notices;
        this.consents = consents;
        this.policy = policy;
        this.clock = clock;
    }

    /// @param lines the notice, paragraph by paragraph
    /// @param choices only what the minor agreed to, and what may be read of minors here
    /// @param askedAt when the minor answered
    /// @param answeredAt null while it waits
    record Asked(
            String title,
            List<String> lines,
            String contact,
            List<Notice.Offer> choices,
            Instant askedAt,
            @Nullable Instant answeredAt) {}

    record OneAnswer(
            @Nullable String purpose,
            @Nullable String modality,
            @Nullable Boolean granted) {}

    /// @param relation `parent` or `legal-guardian`: whoever answers says that they are that
    /// @param choices an answer for each choice that waits
    record Confirmation(
            @Nullable String relation,
            @Nullable String language,
            @Nullable List<OneAnswer> choices) {}

    @Operation(summary = "Shows a guardian the notice and the choices that wait for their answer")
    @GetMapping
    Asked asked(
            @Parameter(description = CREDENTIAL) @RequestHeader(HEADER) String credential,
            @Parameter(
                            description =
                                    "As the notice is written in, for example `ru`; English where it is in no such language")
                    @RequestParam(defaultValue = Notice.FALLBACK_LANGUAGE)
                    String language) {
        return serve(credential, request -> {
            var spoken = notices.current().nearest(language);
            var text = notices.current().text(spoken);
            notices.served(spoken, actor(request), null);
            return new Asked(
                    text.title(),
                    text.lines(),
                    text.contact(),
                    text.choices().stream()
                            .filter(offer -> offered(request).contains(offer.choice()))
                            .toList(),
                    request.askedAt(),
                    request.answeredAt());
        });
    }

    @Operation(summary = "Records a guardian's answer for a minor and issues the receipt", description = """
                    Each choice that was asked for needs its own yes or no. 409 when it was answered already.""")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Receipt confirm(
            @Parameter(description = CREDENTIAL) @RequestHeader(HEADER) String credential,
            @RequestBody Confirmation confirmation) {
        return serve(credential, request -> {
            var relation = RELATIONS.stream()
                    .filter(known -> known.id().equals(confirmation.relation()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.badRequest(
                            "relation must be parent or legal-guardian, got '%s'.".formatted(confirmation.relation())));
            if (confirmation.language() == null)
                throw Refusal.badRequest("language is missing: in which language was it read?");
            var answers = answers(request, confirmation);
            if (request.answeredAt() != null)
                throw Refusal.conflict(
                        "This was answered already. Maybe withdraw it on the personal page of the receipt.");
            var subject = consents.subjectOf(request.receiptId()).orElseThrow(GuardianController::nothing);
            var receipt = consents.decide(subject, confirmation.language(), answers, null, relation, actor(request));
            requests.answered(request.receiptId(), clock.instant());
            return receipt;
        });
    }

    /// One for each choice of the notice; what the minor did not agree to stays no.
    private Map<Choice, Boolean> answers(GuardianRequests.Request request, Confirmation confirmation) {
        var offered = offered(request);
        var given = new HashMap<Choice, Boolean>();
        for (var answer : confirmation.choices() == null ? List.<OneAnswer>of() : confirmation.choices()) {
            if (answer.purpose() == null || answer.modality() == null || answer.granted() == null)
                throw Refusal.badRequest("Each choice needs a purpose, a modality, and granted: true or false.");
            try {
                given.put(Choice.of(answer.purpose(), answer.modality()), answer.granted());
            } catch (IllegalArgumentException e) {
                throw Refusal.badRequest(String.valueOf(e.getMessage()));
            }
        }
        if (!given.keySet().equals(Set.copyOf(offered)))
            throw Refusal.badRequest("Each choice that was asked for needs its own yes or no: %s; got %s."
                    .formatted(offered, given.keySet()));
        var answers = new HashMap<Choice, Boolean>();
        for (var choice : notices.current().choices()) answers.put(choice, given.getOrDefault(choice, false));
        return answers;
    }

    private List<Choice> offered(GuardianRequests.Request request) {
        return request.asked().stream()
                .filter(choice -> policy.decide(choice.purpose(), choice.modality(), clock.instant())
                        .outcome()
                        .permits(choice.modality(), true))
                .toList();
    }

    private <T> T serve(String credential, Function<GuardianRequests.Request, T> work) {
        var holder = links.guardian(credential).orElseThrow(GuardianController::nothing);
        return holder.tenant().get(() -> {
            var request = requests.find(holder.receiptId()).orElseThrow(GuardianController::nothing);
            if (request.askedAt().plus(GuardianClock.KEEP).isBefore(clock.instant())) throw nothing();
            return work.apply(request);
        });
    }

    /// Nobody's name is known here, only for which receipt they answer.
    private static String actor(GuardianRequests.Request request) {
        return "guardian:" + request.receiptId();
    }

    private static Refusal nothing() {
        return Refusal.notFound("Nothing is asked under this address. Maybe it is older than %d days, or was cut off."
                .formatted(GuardianClock.KEEP.toDays()));
    }
}
