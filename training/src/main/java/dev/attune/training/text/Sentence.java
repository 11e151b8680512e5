package dev.attune.training.text;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One labelled sentence.
///
/// @param labels of the corpus, with `neutral` where it names no emotion at all
/// @param text normalised
record Sentence(Corpus corpus, Set<String> labels, String text) {
    static final String NEUTRAL = "neutral";
    private static final Set<String> NEGATIVE = Set.of("anger", "disgust", "fear", "sadness");
    private static final Set<String> EMOTIONS = Set.of("anger", "disgust", "fear", "joy", "sadness", "surprise");

    Sentence {
        labels = labels.isEmpty() ? Set.of(NEUTRAL) : Set.copyOf(labels);
    }

    /// One of a corpus that has labels of other kinds too: those of emotions and leaning count, and who names no
    /// emotion
    /// displays none.
    static Sentence ofCustomer(Corpus corpus, Set<String> labels, String text) {
        var kept = new TreeSet<String>(labels);
        kept.retainAll(EMOTIONS);
        if (kept.isEmpty()) kept.add(NEUTRAL);
        for (var lean : List.of(Lean.POSITIVE, Lean.NEGATIVE)) if (labels.contains(lean.label)) kept.add(lean.label);
        return new Sentence(corpus, kept, text);
    }

    /// Which way it leans. Both for mixed; none when its labels do not tell: surprise, trust and anticipation have no
    /// sign.
    Set<Lean> leans() {
        var leans = EnumSet.noneOf(Lean.class);
        if (labels.contains("joy") || labels.contains(Lean.POSITIVE.label)) leans.add(Lean.POSITIVE);
        if (labels.stream().anyMatch(NEGATIVE::contains) || labels.contains(Lean.NEGATIVE.label))
            leans.add(Lean.NEGATIVE);
        if (leans.isEmpty() && labels.equals(Set.of(NEUTRAL))) leans.add(Lean.NEUTRAL);
        return leans;
    }

    enum Lean {
        POSITIVE("positive"),
        NEUTRAL("neutral"),
        NEGATIVE("negative");

        private final String label;

        Lean(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
