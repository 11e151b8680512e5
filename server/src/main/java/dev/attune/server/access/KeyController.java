package dev.attune.server.access;

import dev.attune.server.audit.Audit;
import dev.attune.server.problems.Refusal;
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
    private static final int NAME_LIMIT = 100; // as in the schema

    private final SdkKeys keys;
    private final Audit audit;

    KeyController(SdkKeys keys, Audit audit) {
        this.keys = keys;
        this.audit = audit;
    }

    record NameOfKey(@Nullable String name) {}

    @GetMapping
    List<SdkKeys.SdkKey> keys() {
        return keys.all();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SdkKeys.NewKey create(@RequestBody NameOfKey wanted) {
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > NAME_LIMIT)
            throw Refusal.badRequest("name must have 1 to %d characters, got %d. Maybe name the page that uses the key."
                    .formatted(NAME_LIMIT, name.length()));
        var key = keys.create(name);
        audit.record("console", "sdk-key.created", key.id().toString());
        return key;
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        if (!keys.revoke(id)) throw Refusal.notFound("There is no working key %s.".formatted(id));
        audit.record("console", "sdk-key.revoked", id.toString());
    }
}
