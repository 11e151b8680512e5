package dev.attune.server.customers;

import dev.attune.server.audit.Audit;
import dev.attune.server.customers.EventStore.Outcome;
import dev.attune.server.problems.Refusal;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Rejected events: what is wrong with each, and another try once that is mended.
@RestController
@RequestMapping("/v1/dead-letters")
class DeadLetterController {
    private static final int PAGE = 50;

    private final RejectedEvents rejected;
    private final SegmentReader reader;
    private final Intake intake;
    private final CustomerSettings settings;
    private final Audit audit;

    DeadLetterController(
            RejectedEvents rejected, SegmentReader reader, Intake intake, CustomerSettings settings, Audit audit) {
        this.rejected = rejected;
        this.reader = reader;
        this.intake = intake;
        this.settings = settings;
        this.audit = audit;
    }

    record DeadLetters(long inAll, List<RejectedEvents.DeadLetter> letters) {}

    /// @param outcome `stored`, `duplicate` or `refused`
    record Replayed(String outcome) {}

    /// @param before arrival of the last one of the page before
    @GetMapping
    DeadLetters latest(@RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE_TIME) @Nullable Instant before) {
        return new DeadLetters(rejected.count(), rejected.latest(before, PAGE));
    }

    /// Tries again by the schemas and the gate of now. What is still wrong stays here.
    @PostMapping("/{id}/replays")
    Replayed replay(@PathVariable UUID id, Principal caller) {
        if (!rejected.exists(id)) throw none(id);
        var original = rejected.original(id)
                .orElseThrow(
                        () -> Refusal.conflict(
                                "Only the shape of this event was kept, because nobody was known to allow more. Maybe let the sender send it again."));
        return switch (reader.read(null, original, settings.retention())) {
            case Checked.Unsound unsound ->
                throw Refusal.conflict("Still wrong at %s: %s"
                        .formatted(unsound.path().isEmpty() ? "/" : unsound.path(), unsound.reason()));
            case Checked.Sound sound -> {
                var outcome = take(sound);
                rejected.delete(id);
                audit.record(caller.getName(), "dead-letter.replayed", id.toString());
                yield new Replayed(
                        switch (outcome) {
                            case Outcome.Stored s -> "stored";
                            case Outcome.Duplicate d -> "duplicate";
                            case Outcome.Refused r -> "refused";
                            case Outcome.Rejected r ->
                                throw Refusal.conflict(r.why().reason());
                        });
            }
        };
    }

    private Outcome take(Checked event) {
        try {
            return intake.put(List.of(event)).join().getFirst();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw e;
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, Principal caller) {
        if (!rejected.delete(id)) throw none(id);
        audit.record(caller.getName(), "dead-letter.deleted", id.toString());
    }

    private static Refusal none(UUID id) {
        return Refusal.notFound("There is no rejected event %s.".formatted(id));
    }
}
