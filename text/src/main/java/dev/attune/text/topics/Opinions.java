package dev.attune.text.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// Finds opinions: set phrases first, the longest wins; then single words, turned round by a negation before them and
/// strengthened by an intensifier.
final class Opinions {
    private static final double STRONGEST = 1;

    private final double negated;
    private final double intensified;
    private final int reach;
    private final int reachHan;

    Opinions(TopicDictionary dictionary) {
        negated = dictionary.number("negated");
        intensified = dictionary.number("intensified");
        reach = (int) dictionary.number("reach");
        reachHan = (int) dictionary.number("reach.zh");
    }

    List<Opinion> in(MarkedText text) {
        var claimed = new boolean[text.tokens().size()];
        var opinions = new ArrayList<Opinion>();
        var candidates = text.marks().stream()
                .filter(mark -> mark.meaning() instanceof Meaning.Praises)
                .sorted(Comparator.comparing((MarkedText.Mark mark) -> !isSet(mark))
                        .thenComparing(mark -> -mark.stretch().length()))
                .toList();
        for (var mark : candidates) {
            double polarity = ((Meaning.Praises) mark.meaning()).polarity();
            if (isClaimed(claimed, mark.stretch()) || isPartOfAName(text, mark.stretch())) continue;
            if (polarity > 0 && isPartOfTrouble(text, mark.stretch())) continue;
            for (int i = mark.stretch().from(); i < mark.stretch().to(); i++) claimed[i] = true;
            opinions.add(
                    new Opinion(mark.stretch(), isSet(mark) ? polarity : inContext(text, mark, polarity, claimed)));
        }
        opinions.sort(Comparator.comparingInt(opinion -> opinion.stretch().from()));
        return opinions;
    }

    private static boolean isSet(MarkedText.Mark mark) {
        return mark.meaning() instanceof Meaning.Praises praise && praise.set();
    }

    private static boolean isClaimed(boolean[] claimed, Stretch stretch) {
        for (int i = stretch.from(); i < stretch.to(); i++) if (claimed[i]) return true;
        return false;
    }

    /// 快 is fast, 快递 a courier.
    private static boolean isPartOfAName(MarkedText text, Stretch stretch) {
        for (var mark : text.marks())
            if (mark.meaning() instanceof Meaning.Names && holds(mark.stretch(), stretch)) return true;
        return false;
    }

    /// 好 is good, 说好 agreed.
    private static boolean isPartOfTrouble(MarkedText text, Stretch stretch) {
        for (var told : text.events()) if (told.event().speaksFor() && holds(told.stretch(), stretch)) return true;
        return false;
    }

    private static boolean holds(Stretch longer, Stretch stretch) {
        return longer.length() > stretch.length() && longer.holds(stretch);
    }

    private double inContext(MarkedText text, MarkedText.Mark mark, double polarity, boolean[] claimed) {
        int first = mark.stretch().from();
        boolean han = text.tokens().get(first).kind() == Token.Kind.HAN;
        double value = polarity;
        boolean turned = false;
        for (int i = first - 1; i >= Math.max(0, first - (han ? reachHan : reach)); i--) {
            if (text.tokens().get(i).kind() == Token.Kind.SIGN || text.has(Meaning.Contrasts.class, i)) break;
            if (claimed[i]) continue; // a negation inside a set phrase belongs to it
            if (!turned && text.has(Meaning.Negates.class, i)) {
                value *= negated;
                turned = true;
            } else if (text.has(Meaning.Intensifies.class, i)) {
                value *= intensified;
            }
        }
        return Math.clamp(value, -STRONGEST, STRONGEST);
    }

    /// Of all opinions within a stretch; empty when there is none.
    static OptionalDouble mean(List<Opinion> opinions, Stretch within) {
        return opinions.stream()
                .filter(opinion -> within.holds(opinion.stretch()))
                .mapToDouble(Opinion::polarity)
                .average();
    }

    /// "no complaints" is none, "thanks for nothing" no thanks.
    static boolean contradicts(List<Opinion> opinions, Stretch words, Intent intent) {
        for (var opinion : opinions) {
            if (!opinion.stretch().overlaps(words) || opinion.stretch().length() <= words.length()) continue;
            if (intent == Intent.COMPLAINT && opinion.polarity() > 0) return true;
            if (intent == Intent.THANKS && opinion.polarity() < 0) return true;
        }
        return false;
    }
}
