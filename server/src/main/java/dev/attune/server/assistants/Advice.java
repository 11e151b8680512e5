package dev.attune.server.assistants;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How to answer now.
///
/// @param read whether the words were read
/// @param reason why they were not; null when they were
/// @param tone for example `calming`
/// @param style the style vector
/// @param nextStep for example `hand-over`
/// @param option what is suggested at the next step of an open case; null elsewhere
/// @param say words that fit; null where nothing can be said beforehand
/// @param language of those words
/// @param discloseAssistant whoever answers says that they are a machine (EU AI Act, Art. 50(1))
record Advice(
        boolean read,
        @Nullable String reason,
        String tone,
        Map<String, Object> style,
        String nextStep,
        @Nullable String option,
        @Nullable String say,
        String language,
        boolean discloseAssistant) {
    /// As protocols carry it beside a message.
    Map<String, Object> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("read", read);
        if (reason != null) metadata.put("reason", reason);
        metadata.put("tone", tone);
        metadata.put("style", style);
        metadata.put("next_step", nextStep);
        if (option != null) metadata.put("option", option);
        metadata.put("language", language);
        metadata.put("disclose_assistant", discloseAssistant);
        return metadata;
    }
}
