package dev.attune.text.topics;

import java.util.ArrayList;
import java.util.List;

/// Suspects sarcasm: a mocking phrase or sign, praise in quotation marks, or a sentence that opens with praise and goes
/// on with blame ("Great, broken again"). Only where the text blames something at all.
final class Sarcasm {
    private static final String OPENING = "\"“«「『";
    private static final int OPENS_WITHIN = 2; // tokens

    private Sarcasm() {}

    static List<Span> in(MarkedText text, List<Opinion> opinions) {
        if (opinions.stream().noneMatch(opinion -> opinion.polarity() < 0)) return List.of();
        var spans = new ArrayList<>(text.spans(Meaning.Mocks.class));
        for (var opinion : opinions) {
            if (opinion.polarity() <= 0) continue;
            if (isQuoted(text, opinion.stretch()) || isOpener(text, opinions, opinion.stretch()))
                spans.add(text.span(opinion.stretch()));
        }
        return List.copyOf(spans);
    }

    private static boolean isQuoted(MarkedText text, Stretch praise) {
        int before = praise.from() - 1;
        return before >= 0
                && OPENING.contains(text.tokens().get(before).form())
                && praise.to() < text.tokens().size()
                && text.tokens().get(praise.to()).kind() == Token.Kind.SIGN;
    }

    private static boolean isOpener(MarkedText text, List<Opinion> opinions, Stretch praise) {
        var sentence = text.sentence(praise.from());
        if (praise.from() - sentence.from() >= OPENS_WITHIN || praise.to() >= sentence.to()) return false;
        var sign = text.tokens().get(praise.to()).form();
        if (!sign.equals(",") && !sign.equals("，") && !sign.equals("...") && !sign.equals("…")) return false;
        for (int i = praise.to(); i < sentence.to(); i++) if (text.has(Meaning.Contrasts.class, i)) return false;
        boolean blamed = false;
        for (var opinion : opinions) {
            boolean behind = opinion.stretch().from() >= praise.to() && sentence.holds(opinion.stretch());
            if (behind && opinion.polarity() > 0) return false; // a list of judgements, not mockery
            blamed |= behind && opinion.polarity() < 0;
        }
        return blamed && text.aspects(new Stretch(sentence.from(), praise.to())).isEmpty();
    }

    /// What is left to believe: no praise in a sentence that is under suspicion.
    static List<Opinion> withoutPraise(MarkedText text, List<Opinion> opinions, List<Span> suspicious) {
        return opinions.stream()
                .filter(opinion -> opinion.polarity() <= 0
                        || suspicious.stream().noneMatch(span -> inSentence(text, opinion.stretch(), span)))
                .toList();
    }

    private static boolean inSentence(MarkedText text, Stretch stretch, Span span) {
        var sentence = text.span(text.sentence(stretch.from()));
        return sentence.start() <= span.start() && span.end() <= sentence.end();
    }
}
