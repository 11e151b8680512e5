package dev.attune.server.customers;

import dev.attune.server.access.Caller;
import dev.attune.server.customers.Checked.Original;
import dev.attune.server.customers.EventStore.Outcome;
import dev.attune.server.problems.Refusal;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Takes events as senders speak already: the calls of Segment, CloudEvents 1.0, files.
///
/// Whatever can be read is taken; the answer, which comes after the commit, tells of each event that was not.
@RestController
class IngestController {
    private static final String TAKEN = """
            200 once what could be taken is stored, also when some was not: `refused` counts events of people who were
            not asked or do not allow it, of which nothing is kept; `rejected` tells events that something is wrong
            with. An event whose `messageId` is stored already is a duplicate and not stored again. 429 when too much
            waits to be stored: send it again.""";
    private static final String BROKEN = " Events up to a place where the JSON breaks are taken; `broken` tells where.";
    private static final String BATCH = """
            {"batch": [{"type": "track", "userId": "u-1", "event": "Order Returned", "messageId": "m-1"}]}""";
    private static final int MOST_TOLD = 100; // rejections in one answer

    private final SegmentReader reader;
    private final CloudEvents cloudEvents;
    private final ImportedFile files;
    private final Intake intake;
    private final InstantSource clock;
    private final JsonMapper json;
    private final CustomerSettings settings;
    private final VisitorsEvents visitors;

    IngestController(
            SegmentReader reader,
            CloudEvents cloudEvents,
            ImportedFile files,
            Intake intake,
            InstantSource clock,
            JsonMapper json,
            CustomerSettings settings,
            VisitorsEvents visitors) {
        this.visitors = visitors;
        this.reader = reader;
        this.cloudEvents = cloudEvents;
        this.files = files;
        this.intake = intake;
        this.clock = clock;
        this.json = json;
        this.settings = settings;
    }

    /// @param success whether nothing was rejected or broken
    /// @param stored how many were stored
    /// @param duplicates stored before under the same messageId
    /// @param refused of people who were not asked or do not allow it; nothing of these is kept
    /// @param rejected those that something is wrong with, the first hundred
    /// @param broken why the rest of the body was not read; null when all was
    record Answer(
            boolean success,
            int stored,
            int duplicates,
            int refused,
            int rejectedInAll,
            List<Rejection> rejected,
            @Nullable String broken) {}

    /// @param index in what was sent, from 0
    /// @param type of the call, for example `track:Order Returned`
    /// @param reason what is wrong
    /// @param deadLetter under which it can be looked at and replayed
    record Rejection(int index, String type, String path, String schemaPath, String reason, UUID deadLetter) {}

