package dev.attune.server.customers;

import com.networknt.schema.SchemaException;
import dev.attune.server.audit.Audit;
import dev.attune.server.problems.Refusal;
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
    private static final int LONGEST_NAME = 180; // as a track event may be called

    private final EventSchemas schemas;
    private final Audit audit;

    EventSchemaController(EventSchemas schemas, Audit audit) {
        this.schemas = schemas;
        this.audit = audit;
    }

    @GetMapping
    List<EventSchemas.Described> all() {
        return schemas.all();
    }

    @PutMapping("/{event}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(@PathVariable String event, @RequestBody JsonNode schema, Principal caller) {
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

    @DeleteMapping("/{event}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String event, Principal caller) {
        if (!schemas.remove(event)) throw Refusal.notFound("There is no schema of your own for this event.");
        audit.record(caller.getName(), "event-schema.removed", named(event));
    }

    private static String named(String event) {
        return event.replaceAll("\\p{Cntrl}", "?");
    }
}
