package dev.attune.server.style;

import dev.attune.decisions.style.Style;
import dev.attune.decisions.style.StyleLinter;
import dev.attune.decisions.style.StyleReading;
import dev.attune.decisions.style.StyleState;
import dev.attune.decisions.style.Stylist;
import dev.attune.decisions.style.Templates;
import dev.attune.decisions.style.Tone;
import dev.attune.server.style.StyledMessage.Outcome;
import dev.attune.signals.Affect;
import dev.attune.text.feedback.UtteranceReader;
import dev.attune.text.personaldata.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The tone of each conversation of the tenant at work, and drafts in it. Whoever passes a reading on has asked the
/// gate for it.
@Component
public class Styles {
    private static final String NAME = "name"; // the value of a template that says who somebody is
    private static final String NAME_MARK = "[name]"; // as the redactor writes it

    private static final Pattern MARK = Pattern.compile("\\[[a-z-]+]");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /// Says that a machine speaks (EU AI Act Art. 50(1)): no model may leave that out.
    private static final Set<String> AS_WRITTEN = Set.of("hand-over");

    private final Conversations conversations;
    private final BrandSettings brands;
    private final LanguageModel model;

    Styles(Conversations conversations, BrandSettings brands, LanguageModel model) {
        this.conversations = conversations;
        this.brands = brands;
        this.model = model;
    }

    /// One more turn of a conversation, in which this was displayed; [StyleReading#UNKNOWN] where nothing is known.
    public Style turn(String person, StyleReading reading) {
        var stylist = stylist();
        return stylist.style(conversations.change(person, state -> stylist.step(state, reading)));
    }

    /// The same with what the person wrote, and what their face displayed meanwhile.
    ///
    /// @param face null when none was in view, or may be looked at
    public Style turn(String person, UtteranceReader.Read words, @Nullable Affect face) {
        var read = WordsReading.of(words);
        return turn(person, face == null ? read : read.and(StyleReading.of(face)));
    }

    /// How to speak to this person now; the house style where nothing is known.
    public Style styleFor(String person) {
        return stylist().style(conversations.of(person));
    }

    /// How this house speaks while nothing is known.
    public Style house() {
        return stylist().style(StyleState.INITIAL);
    }

    public Tone toneOf(String person) {
        return conversations.of(person).tone();
    }

    StyleState stateOf(String person) {
        return conversations.of(person);
    }

    /// For example `order-delayed`.
    public SortedSet<String> intents() {
        return Templates.intents();
    }

    /// What could be said to this person now. Nothing is sent; tell [#sent] when somebody sends it.
    ///
    /// @param language `en`, `ru` or `zh`; any other is answered in English
    /// @param values of the intent, see [Templates#values]; a name may be left out
    /// @throws IllegalArgumentException naming an unknown intent or a value that is missing
    public StyledMessage draft(String person, String intent, Locale language, Map<String, Object> values) {
        var state = conversations.of(person);
        return draft(state, intent, language, values, brands.current().languageModel());
    }

    /// The same in the tone of a state that belongs to no conversation.
    StyledMessage draft(
            StyleState state, String intent, Locale wanted, Map<String, Object> values, boolean mayAskModel) {
        var style = stylist().style(state);
        var language = StyleInstructions.language(wanted);
        var template = Templates.say(language, intent, state.tone(), style, values);
        var name = mayAskModel && !AS_WRITTEN.contains(intent) ? model.name().orElse(null) : null;
        if (name == null) return message(template, language, state, style, null, Outcome.NOT_ASKED, List.of());
        return switch (model.ask(StyleInstructions.of(style, language), task(template, values))) {
            case LanguageModel.Answer.Said said -> {
                var text = named(said.text(), values);
                var objections = objections(language, style, template, text);
                yield objections.isEmpty()
                        ? message(text, language, state, style, name, Outcome.MODEL, List.of())
                        : message(template, language, state, style, null, Outcome.BROKE_THE_STYLE, objections);
            }
            case LanguageModel.Answer.TooLate late ->
                message(template, language, state, style, null, Outcome.TOO_LATE, List.of());
            case LanguageModel.Answer.Away away ->
                message(template, language, state, style, null, Outcome.AWAY, List.of());
        };
    }

    /// The draft as a model may see it: the name is a mark, and whatever else tells who somebody is, too.
    private static String task(String template, Map<String, Object> values) {
        var draft = template;
        if (values.get(NAME) instanceof String name && !name.isBlank()) draft = draft.replace(name, NAME_MARK);
        return "Draft: " + new Redactor().redact(draft).text();
    }

    private static String named(String text, Map<String, Object> values) {
        return values.get(NAME) instanceof String name ? text.replace(NAME_MARK, name) : text;
    }

    /// The style's and the house's, and two for models: a promise's numbers stay, and no mark of the redactor is left.
    private static List<StyleLinter.Violation> objections(String language, Style style, String template, String text) {
        var objections = new ArrayList<>(StyleLinter.check(language, style, text));
        var promised = numbers(template);
        var said = numbers(text);
        if (!promised.equals(said))
            objections.add(new StyleLinter.Violation("other-numbers", "%s for %s".formatted(said, promised)));
        var mark = MARK.matcher(text);
        if (mark.find()) objections.add(new StyleLinter.Violation("mark", mark.group()));
        return objections;
    }

    private static Set<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static StyledMessage message(
            String text,
            String language,
            StyleState state,
            Style style,
            @Nullable String model,
            Outcome outcome,
            List<StyleLinter.Violation> objections) {
        return new StyledMessage(text, language, state.tone(), style, model, outcome, objections);
    }

    /// The draft was sent: its apology, if it had one, is spent for this conversation.
    public void sent(String person, StyledMessage message) {
        if (message.style().apology())
            conversations.change(person, state -> state.tone() == Tone.CALMING ? state.afterApology() : state);
    }

    Stylist stylist() {
        return new Stylist(brands.current().brand());
    }
}
