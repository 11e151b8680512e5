package dev.attune.text.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A text cut into tokens, with everything the dictionary finds in it.
///
/// @param tokens in order
/// @param marks what was found, by first token
/// @param events what was found to have happened, likewise; apart, because they are many and bear on complaints alone
/// @param hints likewise, for wishes alone
record MarkedText(String text, List<Token> tokens, List<Mark> marks, List<Told> events, List<Hinted> hints) {
    private static final String SENTENCE_ENDS = ".!?;…。！？；";

    record Mark(Meaning meaning, Stretch stretch) {}

    record Told(Event event, Stretch stretch) {}

    record Hinted(Hint hint, Stretch stretch) {}

    record Named(String id, Stretch stretch) {}

    record Wanted(Intent intent, Stretch stretch) {}

    static MarkedText of(String text, Terms terms) {
        var tokens = Token.of(text);
        var marks = new ArrayList<Mark>();
        var events = new ArrayList<Told>();
        var hints = new ArrayList<Hinted>();
        for (int i = 0; i < tokens.size(); i++) {
            int from = i;
            terms.at(tokens, i, (meaning, to) -> {
                var stretch = new Stretch(from, to);
                if (meaning instanceof Meaning.Tells tells) events.add(new Told(tells.event(), stretch));
                else if (meaning instanceof Meaning.Hints hint) add(hints, new Hinted(hint.hint(), stretch));
                else marks.add(new Mark(meaning, stretch));
            });
        }
        return new MarkedText(text, tokens, marks, events, hints);
    }

    /// Unless it stands inside a longer one that began before: "now" in "from now on".
    private static void add(List<Hinted> hints, Hinted hinted) {
        for (int i = hints.size() - 1; i >= 0; i--) {
            var earlier = hints.get(i).stretch();
            if (earlier.from() < hinted.stretch().from() && earlier.holds(hinted.stretch())) return;
        }
        hints.add(hinted);
    }

    Stretch whole() {
        return new Stretch(0, tokens.size());
    }

    Span span(Stretch stretch) {
        return new Span(
                tokens.get(stretch.from()).start(), tokens.get(stretch.to() - 1).end());
    }

    /// Aspects named within a stretch. A term inside a longer one does not count.
    List<Named> aspects(Stretch within) {
        var names = new ArrayList<Named>();
        for (var mark : marks)
            if (mark.meaning() instanceof Meaning.Names name && within.holds(mark.stretch()))
                names.add(new Named(name.id(), mark.stretch()));
        names.removeIf(name -> names.stream()
                .anyMatch(other -> other.stretch().length() > name.stretch().length()
                        && other.stretch().holds(name.stretch())));
        return names;
    }

    /// What set phrases want, without those that other words deny.
    List<Wanted> wants() {
        var wants = new ArrayList<Wanted>();
        for (var mark : marks)
            if (mark.meaning() instanceof Meaning.Wants want && !isDenied(want.intent(), mark.stretch()))
                wants.add(new Wanted(want.intent(), mark.stretch()));
        wants.sort(Comparator.comparingInt((Wanted want) -> want.stretch().from())
                .thenComparingInt(want -> -want.stretch().length()));
        return wants;
    }

    List<Span> spans(Class<? extends Meaning> meaning) {
        var spans = new ArrayList<Span>();
        int behind = 0;
        for (var mark : marks) {
            if (!meaning.isInstance(mark.meaning()) || mark.stretch().from() < behind) continue;
            spans.add(span(mark.stretch()));
            behind = mark.stretch().to();
        }
        return spans;
    }

    private boolean isDenied(Intent intent, Stretch words) {
        for (var mark : marks)
            if (mark.meaning() instanceof Meaning.Denies denied
                    && denied.intent() == intent
                    && mark.stretch().overlaps(words)) return true;
        return false;
    }

    /// Words of haste, the longest first of those that begin together, without those of which other words say that
    /// there is time.
    List<Stretch> hurries() {
        var found = new ArrayList<Stretch>();
        for (var mark : marks)
            if (mark.meaning() instanceof Meaning.Hurries && !isCalmed(mark.stretch())) found.add(mark.stretch());
        found.sort(Comparator.comparingInt(Stretch::from).thenComparingInt(stretch -> -stretch.length()));
        var apart = new ArrayList<Stretch>();
        int behind = 0;
        for (var stretch : found) {
            if (stretch.from() < behind) continue;
            apart.add(stretch);
            behind = stretch.to();
        }
        return apart;
    }

    private boolean isCalmed(Stretch words) {
        for (var mark : marks)
            if (mark.meaning() instanceof Meaning.Calms && mark.stretch().overlaps(words)) return true;
        return false;
    }

    boolean says(Intent intent) {
        for (var mark : marks)
            if (mark.meaning() instanceof Meaning.Wants want
                    && want.intent() == intent
                    && !isDenied(intent, mark.stretch())) return true;
        return false;
    }

    boolean denies(Intent intent) {
        for (var mark : marks)
            if (mark.meaning() instanceof Meaning.Denies denied && denied.intent() == intent) return true;
        return false;
    }

    boolean tells(Event event) {
        for (var told : events) if (told.event() == event) return true;
        return false;
    }

    boolean hasAny(Class<? extends Meaning> meaning) {
        for (var mark : marks) if (meaning.isInstance(mark.meaning())) return true;
        return false;
    }

    boolean has(Class<? extends Meaning> meaning, int token) {
        for (var mark : marks) if (mark.stretch().from() == token && meaning.isInstance(mark.meaning())) return true;
        return false;
    }

    /// Whether a sentence ends with this token or with the line it stands on.
    boolean endsSentence(int token) {
        if (token + 1 == tokens.size()) return true;
        var sign = tokens.get(token);
        var next = tokens.get(token + 1);
        if (text.substring(sign.end(), next.start()).indexOf('\n') >= 0) return true;
        if (sign.kind() != Token.Kind.SIGN || SENTENCE_ENDS.indexOf(sign.form().charAt(0)) < 0) return false;
        boolean insideNumber = sign.form().equals(".") && next.start() == sign.end() && next.kind() == Token.Kind.WORD;
        return !insideNumber;
    }

    Stretch sentence(int token) {
        int from = token;
        while (from > 0 && !endsSentence(from - 1)) from--;
        int to = token;
        while (!endsSentence(to)) to++;
        return new Stretch(from, to + 1);
    }

    /// The first sentence with a question mark.
    Optional<Stretch> question() {
        for (int i = 0; i < tokens.size(); i++) {
            var form = tokens.get(i).form();
            if (!form.equals("?") && !form.equals("？")) continue;
            var sentence = sentence(i);
            return Optional.of(sentence);
        }
        return Optional.empty();
    }

    /// Whether words of a question ask: a question mark behind them, or they open the sentence; Chinese ones always do.
    boolean asks(Stretch words) {
        if (tokens.get(words.from()).kind() == Token.Kind.HAN) return true;
        var sentence = sentence(words.from());
        var end = tokens.get(sentence.to() - 1).form();
        return words.from() - sentence.from() <= 1 || end.equals("?");
    }
}
