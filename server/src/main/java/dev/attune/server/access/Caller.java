package dev.attune.server.access;

import dev.attune.server.database.Tenant;
import dev.attune.server.problems.Refusal;
import dev.attune.signals.Purpose;
import java.security.Principal;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.Authentication;

/// Who sent a request, as far as it matters here: by which right.
public sealed interface Caller extends Principal {

    Tenant tenant();

    /// @param principal of the request
    static Caller of(Principal principal) {
        if (principal instanceof Authentication authentication
                && authentication.getPrincipal() instanceof Caller caller) return caller;
        throw new IllegalStateException("AccessFilter lets nobody else in, got " + principal.getClass());
    }

    /// Refuses a purpose that the caller's key is not bound to.
    ///
    /// @param principal of the request
    static void requirePurpose(Principal principal, Purpose purpose) {
        if (of(principal) instanceof Sdk sdk && !sdk.mayActFor(purpose))
            throw Refusal.forbidden(
                    "This key may not act for %s. Maybe make one in the console that may.".formatted(purpose.id()));
    }

    /// A signed-in browser of somebody who works with this server.
    ///
    /// @param account the name of the account; `console` for whoever came by the link that the server printed
    record Console(String account, Role role, Tenant tenant) implements Caller {
        static final String OPERATOR = "console";

        @Override
        public String getName() {
            return account.equals(OPERATOR) ? OPERATOR : "account:" + account;
        }
    }

    /// Whoever holds a key.
    ///
    /// @param kind what the key proves
    /// @param purposes the only ones it may act for; empty for all
    record Sdk(UUID keyId, Tenant tenant, KeyKind kind, Set<Purpose> purposes) implements Caller {
        public Sdk {
            purposes = Set.copyOf(purposes);
        }

        /// Whether this key may ask for, or read under, this purpose.
        public boolean mayActFor(Purpose purpose) {
            return purposes.isEmpty() || purposes.contains(purpose);
        }

        @Override
        public String getName() {
            return "sdk:" + keyId;
        }
    }
}
