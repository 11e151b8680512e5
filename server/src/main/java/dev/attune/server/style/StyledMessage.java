package dev.attune.server.style;

import dev.attune.decisions.style.Style;
import dev.attune.decisions.style.StyleLinter;
import dev.attune.decisions.style.Tone;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A draft in the tone of a conversation. It always keeps to its style: what does not is never handed out.
///
/// @param language `en`, `ru` or `zh`
/// @param model of whoever worded it; null for a template
/// @param outcome what became of asking a language model
/// @param objections what the linter found in the model's answer, which was thrown away for it
public record StyledMessage(
        String text,
        String language,
        Tone tone,
        Style style,
        @Nullable String model,
        Outcome outcome,
        List<StyleLinter.Violation> objections) {
    public StyledMessage {
        objections = List.copyOf(objections);
    }

    /// What became of asking a language model.
    public enum Outcome {
        /// None was asked: there is none, or the tenant did not switch it on.
        NOT_ASKED,
        /// Its words are the draft.
        MODEL,
        /// It answered too late; the template speaks.
        TOO_LATE,
        /// It was away, or answered with an error; the template speaks.
        AWAY,
        /// Its answer broke the style or the house's rules; the template speaks.
        BROKE_THE_STYLE;

        /// The name used in protocols, for example `too-late`.
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
