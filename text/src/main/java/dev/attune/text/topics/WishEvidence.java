package dev.attune.text.topics;

import java.util.List;
import java.util.Set;

/// What of a text bears on whether its writer threatens to leave, wishes for a person or cannot wait, as numbers that
/// mean the same in every language: which [Hint]s its words give, alone and two in one sentence, and which set phrases
/// it
/// holds. A changed order or meaning needs new weights.
final class WishEvidence {
    private static final Hint[] HINTS = Hint.values();
    private static final double LONG = 20; // tokens from which a text is not short
    private static final int SIZE = 2 * HINTS.length + HINTS.length * (HINTS.length - 1) / 2 + 14;

    private WishEvidence() {}

    static float[] of(MarkedText text, List<Opinion> opinions) {
        boolean asked = text.question().isPresent();
        var together = together(text);
        var numbers = new float[SIZE];
        int at = 0;
        for (var hint : HINTS) {
            boolean given = (together[hint.ordinal()] >> hint.ordinal() & 1) == 1;
            numbers[at++] = number(given);
            numbers[at++] = number(asked && given);
        }
        for (int one = 0; one < HINTS.length; one++)
            for (int other = one + 1; other < HINTS.length; other++)
                numbers[at++] = number((together[one] >> other & 1) == 1);
        numbers[at++] = number(text.says(Intent.CHURN_THREAT));
        numbers[at++] = number(text.says(Intent.REQUEST_FOR_HUMAN));
        numbers[at++] = number(!text.hurries().isEmpty());
        numbers[at++] = number(text.denies(Intent.CHURN_THREAT));
        numbers[at++] = number(text.denies(Intent.REQUEST_FOR_HUMAN));
        numbers[at++] = number(text.hasAny(Meaning.Calms.class));
        numbers[at++] = number(asked);
        numbers[at++] = number(text.says(Intent.THANKS));
        numbers[at++] = number(text.tells(Event.SETTLED));
        numbers[at++] = (float) opinions.stream().mapToDouble(Opinion::polarity).reduce(0, Math::max);
        numbers[at++] = (float) Math.min(1, text.tokens().size() / LONG);
        numbers[at++] = number(text.text().indexOf('!') >= 0 || text.text().indexOf('！') >= 0);
        numbers[at++] = number(text.tokens().stream().anyMatch(token -> token.kind() == Token.Kind.HAN));
        numbers[at++] = number(text.tokens().stream().anyMatch(Token::isCyrillic));
        return numbers;
    }

    /// Of each hint the set of those that stand in one sentence with it, itself among them: in a page of praise every
    /// hint stands somewhere.
    private static int[] together(MarkedText text) {
        var together = new int[HINTS.length];
        int given = 0;
        int token = 0;
        for (var hinted : text.hints()) {
            for (; token < hinted.stretch().from(); token++)
                if (text.endsSentence(token)) {
                    join(together, given);
                    given = 0;
                }
            given |= 1 << hinted.hint().ordinal();
        }
        join(together, given);
        return together;
    }

    private static void join(int[] together, int given) {
        for (int hint = 0; hint < HINTS.length; hint++) if ((given >> hint & 1) == 1) together[hint] |= given;
    }

    /// From the first to the last word that gives one of these hints; the whole text where none does.
    static Stretch why(MarkedText text, Set<Hint> hints) {
        int from = Integer.MAX_VALUE;
        int to = 0;
        for (var hinted : text.hints())
            if (hints.contains(hinted.hint())) {
                from = Math.min(from, hinted.stretch().from());
                to = Math.max(to, hinted.stretch().to());
            }
        return to == 0 ? text.whole() : new Stretch(from, to);
    }

    private static float number(boolean yes) {
        return yes ? 1 : 0;
    }
}
