package dev.attune.server.style;

import dev.attune.decisions.style.Brand;
import dev.attune.decisions.style.Style;
import dev.attune.decisions.style.StyleLinter;
import dev.attune.decisions.style.StyleReading;
import dev.attune.decisions.style.StyleState;
import dev.attune.decisions.style.Templates;
import dev.attune.decisions.style.Tone;
import dev.attune.server.access.Caller;
import dev.attune.server.access.PersonalReading;
import dev.attune.server.consent.Consents;
import dev.attune.server.consent.Vouching;
import dev.attune.server.problems.Refusal;
import dev.attune.server.vault.Persons;
import dev.attune.server.words.Words;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// How to speak, and what could be said.
@RestController
class StyleController {
    private static final int LONGEST_VALUE = 200; // characters; a name or a topic, not a letter

    private final Styles styles;
    private final BrandSettings brands;
    private final LanguageModel model;
    private final Consents consents;
    private final Vouching vouching;
    private final Persons persons;
    private final Gate gate;
    private final Words words;

    StyleController(
            Styles styles,
            BrandSettings brands,
            LanguageModel model,
            Consents consents,
            Vouching vouching,
            Persons persons,
            Gate gate,
            Words words) {
        this.styles = styles;
        this.brands = brands;
        this.model = model;
        this.consents = consents;
        this.vouching = vouching;
        this.persons = persons;
        this.gate = gate;
        this.words = words;
    }

    /// What a service of the caller's own read; NaN is not in JSON, so what is unknown is left out.
    ///
    /// @param frustration in [0, 1]
    /// @param confusion in [0, 1]
    /// @param joy in [0, 1]
    /// @param confidence how sure that is, in [0, 1]; left out for 1
    record Reading(
            @Nullable Double frustration,
            @Nullable Double confusion,
            @Nullable Double joy,
            @Nullable Double confidence) {
        StyleReading reading() {
            try {
                return new StyleReading(
                        orUnknown(frustration),
                        orUnknown(confusion),
                        orUnknown(joy),
                        confidence == null ? 1 : confidence);
            } catch (IllegalArgumentException e) {
                throw Refusal.badRequest(String.valueOf(e.getMessage()));
            }
        }

        private static double orUnknown(@Nullable Double value) {
            return value == null ? Double.NaN : value;
        }
    }

    /// One turn of a conversation.
    ///
    /// @param receiptId of the person's consent; without it the house style is answered
    /// @param purpose left out for `personalization`
    /// @param text what they wrote, read here
    /// @param reading instead of a text
    /// @param modality what `reading` was read from: `face`, `voice` or `text`
    /// @param language of the instructions; left out for `en`
    record Turn(
            @Nullable UUID receiptId,
            @Nullable String purpose,
            @Nullable String text,
            @Nullable Reading reading,
            @Nullable String modality,
            @Nullable String language) {}

    /// @param style of an answer now, each trait by its name
    /// @param instructions the style in words, for a language model of the caller's own
    /// @param read whether the turn was read; where not, the style is what was known before, or the house's
    /// @param why it was not read; null where it was
    record StyleView(
            String tone,
            Map<String, Object> style,
            String instructions,
            boolean read,
            @Nullable String why) {}

    /// @param person in whose tone; left out for the house's
    /// @param values what the intent takes, by name
    record DraftRequest(
            @Nullable String person,
            @Nullable String intent,
            @Nullable String language,
            @Nullable Map<String, Object> values) {}

    /// @param text the message
    /// @param style it is worded in, each trait by its name
    /// @param model of whoever worded it; null for a template
    /// @param outcome what became of asking a language model
    /// @param objections why another wording was not taken; empty when there was none
    record MessageView(
            String text,
            String language,
            String tone,
            Map<String, Object> style,
            @Nullable String model,
            String outcome,
            List<StyleLinter.Violation> objections) {
        static MessageView of(StyledMessage message) {
            return new MessageView(
                    message.text(),
                    message.language(),
                    message.tone().id(),
                    message.style().toMap(),
                    message.model(),
                    message.outcome().id(),
                    message.objections());
        }
    }

