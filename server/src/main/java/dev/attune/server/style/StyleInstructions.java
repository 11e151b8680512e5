package dev.attune.server.style;

import dev.attune.decisions.style.Style;
import java.util.ArrayList;
import java.util.Locale;

/// A style in words that a language model follows. What it must not say stands here and is checked again afterwards.
final class StyleInstructions {
    private static final double HIGH = 0.65; // of a style's share; between this and LOW nothing is said
    private static final double LOW = 0.35;

    private StyleInstructions() {}

    /// @param language `en`, `ru` or `zh`
    static String of(Style style, String language) {
        var lines = new ArrayList<String>();
        lines.add("You word one message of a company to its customer. Answer with the message alone, in %s."
                .formatted(
                        switch (language) {
                            case "ru" -> "Russian";
                            case "zh" -> "Simplified Chinese";
                            default -> "English";
                        }));
        lines.add("Keep every fact, number and promise of the draft; add none.");
        lines.add("At most %d characters, %d sentences and %d question(s)."
                .formatted(style.mostCharacters(language), style.mostSentences(), style.questionsPerTurn()));
        if (language.equals("ru"))
            lines.add(style.addressForm() == Style.AddressForm.POLITE ? "Address with вы." : "Address with ты.");
        if (language.equals("zh"))
            lines.add(style.addressForm() == Style.AddressForm.POLITE ? "Address with 您." : "Address with 你.");
        lean(lines, style.formality(), "Formal.", "Informal.");
        lean(lines, style.warmth(), "Warm.", "Matter-of-fact.");
        lean(lines, style.empathy(), "Acknowledge the trouble by its facts.", "No words of sympathy.");
        lean(lines, style.directness(), "Say the most important thing first.", "Lead up gently.");
        lean(lines, style.pace(), "Brisk.", "Unhurried: one thought to a sentence.");
        lean(lines, style.enthusiasm(), "Lively.", "No exclamation marks.");
        lines.add(style.apology() ? "Apologise once, in a few words." : "Do not apologise.");
        lines.add(style.humour() > 0 ? "A light touch of humour is fine." : "No humour.");
        lines.add(style.emoji() ? "One emoji at most." : "No emoji.");
        lines.add(style.upsellAllowed() ? "Sell nothing that the draft does not sell." : "Sell nothing.");
        if (style.offerHuman()) lines.add("Offer that a person takes over.");
        if (style.stepByStep()) lines.add("One step at a time, numbered in words.");
        lines.add("Never say or imply what the customer is inside, that a face, voice or text was read, or that they"
                + " should calm down. Marks in square brackets, such as [name], stay as they are.");
        return String.join("\n", lines);
    }

    private static void lean(ArrayList<String> lines, double share, String high, String low) {
        if (share >= HIGH) lines.add(high);
        if (share <= LOW) lines.add(low);
    }

    /// For pages and other languages' locales.
    static String language(Locale wanted) {
        return switch (wanted.getLanguage()) {
            case "ru" -> "ru";
            case "zh" -> "zh";
            default -> "en";
        };
    }
}
