package dev.attune.server.privacy;

import dev.attune.server.access.PersonalReading;
import dev.attune.server.access.ReadingPurpose;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Copies and erasures for whoever answers people's requests. The pseudonym travels in the body, never in an address
/// that a log may keep.
@RestController
class PersonController {
    private static final int LATEST = 200; // what a page can show without paging

    private final Audit audit;
    private final PersonalData data;
    private final Erasures erasures;
    private final Retention retention;
    private final JsonMapper json;

    PersonController(Audit audit, PersonalData data, Erasures erasures, Retention retention, JsonMapper json) {
        this.audit = audit;
        this.data = data;
        this.erasures = erasures;
        this.retention = retention;
        this.json = json;
    }

    record Whom(@Nullable String subject) {}

    /// @param keepDays whole days
    /// @param sweptAt when what was too old was last removed; null when it never was
    /// @param removed how many entries that removed
    record CategoryView(
            String name, long keepDays, @Nullable Instant sweptAt, int removed) {}

    @Operation(
            summary = "Makes a copy of all that is held about a person",
            description = "With `Accept: text/html` as a page to read, in the language of `Accept-Language`.")
    @PostMapping(path = "/v1/persons/exports", produces = MediaType.APPLICATION_JSON_VALUE)
    @PersonalReading(object = "person", purposes = ReadingPurpose.PRIVACY_REQUEST)
    ResponseEntity<PersonalData.Export> export(@RequestBody Whom whom, Principal caller) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, download("json"))
                .body(copy(whom, caller));
    }

    @PostMapping(path = "/v1/persons/exports", produces = MediaType.TEXT_HTML_VALUE)
    @PersonalReading(object = "person", purposes = ReadingPurpose.PRIVACY_REQUEST)
    ResponseEntity<String> readable(@RequestBody Whom whom, Principal caller, Locale language) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, download("html"))
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(ReadablePage.of(copy(whom, caller), json, language));
    }

    @Operation(summary = "Lists who looked at a person's data, newest first")
    @PostMapping("/v1/persons/looks")
    @PersonalReading(
            object = "person",
            purposes = {ReadingPurpose.PRIVACY_REQUEST, ReadingPurpose.SECURITY})
    List<Audit.Look> looks(@RequestBody Whom whom) {
        return data.looks(subject(whom)).orElseThrow(PersonController::unknown);
    }

    @Operation(
            summary = "Erases a person and tells what was erased",
            description = "200 when it is done. `proof` is a signed statement of it.")
    @PostMapping("/v1/persons/erasures")
    Erasure erase(@RequestBody Whom whom, Principal caller) {
        return erasures.erase(subject(whom), caller.getName()).orElseThrow(PersonController::unknown);
    }

    @Operation(summary = "Lists the latest erasures of people")
    @GetMapping("/v1/persons/erasures")
    List<Erasure> erasures() {
        return erasures.latest(LATEST);
    }

    @Operation(summary = "Shows one erasure, its step and its proof")
    @GetMapping("/v1/persons/erasures/{id}")
    Erasure erasure(@PathVariable UUID id) {
        return erasures.find(id).orElseThrow(() -> Refusal.notFound("There is no erasure %s.".formatted(id)));
    }

    @Operation(summary = "Tells how long each kind of data is kept, and when it was swept last")
    @GetMapping("/v1/retention")
    List<CategoryView> retention() {
        return retention.categories().stream()
                .map(category -> new CategoryView(
                        category.name(), category.keep().toDays(), category.sweptAt(), category.removed()))
                .toList();
    }

    /// The look at the request's time is on record already; here it is known whose copy it is.
    private PersonalData.Export copy(Whom whom, Principal caller) {
        var copy = data.export(subject(whom)).orElseThrow(PersonController::unknown);
        audit.record(AuditEntry.read(caller.getName(), ReadingPurpose.PRIVACY_REQUEST.id(), "person", copy.person()));
        return copy;
    }

    private static String subject(Whom whom) {
        if (whom.subject() == null || whom.subject().isBlank())
            throw Refusal.badRequest("subject is missing: the pseudonym that your pages send, for example s-4711.");
        return whom.subject();
    }

    private static Refusal unknown() {
        return Refusal.notFound("Nobody is known by this pseudonym. Maybe they were erased, or it is misspelt.");
    }

    private static String download(String ending) {
        return ContentDisposition.attachment()
                .filename("personal-data." + ending)
                .build()
                .toString();
    }
}
