package dev.attune.server.assistants;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an assistant should do next.
enum NextStep {
    /// Somebody wants a person, or is about to leave: a person takes over.
    HAND_OVER("hand-over"),
    /// A case is open: its next step.
    REPAIR(null),
    /// Something went wrong: say that it arrived and by when it is answered.
    TAKE_COMPLAINT("complaint-received"),
    /// One question back.
    CLARIFY("clarify"),
    /// Answer what was asked.
    ANSWER(null),
    /// A good word: say thank you, sell nothing.
    THANK("thanks");

    private final @Nullable String intent;

    NextStep(@Nullable String intent) {
        this.intent = intent;
    }

    /// The template that says it; null where nothing can be said beforehand.
    @Nullable
    String intent() {
        return intent;
    }

    /// The name used in protocols, for example `hand-over`.
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
