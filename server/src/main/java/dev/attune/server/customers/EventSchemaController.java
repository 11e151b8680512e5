package dev.attune.server.customers;

import com.networknt.schema.SchemaException;
import dev.attune.server.audit.Audit;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// How track events must look, by name.
@RestController
@RequestMapping("/v1/event-schemas")
class EventSchemaController {
    private static final String EVENT = "Name of the track event, for example `Order Returned`";
    private static final int LONGEST_NAME = 180; // as a track event may be called

    private final EventSchemas schemas;
    private final Audit audit;

    EventSchemaController(EventSchemas schemas, Audit audit) {
        this.schemas = schemas;
        this.audit = audit;
    }

    @Operation(summary = "Lists the JSON Schemas that track events are checked by")
    @GetMapping
    List<EventSchemas.Described> all() {
        return schemas.all();
    }

    @Operation(summary = "Sets the JSON Schema that track events of one name are checked by", description = """
                    JSON Schema 2020-12. It counts instead of a bundled one of the same name, from the next event
                    on.""")
    @PutMapping("/{event}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(
            @Parameter(description = EVENT) @PathVariable String event,
            @RequestBody JsonNode schema,
            Principal caller) {
        if (event.length() > LONGEST_NAME)
            throw Refusal.badRequest("An event's name has at most %d characters.".formatted(LONGEST_NAME));
        if (!schema.isObject()) throw Refusal.badRequest("A JSON Schema is a JSON object here.");
        try {
            schemas.put(event, schema);
        } catch (SchemaException e) {
            throw Refusal.badRequest("This is no JSON Schema of 2020-12: %s".formatted(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
        audit.record(caller.getName(), "event-schema.changed", named(event));
    }

    @Operation(summary = "Removes your own JSON Schema for track events of one name")
    @DeleteMapping("/{event}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@Parameter(description = EVENT) @PathVariable String event, Principal caller) {
        if (!schemas.remove(event)) throw Refusal.notFound("There is no schema of your own for this event.");
        audit.record(caller.getName(), "event-schema.removed", named(event));
    }

    private static String named(String event) {
        return event.replaceAll("\\p{Cntrl}", "?");
    }
}
