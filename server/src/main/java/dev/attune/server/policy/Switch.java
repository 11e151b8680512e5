package dev.attune.server.policy;

import java.util.Locale;

/// What can be switched off at once.
///
/// @param scope of what it is one
/// @param id of the tenant, playbook or modality; [#ALL] tenants are the whole house
public record Switch(Scope scope, String id) {
    /// The id of every tenant of this house.
    public static final String ALL = "all";

    /// How much a switch stops.
    public enum Scope {
        /// Nothing is read and nothing is decided for this tenant.
        TENANT,
        /// A playbook decides nothing.
        PLAYBOOK,
        /// A modality is not read.
        MODALITY,
        /// A policy that learns shows its baseline and nothing else.
        POLICY;

        /// The name used in addresses, for example `playbook`.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException naming the value and the known ones
        public static Scope of(String id) {
            for (var scope : values()) if (scope.id().equals(id)) return scope;
            throw new IllegalArgumentException(
                    "unknown scope '%s'. Maybe one of: tenant, playbook, modality, policy.".formatted(id));
        }
    }

    @Override
    public String toString() {
        return scope.id() + "/" + id;
    }
}
