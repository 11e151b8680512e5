package dev.attune.server.context;

import dev.attune.server.access.Caller;
import dev.attune.server.consent.Vouching;
import dev.attune.server.customers.Customers;
import dev.attune.server.customers.EventsIn;
import dev.attune.server.problems.Refusal;
import dev.attune.server.ranking.RankCalls;
import dev.attune.server.segments.Segments;
import dev.attune.server.style.Styles;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /v1/context`: what a page needs about its visitor. A part that fails leaves the others as they
/// are.
@RestController
class ContextController {
    private static final String PATH = "/v1/context";
    private static final int MOST_EVENTS = 100; // more is a batch

    private final EventsIn events;
    private final Customers customers;
    private final Segments segments;
    private final RankCalls rankings;
    private final Styles styles;
    private final Gate gate;
    private final Vouching vouching;

    ContextController(
            EventsIn events,
            Customers customers,
            Segments segments,
            RankCalls rankings,
            Styles styles,
            Gate gate,
            Vouching vouching) {
        this.vouching = vouching;
        this.events = events;
        this.customers = customers;
        this.segments = segments;
        this.rankings = rankings;
        this.styles = styles;
        this.gate = gate;
    }

    /// @param profile names of the traits that are wanted
    /// @param decision the body of `POST /v1/rank`
    record Wanted(
            @Nullable List<@Nullable String> profile,
            @Nullable Boolean segments,
            @Nullable ObjectNode decision,
            @Nullable Boolean style) {}

    /// @param subject the pseudonym that pages use; null for nobody in particular
    /// @param events as in `POST /v1/batch`; one that names nobody is the subject's
    record Asked(
            @Nullable String subject,
            @Nullable List<JsonNode> events,
            @Nullable Wanted want) {}

    /// @param status `ok`, `not-asked`, `refused` for lack of consent, `failed`
    /// @param reason why it is not ok; null when it is
    /// @param value the part itself; null where it is not `ok`
    record Part(
            String status,
            @Nullable String reason,
            @Nullable Object value) {
        private static final Part NOT_ASKED = new Part("not-asked", null, null);
    }

    /// @param events what became of the events that came with the request
    /// @param profile the traits that were asked for
    /// @param segments that the person is in
    /// @param decision what to show
    /// @param style the tone in which to speak
    record Context(Part events, Part profile, Part segments, Part decision, Part style) {}

    @Operation(summary = "Takes events and answers profile, segments, decision and tone together", description = """
                    200 also when a part could not be answered: each has a `status` of its own, `refused` without
                    consent and `failed` with the `reason`. At most 100 events, which are taken first, so that the
                    rest knows of them.""")
    @PostMapping(PATH)
    Context context(@RequestBody Asked asked, Principal caller) {
        var subject = asked.subject();
        if (subject != null) {
            Caller.requirePurpose(caller, Purpose.PERSONALIZATION);
            vouching.require(caller, subject);
        }
        var given = asked.events() == null ? List.<JsonNode>of() : asked.events();
        if (given.size() > MOST_EVENTS)
            throw Refusal.badRequest(
                    "at most %d events, got %d. Maybe POST /v1/batch.".formatted(MOST_EVENTS, given.size()));
        var sent = about(subject, given);
        var want = asked.want() == null ? new Wanted(null, null, null, null) : asked.want();
        // first what happened, so that the rest knows of it
        var taken = sent.isEmpty() ? Part.NOT_ASKED : part(() -> events.take(PATH, sent, caller));
        var whom = subject == null ? null : new Whom(subject);
        var names = want.profile();
        var decision = want.decision();
        return new Context(
                taken,
                names == null ? Part.NOT_ASKED : personal(whom, person -> traits(person, names)),
                Boolean.TRUE.equals(want.segments()) ? personal(whom, segments::memberships) : Part.NOT_ASKED,
                decision == null ? Part.NOT_ASKED : part(() -> decided(decision, subject, caller)),
                Boolean.TRUE.equals(want.style())
                        ? personal(whom, person -> styles.styleFor(person).toMap())
                        : Part.NOT_ASKED);
    }

    /// An event that names nobody is about whom the question is about.
    private static List<JsonNode> about(@Nullable String subject, List<JsonNode> events) {
        if (subject == null) return events;
        return events.stream()
                .map(event -> event instanceof ObjectNode object && !object.has("userId") && !object.has("anonymousId")
                        ? object.deepCopy().put("userId", subject)
                        : event)
                .toList();
    }

    private Object decided(ObjectNode decision, @Nullable String subject, Principal caller) {
        Vouching.requireUnguessable(caller, decision.path("eventId").asString(null));
        return rankings.rank(decision, subject);
    }

    private Object traits(String person, List<@Nullable String> names) {
        var known = customers.traits(person);
        var traits = new LinkedHashMap<String, @Nullable Object>();
        for (var name : names) if (name != null) traits.put(name, known.get(name));
        return traits;
    }

    private interface Reading {
        Object of(String person);
    }

    /// The subject and the customer they are, who is looked up once and only when the gate allowed it.
    private final class Whom {
        private final String subject;
        private @Nullable String customer;

        Whom(String subject) {
            this.subject = subject;
        }

        String customer() {
            var known = customer == null ? customers.find(subject).orElse(subject) : customer;
            customer = known;
            return known;
        }
    }

    /// Only of a person who agreed to be recognised; each part asks, so that a withdrawal stops the next one.
    private Part personal(@Nullable Whom whom, Reading reading) {
        if (whom == null) return new Part("refused", "nobody was named", null);
        return switch (gate.check(new Gate.Question(whom.subject, Purpose.PERSONALIZATION, Modality.BEHAVIOUR))) {
            case Gate.Verdict.Refused refused -> new Part("refused", refused.reason(), null);
            case Gate.Verdict.Allowed allowed -> part(() -> reading.of(whom.customer()));
        };
    }

    private static Part part(Supplier<Object> reading) {
        try {
            return new Part("ok", null, reading.get());
        } catch (Refusal e) {
            return new Part("failed", e.getBody().getDetail(), null);
        } catch (DataAccessException e) {
            return new Part("failed", "The database does not answer right now.", null);
        }
    }
}
