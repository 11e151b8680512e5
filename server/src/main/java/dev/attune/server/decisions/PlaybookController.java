package dev.attune.server.decisions;

import dev.attune.decisions.PageContext;
import dev.attune.decisions.PlaybookException;
import dev.attune.decisions.Playbooks;
import dev.attune.decisions.Simulation;
import dev.attune.decisions.Stretch;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.io.StringReader;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The playbooks of a tenant: look, switch, check, save, simulate.
@RestController
@RequestMapping("/v1/playbooks")
class PlaybookController {
    private static final int MOST_STRETCHES = 500; // of a made-up session
    private static final Duration LONGEST_SESSION = Duration.ofMinutes(30);

    private final PlaybookShelf shelf;
    private final PlaybookChoice choice;

    PlaybookController(PlaybookShelf shelf, PlaybookChoice choice) {
        this.shelf = shelf;
        this.choice = choice;
    }

    /// @param yaml its file
    /// @param savedAt null for one that is shipped
    /// @param savedBy the account; null for one that is shipped
    /// @param example a made-up session that shows what it does
    record Detail(
            PlaybookView playbook,
            String yaml,
            @Nullable Instant savedAt,
            @Nullable String savedBy,
            List<PlaybookView.StretchView> example) {}

    /// @param on true to switch it on
    record Turn(@Nullable Boolean on) {}

    record Text(@Nullable String yaml) {}

    /// @param faults what is wrong and where; empty when it can be used
    /// @param playbook null when there are faults
    record Checked(
            List<PlaybookException.Fault> faults, @Nullable PlaybookView playbook) {}

    /// @param playbook its id, unless `yaml` is there
    /// @param example the id of the playbook whose example is played; its own when this and `session` are absent
    /// @param session stretches of a made-up session, one after the other
    record Play(
            @Nullable String playbook,
            @Nullable String yaml,
            @Nullable String example,
            @Nullable List<Part> session) {}

    /// @param seconds how long it lasts
    /// @param page null where it is not known
    /// @param shows null when nobody is looked at
    record Part(
            double seconds,
            @Nullable String page,
            @Nullable Map<String, Object> facts,
            @Nullable Map<String, Double> shows) {
        Stretch stretch() {
            return new Stretch(
                    Duration.ofMillis(Math.round(1000 * seconds)),
                    page == null ? PageContext.UNKNOWN : new PageContext(page, "made-up"),
                    facts == null ? Map.of() : facts,
                    shows);
        }
    }

    record Played(SimulationView simulation, List<PlaybookView.StretchView> session) {}

    @Operation(summary = "Lists the playbooks, bundled ones and your own")
    @GetMapping
    List<PlaybookView> all(Locale locale) {
        return shelf.all().stream().map(shelved -> view(shelved, locale)).toList();
    }

    @Operation(summary = "Shows a playbook with its text and an example")
    @GetMapping("/{id}")
    Detail one(@PathVariable String id, Locale locale) {
        var shelved = found(id);
        return new Detail(
                view(shelved, locale),
                shelved.yaml(),
                shelved.savedAt(),
                shelved.savedBy(),
                PlaybookView.StretchView.of(shelved.playbook().example()));
    }

    @Operation(
            summary = "Switches a playbook on or off",
            description = "409 with the article of law where it is locked here.")
    @PutMapping("/{id}/switch")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void turn(@PathVariable String id, @RequestBody Turn turn, Principal caller) {
        if (turn.on() == null) throw Refusal.badRequest("on is missing: true or false.");
        var playbook = found(id).playbook();
        try {
            shelf.turn(playbook, turn.on(), caller.getName());
        } catch (IllegalArgumentException locked) {
            throw Refusal.conflict(String.valueOf(locked.getMessage()));
        }
    }

