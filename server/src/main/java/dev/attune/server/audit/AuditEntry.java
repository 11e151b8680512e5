package dev.attune.server.audit;

import java.util.Map;

/// What somebody did, in pseudonyms and ids; no personal content.
///
/// @param actor an account, a key, `console`, or a part of the server
/// @param purpose what the data was used for, where somebody looked at a person's data; otherwise empty
/// @param action a verb behind its object's kind, for example `consent.withdrawn`
/// @param objectType the kind
/// @param objectPseudonym which one
/// @param policyVersion the pack or notice that was asked; empty where none was
/// @param outcome `done` or `refused`
/// @param reason why, where somebody was refused or had to say; otherwise empty
public record AuditEntry(
        String actor,
        String purpose,
        String action,
        String objectType,
        String objectPseudonym,
        String policyVersion,
        String outcome,
        String reason) {
    public static final String DONE = "done";
    public static final String REFUSED = "refused";
    private static final int LONGEST = 500; // a reason of two lines

    public AuditEntry {
        Map.of(
                        "actor", actor,
                        "purpose", purpose,
                        "action", action,
                        "objectType", objectType,
                        "objectPseudonym", objectPseudonym,
                        "policyVersion", policyVersion,
                        "outcome", outcome,
                        "reason", reason)
                .forEach(AuditEntry::check);
        if (actor.isEmpty() || action.isEmpty())
            throw new IllegalArgumentException("an audit entry needs an actor and an action");
        if (!outcome.equals(DONE) && !outcome.equals(REFUSED))
            throw new IllegalArgumentException("outcome must be done or refused, got '%s'".formatted(outcome));
    }

    public static AuditEntry of(String actor, String action, String object) {
        String kind = action.contains(".") ? action.substring(0, action.indexOf('.')) : action;
        return new AuditEntry(actor, "", action, kind, object, "", DONE, "");
    }

    /// Somebody looked at a person's data.
    public static AuditEntry read(String actor, String purpose, String objectType, String objectPseudonym) {
        return new AuditEntry(actor, purpose, objectType + ".read", objectType, objectPseudonym, "", DONE, "");
    }

    public AuditEntry refused(String why) {
        return new AuditEntry(actor, purpose, action, objectType, objectPseudonym, policyVersion, REFUSED, why);
    }

    public AuditEntry because(String why) {
        return new AuditEntry(actor, purpose, action, objectType, objectPseudonym, policyVersion, outcome, why);
    }

    public AuditEntry under(String version) {
        return new AuditEntry(actor, purpose, action, objectType, objectPseudonym, version, outcome, reason);
    }

    private static void check(String field, String value) {
        if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("%s of an audit entry is one line of at most %d characters, got '%s'"
                    .formatted(field, LONGEST, value));
    }
}
