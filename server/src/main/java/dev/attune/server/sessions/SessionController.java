package dev.attune.server.sessions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.attune.server.access.PersonalReading;
import dev.attune.server.audit.Audit;
import dev.attune.server.decisions.DecisionLog;
import dev.attune.server.problems.Refusal;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/sessions")
class SessionController {
    private final Sessions sessions;
    private final DecisionLog decisions;
    private final Audit audit;

    SessionController(Sessions sessions, DecisionLog decisions, Audit audit) {
        this.sessions = sessions;
        this.decisions = decisions;
        this.audit = audit;
    }

    record Detail(
            @JsonUnwrapped Sessions.Session session,
            List<Sessions.StoredSecond> seconds,
            List<Sessions.StoredMoment> moments,
            List<DecisionLog.Logged> decisions) {}

    @GetMapping
    @PersonalReading(object = "session")
    List<Sessions.Summary> latest() {
        return sessions.latest();
    }

    @GetMapping("/{id}")
    @PersonalReading(object = "session")
    Detail session(@PathVariable UUID id) {
        var summary = sessions.find(id).orElseThrow(() -> Refusal.notFound("There is no session %s.".formatted(id)));
        var ref = sessions.ref(id).orElseThrow(() -> Refusal.notFound("There is no session %s.".formatted(id)));
        return new Detail(summary.session(), sessions.seconds(ref), sessions.moments(ref), decisions.of(ref));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable UUID id, Principal caller) {
        if (!sessions.erase(id)) throw Refusal.notFound("There is no session %s.".formatted(id));
        audit.record(caller.getName(), "session.erased", id.toString());
    }
}
