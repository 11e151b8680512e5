package dev.attune.server.ranking;

import dev.attune.decisions.Eligibility;
import dev.attune.decisions.ranking.Mode;
import dev.attune.decisions.ranking.Slot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A place where actions are chosen, as it stands now.
final class Policy {
    private final String id;
    private final int version;
    private final int model;
    private final Mode mode;
    private final PolicySettings settings;
    private final Instant changedAt;
    private final String changedBy;
    private final Slot slot;
    private final Slot dealtSlot;
    private final Map<String, PolicySettings.Arm> arms = new HashMap<>();
    private final Map<String, Eligibility> conditions = new HashMap<>();

    /// @param version of the settings
    /// @param model another one begins when the features change
    /// @param mode as somebody set it; a switch may stop the policy whatever it says
    Policy(String id, int version, int model, Mode mode, PolicySettings settings, Instant changedAt, String changedBy) {
        this.id = id;
        this.version = version;
        this.model = model;
        this.mode = mode;
        this.settings = settings;
        this.changedAt = changedAt;
        this.changedBy = changedBy;
        this.slot = settings.slot(id, version, model, true);
        this.dealtSlot = settings.slot(id, version, model, false);
        for (var arm : settings.actions()) {
            arms.put(arm.id(), arm);
            if (arm.when() != null) conditions.put(arm.id(), Eligibility.of(arm.when()));
        }
    }

    String id() {
        return id;
    }

    int version() {
        return version;
    }

    int model() {
        return model;
    }

    Mode mode() {
        return mode;
    }

    PolicySettings settings() {
        return settings;
    }

    Instant changedAt() {
        return changedAt;
    }

    String changedBy() {
        return changedBy;
    }

    Slot slot() {
        return slot;
    }

    /// For people whom an experiment deals: it has a control and a holdback of its own, and a second one would mix the
    /// baseline into the arm of the learner.
    Slot dealtSlot() {
        return dealtSlot;
    }

    /// Empty when the policy does not list it.
    Optional<PolicySettings.Arm> arm(String action) {
        return Optional.ofNullable(arms.get(action));
    }

    /// Why an action may not be offered now, as far as its own condition goes.
    Optional<String> objection(String action, Map<String, Object> facts) {
        return conditions.containsKey(action)
                ? Objects.requireNonNull(conditions.get(action)).objection(facts)
                : Optional.empty();
    }
}
