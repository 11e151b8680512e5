package dev.attune.server.access;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.attune.server.audit.Audit;
import dev.attune.server.problems.Refusal;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/keys")
class KeyController {
    private static final String ORIGIN_FORM = "https?://[a-z0-9.-]+(:[0-9]{1,5})?";
    private static final int NAME_LIMIT = 100; // as in the schema

    private final SdkKeys keys;
    private final Audit audit;

    KeyController(SdkKeys keys, Audit audit) {
        this.keys = keys;
        this.audit = audit;
    }

    /// @param kind `publishable` for pages, which is usual, or `secret` for a server of one's own
    /// @param origins for example `https://shop.example`; left out for a key that is not bound to pages
    /// @param purposes left out for all
    record NewKey(
            @Nullable String name,
            @Nullable String kind,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> origins,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> purposes) {}

    @Operation(summary = "Lists the keys, also those that were revoked, without their secrets")
    @GetMapping
    List<SdkKeys.SdkKey> keys() {
        return keys.all();
    }

    @Operation(summary = "Makes a key for pages or for a server; its secret is told only now")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SdkKeys.NewKey create(@RequestBody NewKey wanted, Principal caller) {
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > NAME_LIMIT)
            throw Refusal.badRequest("name must have 1 to %d characters, got %d. Maybe name the page that uses the key."
                    .formatted(NAME_LIMIT, name.length()));
        var kind = kind(wanted.kind());
        var origins = origins(wanted.origins());
        if (kind == KeyKind.SECRET && !origins.isEmpty())
            throw Refusal.badRequest(
                    "A secret key stays on a server, so no page may use it, got %s. Maybe make a publishable key for them."
                            .formatted(origins));
        var key = keys.create(name, kind, origins, purposes(wanted.purposes()));
        audit.record(caller.getName(), "sdk-key.created", key.id().toString());
        return key;
    }

    @Operation(summary = "Revokes a key", description = "Other servers on the same database refuse it within a second.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id, Principal caller) {
        if (!keys.revoke(id)) throw Refusal.notFound("There is no working key %s.".formatted(id));
        audit.record(caller.getName(), "sdk-key.revoked", id.toString());
    }

    private static KeyKind kind(@Nullable String wanted) {
        try {
            return wanted == null ? KeyKind.PUBLISHABLE : KeyKind.of(wanted);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> origins(@Nullable List<String> wanted) {
        if (wanted == null) return List.of();
        for (var origin : wanted)
            if (!origin.matches(ORIGIN_FORM))
                throw Refusal.badRequest(
                        "An origin is scheme, host and port as browsers send it, got '%s'. Maybe https://shop.example without a path."
                                .formatted(origin));
        return List.copyOf(wanted);
    }

    private static List<String> purposes(@Nullable List<String> wanted) {
        if (wanted == null) return List.of();
        try {
            return wanted.stream().map(Purpose::of).map(Purpose::id).toList();
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
