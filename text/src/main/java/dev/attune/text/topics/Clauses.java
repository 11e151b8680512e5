package dev.attune.text.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Cuts a text into clauses: at the end of a sentence, before a word of contrast, and at a comma or "and" when both
/// sides have an aspect and an opinion of their own, so that "fast delivery, poor quality" is two and "delivery, price
/// and quality are fine" stays one.
final class Clauses {
    private static final Set<String> JOINTS = Set.of(",", "，", "、", ":", "：", "—", "–", "-", "(", ")", "and", "и", "而");

    List<Stretch> of(MarkedText text, List<Opinion> opinions) {
        int count = text.tokens().size();
        var hard = new ArrayList<Integer>(); // first tokens of clauses that are certain
        for (int i = 0; i < count; i++) {
            boolean begins = i == 0 || text.endsSentence(i - 1) || text.has(Meaning.Contrasts.class, i);
            if (begins) hard.add(i);
        }
        var clauses = new ArrayList<Stretch>();
        for (int i = 0; i < hard.size(); i++) {
            int end = i + 1 < hard.size() ? hard.get(i + 1) : count;
            divide(text, opinions, new Stretch(hard.get(i), end), clauses);
        }
        return clauses;
    }

    private static void divide(MarkedText text, List<Opinion> opinions, Stretch clause, List<Stretch> clauses) {
        int from = clause.from();
        for (int i = clause.from(); i < clause.to(); i++) {
            if (!JOINTS.contains(text.tokens().get(i).form())) continue;
            boolean separate = isWhole(text, opinions, new Stretch(from, i))
                    && isWhole(text, opinions, new Stretch(i + 1, clause.to()));
            if (!separate) continue;
            clauses.add(new Stretch(from, i));
            from = i + 1;
        }
        if (from < clause.to()) clauses.add(new Stretch(from, clause.to()));
    }

    private static boolean isWhole(MarkedText text, List<Opinion> opinions, Stretch part) {
        return opinions.stream().anyMatch(opinion -> part.holds(opinion.stretch()))
                && !text.aspects(part).isEmpty();
    }
}