    @Operation(
            summary = "Takes one {end} call as Segment sends it",
            description = TAKEN,
            requestBody =
                    @RequestBody(
                            description = "As in Segment's HTTP API; `userId` or `anonymousId` says whose it is",
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema =
                                                    @Schema(
                                                            types = "object",
                                                            additionalProperties = AdditionalPropertiesValue.TRUE))))
    @PostMapping({"/v1/identify", "/v1/track", "/v1/page", "/v1/screen", "/v1/group", "/v1/alias"})
    Answer one(HttpServletRequest request, Principal caller) throws IOException {
        Caller.requirePurpose(caller, Purpose.PERSONALIZATION);
        var path = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
        var call = Call.of(path.substring(path.lastIndexOf('/') + 1)).orElseThrow();
        var now = clock.instant();
        var body = tree(request);
        if (body instanceof ObjectNode object) object.put("type", call.id()); // so that it says by itself what it is
        var original = new Original("/v1/" + call.id(), now, null, body);
        return take(List.of(reader.read(call, original, settings.lateness())), null, caller);
    }

    @Operation(
            summary = "Takes a batch of events as Segment sends them",
            description = TAKEN + BROKEN,
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema =
                                                    @Schema(
                                                            types = "object",
                                                            additionalProperties = AdditionalPropertiesValue.TRUE,
                                                            example = BATCH))))
    @PostMapping("/v1/batch")
    Answer batch(HttpServletRequest request, Principal caller) throws IOException {
        Caller.requirePurpose(caller, Purpose.PERSONALIZATION);
        var now = clock.instant();
        var batch = BatchBody.read(request.getInputStream(), json);
        if (!batch.found() && batch.broken() == null)
            throw Refusal.badRequest(
                    "The body has no array \"batch\". Maybe send {\"batch\": [{\"type\": \"track\", …}]}.");
        Instant sentAt = batch.sentAt();
        var checked = batch.events().stream()
                .map(event -> reader.read(null, new Original("/v1/batch", now, sentAt, event), settings.lateness()))
                .toList();
        return take(checked, batch.broken(), caller);
    }

    @Operation(
            summary = "Takes CloudEvents 1.0: one, a batch, or one with its attributes in headers",
            description = TAKEN,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = CloudEvents.STRUCTURED,
                                        schema =
                                                @Schema(
                                                        types = "object",
                                                        additionalProperties = AdditionalPropertiesValue.TRUE)),
                                @Content(mediaType = CloudEvents.BATCH, schema = @Schema(types = "array")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema =
                                                @Schema(
                                                        description =
                                                                "The data; its attributes stand in the headers `ce-…`"))
                            }))
    @PostMapping("/v1/events")
    Answer cloudEvents(HttpServletRequest request, Principal caller) throws IOException {
        Caller.requirePurpose(caller, Purpose.PERSONALIZATION);
        return take(cloudEvents.read(request, clock.instant()), null, caller);
    }

    @Operation(
            summary = "Imports a file of events, JSON lines or CSV",
            description = TAKEN,
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(types = "string", format = "binary"))))
    @PostMapping("/v1/imports")
    Answer imported(
            @Parameter(
                            description = "An event of a batch per line, or a table with the columns of a call",
                            required = true,
                            schema = @Schema(allowableValues = {"jsonl", "csv"}))
                    @RequestParam(defaultValue = "")
                    String format,
            HttpServletRequest request)
            throws IOException {
        var totals = new Totals();
        files.read(format, request.getInputStream(), clock.instant(), part -> totals.add(store(part), part.size()));
        return totals.answer(null);
    }

    private JsonNode tree(HttpServletRequest request) throws IOException {
        try {
            return json.readTree(request.getInputStream());
        } catch (JacksonException e) {
            throw Refusal.badRequest("The body is not JSON: %s.".formatted(Broken.inWords(e)));
        }
    }

    private Answer take(List<? extends Checked> events, @Nullable String broken, Principal caller) {
        var totals = new Totals();
        totals.add(store(visitors.taken(caller, events)), events.size());
        return totals.answer(broken);
    }

    private List<Outcome> store(List<Checked> events) {
        try {
            return intake.put(events).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case Intake.Full full ->
                    throw Refusal.tooMany(
                            "%s already. Maybe send this again in a second.".formatted(full.getMessage()));
                case RuntimeException cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    private static final class Totals {
        private int stored;
        private int duplicates;
        private int refused;
        private int rejectedInAll;
        private int index;
        private final List<Rejection> rejected = new ArrayList<>();

        void add(List<Outcome> outcomes, int events) {
            for (int i = 0; i < outcomes.size(); i++) {
                switch (outcomes.get(i)) {
                    case Outcome.Stored s -> stored++;
                    case Outcome.Duplicate d -> duplicates++;
                    case Outcome.Refused r -> refused++;
                    case Outcome.Rejected r -> {
                        rejectedInAll++;
                        if (rejected.size() < MOST_TOLD)
                            rejected.add(new Rejection(
                                    index + i,
                                    r.why().type(),
                                    r.why().path(),
                                    r.why().schemaPath(),
                                    r.why().reason(),
                                    r.deadLetter()));
                    }
                }
            }
            index += events;
        }

        Answer answer(@Nullable String broken) {
            return new Answer(
                    rejectedInAll == 0 && broken == null, stored, duplicates, refused, rejectedInAll, rejected, broken);
        }
    }
}
