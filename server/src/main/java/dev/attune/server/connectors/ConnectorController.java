package dev.attune.server.connectors;

import dev.attune.server.audit.Audit;
import dev.attune.server.outbound.OutboundHttp;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
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

@RestController
@RequestMapping("/v1/connectors")
class ConnectorController {
    private static final int LONGEST_NAME = 100; // as in the schema
    private static final int LONGEST_VALUE = 2000;

    private final ConnectorTable table;
    private final Upkeep upkeep;
    private final OutboundHttp http;
    private final InstantSource clock;
    private final Audit audit;

    ConnectorController(ConnectorTable table, Upkeep upkeep, OutboundHttp http, InstantSource clock, Audit audit) {
        this.table = table;
        this.upkeep = upkeep;
        this.http = http;
        this.clock = clock;
        this.audit = audit;
    }

    /// @param usualUrl empty where each customer has their own
    /// @param fields what is asked when one is connected
    record KindView(ConnectorKind kind, String usualUrl, List<ConnectorKind.Field> fields) {}

    /// @param url where the system answers
    /// @param options its values but the secret ones
    /// @param inboundPath what the system calls
    /// @param answeredAt when it last answered; null when it never did
    /// @param failedAt when a call last failed; null when none did
    /// @param failure why the last call failed; null when it did not
    /// @param heardAt when it last called here; null when it never did
    /// @param silentHours since it last answered or called
    record View(
            UUID id,
            ConnectorKind kind,
            String name,
            URI url,
            Map<String, String> options,
            String inboundPath,
            boolean enabled,
            @Nullable Instant answeredAt,
            @Nullable Instant failedAt,
            @Nullable String failure,
            @Nullable Instant heardAt,
            long silentHours) {}

    /// @param kinds that can be connected
    /// @param connectors that are connected
    record All(List<KindView> kinds, List<View> connectors) {}

    /// @param kind one of `kinds` in the list; it stays
    /// @param url where the system answers; left out for the usual one
    /// @param values by the names of the kind's fields; a secret that is left out stays
    /// @param enabled left out for yes
    record Wanted(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String url,
            @Nullable Map<String, String> values,
            @Nullable Boolean enabled) {}

    /// @param answer what the system says of itself; empty where it did not
    /// @param connector as it stands after the call
    record Checked(String answer, View connector) {}

    @Operation(summary = "Lists the connected systems, and the kinds that can be connected")
    @GetMapping
    All all() {
        return new All(
                Arrays.stream(ConnectorKind.values())
                        .map(kind -> new KindView(kind, kind.usualUrl(), kind.fields()))
                        .toList(),
                table.all().stream().map(this::view).toList());
    }

    @Operation(summary = "Connects a help desk or CRM")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View create(@RequestBody Wanted wanted, Principal caller) {
        String id = wanted.kind() == null ? "" : wanted.kind();
        var kind = ConnectorKind.of(id)
                .orElseThrow(() -> Refusal.badRequest("there is no kind of connector '%s'. Maybe one of: %s."
                        .formatted(
                                id,
                                String.join(
                                        ", ",
                                        Arrays.stream(ConnectorKind.values())
                                                .map(ConnectorKind::id)
                                                .toList()))));
        var created = table.create(kind, name(wanted), url(wanted, kind), values(wanted, kind));
        audit.record(caller.getName(), "connector.created", created.toString());
        return view(existing(created));
    }

    @Operation(summary = "Changes a connected system, or switches it on or off", description = """
                    `name`, `url` and `enabled` are replaced, `kind` stays; a secret that is left out stays too.""")
    @PutMapping("/{id}")
    View change(@PathVariable UUID id, @RequestBody Wanted wanted, Principal caller) {
        var row = existing(id);
        table.change(
                row,
                name(wanted),
                url(wanted, row.kind()),
                values(wanted, row.kind()),
                !Boolean.FALSE.equals(wanted.enabled()));
        audit.record(caller.getName(), "connector.changed", id.toString());
        return view(existing(id));
    }

    @Operation(
            summary = "Calls a connected system and tells what it says of itself",
            description = "200 also when it could not be reached: then `connector.failure` says why.")
    @PostMapping("/{id}/check")
    Checked check(@PathVariable UUID id) {
        String answer = upkeep.check(existing(id));
        return new Checked(answer, view(existing(id)));
    }

    @Operation(
            summary = "Removes a connected system",
            description = "409 while people are known there. Maybe switch it off instead.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, Principal caller) {
        existing(id);
        long contacts = table.contacts(id);
        if (contacts > 0)
            throw Refusal.conflict(
                    "%d people are known there, and what stands about them could not be taken back any more. Maybe switch it off instead."
                            .formatted(contacts));
        table.remove(id);
        audit.record(caller.getName(), "connector.removed", id.toString());
    }

    private View view(ConnectorTable.Row row) {
        var last = Stream.of(row.createdAt(), row.answeredAt(), row.heardAt())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(row.createdAt());
        return new View(
                row.id(),
                row.kind(),
                row.name(),
                row.url(),
                row.options(),
                "/inbound/%s/%s".formatted(row.id(), row.inboundToken()),
                row.enabled(),
                row.answeredAt(),
                row.failedAt(),
                row.failure(),
                row.heardAt(),
                Duration.between(last, clock.instant()).toHours());
    }

    private ConnectorTable.Row existing(UUID id) {
        return table.find(id).orElseThrow(() -> Refusal.notFound("There is no connector %s.".formatted(id)));
    }

    private static String name(Wanted wanted) {
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME)
            throw Refusal.badRequest("name must have 1 to %d characters, got %d. Maybe the name people use for it."
                    .formatted(LONGEST_NAME, name.length()));
        return name;
    }

    private URI url(Wanted wanted, ConnectorKind kind) {
        String text = wanted.url() == null || wanted.url().isBlank()
                ? kind.usualUrl()
                : wanted.url().strip();
        try {
            var url = new URI(text);
            http.check(url);
            return url;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> values(Wanted wanted, ConnectorKind kind) {
        var values = new HashMap<String, String>();
        for (var field : kind.fields()) {
            String value = wanted.values() == null ? null : wanted.values().get(field.name());
            if (value == null || value.isBlank()) continue;
            if (value.length() > LONGEST_VALUE)
                throw Refusal.badRequest("%s must have at most %d characters, got %d."
                        .formatted(field.name(), LONGEST_VALUE, value.length()));
            values.put(field.name(), value.strip());
        }
        if (values.containsKey("tokenUrl"))
            try {
                http.check(new URI(values.getOrDefault("tokenUrl", "")));
            } catch (URISyntaxException | IllegalArgumentException e) {
                throw Refusal.badRequest("tokenUrl: " + e.getMessage());
            }
        return values;
    }
}