    /// @param values what the intent takes, by name
    /// @param askModel whether the language model may word it; left out for no
    record TrialRequest(
            @Nullable Reading reading,
            @Nullable String intent,
            @Nullable String language,
            @Nullable Map<String, Object> values,
            @Nullable Boolean askModel) {}

    /// @param values names of the values it takes
    record IntentView(String id, Collection<String> values) {}

    /// @param named whether the operator named a language model
    /// @param name null where none was named
    /// @param trouble why it cannot be called; null when it can
    /// @param patienceSeconds how long it is waited for
    record ModelView(
            boolean named, @Nullable String name, @Nullable String trouble, double patienceSeconds) {}

    /// @param leastFormality in [0, 1]
    /// @param mostEnthusiasm in [0, 1]
    /// @param mostHumour in [0, 1]
    /// @param emoji whether they may be used
    /// @param addressForm `familiar` or `polite`
    /// @param upsell whether more may be offered to people who are content
    record BrandView(
            double leastFormality,
            double mostEnthusiasm,
            double mostHumour,
            boolean emoji,
            String addressForm,
            boolean upsell) {
        static BrandView of(Brand brand) {
            return new BrandView(
                    brand.leastFormality(),
                    brand.mostEnthusiasm(),
                    brand.mostHumour(),
                    brand.emoji(),
                    brand.addressForm().name().toLowerCase(Locale.ROOT),
                    brand.upsell());
        }

        Brand brand() {
            try {
                return new Brand(
                        leastFormality,
                        mostEnthusiasm,
                        mostHumour,
                        emoji,
                        Style.AddressForm.valueOf(String.valueOf(addressForm).toUpperCase(Locale.ROOT)),
                        upsell);
            } catch (IllegalArgumentException e) {
                throw Refusal.badRequest(
                        "the brand cannot be: %s. addressForm is familiar or polite.".formatted(e.getMessage()));
            }
        }
    }

    /// @param brand how messages are worded
    /// @param languageModel whether drafts may be worded by the language model
    /// @param model that the operator named, or not
    record SettingsView(BrandView brand, boolean languageModel, ModelView model) {}

    /// @param brand all of it
    /// @param languageModel whether the language model may word drafts; left out for no
    record Change(@Nullable BrandView brand, @Nullable Boolean languageModel) {}

    @Operation(summary = "Reads one turn of a conversation and tells in which tone to answer", description = """
                    200 also without consent: then `read` is false, `why` says why, and the style is what was known
                    before, or the house's.""")
    @PostMapping("/v1/style")
    StyleView turn(@RequestBody Turn turn, Principal caller) {
        var purpose = purpose(turn);
        Caller.requirePurpose(caller, purpose);
        var language = StyleInstructions.language(Locale.forLanguageTag(or(turn.language(), "en")));
        if (turn.receiptId() == null) return view(StyleState.INITIAL, language, "there is no receipt");
        var subject = consents.subjectOf(turn.receiptId());
        var person = subject.flatMap(persons::find);
        if (subject.isEmpty() || person.isEmpty())
            return view(StyleState.INITIAL, language, "there is no receipt " + turn.receiptId());
        vouching.require(caller, subject.get());
        if (turn.text() == null && turn.reading() == null)
            return view(styles.stateOf(person.get()), language, "the turn says nothing");
        var verdict = gate.check(new Gate.Question(subject.get(), purpose, modality(turn)));
        if (verdict instanceof Gate.Verdict.Refused refused)
            return view(styles.stateOf(person.get()), language, refused.reason());
        if (turn.reading() != null) styles.turn(person.get(), turn.reading().reading());
        else styles.turn(person.get(), words.read(orRefused(turn.text())), null);
        return view(styles.stateOf(person.get()), language, null);
    }