    @Operation(
            summary = "Checks the text of a playbook without keeping it",
            description = "200 also when it is faulty: then `faults` has each with its line and column.")
    @PostMapping("/checks")
    Checked check(@RequestBody Text text, Locale locale) {
        try {
            var playbook = Playbooks.read(new StringReader(orRefused(text)), "playbook");
            var lock = shelf.lock(playbook, locale.getLanguage()).orElse(null);
            return new Checked(
                    List.of(), PlaybookView.of(playbook, locale.getLanguage(), true, shelf.isOn(playbook.id()), lock));
        } catch (PlaybookException e) {
            return new Checked(e.faults(), null);
        }
    }

    @Operation(
            summary = "Keeps a version of a playbook of your own",
            description = "400 with every fault; 409 when this version exists or the id is taken.")
    @PutMapping("/{id}")
    Detail save(@PathVariable String id, @RequestBody Text text, Principal caller, Locale locale) {
        var yaml = orRefused(text);
        try {
            var playbook = Playbooks.read(new StringReader(yaml), "playbook");
            if (!playbook.id().equals(id))
                throw Refusal.badRequest(
                        "the address says '%s' and the playbook '%s'. Maybe use one id.".formatted(id, playbook.id()));
            shelf.save(yaml, caller.getName());
            return one(id, locale);
        } catch (PlaybookException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException taken) {
            throw Refusal.conflict(String.valueOf(taken.getMessage()));
        }
    }

    @Operation(summary = "Deletes a playbook of your own with all its versions")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Principal caller) {
        if (!shelf.delete(id, caller.getName()))
            throw Refusal.notFound("There is no playbook of your own called '%s'.".formatted(id));
    }

    @Operation(
            summary = "Plays a made-up session against a playbook",
            description = "For a stored session: `POST /v1/sessions/{id}/simulations`.")
    @PostMapping("/simulations")
    Played simulate(@RequestBody Play play) {
        var playbook = choice.of(play.playbook(), play.yaml());
        List<Stretch> session;
        if (play.session() != null) session = madeUp(play.session());
        else if (play.example() != null)
            session = found(play.example()).playbook().example();
        else session = playbook.example();
        if (session.isEmpty())
            throw Refusal.badRequest(
                    "the playbook '%s' has no example of its own. Maybe name another one's.".formatted(playbook.id()));
        return new Played(
                SimulationView.of(playbook, Simulation.play(playbook, session)), PlaybookView.StretchView.of(session));
    }

    private static List<Stretch> madeUp(List<Part> parts) {
        if (parts.isEmpty() || parts.size() > MOST_STRETCHES)
            throw Refusal.badRequest("a session has 1 to %d parts, got %d.".formatted(MOST_STRETCHES, parts.size()));
        try {
            var session = parts.stream()
                    .map(Objects::requireNonNull)
                    .map(Part::stretch)
                    .toList();
            var length = session.stream().map(Stretch::lasts).reduce(Duration.ZERO, Duration::plus);
            if (length.compareTo(LONGEST_SESSION) > 0)
                throw Refusal.badRequest("a session lasts up to %s, got %s.".formatted(LONGEST_SESSION, length));
            return session;
        } catch (IllegalArgumentException | NullPointerException impossible) {
            throw Refusal.badRequest("the session cannot be: %s".formatted(impossible.getMessage()));
        }
    }

    private PlaybookView view(PlaybookShelf.Shelved shelved, Locale locale) {
        var playbook = shelved.playbook();
        return PlaybookView.of(
                playbook,
                locale.getLanguage(),
                shelved.own(),
                shelf.isOn(playbook.id()),
                shelf.lock(playbook, locale.getLanguage()).orElse(null));
    }

    private PlaybookShelf.Shelved found(String id) {
        return shelf.find(id).orElseThrow(() -> Refusal.notFound("There is no playbook '%s'.".formatted(id)));
    }

    private static String orRefused(Text text) {
        if (text.yaml() == null || text.yaml().isBlank())
            throw Refusal.badRequest("yaml is missing. Maybe begin with one from GET /v1/playbooks/retail-checkout.");
        return text.yaml();
    }
}
