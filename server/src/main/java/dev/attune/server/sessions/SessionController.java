package dev.attune.server.sessions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.attune.fusion.replay.ObservationTape;
import dev.attune.fusion.replay.Replay;
import dev.attune.server.access.PersonalReading;
import dev.attune.server.audit.Audit;
import dev.attune.server.decisions.DecisionLog;
import dev.attune.server.decisions.PlaybookChoice;
import dev.attune.server.decisions.SimulationView;
import dev.attune.server.problems.Refusal;
import dev.attune.server.vault.SessionRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/sessions")
class SessionController {
    private static final String OBSERVED =
            "409 when its observations were not kept: that takes consent to analytics from its beginning.";
    private static final Duration PATIENCE = Duration.ofSeconds(2); // as long a face counts as in view
    private static final long LATEST_MS = Duration.ofDays(365).toMillis(); // far beyond any session

    private final Sessions sessions;
    private final DecisionLog decisions;
    private final Audit audit;
    private final ObservationLog observations;
    private final PlaybookChoice playbooks;

    SessionController(
            Sessions sessions,
            DecisionLog decisions,
            Audit audit,
            ObservationLog observations,
            PlaybookChoice playbooks) {
        this.sessions = sessions;
        this.playbooks = playbooks;
        this.observations = observations;
        this.decisions = decisions;
        this.audit = audit;
    }

    /// @param replayable whether its observations were kept
    /// @param pages where the person was; empty without consent to use what they do
    /// @param seconds one line per second and face
    /// @param moments the first one first
    /// @param conversation of a call of which it was kept; else null
    record Detail(
            @JsonUnwrapped Sessions.Session session,
            boolean replayable,
            List<ObservationLog.PageTurned> pages,
            List<Sessions.StoredSecond> seconds,
            List<Sessions.StoredMoment> moments,
            List<DecisionLog.Logged> decisions,
            @Nullable ConversationView conversation) {}

    @Operation(summary = "Lists the latest sessions")
    @GetMapping
    @PersonalReading(object = "session")
    List<Sessions.Summary> latest() {
        return sessions.latest();
    }

    @Operation(summary = "Shows what was kept of a session: seconds, moments, decisions, pages")
    @GetMapping("/{id}")
    @PersonalReading(object = "session")
    Detail session(@PathVariable UUID id) {
        var summary = sessions.find(id).orElseThrow(() -> Refusal.notFound("There is no session %s.".formatted(id)));
        var ref = sessions.ref(id).orElseThrow(() -> Refusal.notFound("There is no session %s.".formatted(id)));
        return new Detail(
                summary.session(),
                observations.has(id),
                observations.pages(ref),
                sessions.seconds(ref),
                sessions.moments(ref),
                decisions.of(ref),
                sessions.conversation(ref).orElse(null));
    }

    @Operation(summary = "Downloads what a session observed, as a file for `attune replay`", description = OBSERVED)
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(types = "string", format = "binary")))
    @GetMapping("/{id}/observations")
    @PersonalReading(object = "session")
    ResponseEntity<byte[]> observations(@PathVariable UUID id) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"session-%s.observations\"".formatted(id))
                .body(ObservationTape.file(observations.of(kept(id))));
    }

    @Operation(summary = "Walks the numbers of one moment back to what they are made of", description = OBSERVED)
    @GetMapping("/{id}/explain")
    @PersonalReading(object = "session")
    Explanation explain(
            @PathVariable UUID id,
            @Parameter(description = "Milliseconds of media time, from 0") @RequestParam double t) {
        if (!(t >= 0 && t <= LATEST_MS))
            throw Refusal.badRequest("t is milliseconds of media time from 0, got %s.".formatted(t));
        var at = Duration.ofNanos(Math.round(t * 1e6));
        return Explanation.of(at, Replay.at(observations.tapes(kept(id)), at, PATIENCE));
    }

    @Operation(summary = "Derives a session again and compares every number with what was kept", description = OBSERVED)
    @GetMapping("/{id}/replay")
    @PersonalReading(object = "session")
    ReplayView replay(@PathVariable UUID id) {
        return ReplayView.of(Replay.of(observations.tapes(kept(id))));
    }

    /// @throws Refusal when there is no such session, or its observations were not kept
    private SessionRef kept(UUID id) {
        var ref = sessions.ref(id).orElseThrow(() -> Refusal.notFound("There is no session %s.".formatted(id)));
        if (!observations.has(id))
            throw Refusal.conflict(
                    ("The observations of session %s are not kept: that takes consent to analytics from its beginning,"
                                    + " and a withdrawal erases them.")
                            .formatted(id));
        return ref;
    }

    /// @param playbook its id, unless `yaml` is there
    /// @param yaml instead of the id of a playbook
    /// @param page instead of where the person was
    /// @param facts instead of what the page knew
    record Play(
            @Nullable String playbook,
            @Nullable String yaml,
            @Nullable String page,
            @Nullable Map<String, Object> facts) {}

    @Operation(summary = "Tells what a playbook would have done in a session", description = OBSERVED)
    @PostMapping("/{id}/simulations")
    @PersonalReading(object = "session")
    SimulationView simulate(@PathVariable UUID id, @RequestBody Play play) {
        var ref = kept(id);
        var tapes = observations.tapes(ref);
        var pages = ReplayedPages.of(observations.pages(ref), play.page(), play.facts());
        return playbooks.simulate(
                play.playbook(), play.yaml(), simulation -> ReplayedSituations.play(tapes, pages, simulation));
    }

    @Operation(summary = "Erases what was kept of a session")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable UUID id, Principal caller) {
        if (!sessions.erase(id)) throw Refusal.notFound("There is no session %s.".formatted(id));
        audit.record(caller.getName(), "session.erased", id.toString());
    }
}