    @Operation(summary = "Drafts a message in the tone of somebody's conversation; nothing is sent")
    @PostMapping("/v1/messages/draft")
    @PersonalReading(object = "message")
    MessageView draft(@RequestBody DraftRequest request) {
        var person = request.person();
        if (person != null && !persons.exists(person))
            throw Refusal.notFound("There is no person '%s'.".formatted(person));
        var state = person == null ? StyleState.INITIAL : styles.stateOf(person);
        return draft(
                state,
                request.intent(),
                request.language(),
                request.values(),
                brands.current().languageModel());
    }

    @Operation(summary = "Drafts a message for a display that you name, about nobody")
    @PostMapping("/v1/style/trials")
    MessageView trial(@RequestBody TrialRequest request) {
        var reading = request.reading() == null
                ? StyleReading.UNKNOWN
                : request.reading().reading();
        var state = styles.stylist().step(StyleState.INITIAL, reading);
        return draft(
                state, request.intent(), request.language(), request.values(), Boolean.TRUE.equals(request.askModel()));
    }

    @Operation(summary = "Lists what a draft can be about, and the values that it takes")
    @GetMapping("/v1/style/intents")
    List<IntentView> intents() {
        return styles.intents().stream()
                .map(intent -> new IntentView(intent, Templates.values(intent)))
                .toList();
    }

    @Operation(summary = "Tells how the brand speaks, and whether a language model words drafts")
    @GetMapping("/v1/style/settings")
    SettingsView settings() {
        var setting = brands.current();
        return new SettingsView(BrandView.of(setting.brand()), setting.languageModel(), modelView());
    }

    @Operation(summary = "Changes how the brand speaks, and whether a language model words drafts")
    @PutMapping("/v1/style/settings")
    SettingsView change(@RequestBody Change change, Principal caller) {
        if (change.brand() == null) throw Refusal.badRequest("brand is missing. Maybe change GET /v1/style/settings.");
        boolean withModel = Boolean.TRUE.equals(change.languageModel());
        if (withModel && model.name().isEmpty())
            throw Refusal.conflict(
                    "There is no language model to switch on: whoever runs this server names one with attune.language-model.url.");
        brands.change(new BrandSettings.Setting(change.brand().brand(), withModel), caller.getName());
        return settings();
    }

    private MessageView draft(
            StyleState state,
            @Nullable String intent,
            @Nullable String language,
            @Nullable Map<String, Object> values,
            boolean askModel) {
        if (intent == null) throw Refusal.badRequest("intent is missing. Maybe one of GET /v1/style/intents.");
        var known = Optional.ofNullable(values).orElse(Map.of());
        known.forEach((name, value) -> {
            boolean usable = value instanceof Number || value instanceof String text && text.length() <= LONGEST_VALUE;
            if (!usable)
                throw Refusal.badRequest("the value '%s' must be a number or up to %d characters, got '%s'."
                        .formatted(name, LONGEST_VALUE, value));
        });
        try {
            return MessageView.of(
                    styles.draft(state, intent, Locale.forLanguageTag(or(language, "en")), known, askModel));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static String orRefused(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > Words.LONGEST)
            throw Refusal.badRequest("text must have 1 to %d characters, got %s."
                    .formatted(Words.LONGEST, text == null ? "none" : String.valueOf(text.length())));
        return text;
    }

    private StyleView view(StyleState state, String language, @Nullable String why) {
        Tone tone = state.tone();
        var style = styles.stylist().style(state);
        return new StyleView(tone.id(), style.toMap(), StyleInstructions.of(style, language), why == null, why);
    }

    private ModelView modelView() {
        return new ModelView(
                model.name().isPresent(),
                model.name().orElse(null),
                model.name().isPresent() ? model.trouble().orElse(null) : null,
                model.patience().toMillis() / 1000.0);
    }

    private static Purpose purpose(Turn turn) {
        try {
            return Purpose.of(or(turn.purpose(), Purpose.PERSONALIZATION.id()));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Modality modality(Turn turn) {
        if (turn.text() != null) return Modality.TEXT;
        try {
            return Modality.of(or(turn.modality(), Modality.FACE.id()));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value;
    }
}
