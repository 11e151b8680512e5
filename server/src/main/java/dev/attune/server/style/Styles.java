package dev.attune.server.style;

import dev.attune.decisions.style.Style;
import dev.attune.decisions.style.StyleReading;
import dev.attune.decisions.style.Stylist;
import dev.attune.decisions.style.Templates;
import dev.attune.decisions.style.Tone;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

/// The tone of each conversation of the tenant at work, and drafts in it. Whoever passes a reading on has asked the
/// gate for it.
@Component
public class Styles {
    private static final Set<String> LANGUAGES = Set.of("en", "ru", "zh");

    private final Conversations conversations;
    private final BrandSettings brands;

    Styles(Conversations conversations, BrandSettings brands) {
        this.conversations = conversations;
        this.brands = brands;
    }

    /// One more turn of a conversation, in which this was displayed; [StyleReading#UNKNOWN] where nothing is known.
    public Style turn(String person, StyleReading reading) {
        var stylist = stylist();
        return stylist.style(conversations.change(person, state -> stylist.step(state, reading)));
    }

    /// How to speak to this person now; the house style where nothing is known.
    public Style styleFor(String person) {
        return stylist().style(conversations.of(person));
    }

    public Tone toneOf(String person) {
        return conversations.of(person).tone();
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
        var style = stylist().style(state);
        var spoken = LANGUAGES.contains(language.getLanguage()) ? language.getLanguage() : "en";
        var text = Templates.say(spoken, intent, state.tone(), style, values);
        return new StyledMessage(text, spoken, state.tone(), style, null, StyledMessage.Outcome.NOT_ASKED, List.of());
    }

    /// The draft was sent: its apology, if it had one, is spent for this conversation.
    public void sent(String person, StyledMessage message) {
        if (message.style().apology())
            conversations.change(person, state -> state.tone() == Tone.CALMING ? state.afterApology() : state);
    }

    private Stylist stylist() {
        return new Stylist(brands.current().brand());
    }
}
