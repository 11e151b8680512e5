package dev.attune.server.customers;

import dev.attune.server.audit.Audit;
import dev.attune.server.customers.EventStore.Outcome;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Rejected events: what is wrong with each, and another try once that is mended.
@RestController
@RequestMapping("/v1/dead-letters")
class DeadLetterController {
    private static final int PAGE = 50;
    private static final int LONGEST_TYPE = 200; // on record
    private static final int MOST_AT_ONCE = 1_000; // of a replay; a moment's work

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

    /// @param letters of this page, the latest first
    /// @param next where the next page begins; null on the last one
    record DeadLetters(
            long inAll,
            List<RejectedEvents.DeadLetter> letters,
            @Nullable String next) {}

    /// @param outcome `stored`, `duplicate` or `refused`
    record Replayed(String outcome) {}

    /// @param type of the events, as the list says it
    record Wanted(@Nullable String type) {}

    /// @param refused of people who do not allow it now
    /// @param stillWrong stay here
    record AllReplayed(int stored, int duplicates, int refused, int stillWrong) {}

    @Operation(summary = "Lists the rejected events, the latest first, and what is wrong with each")
    @GetMapping
    DeadLetters latest(
            @Parameter(description = "`next` of the page before") @RequestParam(defaultValue = "") String after) {
        var found = rejected.latest(Cursor.of(after), PAGE + 1);
        var page = found.subList(0, Math.min(PAGE, found.size()));
        var next = found.size() > PAGE
                ? new Cursor(page.getLast().arrivedAt(), page.getLast().id().toString()).toString()
                : null;
        return new DeadLetters(rejected.count(), page, next);
    }

    @Operation(
            summary = "Tries a rejected event again, by the schemas and consent of now",
            description = "409 when it is still wrong, or was not kept whole; then it stays here.")
    @PostMapping("/{id}/replays")
    Replayed replay(@PathVariable UUID id, Principal caller) {
        if (!rejected.exists(id)) throw none(id);
        var original = rejected.original(id)
                .orElseThrow(
                        () -> Refusal.conflict(
                                "Only the shape of this event was kept, because nobody was known to allow more. Maybe let the sender send it again."));
        return switch (again(List.of(new RejectedEvents.Sealed(id, original))).getFirst()) {
            case Outcome.Stored _ -> replayed(id, "stored", caller);
            case Outcome.Duplicate _ -> replayed(id, "duplicate", caller);
            case Outcome.Refused _ -> replayed(id, "refused", caller);
            case Outcome.Rejected still -> throw stillWrong(still.why());
        };
    }

    private Replayed replayed(UUID id, String outcome, Principal caller) {
        audit.record(caller.getName(), "dead-letter.replayed", id.toString());
        return new Replayed(outcome);
    }

    private static Refusal stillWrong(Checked.Unsound event) {
        return Refusal.conflict(
                "Still wrong at %s: %s".formatted(event.path().isEmpty() ? "/" : event.path(), event.reason()));
    }

    @Operation(
            summary = "Tries all rejected events of one type again",
            description = "The oldest first, a thousand at the most; those that were not kept whole are left out.")
    @PostMapping("/replays")
    AllReplayed replayAll(@RequestBody Wanted wanted, Principal caller) {
        String type = wanted.type() == null ? "" : wanted.type();
        if (type.isBlank()) throw Refusal.badRequest("type is missing. Maybe track:Order Returned.");
        var letters = rejected.replayable(type, MOST_AT_ONCE);
        int stored = 0;
        int duplicates = 0;
        int refused = 0;
        int stillWrong = 0;
        for (var outcome : again(letters))
            switch (outcome) {
                case Outcome.Stored _ -> stored++;
                case Outcome.Duplicate _ -> duplicates++;
                case Outcome.Refused _ -> refused++;
                case Outcome.Rejected _ -> stillWrong++;
            }
        audit.record(caller.getName(), "dead-letter.replayed", "%d of %s".formatted(letters.size(), inOneLine(type)));
        return new AllReplayed(stored, duplicates, refused, stillWrong);
    }

    /// What a caller sent is not copied whole into the record.
    private static String inOneLine(String type) {
        return type.substring(0, Math.min(LONGEST_TYPE, type.length())).replaceAll("\\p{Cntrl}", "?");
    }

    /// What becomes of them; first those that are still wrong.
    private List<Outcome> again(List<RejectedEvents.Sealed> letters) {
        var outcomes = new ArrayList<Outcome>();
        var sound = new LinkedHashMap<UUID, Checked>();
        for (var letter : letters)
            switch (reader.read(null, letter.original(), settings.retention())) {
                case Checked.Unsound unsound -> outcomes.add(new Outcome.Rejected(unsound, letter.id()));
                case Checked.Sound event -> sound.put(letter.id(), once(event, letter.id()));
            }
        outcomes.addAll(taken(List.copyOf(sound.values())));
        rejected.delete(sound.keySet()); // what cannot be linked even now has a letter of its own again
        return outcomes;
    }

    /// What its sender gave no id is stored under the letter's: two who replay it at once, or one who does after a
    /// server was killed, store it once.
    private static Checked.Sound once(Checked.Sound event, UUID letter) {
        return event.original().body().path("messageId").asString("").isEmpty() ? event.under(letter) : event;
    }

    private List<Outcome> taken(List<Checked> events) {
        try {
            return intake.put(events).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw e;
        }
    }

    @Operation(summary = "Deletes a rejected event")
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
