package dev.attune.server.access;

import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.Tenant;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/accounts")
class AccountController {
    private static final String NAME_FORM = "[A-Za-z0-9._@+-]{1,100}";

    private final Accounts accounts;
    private final Audit audit;

    AccountController(Accounts accounts, Audit audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    /// @param role `admin`, `analyst`, `agent`, `privacy-officer` or `viewer`
    /// @param disabled whether it may not sign in
    /// @param lockedUntil after too many wrong passwords; null where it is not locked
    record AccountView(
            UUID id,
            String name,
            String role,
            Instant createdAt,
            boolean disabled,
            @Nullable Instant lockedUntil) {
        static AccountView of(Accounts.Account account) {
            return new AccountView(
                    account.id(),
                    account.name(),
                    account.role().id(),
                    account.createdAt(),
                    account.disabled(),
                    account.lockedUntil());
        }
    }

    /// @param role `admin`, `analyst`, `agent`, `privacy-officer` or `viewer`
    /// @param password left out for somebody who signs in through the company's own sign-in
    /// @param tenant another one, whose first account this may be; only for whoever came by the printed link
    record NewAccount(
            @Nullable String name,
            @Nullable String role,
            @Nullable String password,
            @Nullable String tenant) {}

    /// @param role the new one; left out where it stays
    /// @param disabled true to lock the account out; left out for no
    record Change(@Nullable String role, @Nullable Boolean disabled) {}

    record NewPassword(@Nullable String password) {}

    @Operation(summary = "Lists the accounts of the console")
    @GetMapping
    List<AccountView> all() {
        return accounts.all().stream().map(AccountView::of).toList();
    }

    @Operation(summary = "Makes an account for somebody who works at the console", description = """
                    Without `password` it is for somebody who signs in through the company's own sign-in. 409 when
                    the name is taken.""")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AccountView create(@RequestBody NewAccount wanted, Principal caller) {
        String name = wanted.name() == null ? "" : wanted.name();
        if (!name.matches(NAME_FORM) || name.equals(Caller.Console.OPERATOR))
            throw Refusal.badRequest(
                    "name must have 1 to 100 letters, digits or . _ @ + - and not be 'console', got '%s'."
                            .formatted(name));
        if (wanted.password() != null) check(wanted.password());
        var account = accounts.create(tenant(wanted.tenant(), caller), name, role(wanted.role()), wanted.password())
                .orElseThrow(() -> Refusal.conflict("There is an account '%s' already.".formatted(name)));
        audit.record(
                AuditEntry.of(caller.getName(), "account.created", account.id().toString())
                        .because(account.role().id()));
        return AccountView.of(account);
    }

    @Operation(
            summary = "Changes an account's role, disables it or enables it again",
            description = "What is left out stays as it is. Whoever is signed in with this account is signed out.")
    @PostMapping("/{id}")
    AccountView change(@PathVariable UUID id, @RequestBody Change change, Principal caller) {
        var account = existing(id);
        var role = change.role() == null ? account.role() : role(change.role());
        boolean disabled = change.disabled() == null ? account.disabled() : change.disabled();
        accounts.change(id, role, disabled);
        audit.record(AuditEntry.of(caller.getName(), "account.changed", id.toString())
                .because(role.id() + (disabled ? ", disabled" : "")));
        return AccountView.of(existing(id));
    }

    @Operation(
            summary = "Sets a new password for an account and unlocks it",
            description = "Whoever is signed in with this account is signed out.")
    @PostMapping("/{id}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPassword(@PathVariable UUID id, @RequestBody NewPassword wanted, Principal caller) {
        existing(id);
        String password = wanted.password() == null ? "" : wanted.password();
        check(password);
        accounts.setPassword(id, password);
        audit.record(caller.getName(), "account.password-set", id.toString());
    }

    private static Tenant tenant(@Nullable String wanted, Principal caller) {
        if (wanted == null) return Tenant.current();
        if (!caller.getName().equals(Caller.Console.OPERATOR))
            throw Refusal.forbidden("Only whoever came by the link that the server printed may name a tenant.");
        if (!wanted.matches("[a-z0-9][a-z0-9-]{0,62}"))
            throw Refusal.badRequest(
                    "tenant must have 1 to 63 small letters, digits or dashes, got '%s'.".formatted(wanted));
        return new Tenant(wanted);
    }

    private Accounts.Account existing(UUID id) {
        return accounts.find(id).orElseThrow(() -> Refusal.notFound("There is no account %s.".formatted(id)));
    }

    private static Role role(@Nullable String id) {
        try {
            return Role.of(id == null ? "" : id);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static void check(String password) {
        if (password.length() < Accounts.SHORTEST_PASSWORD
                || password.getBytes(StandardCharsets.UTF_8).length > Accounts.LONGEST_PASSWORD_BYTES)
            throw Refusal.badRequest("A password has at least %d characters and at most %d bytes. Maybe a few words."
                    .formatted(Accounts.SHORTEST_PASSWORD, Accounts.LONGEST_PASSWORD_BYTES));
    }
}
