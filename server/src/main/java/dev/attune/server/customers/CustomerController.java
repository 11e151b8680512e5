package dev.attune.server.customers;

import dev.attune.server.access.Caller;
import dev.attune.server.access.PersonalReading;
import dev.attune.server.access.Role;
import dev.attune.server.audit.Audit;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Customers for those who work with them. What an id of somebody is travels in a body, never in an address that a log
/// may keep. An agent sees of what was measured only what its person lets agents see.
@RestController
@RequestMapping("/v1/customers")
class CustomerController {
    private static final String PERSON = "The random id that lists and searches tell as `person`";
    private static final int MOST_EVENTS = 200; // of one page of a timeline

    private final CustomerRecords records;
    private final Customers customers;
    private final Audit audit;

    CustomerController(CustomerRecords records, Customers customers, Audit audit) {
        this.records = records;
        this.customers = customers;
        this.audit = audit;
    }

    /// @param id a user's id, an anonymous id or an e-mail address
    record Wanted(@Nullable String id) {}

    record Found(String person) {}

    @Operation(summary = "Lists customers, those who came last first")
    @GetMapping
    @PersonalReading(object = "customer")
    CustomerRecords.Listing list(
            @Parameter(description = "`next` of the page before") @RequestParam(defaultValue = "") String after) {
        return records.list(after);
    }

    @Operation(summary = "Finds a customer by a user's id, an anonymous id or an e-mail address")
    @PostMapping("/searches")
    @PersonalReading(object = "customer")
    Found search(@RequestBody Wanted wanted) {
        String id = wanted.id() == null ? "" : wanted.id().strip();
        if (id.isEmpty())
            throw Refusal.badRequest("id is missing. Maybe a user's id, an anonymous id or an e-mail address.");
        return new Found(customers
                .find(id)
                .filter(records::exists)
                .orElseThrow(() -> Refusal.notFound("No customer is known by this id.")));
    }

    @Operation(summary = "Shows what is known of a customer, and what it rests on", description = """
                    An agent sees of what was measured only what the person lets agents see; `hidden` names the
                    rest.""")
    @GetMapping("/{person}")
    @PersonalReading(object = "customer")
    CustomerRecords.View customer(@Parameter(description = PERSON) @PathVariable String person, Principal caller) {
        return records.view(person, isAgent(caller)).orElseThrow(CustomerController::none);
    }

    @Operation(summary = "Lists a customer's events, the latest first")
    @GetMapping("/{person}/timeline")
    @PersonalReading(object = "customer")
    List<CustomerEvent> timeline(
            @Parameter(description = PERSON) @PathVariable String person,
            @Parameter(description = "Time of the last event of the page before")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = ISO.DATE_TIME)
                    @Nullable
                    Instant before,
            @Parameter(description = "How many at most, 1 to 200") @RequestParam(defaultValue = "100") int most,
            Principal caller) {
        if (most < 1 || most > MOST_EVENTS)
            throw Refusal.badRequest("most must be in 1..%d, got %d.".formatted(MOST_EVENTS, most));
        if (!records.exists(person)) throw none();
        return records.timeline(person, before, most, isAgent(caller));
    }

    @Operation(summary = "Makes two customers one")
    @PostMapping("/{person}/merges")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void merge(
            @Parameter(description = PERSON) @PathVariable String person, @RequestBody Wanted other, Principal caller) {
        if (!records.exists(person)) throw none();
        var id = other.id() == null ? "" : other.id().strip();
        var found = customers
                .find(id)
                .filter(records::exists)
                .orElseThrow(() -> Refusal.notFound("No other customer is known by this id."));
        try {
            if (!records.merge(person, found, caller.getName()))
                throw Refusal.conflict("They are one customer already.");
        } catch (Identities.TooManyIds e) {
            throw Refusal.conflict("Together they would have more than %d ids.".formatted(Identities.MOST_IDS));
        }
        audit.record(caller.getName(), "customer.merged", customers.canonical(person));
    }

    @Operation(summary = "Undoes a merge of two customers")
    @DeleteMapping("/{person}/merges/{merge}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unmerge(
            @Parameter(description = PERSON) @PathVariable String person,
            @Parameter(description = "As in `merges` of the customer") @PathVariable UUID merge,
            Principal caller) {
        if (!records.unmerge(person, merge))
            throw Refusal.notFound("There is no such merge of this customer, or it was undone before.");
        audit.record(caller.getName(), "customer.unmerged", merge.toString());
    }

    private static boolean isAgent(Principal principal) {
        return principal instanceof Authentication authentication
                && authentication.getPrincipal() instanceof Caller.Console console
                && Set.of(Role.AGENT).contains(console.role());
    }

    private static Refusal none() {
        return Refusal.notFound("There is no such customer.");
    }
}
